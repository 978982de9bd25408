"""Fewer messages: one click in the mail program, a page for people, and never less than what matters."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.sending import OPTIONAL, SURVEY_INVITED, Key
from chalicelib.notify.message import Message
from chalicelib.services import delivery
from chalicelib.services.delivery import Outcome
from chalicelib.services.notices import NOTICES
from tests.handlers.client import Client, Filed, grant

FORM = {"content-type": "application/x-www-form-urlencoded"}
ONE_CLICK = b"List-Unsubscribe=One-Click"


def link(filed: Filed) -> str:
    return f"/id/pesan/{filed.ticket}/{wiring.token('leaving', filed.ticket)}"


def told(filed: Filed, version: int, notice: str) -> Outcome:
    """Send one message of the complaint now."""
    key = Key(f"C#{filed.ticket}", f"N#{version:06d}#{notice}#citizen#email")
    return delivery.deliver(key, wiring.delivery())


def verified(api: Client) -> Filed:
    filed = api.file(channels=["email"])
    api.take(grant("budi"), filed.ticket, "verify")
    return filed


def test_one_click_leaves_out_what_is_not_essential(api: Client) -> None:
    """One click, even pressed twice, stops news of steps on the way; a receipt still comes."""
    filed = verified(api)
    for _ in range(2):
        assert api.send("POST", link(filed), FORM, ONE_CLICK).status == 200
    assert told(filed, 2, "verified") is Outcome.OPTED_OUT
    assert told(filed, 1, "received") is Outcome.SENT


def test_looking_changes_nothing(api: Client) -> None:
    """Programs that open every link in a mail take nobody's messages away; a person sees what would stop."""
    filed = verified(api)
    shown = api.send("GET", link(filed), {}, b"")
    assert shown.status == 200
    assert "<form" in shown.text
    assert told(filed, 2, "verified") is Outcome.SENT


def test_it_can_be_taken_back(api: Client) -> None:
    """Who wants every message again presses one button."""
    filed = verified(api)
    api.send("POST", link(filed), FORM, ONE_CLICK)
    assert "lagi" in api.send("POST", link(filed), FORM, b"action=more").text
    assert told(filed, 2, "verified") is Outcome.SENT


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_is_not_ours_does_nothing(api: Client, method: str) -> None:
    """Nobody can take another person's messages away by guessing."""
    filed, other = verified(api), api.file()
    wrong = link(other).replace(other.ticket, filed.ticket)
    assert api.send(method, wrong, FORM, ONE_CLICK).status == 404
    assert told(filed, 2, "verified") is Outcome.SENT


def test_an_erased_complaint_is_left_alone(api: Client) -> None:
    """A link that outlives its complaint makes no row."""
    filed = verified(api)
    wiring.client("dynamodb").delete_item(TableName="cases", Key={"pk": {"S": f"C#{filed.ticket}"}, "sk": {"S": "WHO"}})
    assert api.send("POST", link(filed), FORM, ONE_CLICK).status == 200
    assert all(row.get("sk") != {"S": "WHO"} or filed.ticket not in str(row) for row in api.stored())


def test_the_mail_carries_the_click(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be done without says how, in its headers and in its words; what matters offers no way out."""
    filed, sent = verified(api), list[Message]()
    post = wiring.post()

    def keep(message: Message) -> Any:
        sent.append(message)
        return original(message)

    original = post.channels["email"].send
    monkeypatch.setattr(post.channels["email"], "send", keep)
    told(filed, 2, "verified")
    told(filed, 1, "received")
    optional, essential = sent
    assert optional.leave == f"https://aduan.example{link(filed)}"
    assert optional.leave in optional.text
    assert essential.leave == ""
    assert "/pesan/" not in essential.text


def test_what_is_optional_is_a_notice() -> None:
    """No notice is left out under a name that nothing has; what starts or ends a time limit is never left out."""
    names = {fact.__name__ for fact in NOTICES.values()} | {SURVEY_INVITED}
    assert names > OPTIONAL
    assert not OPTIONAL & {"received", "question", "answered", "corrected", "closed", "rejected", "late", "unmasked"}
