"""The doors in: translate, call one verb, translate back; nothing is decided here."""
