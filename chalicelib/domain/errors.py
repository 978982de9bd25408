"""Every refusal that a person may meet, as one tree.

Refusal
├── Invalid            the request names a field that cannot be taken as it is
│   └── UnknownChoice  a code that the policy does not have
├── NotAllowed         this caller may not do this
│   ├── OwnWork        a second person is needed
│   ├── NotYours       only whoever drew it up takes it back
│   └── NoIdentity     an anonymous complaint has nobody to show
├── NotFound           no such complaint for this caller; never tells which part was wrong
│   ├── NoVersion      no such office, or version of its calendar, for this caller
│   ├── NoChannel      no such official channel
│   └── NoOffice       no such office in this caller's reach
├── StepRefused        the table of steps has no such move from the present status
│   ├── TooEarly       the move exists, and its time has not come
│   └── TooLate        the move exists, and its time has gone
├── ChangedMeanwhile   somebody else changed the complaint first
│   └── Stale          the caller saw an older version than the one on file
├── SignedOff          this version, or a newer one, was signed off, and will never change
│   └── TakenBack      whoever drew it up took it back
├── AnsweredBefore     this case has given this part of the survey
├── TooManyDocuments   a case has as many documents as it may have
├── KeyReused          the idempotency key belongs to another request
└── TooMany            a budget is used up for now

The door turns each into problem+json; the words are in the catalogue under `problem.<code>`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


class Refusal(Exception):
    """A request that is understood and declined."""

    code: ClassVar[str] = "refused"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one field.

    `rule` is the catalogue key of the remedy, `limits` fill its placeholders; `choices` are the codes that can be
    chosen, where the list is short enough to read.
    """

    field: str
    rule: str
    limits: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()


class Invalid(Refusal):
    """The request names fields that cannot be taken as they are."""

    code = "invalid"

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.rule}" for fault in faults))
        self.faults = faults


class UnknownChoice(Invalid):
    """A code that the policy does not have."""

    def __init__(self, field: str, choices: Iterable[str] = ()) -> None:
        super().__init__(one_of(field, choices))


def one_of(field: str, choices: Iterable[str]) -> Fault:
    """Say what could have been chosen, where the list is short enough to read."""
    known = tuple(choices)
    return Fault(field, "choose_from", choices=known) if known else Fault(field, "unknown_choice")


class NotAllowed(Refusal):
    """This caller may not do this."""

    code = "not_allowed"


class OwnWork(NotAllowed):
    """Whoever did it may not be the one who approves it."""

    code = "own_work"


class NotYours(NotAllowed):
    """Only whoever drew it up takes it back."""

    code = "not_yours"


class NoIdentity(NotAllowed):
    """An anonymous complaint has no identity that anybody could see."""

    code = "no_identity"


class NotFound(Refusal):
    """There is no such complaint for this caller; which part was wrong is never told."""

    code = "not_found"


class NoVersion(NotFound):
    """There is no such office, or version of its calendar, for this caller."""

    code = "no_version"


class NoChannel(NotFound):
    """There is no such official channel."""

    code = "no_channel"


class NoOffice(NotFound):
    """There is no such office in this caller's reach."""

    code = "no_office"


class StepRefused(Refusal):
    """The present status does not allow this step."""

    code = "step_refused"


class PauseUsed(StepRefused):
    """The pauses of this clock have used up their working days together; a message asks without stopping it."""

    code = "pause_used"


class DateMissed(StepRefused):
    """More time is given before the date only."""

    code = "date_missed"


class TooEarly(StepRefused):
    """The step will be allowed later."""

    code = "too_early"

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__(until)
        self.until = until


class TooLate(StepRefused):
    """The time for this step has gone; it ended at `since`."""

    code = "too_late"

    def __init__(self, since: datetime) -> None:
        super().__init__(since)
        self.since = since


class ChangedMeanwhile(Refusal):
    """Somebody else changed the complaint first.

    `fresh` is what the caller may see of it now, as the answer's bytes.
    """

    code = "changed_meanwhile"

    def __init__(self, ticket: str, fresh: bytes | None = None) -> None:
        super().__init__(ticket)
        self.fresh = fresh


class Stale(ChangedMeanwhile):
    """The caller saw an older version than the one on file."""

    code = "stale"


class SignedOff(Refusal):
    """What is signed off never changes, and nothing older comes after it."""

    code = "signed_off"


class TakenBack(SignedOff):
    """Whoever drew it up took it back; nobody signs it off."""

    code = "taken_back"


class NoEdition(SignedOff):
    """Open cases have been brought to the newest edition already."""

    code = "no_edition"


class AnsweredBefore(Refusal):
    """Each case says once what it thinks of the service."""

    code = "answered_before"


class TooManyDocuments(Refusal):
    """A case has as many documents as it may have."""

    code = "too_many_documents"

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class KeyReused(Refusal):
    """The idempotency key belongs to another request."""

    code = "key_reused"


class TooMany(Refusal):
    """A budget is used up for now; `seconds` until it is worth trying again."""

    code = "too_many"

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds
