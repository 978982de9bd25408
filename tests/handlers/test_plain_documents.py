"""Documents without a script: a list, a signed form for one file, and the way back."""

import html
import re
from urllib.parse import urlencode

import pytest

from chalicelib.examiner import apart, looking
from tests.cloud import QUARANTINE
from tests.examiner import corpus
from tests.handlers.client import Client, Reply, fresh_key
from tests.handlers.test_plain_contact import FORM, enter, post
from tests.handlers.uploading import PHOTO, Sender, hear, policy

PAGE = "/en/lacak/plain/dokumen"


@pytest.fixture
def sender(api: Client, monkeypatch: pytest.MonkeyPatch) -> Sender:
    monkeypatch.setattr(apart, "examine", looking.examine)
    return Sender.of(api)


def look(sender: Sender, cookie: str, query: str = "") -> Reply:
    return sender.api.send("GET", f"{PAGE}{query}", {"cookie": cookie}, b"")


def begin(sender: Sender, cookie: str, key: str = "") -> Reply:
    return post(sender.api, PAGE, cookie, action="add", key=key or fresh_key())


def test_from_the_list_to_the_file(sender: Sender) -> None:
    """Begun by one press, sent by a form that S3 leads back from, examined, and then opened from the list."""
    cookie = enter(sender.api, sender.filed)
    assert "There are no documents yet." in look(sender, cookie).text
    led = begin(sender, cookie)
    assert led.status == 303
    form = sender.api.send("GET", led.headers["Location"], {"cookie": cookie}, b"").text
    fields = {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
    said = policy({"fields": fields})["conditions"]
    assert {"success_action_redirect": f"https://aduan.example{PAGE}/sampai"} in said
    assert {"bucket": QUARANTINE} in said
    assert ["content-length-range", 1, 10_000_000] in said
    assert form.index('name="policy"') < form.index('name="file"'), "S3 reads no field after the file"
    assert "Your file has arrived" in sender.api.send("GET", f"{PAGE}/sampai", {}, b"").text
    document = sender.one()["id"]
    hear(sender.put(document, PHOTO))
    listed = look(sender, cookie).text
    assert "Accepted. The office can open it" in listed
    opened = look(sender, cookie, f"?buka={document}")
    assert opened.status == 303
    assert opened.headers["Location"].startswith("https://clean-copies.s3.")
    assert look(sender, cookie, f"?unggah={document}").headers["Location"] == PAGE


def test_a_refusal_says_why_and_what_to_do(sender: Sender) -> None:
    """The list has the reason and the remedy, as the page with a script has."""
    sender.send(corpus.locked())
    listed = look(sender, enter(sender.api, sender.filed)).text
    assert "Not accepted: the PDF is locked with a password." in listed
    assert "Save the PDF without a password" in listed


def test_two_presses_are_one_document(sender: Sender) -> None:
    """The hidden key makes the second press the same document, and a page that lost it only shows the list."""
    cookie, key = enter(sender.api, sender.filed), fresh_key()
    assert begin(sender, cookie, key).headers["Location"] == begin(sender, cookie, key).headers["Location"]
    assert begin(sender, cookie, "short").headers["Location"] == PAGE
    assert len(sender.all()["items"]) == 1


def test_what_is_taken_away_is_gone(sender: Sender) -> None:
    """One press removes, and a full list says so instead of taking an eleventh."""
    cookie = enter(sender.api, sender.filed)
    for _ in range(10):
        begin(sender, cookie)
    full = begin(sender, cookie)
    assert full.status == 409
    assert "No more documents can be added." in full.text
    document = sender.all()["items"][0]["id"]
    assert post(sender.api, PAGE, cookie, action="remove", document=document).status == 303
    assert sender.all()["may_add"] == 1


def test_nobody_else_gets_in(sender: Sender) -> None:
    """Without the cookie there is no list, form or file, and another complaint's document cannot be opened."""
    document = sender.send()
    for query in ("", f"?unggah={document}", f"?buka={document}"):
        assert look(sender, "", query).status == 401
    assert post(sender.api, PAGE, action="add", key=fresh_key()).status == 401
    other = enter(sender.api, sender.api.file())
    assert look(sender, other, f"?buka={document}").status == 404
    assert look(sender, other, f"?unggah={document}").headers["Location"] == PAGE


def test_the_confirmation_leads_there(sender: Sender) -> None:
    """Whoever has just filed goes on to the documents of that complaint without typing its code."""
    typed = {
        "kind": "complaint",
        "category": "facilities",
        "office": "jakarta-utara",
        "narrative": "Sudah bayar.",
        "mode": "anonymous",
        "key": fresh_key(),
    }
    done = sender.api.send("POST", "/en/lapor/plain", FORM, urlencode(typed).encode())
    cookie = done.headers["Set-Cookie"].partition(";")[0]
    led = post(sender.api, "/en/lapor/plain/dokumen", cookie)
    assert (led.status, led.headers["Location"]) == (303, PAGE)
    assert "Add a document" in look(sender, led.headers["Set-Cookie"].partition(";")[0]).text
    assert post(sender.api, "/en/lapor/plain/dokumen").status == 401
