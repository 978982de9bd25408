"""The verbs: plain functions that fetch, ask permission, take one step and save; they import the domain only."""
