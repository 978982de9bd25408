"""The public contract of what comes in, in pydantic; OpenAPI is printed from it."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from chalicelib.domain.commands import Command, Filing
from chalicelib.domain.contact import Correction
from chalicelib.domain.events import Words
from chalicelib.domain.people import Actor, Identity, Mode, Relation
from chalicelib.domain.questions import Answers
from chalicelib.domain.steps import STEPS, Party, Step
from chalicelib.handlers import contacts
from chalicelib.handlers.fields import Account, Answer, Body, Day, Free, Line, Slug, refuse
from chalicelib.handlers.languages import Language

NARRATIVE, HELP, NAME, EMAIL, PHONE = 10_000, 500, 100, 254, 40
ANSWERS = 10
BY_HAND = {Party.CITIZEN, Party.OFFICER, Party.SUPERVISOR, Party.RECEIVER}
TAKEN = tuple(step for step, rule in STEPS.items() if rule.who & BY_HAND and step is not Step.CONTACT)
"""Steps that people ask for here; to open an identity, and to correct a contact, have doors of their own."""
ALERTS = tuple(step for step, rule in STEPS.items() if Party.LEADER in rule.who)
"""What superiors do about an alert: a door of its own too, since it changes nothing for the citizen."""


def _for_people(value: Any) -> Any:
    if value not in TAKEN:
        raise refuse("unknown_choice")
    return value


Taken = Annotated[Step, BeforeValidator(_for_people), WithJsonSchema({"type": "string", "enum": [*TAKEN]})]


class Channel(StrEnum):
    """How somebody is told."""

    EMAIL = "email"
    SMS = "sms"


def _contact(email: str | None, phone: str | None) -> None:
    if email is not None and contacts.email(email) is None:
        raise refuse("email", "email")
    if phone is not None and contacts.phone(phone) is None:
        raise refuse("phone", "phone")


class Who(Body):
    """The complainant. `confidential` keeps the name from everyone who handles the case.

    `anonymous` takes no name at all.
    """

    mode: Mode
    name: Annotated[Line, Field(max_length=NAME)] | None = None
    email: Annotated[Line, Field(max_length=EMAIL)] | None = None
    phone: Annotated[Line, Field(max_length=PHONE)] | None = None

    @model_validator(mode="after")
    def _name_fits_mode(self) -> Self:
        if self.mode is Mode.ANONYMOUS and self.name is not None:
            raise refuse("no_name_when_anonymous", "name")
        if self.mode is not Mode.ANONYMOUS and not (self.name or "").strip():
            raise refuse("missing", "name")
        return self

    @model_validator(mode="after")
    def _contacts_are_contacts(self) -> Self:
        _contact(self.email, self.phone)
        return self

    def identity(self) -> Identity:
        """Give the identity with its contacts in canonical form; the name as it was given."""
        phone = contacts.phone(self.phone) if self.phone else None
        return Identity(
            mode=self.mode,
            name=self.name,
            email=contacts.email(self.email) if self.email else None,
            phone=phone.number if phone else None,
            sms=bool(phone and phone.mobile),
        )


class Mandate(Body):
    """Somebody files for somebody else, whose name is sealed with theirs."""

    relation: Relation
    name: Annotated[Line, Field(max_length=NAME)] | None = None


class Submission(Body):
    """`POST /v1/complaints`. `in_turn`: news by the first channel, by the next one only when it fails.

    `answers` to the questions of the category, by slug: text, a date, a choice's slug, or whole rupiah as a number.
    `questions` is the edition of the policy that they were asked under; left out, the one in force.
    """

    kind: Slug
    category: Slug
    office: Slug
    language: Language
    narrative: Annotated[Free, Field(max_length=NARRATIVE)]
    identity: Who
    happened_on: Day | None = None
    stage: Slug | None = None
    channels: Annotated[tuple[Channel, ...], Field(max_length=2)] = ()
    in_turn: Annotated[bool, Field(strict=True)] = False
    about_staff: Annotated[bool, Field(strict=True)] = False
    on_behalf: Mandate | None = None
    help: Annotated[Free, Field(max_length=HELP)] | None = None
    questions: Slug | None = None
    answers: Annotated[dict[Slug, Answer], Field(max_length=ANSWERS, default_factory=dict)]

    @model_validator(mode="after")
    def _no_name_of_others(self) -> Self:
        if self.identity.mode is Mode.ANONYMOUS and self.on_behalf and self.on_behalf.name:
            raise refuse("no_name_when_anonymous", "on_behalf.name")
        return self

    def who(self) -> Identity:
        """Give who files it, with whom they speak for."""
        return replace(self.identity.identity(), subject=(self.on_behalf.name or None) if self.on_behalf else None)

    @model_validator(mode="after")
    def _channels_have_contacts(self) -> Self:
        for channel, contact in ((Channel.EMAIL, "email"), (Channel.SMS, "phone")):
            if channel in self.channels and not getattr(self.identity, contact):
                raise refuse("contact_missing", f"identity.{contact}")
        return self

    def _answered(self) -> Answers:
        return Answers(self.questions or "", tuple(sorted(self.answers.items())))

    def filing(self, salt: bytes) -> Filing:
        """Give the command."""
        return Filing(
            kind=self.kind,
            category=self.category,
            office=self.office,
            language=self.language,
            words=Words(self.narrative, salt, help=self.help or "", answers=self._answered()),
            mode=self.identity.mode,
            happened=self.happened_on,
            stage=self.stage,
            channels=tuple(dict.fromkeys(channel.value for channel in self.channels)),
            in_turn=self.in_turn,
            about_staff=self.about_staff,
            mandate=self.on_behalf.relation.value if self.on_behalf else None,
        )


class Taking(Body):
    """One step: `text` is public or internal by the step, never by a flag."""

    step: Taken
    text: Free | None = None
    reason: Slug | None = None
    to: Account | None = None
    klass: Annotated[Slug | None, Field(alias="class")] = None
    category: Slug | None = None

    @property
    def colleague(self) -> str:
        """The account that is to have the case; empty for a step that gives it to nobody."""
        return (self.to or "") if self.step is Step.ASSIGN else ""

    def command(self, actor: Actor, salt: bytes) -> Command:
        """Give the command; who may take it is for the rules to say."""
        words = Words(self.text, salt) if self.text else None
        return Command(self.step, actor, words, self.reason, self.to, self.klass, self.category)


class Entry(Body):
    """`POST …/sessions`: exactly one proof."""

    code: Annotated[str, StringConstraints(strict=True, max_length=64)] | None = None
    link_token: Annotated[str, StringConstraints(strict=True, max_length=64)] | None = None
    one_time_code: Annotated[str, StringConstraints(strict=True, max_length=64)] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(bool(proof) for proof in (self.code, self.link_token, self.one_time_code)) != 1:
            raise refuse("one_proof", "code")
        return self


class ReferralEntry(Body):
    """`POST /v1/referrals/…/sessions`: the secret of the link in the mail."""

    link_token: Annotated[str, StringConstraints(strict=True, max_length=64)]


class ContactChange(Body):
    """`PUT …/contact`: what is left out stays as it is; null takes an address or number away.

    `channels` in the order of preference; an empty list asks for no messages at all. `in_turn` false: by all of them at
    once. `essential_only` leaves out news of steps on the way.
    """

    email: Annotated[Line, Field(max_length=EMAIL)] | None = None
    phone: Annotated[Line, Field(max_length=PHONE)] | None = None
    channels: Annotated[tuple[Channel, ...], Field(max_length=2)] | None = None
    in_turn: Annotated[bool, Field(strict=True)] = True
    language: Language | None = None
    essential_only: Annotated[bool, Field(strict=True)] | None = None

    @model_validator(mode="after")
    def _contacts_are_contacts(self) -> Self:
        _contact(self.email, self.phone)
        return self

    def correction(self) -> Correction:
        """Give what changes, in canonical form."""
        phone = contacts.phone(self.phone) if self.phone else None
        said = self.model_fields_set
        return Correction(
            email=(contacts.email(self.email) if self.email else "") if "email" in said else None,
            phone=(phone.number if phone else "") if "phone" in said else None,
            sms=bool(phone and phone.mobile),
            channels=None if self.channels is None else tuple(dict.fromkeys(each.value for each in self.channels)),
            in_turn=self.in_turn,
            language=self.language,
            quiet=self.essential_only,
        )


class ReceiptCode(Body):
    """`POST /v1/receipt-codes`: the signed receipt as `POST /v1/complaints` gave it."""

    jws: Annotated[str, StringConstraints(strict=True, max_length=1600, pattern=r"^[\w-]+\.[\w-]+\.[\w-]+$")]


class CodeRequest(Body):
    """`POST …/one-time-codes`."""

    channel: Channel


class IdentityRequest(Body):
    """`POST …/identity-requests`: why the name is needed."""

    reason: Free
