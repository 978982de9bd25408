"""What the API gives back about messages to the citizen, as models beside ops/shapes.py."""

from typing import Annotated, Literal

from pydantic import Field

from ops.shapes import Instant, Shape

State = Literal[
    "pending", "claimed", "sent", "silent", "expired", "delivered", "bounced", "complained", "refused", "dead"
]


class Message(Shape):
    """One message by one channel; `subject` and `text` are in the caller's language."""

    notice: str
    subject: str
    channel: Literal["email", "sms"]
    state: Annotated[State, Field(description="`sent` means that the provider took it; `delivered` that it arrived.")]
    text: Annotated[str, Field(description="The state in a sentence.")]
    at: Annotated[Instant | None, Field(description="Since when; null while it waits.")]


class Messages(Shape):
    """Messages to the citizen about one complaint, newest first."""

    items: list[Message]
