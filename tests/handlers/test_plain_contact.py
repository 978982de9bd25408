"""Correcting one's contact without a script: one page, what is left empty stays."""

from urllib.parse import urlencode

from chalicelib import wiring
from chalicelib.handlers.plain_reach import wanted
from tests.handlers.client import Client, Filed, Reply, fresh_key
from tests.handlers.test_contact import entries

PAGE = "/id/lacak/plain/kontak"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def post(api: Client, path: str, cookie: str = "", **fields: str) -> Reply:
    headers = FORM | ({"cookie": cookie} if cookie else {})
    return api.send("POST", path, headers, urlencode(fields).encode())


def enter(api: Client, filed: Filed) -> str:
    """Come in by the code, and give the cookie."""
    reply = post(api, "/id/lacak/plain", action="open", ticket=filed.ticket, code=filed.code)
    assert reply.status == 303, reply.text
    return reply.headers["Set-Cookie"].partition(";")[0]


def test_one_page_for_all_of_it(api: Client) -> None:
    """The page shows what is on file, masked, with the ways that are used chosen."""
    page = api.send("GET", PAGE, {"cookie": enter(api, api.file())}, b"").text
    assert "Sekarang tercatat: s•••@w•••.org" in page
    assert 'value="both" checked' in page
    assert 'value="id" checked' in page
    assert "siti@" not in page


def test_a_correction_leads_back_to_the_complaint(api: Client) -> None:
    """What is typed replaces, what is ticked goes, and the complaint says that it was kept; twice is once."""
    filed, key = api.file(), fresh_key()
    cookie = enter(api, filed)
    fields = {"email": "baru@warga.example.org", "drop_phone": "yes", "ways": "email", "language": "en", "key": key}
    for _ in range(2):
        reply = post(api, PAGE, cookie, **fields)
        assert (reply.status, reply.headers["Location"]) == (303, "/id/lacak/plain?done=contact")
    assert wiring.complaints().get(filed.ticket).version == 2
    identity = wiring.custody_desk().identity(filed.ticket)
    assert (identity.email, identity.phone) == ("baru@warga.example.org", None)
    assert "Perubahan kontak" in api.send("GET", "/id/lacak/plain?done=contact", {"cookie": cookie}, b"").text


def test_what_is_wrong_is_said_and_what_was_typed_stays(api: Client) -> None:
    """A mistyped address stands at its field, as it was typed, and nothing was changed."""
    filed = api.file(channels=["email"])
    reply = post(api, PAGE, enter(api, filed), email="siti@", ways="sms", key=fresh_key())
    assert reply.status == 422
    assert 'id="email-error"' in reply.text
    assert 'value="siti@"' in reply.text
    assert "email_since" not in entries(filed)


def test_five_a_day(api: Client) -> None:
    """After five corrections the page says so, and keeps what was typed."""
    filed = api.file()
    cookie = enter(api, filed)
    replies = [post(api, PAGE, cookie, email=f"o{n}@lain.example.org", key=fresh_key()).status for n in range(6)]
    assert replies == [303] * 5 + [429]


def test_without_a_session_there_is_no_page(api: Client) -> None:
    """Whoever has not come in is led to the door, before and after sending."""
    assert api.send("GET", PAGE, {}, b"").status == 401
    assert post(api, PAGE, email="a@b.example.org").status == 401


def test_the_form_asks_the_api_for_the_same() -> None:
    """Both faces send the same body; an empty field is left out."""
    typed = {"email": [""], "phone": ["0812"], "ways": ["none"], "less": ["yes"]}
    assert wanted(typed) == {"phone": "0812", "channels": [], "essential_only": True}
    assert wanted({}) == {"essential_only": False}


def test_another_language_keeps_what_is_half_typed(api: Client) -> None:
    """C13: a message, a contact and a code stay without scripts, too, and nothing is sent."""
    filed = api.file()
    cookie = enter(api, filed)
    typed = {"text-message": "Kenari belum selesai", "text-withdraw": "Mungkin"}
    page = post(api, "/en/lacak/plain", cookie, switch="yes", **typed)
    assert page.status == 200
    assert all(words in page.text for words in typed.values())
    assert 'form="case" formaction="/ar/lacak/plain" formnovalidate name="switch"' in page.text
    assert 'value="x@y"' in post(api, "/zh/lacak/plain/kontak", cookie, switch="yes", email="x@y").text
    assert 'value="ABCD"' in post(api, "/ar/lacak/plain", switch="yes", ticket=filed.ticket, code="ABCD").text
    assert wiring.complaints().get(filed.ticket).version == 1


def test_a_refused_message_stays_as_it_was_typed(api: Client) -> None:
    """What is too long is said at its field, where it still stands; sent twice it is one message."""
    filed = api.file()
    cookie, key = enter(api, filed), fresh_key()
    long = post(api, "/id/lacak/plain", cookie, step="message", key=key, **{"text-message": "kenari " * 2000})
    assert (long.status, 'id="text-message-error"' in long.text) == (422, True)
    assert "kenari kenari" in long.text
    for _ in range(2):
        sent = post(
            api, "/id/lacak/plain", cookie, step="message", key=key, **{"text-message": "Ya", "text-withdraw": "?"}
        )
        assert (sent.status, sent.headers["Location"]) == (303, "/id/lacak/plain?done=message")
    assert wiring.complaints().get(filed.ticket).version == 2


def test_a_message_that_came_too_late_is_given_back(api: Client) -> None:
    """Whose complaint was over meanwhile, or who was away too long, reads why, and what they wrote."""
    filed = api.file()
    cookie = enter(api, filed)
    assert post(api, "/en/lacak/plain", cookie, step="withdraw", key=fresh_key()).status == 303
    wrote = {"step": "message", "key": fresh_key(), "text-message": "kenari & <b>"}
    over, away = post(api, "/en/lacak/plain", cookie, **wrote), post(api, "/en/lacak/plain", **wrote)
    assert (over.status, away.status) == (409, 401)
    assert "This step cannot be taken now" in over.text
    for page in (over.text, away.text):
        assert "Not sent." in page
        assert "kenari &amp; &lt;b&gt;" in page
    assert "Not sent." not in post(api, "/en/lacak/plain").text
