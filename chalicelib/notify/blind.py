"""To somebody anonymous: no number, office or date, and one text for everything that can happen."""

from chalicelib.domain.sending import ONE_TIME_CODE, Letter
from chalicelib.notify.segments import fits
from chalicelib.notify.texts import Words

BLIND = "blind"
OWN_ACTS = frozenset({ONE_TIME_CODE, "contact_changed", "contact_removed", "erasure_asked", "erased"})
"""What they asked for a moment before is told as what it is; everything else is news."""


def about(letter: Letter) -> bool:
    """Tell whether a letter may say nothing but that there is news."""
    return BLIND in letter.values


def sms(letter: Letter, say: Words, door: str) -> str:
    """Give one message, with the way to the page where it fits."""
    text = say(f"notice.{_known(letter)}.sms", **letter.values)
    told = [say("notice.sms", text=text, url=url).strip() for url in (door, "")]
    return next((one for one in told if fits(one)), told[-1])


def said(letter: Letter, say: Words) -> tuple[str, tuple[str, str], str]:
    """Give subject, paragraphs and what stands in small letters."""
    name = _known(letter)
    paragraphs = (say(f"notice.{name}.text", **letter.values), say(f"notice.{name}.next"))
    return say("notice.ping.subject"), paragraphs, say("notice.ping.automatic")


def _known(letter: Letter) -> str:
    return letter.note.notice if letter.note.notice in OWN_ACTS else "ping"
