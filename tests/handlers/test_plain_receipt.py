"""The confirmation on the pages that need no script: what to keep of it."""

from urllib.parse import urlencode

from chalicelib import wiring
from tests.handlers.client import Client, Reply, fresh_key
from tests.handlers.test_receipts import checked

FIELDS = {
    "kind": "complaint",
    "category": "facilities",
    "office": "jakarta-utara",
    "narrative": "Sudah bayar, tidak tercatat.",
    "mode": "anonymous",
}


def sent(api: Client, **more: str) -> Reply:
    """Fill in the form that needs no script, and press its button."""
    body = urlencode(FIELDS | {"key": fresh_key()} | more)
    return api.call("POST", "/id/lapor/plain", raw=body, content_type="application/x-www-form-urlencoded")


def test_the_signed_receipt_is_a_file_without_a_script(api: Client) -> None:
    """C6: with scripts off, too, a citizen takes away the proof that anybody can check."""
    cookie = sent(api).headers["Set-Cookie"].partition(";")[0]
    reply = api.call("GET", "/id/lapor/plain/receipt", cookie=cookie)
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{reply.json["ticket"]}.json"'
    assert checked(api, reply.json["receipt"]["jws"])["ticket"] == reply.json["ticket"]
    assert "access_code" not in reply.json


def test_the_receipt_is_for_whoever_filed(api: Client) -> None:
    """Without the confirmation there is no receipt."""
    assert api.call("GET", "/id/lapor/plain/receipt").status == 401


def test_a_day_that_does_not_exist_is_said_in_the_forms_own_words(api: Client) -> None:
    """30 February is refused at its three boxes, with an example for three boxes."""
    reply = sent(api, day="30", month="2", year="2026")
    assert reply.status == 422
    assert wiring.words("id")("script.form.happened_on.real") in reply.text
    assert "2026-11-02" not in reply.text
