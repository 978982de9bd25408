"""Why a date is what it is, in one sentence of plain words: the same for citizen, officer and auditor."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from chalicelib.domain.policy import ClockRule
from chalicelib.domain.steps import Step
from chalicelib.domain.why import Halt, Limit, Turn, What, Why
from chalicelib.notify import dates
from chalicelib.notify.texts import Words

MANY = 4
"""From so many stretches of closed days on, they are counted and not listed."""


def sentence(why: Why, say: Words) -> str:
    """Tell the way from the event to the date, part by part."""
    return Reckoning(why, say).sentence()


class Reckoning:
    """One clock's story in one language, in the zone of the office whose days count."""

    def __init__(self, why: Why, say: Words) -> None:
        self._why, self._say = why, say
        self._zone = why.terms.offices.get(why.clock.office).zone

    def sentence(self) -> str:
        governing, *others = self._why.limits
        parts = [self._started(), self._given(governing.trace.rule)]
        parts += [part for turn in self._why.changes for part in self._changed(turn)]
        parts += self._skipped(governing)
        parts += [self._halted(halt) for halt in self._why.halts]
        parts += [self._beside(limit) for limit in others]
        parts += self._estimates(governing)
        key = "why.due.paused" if self._why.clock.until else "why.due"
        return self._say("list.parts").join([*parts, self._say(key, when=self._at(governing.due))])

    def _started(self) -> str:
        event = self._why.started
        return self._say(f"why.start.{event.step}", when=self._at(event.at))

    def _given(self, rule: ClockRule) -> str:
        """The rule's own amount; what was added is told apart."""
        return self._amount(rule.amount - (rule.extension if self._why.clock.extended else 0), rule)

    def _amount(self, amount: int, rule: ClockRule) -> str:
        return self._say(f"unit.{rule.unit}", count=amount)

    def _changed(self, turn: Turn) -> list[str]:
        """An extension of no days is not told: the class that the case has now gives none."""
        when, facts = self._at(turn.event.at), turn.event.data
        match turn.what:
            case What.RECLASSED:
                return [self._say("why.reclassed", when=when, name=self._say(f"class.{facts['class']}"))]
            case What.EXTENDED:
                rule = self._why.limits[0].trace.rule
                more, reason = self._amount(rule.extension, rule), self._say(f"reason.{facts['reason']}")
                return [self._say("why.extended", when=when, more=more, reason=reason)] if rule.extension else []
            case _:
                edition = dates.edition(str(facts["edition"]), self._say)
                reason = self._say(f"reason.{facts['reason']}")
                return [self._say("why.rebased", when=when, edition=edition, reason=reason)]

    def _skipped(self, limit: Limit) -> list[str]:
        """Each reason once, with its days; so many that nobody would read them are counted."""
        reasons = dict.fromkeys(reason for _, reason in limit.skipped)
        named = [self._closed(reason, [day for day, one in limit.skipped if one == reason]) for reason in reasons]
        return [self._say("why.skipped", days=self._list(named))] if named else []

    def _closed(self, reason: str, days: list[date]) -> str:
        stretches = list(_stretches(days))
        if len(stretches) >= MANY:
            listed = self._say("why.days", count=len(days))
        else:
            listed = self._list(self._stretch(first, last) for first, last in stretches)
        return self._say("why.closed", name=self._say(f"holiday.{reason}"), days=listed)

    def _stretch(self, first: date, last: date) -> str:
        if first == last:
            return self._date(first)
        if (first.year, first.month) == (last.year, last.month):
            return self._say("why.span.within", first=first.day, last=last.day, month=self._month(last))
        return self._say("why.span", first=self._date(first), last=self._date(last))

    def _halted(self, halt: Halt) -> str:
        since, until = self._at(halt.event.at), halt.until or self._why.clock.until
        reason = halt.reason if halt.event.step is Step.ASK else None
        name = self._say(f"why.pause.{reason}") if reason else self._say(f"why.halt.{halt.event.step}")
        key = "why.halted" if halt.until else "why.halted.still"
        return self._say(key, since=since, until=self._at(until or halt.event.at), reason=name)

    def _beside(self, limit: Limit) -> str:
        rule = limit.trace.rule
        return self._say("why.beside", limit=self._amount(rule.amount, rule), when=self._at(limit.due))

    def _estimates(self, limit: Limit) -> list[str]:
        listed = self._list(self._stretch(first, last) for first, last in _stretches(limit.estimates))
        return [self._say("why.estimates", days=listed)] if listed else []

    def _list(self, items: Iterable[str]) -> str:
        return self._say("list.items").join(items)

    def _at(self, moment: datetime) -> str:
        return dates.moment(moment, self._zone, self._inline)

    def _date(self, day: date) -> str:
        return self._say("why.date", day=day.day, month=self._month(day))

    def _month(self, day: date) -> str:
        return self._say(f"date.month.{day.month}")

    def _inline(self, key: str, /, **values: object) -> str:
        """A day among other words goes without a comma of its own."""
        return self._say("why.day" if key == "date.day" else key, **values)


def _stretches(days: "tuple[date, ...] | list[date]") -> Iterator[tuple[date, date]]:
    """Yield the first and the last of each run of days without a gap."""
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - timedelta(days=pair[0])):
        found = [day for _, day in run]
        yield found[0], found[-1]
