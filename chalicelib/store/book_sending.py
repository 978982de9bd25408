"""policy/sending.toml into `Limits`."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from chalicelib.domain.caps import Limits
from chalicelib.store.book_checks import refuse, toml

ALL, HOME = 100, "ID"


@cache
def read() -> Limits:
    """BadPolicy for what is undated or unsourced, and for figures that would stop everything."""
    return limits(toml(files("chalicelib.policy") / "sending.toml"))


def limits(raw: dict[str, Any]) -> Limits:
    """Check the data and give it as values."""
    refuse(not raw.get("since") or not raw.get("source"), "sending: neither dated nor sourced")
    made = Limits(
        raw["person_day"],
        raw["case_day"],
        raw["confirmation_minutes"],
        raw["codes_percent"],
        frozenset(raw["exempt"]),
        frozenset(raw.get("closed", ())),
        raw.get("survey_days", 0),
        raw.get("codes_day", 20),
    )
    least = min(made.person_day, made.case_day, made.codes_day, made.confirmation_minutes)
    wrong = least < 1 or made.survey_days < 0 or not 0 <= made.codes_percent <= ALL
    refuse(wrong, "sending: a figure is out of bounds")
    strange = [country for country in made.closed if not re.fullmatch("[A-Z]{2}", country) or country == HOME]
    refuse(bool(strange), f"sending: {strange} are no countries to close")
    return made
