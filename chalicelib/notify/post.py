"""The way out: words for a letter, the guest list, one channel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.sending import OPTIONAL, Letter, Permanent, Posted
from chalicelib.notify import wording
from chalicelib.notify.message import Message


class Channel(Protocol):
    """One provider."""

    def send(self, message: Message) -> Posted:
        """Hand over, once. Raises Permanent, Throttled or Temporary."""


@dataclass(frozen=True, slots=True)
class Post:
    """`guests` are the only addresses that a stage under test sends to, also with a `+label`; none: everyone.

    `token` proves, for a ticket, that a link to fewer messages is ours.
    """

    channels: Mapping[str, Channel]
    site: str
    guests: frozenset[str] = frozenset()
    token: Callable[[str], str] = str

    def send(self, letter: Letter) -> Posted:
        """Word the letter and hand it to its channel. Raises Permanent, Throttled or Temporary."""
        if self.guests and not self.guests & {letter.address, _mailbox(letter.address)}:
            raise Permanent("NotAGuest")
        return self.channels[letter.note.channel].send(self.message(letter))

    def message(self, letter: Letter) -> Message:
        """Give the letter in the words of its language and channel."""
        key, to = letter.note.key, letter.address
        if letter.note.channel == "sms":
            return Message(key, to, wording.sms(letter, self.site), since=letter.since)
        leave = self._leave(letter) if letter.note.notice in OPTIONAL else ""
        mail = wording.mail(letter, self.site, leave)
        return Message(key, to, mail.text, mail.subject, mail.html, leave, letter.since)

    def _leave(self, letter: Letter) -> str:
        ticket = letter.note.ticket
        return f"{self.site}/{wording.language_of(letter)}/pesan/{ticket}/{self.token(ticket)}"


def _mailbox(address: str) -> str:
    """Give the address without what follows a plus: it is the same person's."""
    name, at, domain = address.partition("@")
    return f"{name.partition('+')[0]}{at}{domain}"
