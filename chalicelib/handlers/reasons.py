"""What goes out when somebody asks why a date is what it is: the trace in codes, and in words."""

from typing import Any

from chalicelib import wiring
from chalicelib.domain.clocks import Trace
from chalicelib.domain.events import Event
from chalicelib.domain.policy import ClockRule
from chalicelib.domain.times import iso
from chalicelib.domain.why import Halt, Limit, Turn, Why, why
from chalicelib.handlers import views
from chalicelib.notify import reckoning
from chalicelib.notify.texts import Words


def deadlines(events: tuple[Event, ...], say: Words) -> list[dict[str, Any]]:
    """Show every date that binds somebody, each with its reason; worked out from the record, not from the state."""
    return [views.deadline(one.clock) | {"why": shown(one, say)} for one in why(events, wiring.book())]


def shown(one: Why, say: Words) -> dict[str, Any]:
    """Show why: where it started, by which rule, which days count, what stood still, what was changed."""
    governing, *beside = one.limits
    return {
        "text": reckoning.sentence(one, say),
        "started": _event(one.started),
        "office": views.office(one.clock.office),
        "policy": one.terms.policy.version,
        "calendar": one.clock.edition or one.terms.edition,
        "limit": _limit(governing, say),
        "beside": [_limit(limit, say) for limit in beside],
        "halts": [_halt(halt, one) for halt in one.halts],
        "changes": [_change(turn) for turn in one.changes],
    }


def _event(event: Event) -> dict[str, Any]:
    return {"step": event.step.value, "at": iso(event.at), "version": event.version}


def _limit(limit: Limit, say: Words) -> dict[str, Any]:
    unsure = set(limit.estimates)
    skipped = [
        {
            "day": day.isoformat(),
            "reason": reason,
            "name": say(f"holiday.{reason}"),
            "estimate": day in unsure,
        }
        for day, reason in limit.skipped
    ]
    return _rule(limit.trace) | {
        "counted": [day.isoformat() for day in limit.trace.counted],
        "skipped": skipped,
        "estimates": [day.isoformat() for day in limit.estimates],
        "without_halts": iso(limit.trace.due),
        "due": iso(limit.due),
    }


def _rule(trace: Trace) -> dict[str, Any]:
    rule: ClockRule = trace.rule
    return {
        "amount": rule.amount,
        "unit": rule.unit.value,
        "class": rule.klass,
        "source": rule.source,
        "article": rule.article,
        "verified": rule.verified,
        "since": rule.since.isoformat(),
    }


def _halt(halt: Halt, one: Why) -> dict[str, Any]:
    latest = one.clock.until
    return _event(halt.event) | {
        "reason": halt.reason,
        "until": iso(halt.until) if halt.until else None,
        "at_the_latest": iso(latest) if latest and not halt.until else None,
        "due": iso(halt.due) if halt.due else None,
    }


def _change(turn: Turn) -> dict[str, Any]:
    facts = turn.event.data
    return _event(turn.event) | {
        "what": turn.what.value,
        "reason": facts.get("reason"),
        "class": facts.get("class"),
        "calendar": facts.get("edition"),
        "due": iso(turn.due),
    }
