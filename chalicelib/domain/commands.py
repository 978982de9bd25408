"""What people and machines ask for; each is taken or refused as a whole."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.attachments import Attachment
from chalicelib.domain.contact import Correction
from chalicelib.domain.events import Words
from chalicelib.domain.people import Actor, Mode
from chalicelib.domain.steps import Step


@dataclass(frozen=True, slots=True)
class Filing:
    """A new complaint, checked for form; who files it travels apart, sealed; `mandate` is in which part for others."""

    kind: str
    category: str
    office: str
    language: str
    words: Words
    mode: Mode
    happened: date | None = None
    stage: str | None = None
    channels: tuple[str, ...] = ()
    in_turn: bool = False
    about_staff: bool = False
    mandate: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One step asked of one complaint; `mark` tells a clock's command which percentage or rung it is about.

    `until` is the day on which an alert that is put off comes back, `contact` what the citizen corrects of theirs,
    `document` a document as it is now.
    """

    step: Step
    actor: Actor
    words: Words | None = None
    reason: str | None = None
    to: str | None = None
    klass: str | None = None
    category: str | None = None
    clock: str | None = None
    mark: int = 0
    until: date | None = None
    document: Attachment | None = None
    contact: Correction | None = None
