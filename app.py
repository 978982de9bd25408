"""The switchboard: every way into Aduan, on one page; no logic."""

from chalice.app import Chalice

app = Chalice(app_name="aduan")
