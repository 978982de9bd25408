"""What the API gives back, as models for OpenAPI and the tests; they do not ship: views.py answers without them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.complaint import Task
from chalicelib.domain.people import Mode, Relation
from chalicelib.domain.steps import Status, Step

Instant = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", json_schema_extra={"format": "date-time"})]
Ticket = Annotated[str, Field(pattern=r"^[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$", examples=["IMI-K7QF-2M9X-C"])]


class Shape(BaseModel):
    """Nothing goes out that is not written here."""

    model_config = ConfigDict(extra="forbid")


class Office(Shape):
    slug: str
    name: str
    zone: Annotated[str, Field(description="IANA name of the zone whose dates count.")]


class Agency(Shape):
    """An agency outside ours; `site` is where a matter is followed there."""

    slug: str
    names: Annotated[dict[str, str], Field(description="Its name by language.")]
    site: str


class Due(Shape):
    clock: str
    due: Instant


class Deadline(Due):
    """A date that binds somebody. `paused` clocks go on by themselves; `done` ones are over."""

    late: bool
    paused: bool
    paused_until: Annotated[Instant | None, Field(description="When a pause ends by itself; null where there is none.")]
    done: bool


class Erasure(Shape):
    """Whether the citizen wishes to be erased; where nobody asked, `due` is the day on which it would be done."""

    asked: bool
    due: Annotated[Instant | None, Field(description="Null while the complaint is open, and once it is done.")]
    erased_at: Instant | None
    complete: Annotated[Instant | None, Field(description="When the last backup that could open anything is gone.")]


class Case(Shape):
    """A complaint as its citizen sees it; `allowed_steps` are those that the caller may take now."""

    ticket: Ticket
    kind: str
    category: str
    stage: str | None
    status: Status
    office: Office
    agency: Annotated[Agency | None, Field(description="That was asked to take the matter, or has taken it.")]
    received_at: Instant
    deadlines: list[Deadline]
    allowed_steps: list[Step]
    version: Annotated[int, Field(ge=1, description="Goes up by one with every step; the ETag holds it too.")]
    erasure: Erasure


class StaffCase(Case):
    """A complaint as whoever works on it sees it."""

    klass: Annotated[str, Field(alias="class")]
    place: Annotated[Office, Field(description="Where it happened, as the citizen named it.")]
    mode: Mode
    mandate: Annotated[Relation | None, Field(description="In which part it was filed for somebody else.")]
    language: str
    channels: list[str]
    happened_on: str | None
    assignee: str | None
    referred_to: Office | None
    appealed: bool
    delivered: Annotated[
        bool | None, Field(description="Whether the answer reached the citizen; null while one is owed.")
    ]
    taken_by: Annotated[str | None, Field(description="The superior who said that an alert about it is theirs.")]
    task: Annotated[Task | None, Field(description="What the office must see to besides its clocks.")]
    due_at: Instant
    late: bool


class Gone(Shape):
    """A complaint that left its reader's hands by the step that was taken."""

    ticket: Ticket
    version: int
    allowed_steps: list[Step]


class Masked(Shape):
    """The first letters, to tell two people apart; nothing of those who are confidential or anonymous."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class OpenedCase(StaffCase):
    """A complaint that an officer opened; the look is on record."""

    complainant: Masked | None = None


class Receipt(Shape):
    """A statement signed by us (JWS, ES256); the keys to check it with are at `keys`."""

    jws: Annotated[str, Field(pattern=r"^[\w-]+\.[\w-]+\.[\w-]+$")]
    keys: str


class Received(Shape):
    """The only answer that ever holds access code and link; the same Idempotency-Key gives it again for a week."""

    ticket: Ticket
    access_code: Annotated[str, Field(pattern=r"^[0-9A-Z]{16}$")]
    link: str
    status: Status
    received_at: Instant
    office: Office
    channels: list[str]
    deadlines: list[Due]
    receipt: Receipt


class Session(Shape):
    """What to send as `Authorization: Bearer …` for the next quarter of an hour."""

    token: str
    expires_at: Instant


class CodeSent(Shape):
    """Whether there is such a complaint, or such a contact, is not told."""

    sent_if_known: Literal[True]


class Answered(Shape):
    """One answer; `title` and `text` are the question and the answer in the caller's language."""

    question: str
    title: str
    value: str | int
    text: str


class Moment(Shape):
    """One thing that happened; `text` is null where there is none, or where the reader may not read it."""

    version: int
    step: Step
    at: Instant
    by: Literal["citizen", "officer", "agency", "system"]
    office: Office | None
    text: str | None
    help: Annotated[str | None, Field(description="Which help they said they need, where they did.")]
    answers: Annotated[list[Answered], Field(description="What was answered to the questions of the category.")]
    reason: str | None
    to: Office | None
    agency: Agency | None
    clock: str | None
    level: int | None
    document: Annotated[int | None, Field(description="The number of the document that it is about.")]


class StaffMoment(Moment):
    """The same with the account of whoever did it, and of whoever was given the case by it."""

    actor: str | None
    given_to: str | None


class Timeline(Shape):
    items: list[Moment]


class StaffTimeline(Shape):
    items: list[StaffMoment]


class Queue(Shape):
    """A page of open complaints by deadline; `next` is the cursor of the next page, null at the end."""

    items: list[StaffCase]
    next: str | None


class Asked(Shape):
    """A request to see who filed a complaint; `reason`, and `by` whom, are for custodians."""

    id: str
    status: Literal["waiting", "allowed"]
    until: Instant | None
    reason: str | None = None
    by: str | None = None


class Wanted(Shape):
    ticket: Ticket
    id: str


class Waiting(Shape):
    items: list[Wanted]


class Identity(Shape):
    """Who filed it, for an hour, to the person who was allowed; `subject` is whom they speak for."""

    name: str | None = None
    subject: str | None = None
    email: str | None = None
    phone: str | None = None


class Fault(Shape):
    """One wrong field: `code` is stable, `message` the remedy in the caller's language, `choices` what can be sent."""

    field: str
    code: str
    message: str
    choices: list[str] | None = None


class Problem(Shape):
    """A refusal (RFC 9457). `complaint` is the fresh state where somebody else was quicker."""

    type: Annotated[str, Field(pattern=r"^urn:aduan:problem:[a-z_0-9]+$")]
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
    complaint: Case | StaffCase | None = None
