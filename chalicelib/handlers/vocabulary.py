"""What an officer may say and choose at each step, under names in the caller's language: forms are made from it."""

from collections.abc import Iterable
from typing import Any

from chalicelib.domain.agencies import Body
from chalicelib.domain.policy import Policy
from chalicelib.domain.steps import OPEN, STEPS, Party, Rule, Status, Step
from chalicelib.wiring import Words

AT_A_DESK = frozenset({Party.OFFICER, Party.SUPERVISOR, Party.LEADER, Party.RECEIVER})
SORTING = frozenset({Step.VERIFY, Step.CLASSIFY})


def vocabulary(policy: Policy, agencies: Iterable[Body], words: Words, language: str) -> dict[str, Any]:
    """Give statuses, classes, categories, and each step that somebody at a desk takes with what it asks for."""
    return {
        "statuses": [_named(status, f"case.status.{status}", words) | {"open": status in OPEN} for status in Status],
        "classes": [_named(klass, f"class.{klass}", words) for klass in policy.classes()],
        "categories": [
            _named(category.slug, f"category.{category.slug}", words) | {"kinds": list(category.kinds)}
            for category in policy.categories
        ],
        "agencies": [{"slug": body.slug, "name": body.name(language)} for body in agencies],
        "steps": [_step(step, rule, policy, words) for step, rule in STEPS.items() if rule.who & AT_A_DESK],
    }


def _step(step: Step, rule: Rule, policy: Policy, words: Words) -> dict[str, Any]:
    return {
        "step": step.value,
        "hearing": rule.hearing.value,
        "text": _demand(rule),
        "reasons": _reasons(rule, policy, words),
        "to": _target(step, rule),
        "sorts": step in SORTING,
    }


def _demand(rule: Rule) -> str:
    if not rule.text:
        return "none"
    return "required" if rule.text_required else "optional"


def _target(step: Step, rule: Rule) -> str | None:
    if not rule.target:
        return None
    return "person" if step is Step.ASSIGN else "office"


def _reasons(rule: Rule, policy: Policy, words: Words) -> list[dict[str, Any]]:
    """A pause is coded like any other reason; its words are always asked for by the step itself."""
    if not rule.reasons:
        return []
    listed = policy.pauses if rule.reasons == "pause" else policy.reasons(rule.reasons)
    return [
        _named(reason.slug, f"reason.{reason.slug}", words) | {"needs_text": getattr(reason, "needs_text", True)}
        for reason in listed
    ]


def _named(slug: str, key: str, words: Words) -> dict[str, Any]:
    return {"slug": str(slug), "name": words(key)}
