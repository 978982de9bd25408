"""What the form's script fetches: questions of the categories, words for what is wrong, troubles that we know of."""

from collections.abc import Iterable
from typing import Any

from chalicelib.domain.policy import Policy
from chalicelib.notify.texts import Words
from chalicelib.pages.asking import offered


def questions(policy: Policy, say: Words) -> dict[str, Any]:
    """Give every question of this edition; what is at its default is left out, but for the lists."""
    rows = [offered(one, say) | {"categories": list(one.categories)} for one in policy.questions]
    return {
        "edition": policy.version,
        "skip": say("form.ask.skip"),
        "amount": say("fees.amount", amount="{amount}"),
        "group": say("number.group"),
        **{part: say(f"form.{part}") for part in ("day", "month", "year")},
        "errors": {rule: _error(rule, say) for rule in ("missing", "date", "future_date", "money", "too_long")},
        "questions": [{name: value for name, value in row.items() if value not in (None, False, "")} for row in rows],
    }


def troubling(troubles: Iterable[dict[str, Any]], say: Words) -> dict[str, Any]:
    """Give the troubles that we know of, as the form tells them; nothing where there are none."""
    kept, anyway = ("title", "text", "offices", "categories", "begins", "ends"), say("beside.anyway")
    rows = [{name: one[name] for name in kept} | {"when": f"{one['when']} {anyway}"} for one in troubles]
    return {"trouble": say("trouble.title"), "troubles": rows} if rows else {}


def _error(rule: str, say: Words) -> str:
    """The question goes in front; the script fills in which, and how long a text may be."""
    remedy = say("script.form.happened_on.real") if rule == "date" else say(f"rule.{rule}", max_length="{max_length}")
    return say("rule.answer", question="{question}", remedy=remedy)
