"""Refusals as RFC 9457 problems, in the caller's language.

The words are in the catalogue under `problem.` and `rule.`.
"""

import json
from collections.abc import Iterable
from typing import Any

from chalicelib.domain.errors import ChangedMeanwhile, Fault, Invalid, Refusal, TooMany
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.remedies import remedy
from chalicelib.pages.asking import named
from chalicelib.wiring import Words

STATUS: dict[str, int] = {
    "refused": 400,
    "invalid": 422,
    "not_allowed": 403,
    "own_work": 403,
    "not_yours": 403,
    "no_identity": 403,
    "not_found": 404,
    "no_version": 404,
    "no_channel": 404,
    "no_office": 404,
    "signed_off": 409,
    "no_edition": 409,
    "taken_back": 409,
    "step_refused": 409,
    "pause_used": 409,
    "date_missed": 409,
    "too_early": 409,
    "too_late": 409,
    "changed_meanwhile": 409,
    "stale": 412,
    "answered_before": 409,
    "too_many_documents": 409,
    "key_reused": 409,
    "too_many": 429,
    "signed_out": 401,
    "no_session": 401,
    "no_grant": 403,
    "key_missing": 400,
    "match_missing": 428,
    "match_unreadable": 400,
    "media_type": 415,
    "no_route": 404,
    "no_method": 405,
    "unavailable": 503,
    "bug": 500,
}
"""The HTTP status of every refusal; a body that cannot be read brings its own."""


STAFF = frozenset({"not_allowed", "not_found"})
"""Refusals whose remedy is another one for staff than for a citizen, who has a ticket and a code but no superior."""


def problem(code: str, words: Words, *, status: int | None = None, staff: bool = False, **extra: Any) -> Answer:
    """Give one problem; `extra` members stand beside the standard ones."""
    said = f"{code}.staff" if staff and code in STAFF else code
    number = status or STATUS[code]
    members = {
        "type": f"urn:aduan:problem:{code}",
        "title": words(f"problem.{code}.title"),
        "status": number,
        "detail": words(f"problem.{said}.detail"),
    }
    return json_answer(members | extra, number, "application/problem+json")


def of_refusal(refusal: Refusal, words: Words, *, staff: bool = False) -> Answer:
    """Translate a refusal of the rules, for staff or for anybody else."""
    extra: dict[str, Any] = {}
    if isinstance(refusal, Invalid):
        extra["errors"] = faults(refusal.faults, words, staff=staff)
    if isinstance(refusal, ChangedMeanwhile) and refusal.fresh:
        extra["complaint"] = json.loads(refusal.fresh)
    answer = problem(refusal.code, words, staff=staff, **extra)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.seconds)
    return answer


def faults(found: Iterable[Fault], words: Words, *, staff: bool = False) -> list[dict[str, Any]]:
    """Say of each field what is wrong and what would be right: in words, and for programs in codes."""
    return [
        {
            "field": fault.field,
            "code": fault.rule,
            "message": named(fault.field, remedy(fault, words, staff=staff), words),
        }
        | ({"choices": list(fault.choices)} if fault.choices else {})
        for fault in found
    ]
