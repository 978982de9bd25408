"""What an agency outside ours gets back: shapes of the door of referrals."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.steps import Status, Step
from ops.shapes import Agency, Deadline, Instant, Office, Shape, Ticket


class Referred(Shape):
    """What an agency reads of a referral: never who wrote it."""

    ticket: Ticket
    agency: Agency
    office: Annotated[Office, Field(description="Which referred it, and still owes the citizen an answer.")]
    kind: str
    category: str
    place: Office
    happened_on: str | None
    received_at: Instant
    deadlines: list[Deadline]
    allowed_steps: list[Step]
    narrative: str | None
    cover: Annotated[str | None, Field(description="What the office wrote to go with it.")]


class Settled(Shape):
    """A referral that is over for the agency: acknowledged or returned."""

    ticket: Ticket
    status: Status
    allowed_steps: list[Step]
