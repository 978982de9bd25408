"""The confirmation for browsers without a script, while its cookie lives; the receipt on paper and as a file."""

import json

from chalicelib.handlers import cookies, receipts
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.plain import DONE, Pages, ended, page

routes = Pages("plain_done")


@routes.route("/{language}/lapor/plain/done")
def plain_done(language: str) -> Answer:
    """The confirmation, for as long as the cookie lives; then the way to follow the complaint."""
    kept = cookies.read(DONE, routes.header("cookie"))
    if not kept:
        return page("message.html", language, 200, name="expired", path="lacak/plain")
    made = json.loads(kept)
    told = {"zone": made["office"]["zone"], "channels": made["channels"]}
    drawn = receipts.drawn(made["receipt"]["jws"], language)
    return page("confirmation_plain.html", language, 200, made=made, qr=drawn, **told)


@routes.route("/{language}/lapor/plain/receipt")
def plain_receipt(language: str) -> Answer:
    """The same file that the script saves, for as long as the confirmation is there."""
    kept = cookies.read(DONE, routes.header("cookie"))
    if not kept:
        return ended(language)
    made = json.loads(kept)
    proof = {name: made[name] for name in ("ticket", "received_at", "deadlines", "receipt")}
    return json_answer(proof, Content_Disposition=f'attachment; filename="{made["ticket"]}.json"')
