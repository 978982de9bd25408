"""The console's static frames: what an officer's browser draws at once, before anything about a case has come."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from chalicelib.domain.daily import LATE, UNASSIGNED
from chalicelib.domain.steps import OPEN, Status
from chalicelib.notify.texts import has, staffed, words

HOME = Path(__file__).parent / "console"
FRAMES: Mapping[str, tuple[str, str]] = {
    "petugas/": ("queue.html", "queue.js"),
    "petugas/pengaduan/": ("case.html", "case.js"),
    "petugas/identitas/": ("inbox.html", "inbox.js"),
    "petugas/kalender/": ("calendars.html", "calendars.js"),
    "petugas/kanal/": ("channels.html", "channels.js"),
    "petugas/tidak-hadir/": ("absence.html", "absence.js"),
    "petugas/masuk/": ("signin.html", "signin.js"),
}
"""Each address under its language, with its template and its script."""

_SHELL = ("console.title", "console.net.", "console.lost", "console.session.", "console.role.", "console.restricted")
_TIME = ("date.", "console.left.", "console.mark.")
_PEOPLE = ("console.you", "console.somebody", "relation.")
_NAMES = ("kind.", "category.", "case.status.", "console.status.", "console.task.", *_PEOPLE, "console.nobody")
_QUEUE = ("console.queue.", "console.noqueue", "console.open.wrong")
_LEFT = ("form.narrative.left", "form.narrative.over")
_CASE = (
    *_LEFT,
    "rule.too_long",
    *(
        "stage.",
        "class.",
        "reason.",
        "clock.",
        "case.reason",
        "case.step.other",
        "case.step.level.",
        "form.channels.",
        "form.error.",
    ),
    *("rule.missing", "rule.unknown_choice", "console.", "documents.i", "documents.pdf", "sent.none"),
)
_FORM = ("console.choose", "form.error.", *_LEFT)
SPOKEN: Mapping[str, tuple[str, ...]] = {
    "queue.html": (*_SHELL, *_TIME, *_NAMES, *_QUEUE),
    "case.html": (*_SHELL, *_TIME, *_NAMES, *_CASE),
    "inbox.html": (*_SHELL, *_TIME, "console.inbox."),
    "calendars.html": (
        *_SHELL,
        *_TIME,
        "calendar.",
        "calendars.",
        "holiday.",
        *_FORM,
        "reason.calendar-",
        *_PEOPLE,
    ),
    "channels.html": (
        *_SHELL,
        *_TIME,
        "announcing.",
        *("channels.kind.", "channels.gone.", "channels.not_ours"),
        *_FORM,
        *_PEOPLE,
    ),
    "absence.html": (*_SHELL, *_TIME, "absence.", *_FORM, *_PEOPLE, "rule.absence_day"),
    "signin.html": ("console.signin.", "console.title"),
}
Speech = Callable[[str, tuple[str, ...]], Markup]


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _status(language: str, status: Status) -> str:
    """The official word, save where it speaks to the citizen: an officer reads of the complainant."""
    own = f"console.status.{status}"
    return words(language)(own if has(language, own) else f"case.status.{status}")


def frames(language: str, asset: Callable[[str], str], spoken: Speech) -> Iterator[tuple[str, str]]:
    """Yield each frame's address under its language, and its HTML."""
    for path, (template, script) in FRAMES.items():
        yield (
            path,
            _environment()
            .get_template(template)
            .render(
                language=language,
                languages=staffed(),
                t=words(language),
                tongue=lambda other, key: words(other)(key),
                asset=asset,
                script=f"console/{script}",
                path=path,
                statuses={status.value: _status(language, status) for status in Status if status in OPEN}
                | {name: words(language)(f"console.queue.{name}") for name in (LATE, UNASSIGNED)},
                script_words=spoken(language, SPOKEN[template]),
            ),
        )
