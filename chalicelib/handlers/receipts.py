"""A receipt to take along on paper: its QR code, drawn for whoever holds it and kept by nobody."""

from chalicelib import wiring
from chalicelib.handlers import schemas
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes
from chalicelib.pages import qr

routes = Routes("receipts")


@routes.route("/v1/receipt-codes", "POST")
def receipt_code() -> Answer:
    """The code leads to the page that checks it, whatever was sent: nobody can make one of ours lead elsewhere."""
    asked = routes.body(schemas.ReceiptCode)
    return json_answer(drawn(asked.jws, routes.language()))


def drawn(jws: str, language: str) -> dict[str, str]:
    """Draw it, whichever page asks, with the words beside it."""
    say = wiring.words(language)
    place = qr.link(wiring.settings().site_url, language, jws)
    return {"link": place, "image": qr.image(place), "name": say("done.qr"), "hint": say("done.qr.hint")}
