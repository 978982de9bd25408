"""Print one of the citizen's pages: the same files for the static build and for the API where there is no script.

Templates cannot reach Python (sandbox), everything is escaped, and a name that nobody gave is an error, not a blank.
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.notify import dates
from chalicelib.notify.texts import has, languages, pattern, words

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

HOME = Path(__file__).parent
LIMITS = {"text": 10_000, "help": 500, "name": 100}
"""How many characters the API takes: a script counts what is left."""


def plain_asset(name: str) -> str:
    """Where an asset is without its hash: a page of the API may be older or newer than the static pages beside it."""
    return f"/assets/{name}"


def fours(code: str) -> str:
    """Group an access code so that it can be read out and copied by hand: `K7QF 2M9X …`."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2 import FileSystemLoader, StrictUndefined  # noqa: PLC0415 - a Lambda that prints no page need not load it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(
        plain=False,
        wide=False,
        site="",
        script="",
        asset=plain_asset,
        tongue=_say,
        mailto=_mailto,
        troubles=(),
        errors={},
        limits=LIMITS,
        values={},
    )
    made.filters["fours"] = fours
    return made


def _say(language: str, key: str, **values: object) -> "Markup":
    """The words around a value are escaped as a whole, and each value unless it is markup of ours."""
    from markupsafe import Markup, escape  # noqa: PLC0415

    return Markup(escape(pattern(language, key, values.get("count")))).format_map(values)  # noqa: S704


def _mailto(address: str) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415

    return Markup('<a class="govuk-link" href="mailto:{0}">{0}</a>').format(address)


def _speech(language: str) -> dict[str, object]:
    say = words(language)

    def on(day: str) -> str:
        return dates.day(date.fromisoformat(day), say)

    def at(moment: str, zone: str) -> str:
        return dates.moment(datetime.fromisoformat(moment), zone, say)

    def local_day(moment: str, zone: str) -> str:
        return dates.local_day(datetime.fromisoformat(moment), zone, say)

    def known(*keys: str) -> str:
        return next((key for key in keys if has(language, key)), "")

    return {
        "known": known,
        "t": lambda key, **values: _say(language, key, **values),
        "on": on,
        "at": at,
        "local_day": local_day,
    }


def render(template: str, language: str, **context: object) -> str:
    """Give the page; docs/web.md lists what each template must be given. UndefinedError names what is missing."""
    base: dict[str, object] = {"language": language, "languages": languages(), **_speech(language)}
    return _environment().get_template(template).render(base | context)
