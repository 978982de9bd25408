"""The plain values that travel between the rules and the record."""

from datetime import timedelta

from chalicelib.domain.change import Answer, Change
from chalicelib.domain.errors import ChangedMeanwhile, Refusal, Stale, TooMany
from chalicelib.domain.found import File, Page
from chalicelib.domain.intents import CITIZEN, LIVE, Intent, Sending
from chalicelib.domain.unmasking import OPEN_FOR, Request
from tests.builders import AT, TICKET, received, staff


def test_a_message_has_an_id_that_travels_with_it() -> None:
    """Every message is told apart by its event, notice, reader and channel; none is live once it was sent."""
    intent = Intent(TICKET, 3, "answered", CITIZEN, "email", "id", AT)
    assert intent.id == "N#000003#answered#citizen#email"
    assert intent.status in LIVE
    assert Sending.SENT not in LIVE


def test_a_lost_race_shows_the_fresh_state() -> None:
    """Whoever was slower is told so, with the complaint as it is now."""
    assert issubclass(Stale, ChangedMeanwhile)
    assert Stale(TICKET, b"{}").fresh == b"{}"
    assert ChangedMeanwhile(TICKET).fresh is None
    assert TooMany(30).seconds == 30
    assert len({kind.code for kind in Refusal.__subclasses__()}) == len(Refusal.__subclasses__())


def test_an_opened_name_is_open_for_its_asker_and_an_hour() -> None:
    """A name that a second person allowed to be opened is shown for sixty minutes, to whoever asked alone."""
    asked = Request("r1", TICKET, "siti", AT)
    assert not asked.opens("siti", AT)
    allowed = Request("r1", TICKET, "siti", AT, "budi", AT + OPEN_FOR)
    assert allowed.opens("siti", AT + timedelta(minutes=59))
    assert not allowed.opens("siti", AT + OPEN_FOR)
    assert not allowed.opens("budi", AT)


def test_what_was_found_and_what_is_written() -> None:
    """A change carries everything that is written together; what was found carries what the next step needs."""
    case, (event,) = received()
    change = Change(0, case, event, staff(), answer=Answer("key", "request", b"{}"))
    assert (change.before, change.intents, change.alerts, change.opening) == (0, (), (), None)
    assert File(case).done is None
    assert Page((case,), None).cases == (case,)
