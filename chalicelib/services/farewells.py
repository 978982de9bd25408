"""What is told of what is gone: a document that was refused; a wish to be erased; and, last of all, that it was done.

The address of the last one is copied, still sealed, out of what is destroyed, and waits for it for three days at most.
"""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.intents import CITIZEN, FORMER, Intent
from chalicelib.domain.steps import Step
from chalicelib.services.notices import Skip, Values, notice


@notice(Step.ERASURE)
def erasure_asked(_case: Complaint, _event: Event, _terms: Terms) -> Values:
    """To whoever is there: if it was not they who asked, they can take it back until the day."""
    return {}


@notice(Step.ERASED)
def erased(_case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    """Not a second time, where a restore made it necessary again."""
    return Skip.NOT_NEEDED if event.data.get("again") else {}


@notice(Step.DOCUMENT_REFUSED)
def document_refused(_case: Complaint, _event: Event, _terms: Terms) -> Values:
    """That there was one, and where the reason stands: neither which it was nor what was found in it."""
    return {}


def addressed(event: Event, intents: Iterable[Intent]) -> Iterable[Intent]:
    """Let the last message go to the address that was kept for it; no other way is tried after it."""
    if event.step is not Step.ERASED:
        return intents
    return [replace(one, recipient=FORMER, spare=False) if one.recipient == CITIZEN else one for one in intents]
