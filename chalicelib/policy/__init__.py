"""Data alone: rules/<version>.toml, calendars/<version>/, offices.csv, places.csv. Read by store/book.py.

docs/clocks.md explains it.
"""
