"""Renders every notice in every language into one page, `build/mail-preview.html`, by `make mail-preview`.

The values are samples: the longest office, date and reason that there are, so that what does not fit is seen.
"""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from chalicelib.domain.caps import DIGEST
from chalicelib.domain.intents import CITIZEN
from chalicelib.domain.offices import Office
from chalicelib.domain.sending import (
    ALERTS,
    FORECAST,
    ONE_TIME_CODE,
    OPTIONAL,
    QUESTION_REMINDER,
    REFERRAL,
    SURVEY_INVITED,
    Key,
    Letter,
    Line,
    Note,
)
from chalicelib.domain.times import parse
from chalicelib.notify import wording
from chalicelib.notify.texts import languages
from chalicelib.services.appeals import ON_APPEAL
from chalicelib.services.contact import REMOVED
from chalicelib.services.desks import DESKS
from chalicelib.services.notices import NOTICES, named
from chalicelib.services.referrals import OUTSIDE
from chalicelib.store import book

PAGE = Path(__file__).parent.parent / "build" / "mail-preview.html"
SITE, TICKET, LATE = "https://aduan.example", "IMI-K7QF-2M9X-C", "2026-09-30T08:59:59Z"
TO_CITIZENS = (*NOTICES.values(), *ON_APPEAL.values(), *OUTSIDE.values())
HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Every notice in every language</title><style>
body{margin:16px;font:16px/1.5 Arial,sans-serif;color-scheme:light dark}
section{margin:0 0 48px}h2{margin:0;overflow-wrap:anywhere}
div{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:16px}
iframe{width:100%;height:880px;border:1px solid #767676}pre{white-space:pre-wrap;overflow-wrap:anywhere}
</style></head><body><h1>Every notice in every language</h1>
"""


def names() -> Iterator[tuple[str, str]]:
    """Yield every notice with its recipient, each once: citizens first, then agencies, then our own people."""
    later = [QUESTION_REMINDER, SURVEY_INVITED, DIGEST, ONE_TIME_CODE, REMOVED]
    citizens = [fact.__name__ for fact in TO_CITIZENS] + later
    staff = [fact.__name__ for fact in DESKS.values()] + [ALERTS, FORECAST]
    yield from ((name, CITIZEN) for name in dict.fromkeys(citizens))
    yield (REFERRAL, "ombudsman")
    yield from ((name, "head-1") for name in dict.fromkeys(staff))


def letter(name: str, recipient: str, language: str, channel: str, office: Office) -> Letter:
    """Give a sample of the notice, as if about this office."""
    times = dict.fromkeys(("due_at", "was_at", "received_at", "opened_at"), LATE)
    lists = {"count": "2", "days": "2026-01-05 2", "cases": f"2026-01-05 {TICKET} resolution"}
    said = {"ticket": TICKET, "zone": office.zone, "days": "10", "code": "12345678", "link": "0" * 32}
    said |= named("office", office) | named("to", office) | times | (lists if name in {FORECAST, DIGEST} else {})
    said |= {"site": "https://ombudsman.example", "reason": "other-agency-reply", "clock": "referral_ack"}
    note = Note(Key(f"C#{TICKET}", f"N#000001#{name}"), name, recipient, channel, language, said, ticket=TICKET)
    late, lost = Line(TICKET, "resolution", 1, parse(LATE)), Line(TICKET, "", 0, parse(LATE), message="received")
    return Letter(note, "to@example.id", said, (late, lost))


def page() -> str:
    """Give the whole page: for each notice the HTML, the text and the SMS, language beside language."""
    office = max(book.load().offices.all(), key=lambda one: len(one.name) if one.handles else 0)
    sections = (_section(name, recipient, office) for name, recipient in names())
    return HEAD + "\n".join(sections) + "\n</body></html>\n"


def _section(name: str, recipient: str, office: Office) -> str:
    shown = "".join(_shown(name, recipient, language, office) for language in languages())
    return f"<section><h2>{name} → {recipient}</h2><div>{shown}</div></section>"


def _shown(name: str, recipient: str, language: str, office: Office) -> str:
    leave = f"{SITE}/{language}/pesan/{TICKET}/{'0' * 32}" if name in OPTIONAL else ""
    mail = wording.mail(letter(name, recipient, language, "email", office), SITE, leave)
    text = wording.sms(letter(name, recipient, language, "sms", office), SITE) if recipient == CITIZEN else ""
    sms = f"<p><b>SMS</b> ({len(text)}) {escape(text)}</p>" if text else ""
    frame = f'<iframe title="{name} {language}" srcdoc="{escape(mail.html)}"></iframe>'
    plain = f"<details><summary>Text</summary><pre>{escape(mail.text)}</pre></details>"
    return f"<article><h3>{language}: {escape(mail.subject)}</h3>{frame}{sms}{plain}</article>"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
