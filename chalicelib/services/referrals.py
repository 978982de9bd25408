"""Referring to an agency outside ours: whom to tell, the link that opens what was referred, and what is behind it.

The link's secret is derived from the referral by a key of ours: whoever writes the mail and whoever checks the link
work it out alike, and nobody keeps it. docs/decisions/0010 has the reasons.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.access import Field, can_read
from chalicelib.domain.book import Book, Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Event, Words
from chalicelib.domain.intents import Intent
from chalicelib.domain.people import Agency
from chalicelib.domain.sending import REFERRAL
from chalicelib.domain.steps import REFERRAL_ACK, Hearing, Step
from chalicelib.services.appeals import ON_APPEAL
from chalicelib.services.notices import NOTICES, Fact, Values, decide, named, outcome, until
from chalicelib.services.ports import Clock, Complaints

SESSION = timedelta(minutes=30)
MAIL, LANGUAGE = "email", "id"
Links = Callable[[str], str]
"""Derive the secret of a link, 128 bits in hexadecimal, from what it is about."""


class Openings(Protocol):
    """Which links have been opened."""

    def open_link(self, ticket: str, referral: int, holder: str, now: datetime, until: datetime) -> datetime | None:
        """Open a link once, for this holder; the end of the session, None when it is another's or over."""


@dataclass(frozen=True, slots=True)
class Counter:
    """The tools of this desk."""

    complaints: Complaints
    openings: Openings
    links: Links
    clock: Clock


@dataclass(frozen=True, slots=True)
class Shown:
    """What an agency reads: the citizen's words and ours to the agency; never who wrote, even where they are named."""

    narrative: str | None
    cover: str | None


def about(ticket: str, referral: int) -> str:
    """Name one referral: what its link is derived from."""
    return f"{ticket} {referral}"


def owed(case: Complaint, event: Event, book: Book, now: datetime) -> tuple[Intent, ...]:
    """Give the messages that an event owes: the citizen's, and the mail to the agency that a case is referred to."""
    outside = bool(event.data.get("agency"))
    more = OUTSIDE if outside else ON_APPEAL if case.appealed else {}
    told = decide(case, event, book, now, NOTICES | more).intents
    return (*told, _letter(case, event, book, now)) if outside and event.step is Step.REFER else told


def _letter(case: Complaint, event: Event, book: Book, now: datetime) -> Intent:
    """Only a number, dates and offices: everything else is behind the link."""
    terms = book.terms(case.policy, case.edition)
    office, agency = terms.offices.get(case.office), str(event.data["agency"])
    values = {"ticket": case.ticket, "zone": office.zone, "to": terms.agencies.get(agency).name(LANGUAGE)}
    values |= named("office", office) | until(case, REFERRAL_ACK, event)
    return Intent(case.ticket, event.version, REFERRAL, agency, MAIL, LANGUAGE, now, values)


def enter(ticket: str, token: str, holder: str, desk: Counter) -> tuple[Agency, datetime]:
    """Open the one session that a link gives, and tell until when.

    `holder` is known to one browser alone: with it, an answer that was lost is had again. Raises NotFound alike for a
    wrong link, an unknown ticket, a referral that is over, and a link that somebody else has opened.
    """
    case = _waiting(ticket, desk)
    expected = desk.links(about(ticket, case.referral if case else 0))
    right = hmac.compare_digest(expected.encode(), token.encode())
    if not right or case is None or case.agency is None:
        raise NotFound
    now = desk.clock()
    end = desk.openings.open_link(ticket, case.referral, holder, now, now + SESSION)
    if end is None:
        raise NotFound
    return Agency(ticket, case.agency, case.referral), end


def _waiting(ticket: str, desk: Counter) -> Complaint | None:
    try:
        case = desk.complaints.get(ticket)
    except NotFound:
        return None
    return case if case.referral else None


def shown(case: Complaint, agency: Agency, words: Mapping[int, Words]) -> Shown:
    """Give what was referred, and nothing that was said before or since. Raises NotFound when the referral is over."""
    if not can_read(agency, Field.PUBLIC, case):
        raise NotFound
    narrative, cover = words.get(1), words.get(case.referral)
    public = cover is not None and cover.hearing is Hearing.PUBLIC
    return Shown(narrative.text if narrative else None, cover.text if cover and public else None)


def referred_outside(case: Complaint, event: Event, terms: Terms) -> Values:
    return until(case, REFERRAL_ACK, event) | _agency(case, event, terms)


def taken_over(case: Complaint, event: Event, terms: Terms) -> Values:
    """Whom to ask from now on, and that the office still owes an answer."""
    return outcome(case, event) | _agency(case, event, terms)


def returned_outside(case: Complaint, event: Event, terms: Terms) -> Values:
    return outcome(case, event) | _agency(case, event, terms)


def _agency(case: Complaint, event: Event, terms: Terms) -> Values:
    body = terms.agencies.get(str(event.data["agency"]))
    return {"to": body.name(case.language), "to_short": body.short, "site": body.site}


OUTSIDE: dict[Step, Fact] = {
    Step.REFER: referred_outside,
    Step.ACKNOWLEDGE: taken_over,
    Step.RETURN: returned_outside,
}
"""What citizens are told where the receiver is no office of ours."""
