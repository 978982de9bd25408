"""A message with its words, ready for a channel."""

from dataclasses import dataclass

from chalicelib.domain.sending import Key


@dataclass(frozen=True, slots=True)
class Message:
    """`to` is an address or a number in E.164; an SMS has no subject and no HTML.

    `leave` is the address of the one click that asks for fewer messages, where this one can be done without. `since`
    as the letter's.
    """

    key: Key
    to: str
    text: str
    subject: str = ""
    html: str = ""
    leave: str = ""
    since: int = 0
