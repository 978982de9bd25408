"""The questions of a category in words, as form and contract offer them; and what was answered, as people read it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from chalicelib.domain.policy import Policy
from chalicelib.domain.questions import Answers, Form, Question, Value
from chalicelib.notify import dates
from chalicelib.notify.texts import Words


def offered(question: Question, say: Words) -> dict[str, Any]:
    """Give one question with its words; the hint says why it is asked, how, and whether it may be left empty."""
    return {
        "slug": question.slug,
        "title": title(question.slug, say),
        "hint": hint(question, say),
        "form": question.form.value,
        "kinds": list(question.kinds),
        "required": question.required,
        "choices": [{"slug": one, "name": say(f"question.{question.slug}.{one}")} for one in question.choices],
        "most": question.most if question.form is Form.TEXT else None,
        "ahead": question.ahead,
        "after": question.after or None,
        "when": list(question.when),
    }


def hint(question: Question, say: Words) -> str:
    """Why it is asked, how a day is written, and whether it may be left empty."""
    parts = (
        _maybe(f"question.{question.slug}.hint", say),
        say("form.ask.day") if question.form is Form.DATE else "",
        "" if question.required else say("form.ask.optional"),
    )
    return " ".join(part for part in parts if part).replace("\u3002 ", "\u3002")  # which brings its own room


def title(slug: str, say: Words) -> str:
    """The question in words; its slug where nobody ever asked it."""
    return _maybe(f"question.{slug}", say) or slug


def told(policy: Policy, answers: Answers, say: Words) -> list[dict[str, Any]]:
    """Give the answers in the order in which this edition of the policy asks, whatever has become of it since."""
    known = {one.slug: one for one in policy.questions}
    order = [*known]
    given = sorted(answers.given, key=lambda one: order.index(one[0]) if one[0] in known else len(order))
    return [_told(slug, value, known.get(slug), say) for slug, value in given]


def _told(slug: str, value: Value, question: Question | None, say: Words) -> dict[str, Any]:
    read = said(question, value, say) if question else str(value)
    return {"question": slug, "title": title(slug, say), "value": value, "text": read}


def said(question: Question, value: Value, say: Words) -> str:
    """An answer as people say it: a choice by its name, a day by its weekday, an amount in groups of three."""
    match question.form:
        case Form.TEXT:
            return str(value)
        case Form.CHOICE:
            return say(f"question.{question.slug}.{value}")
        case Form.DATE:
            return dates.day(date.fromisoformat(str(value)), say)
        case Form.MONEY:
            return say("fees.amount", amount=f"{value:,}".replace(",", say("number.group")))


def named(field: str, remedy: str, say: Words) -> str:
    """Say which question a fault is about, where it is about one: a form has several that look alike."""
    slug = field.removeprefix("answers.")
    known = slug != field and _maybe(f"question.{slug}", say)
    return say("rule.answer", question=known, remedy=remedy) if known else remedy


def _maybe(key: str, say: Words) -> str:
    try:
        return say(key)
    except KeyError:
        return ""


def asked(questions: Iterable[Question], say: Words) -> list[dict[str, Any]]:
    """Give several."""
    return [offered(one, say) for one in questions]
