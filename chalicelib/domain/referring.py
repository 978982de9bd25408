"""Where a case, or what it is about, may be referred: to an office of ours, or to an agency outside."""

from datetime import datetime

from chalicelib.domain.access import complained_about, covers
from chalicelib.domain.book import Terms
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Fault, Invalid, UnknownChoice


def receiver(case: Complaint, command: Command, terms: Terms, now: datetime) -> dict[str, str | None]:
    """An agency outside ours, or an office. What is need-to-know within the house does not leave it.

    Raises Invalid, and UnknownChoice for one that cannot be.
    """
    if terms.agencies.offered(command.to or "", now.date()) and not case.restricted:
        return {"agency": command.to}
    return {"to": _other_office(case, command, terms)}


def _other_office(case: Complaint, command: Command, terms: Terms) -> str:
    """Any office that handles cases, is not complained of, and on appeal is not below the one that must decide."""
    to = target(command)
    if not terms.offices.has(to) or to == case.office:
        raise UnknownChoice("to")
    office = terms.offices.get(to)
    back_down = case.appealed and covers(case.path, office.path)
    if not office.handles or office.hidden or back_down or complained_about(office.path, case.excluded):
        raise UnknownChoice("to")
    return to


def target(command: Command) -> str:
    """Whoever a step names. Raises Invalid for nobody."""
    if not command.to:
        raise Invalid(Fault("to", "missing"))
    return command.to
