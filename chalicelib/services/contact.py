"""Correcting how one is reached: nothing sealed is opened for it, and whoever was reached before hears of it once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.domain import budgets
from chalicelib.domain.book import Terms
from chalicelib.domain.change import Answer, Change
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import PARTS, Contact, Correction, blinded
from chalicelib.domain.errors import TooMany
from chalicelib.domain.events import Event
from chalicelib.domain.found import File
from chalicelib.domain.intents import FORMER, Intent
from chalicelib.domain.people import Citizen
from chalicelib.domain.steps import Step
from chalicelib.services import casework
from chalicelib.services.casework import Casework
from chalicelib.services.notices import Skip, Values, notice
from chalicelib.services.ports import Counters

REMOVED = "contact_removed"
Present = Callable[[Complaint, Contact], bytes]


class Contacts(Protocol):
    """How people are reached, sealed."""

    def look(self, ticket: str) -> Contact:
        """Tell how they can be reached, in masked forms. Raises NotFound for one that was erased."""

    def told(self, ticket: str, contact: Contact) -> frozenset[str]:
        """List the ways by which a message has arrived at the address that is there now."""


@dataclass(frozen=True, slots=True)
class Reception:
    """The tools of this desk."""

    casework: Casework
    contacts: Contacts
    counters: Counters


def correct(file: File, asked: Correction, answer: Answer, present: Present, desk: Reception) -> bytes:
    """Change parts of the contact, ways, their order, or language, once; what is not mentioned stays.

    Raises Invalid for a way that leads nowhere, TooMany where there were enough corrections today, ChangedMeanwhile.
    """
    if file.done is not None:
        return file.done
    case, contact, now = file.case, desk.contacts.look(file.case.ticket), desk.casework.clock()
    settled = asked.settled(contact, case.channels)
    purse = budgets.changing(case.ticket, now)
    if settled.parts and not desk.counters.spend(purse):
        raise TooMany(purse.seconds(now))

    def shown(after: Complaint) -> bytes:
        return present(after, contact.corrected(settled))

    def made(before: Complaint) -> Change:
        command = Command(Step.CONTACT, Citizen(case.ticket), contact=settled)
        change = casework.changed(before, command, desk.casework, answer, shown)
        told = desk.contacts.told(case.ticket, contact) if settled.parts else frozenset()
        return _whole(change, before, settled, told)

    return casework.keep(made, file, answer, shown, desk.casework, casework.TRIES)


def _whole(change: Change, before: Complaint, asked: Correction, told: frozenset[str]) -> Change:
    farewells = tuple(part for part in asked.parts if PARTS[part] in told)
    letters = tuple(_farewells(change, before, farewells))
    return replace(change, correction=asked, farewells=farewells, intents=(*change.intents, *letters))


def _farewells(change: Change, before: Complaint, parts: tuple[str, ...]) -> Iterator[Intent]:
    """Whoever reads the old mailbox learns that it is no longer used, in the language that was theirs."""
    zone = {"ticket": before.ticket, "zone": "Asia/Jakarta"}
    for part in parts:
        place = (before.ticket, change.case.version, REMOVED, FORMER, PARTS[part], before.language)
        yield Intent(*place, change.event.at, blinded(before, zone))


@notice(Step.CONTACT)
def contact_changed(_case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    """Another address or number is confirmed to whoever is there now; another order or language is not."""
    return {} if event.data.get("parts") else Skip.OWN_ACT
