"""Figures in words: of a day, each with the address of the list that it counts; of a week, by day."""

from datetime import date

from chalicelib.domain.daily import FIGURES
from chalicelib.domain.sending import Letter
from chalicelib.notify import dates
from chalicelib.notify.texts import Words


def said(letter: Letter, say: Words, queue: str) -> tuple[str, tuple[str, str], tuple[str, ...]]:
    """Give subject, paragraphs and one line a figure."""
    values, office = letter.values, letter.values["office"]
    lines = tuple(
        f"{say(f'notice.daily.{name}', count=values[name])}: {queue}?office={values['slug']}&status={name}"
        for name in FIGURES
        if name in values
    )
    late = values.get("late", "0")
    paragraphs = (say("notice.daily.text", office=office), say("notice.daily.next"))
    return say("notice.daily.subject", office=office, count=late), paragraphs, lines


def ahead(letter: Letter, say: Words) -> tuple[str, ...]:
    """By day, how many and which: all are counted, the first hundred are named."""
    days = [line.split() for line in letter.values["days"].splitlines()]
    cases = [line.split() for line in letter.values["cases"].splitlines()]
    return tuple(_day_ahead(day, int(number), cases, say) for day, number in days)


def _day_ahead(day: str, number: int, cases: list[list[str]], say: Words) -> str:
    named = [
        say("notice.forecast.case", ticket=ticket, clock=say(f"clock.{clock}"))
        for on, ticket, clock in cases
        if on == day
    ]
    said = {"day": dates.day(date.fromisoformat(day), say), "count": str(number)}
    if not named:
        return say("notice.forecast.counted", **said)
    more = number - len(named)
    listed = ", ".join([*named, *([say("notice.forecast.more", count=str(more))] if more else [])])
    return say("notice.forecast.day", cases=listed, **said)
