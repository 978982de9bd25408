"""What became of the messages about a complaint, as far as anybody knows: for the citizen, and for the office."""

from typing import Any

from chalicelib import wiring
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.errors import NotFound
from chalicelib.domain.found import Standing
from chalicelib.domain.intents import CITIZEN, Sending
from chalicelib.domain.sending import QUESTION_REMINDER, SURVEY_INVITED
from chalicelib.domain.times import iso
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes

routes, desk = Routes("sent"), Routes("sent_staff", staff=True)
NEWEST = 50
LATER = frozenset({QUESTION_REMINDER, SURVEY_INVITED})
OVERTAKEN = "overtaken"


@routes.route("/v1/complaints/{ticket}/messages")
def citizen_messages(ticket: str) -> Answer:
    """The newest fifty, each with its state: accepted is not arrived. No address is read."""
    return json_answer({"items": told(routes.session(ticket).ticket, wiring.words(routes.language()))})


@desk.route("/v1/staff/complaints/{ticket}/messages")
def staff_messages(ticket: str) -> Answer:
    """The same as the citizen reads, so that an officer knows what has not arrived."""
    staff, found = desk.desk(ticket)
    if not can_read(staff, Field.STATUS, found.case):
        raise NotFound
    return json_answer({"items": told(found.case.ticket, wiring.words(desk.language()))})


def told(ticket: str, say: wiring.Words, most: int | None = NEWEST) -> list[dict[str, Any]]:
    """Tell what became of each message to the citizen, newest first; None: of all of them."""
    found = [one for one in wiring.inspection().about(ticket) if one.recipient == CITIZEN and not _unsaid(one)]
    return [_shown(one, ticket, say) for one in list(reversed(found))[:most]]


def _unsaid(one: Standing) -> bool:
    """What waits for its day, and what was overtaken before it came, was never said to anybody."""
    planned = one.notice in LATER and one.status is Sending.PENDING and one.due > iso(wiring.clock())
    return planned or one.why == OVERTAKEN


def _shown(one: Standing, ticket: str, say: wiring.Words) -> dict[str, Any]:
    return {
        "notice": one.notice,
        "subject": say(f"notice.{one.notice}.subject", ticket=ticket),
        "channel": one.channel,
        "state": one.status.value.lower(),
        "text": say(f"sent.{one.status.value.lower()}"),
        "at": one.moved or None,
    }
