"""Writes the table of docs/messages.md from the notices in force, by `python -m ops.messages`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from chalicelib.domain.caps import DIGEST
from chalicelib.domain.sending import (
    ALERTS,
    DAILY,
    FORECAST,
    ONE_TIME_CODE,
    QUESTION_REMINDER,
    REFERRAL,
    SURVEY_INVITED,
)
from chalicelib.domain.steps import Step
from chalicelib.services.alerts import TOLD
from chalicelib.services.appeals import ON_APPEAL
from chalicelib.services.contact import REMOVED
from chalicelib.services.desks import DESKS
from chalicelib.services.invitations import CLOSINGS
from chalicelib.services.notices import NOTICES
from chalicelib.services.referrals import OUTSIDE
from chalicelib.store import book_sending

PAGE = Path(__file__).parent.parent / "docs" / "messages.md"
BEGIN, END = "<!-- from the notices, by python -m ops.messages -->", "<!-- end -->"


def table() -> Iterator[str]:
    """Yield one line a notice: who reads it, by which ways, and what owes it."""
    yield "| notice | to | by | owed by |"
    yield "|---|---|---|---|"
    for name in dict.fromkeys(fact.__name__ for fact in NOTICES.values()):
        steps = ", ".join(f"`{step}`" for step, fact in NOTICES.items() if fact.__name__ == name)
        yield f"| `{name}` | citizen | e-mail, SMS | {steps} |"
    yield f"| `{REMOVED}` | the address before | e-mail, SMS | `{Step.CONTACT}`, if it had a message before |"
    for step, fact in ON_APPEAL.items():
        yield f"| `{fact.__name__}` | citizen | e-mail, SMS | `{step}`, where it decides an objection |"
    for step, fact in OUTSIDE.items():
        yield f"| `{fact.__name__}` | citizen | e-mail, SMS | `{step}`, to or by an agency outside ours |"
    yield f"| `{REFERRAL}` | agency | e-mail | `{Step.REFER}` to an agency outside ours |"
    yield f"| `{QUESTION_REMINDER}` | citizen | e-mail, SMS | `{Step.ASK}`, three days before the pause ends |"
    closings, days = ", ".join(f"`{step}`" for step in CLOSINGS), book_sending.read().survey_days
    yield f"| `{SURVEY_INVITED}` | citizen | e-mail, else SMS | {closings}, {days} days later, once, if unanswered |"
    yield f"| `{DIGEST}` | citizen | e-mail, SMS | the first message of a day that is over a cap, the next morning |"
    yield f"| `{ONE_TIME_CODE}` | citizen | e-mail, SMS | a request |"
    for name in dict.fromkeys(fact.__name__ for fact in DESKS.values()):
        steps = ", ".join(f"`{step}`" for step, fact in DESKS.items() if fact.__name__ == name)
        yield f"| `{name}` | staff | e-mail | {steps} |"
    steps = ", ".join(f"`{step}`" for step in Step if step in TOLD)
    yield f"| `{ALERTS}` | staff | e-mail | {steps}, a message that mattered and reached nobody |"
    yield f"| `{FORECAST}` | staff | e-mail | the opening of a week |"
    yield f"| `{DAILY}` | staff | e-mail | the opening of a working day |"


def written(page: str) -> str:
    """Give the page with its table made afresh."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return "\n".join([before + BEGIN, "", *table(), "", END + after])


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
