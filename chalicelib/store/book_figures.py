"""policy/statistics.toml into `Rules`."""

from functools import cache
from importlib.resources import files

from chalicelib.domain.figures import Rules
from chalicelib.store.book_checks import entry_of, refuse, toml


@cache
def read() -> Rules:
    """BadPolicy where a rounded number could give away what is hidden, or nothing would be shown."""
    raw = toml(files("chalicelib.policy") / "statistics.toml")
    numbers = {name: raw.pop(name) for name in ("fewest", "step", "enough", "months")}
    rules = Rules(**numbers, entry=entry_of(raw))
    refuse(not 1 < rules.step <= rules.fewest <= rules.enough, f"statistics: {numbers} would tell of single people")
    refuse(rules.months < 1, "statistics: no month would be shown")
    return rules
