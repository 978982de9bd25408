"""The web build: catalogues, styles, scripts and the citizen's static pages."""
