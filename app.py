"""The switchboard: every way into Aduan, on one page; no logic."""

from chalice.app import Chalice

from chalicelib.handlers import citizen, custody, officer, public

app = Chalice(app_name="aduan")
app.register_blueprint(citizen.routes.blueprint)
app.register_blueprint(custody.routes.blueprint)
app.register_blueprint(officer.routes.blueprint)
app.register_blueprint(public.routes.blueprint)
