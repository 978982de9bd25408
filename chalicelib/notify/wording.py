"""A letter in words: e-mail as text and HTML from the same paragraphs, SMS in one message.

Every citizen's message greets, says what happened, what comes next and by when, and how to reach a person.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from html import escape
from importlib.resources import files
from itertools import product
from string import Template
from zoneinfo import ZoneInfo

from chalicelib.domain.intents import OWNERS
from chalicelib.domain.sending import ALERTS, DAILY, FORECAST, REFERRAL, Letter, Line
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from chalicelib.notify import blind, daily, dates
from chalicelib.notify.markup import linked
from chalicelib.notify.segments import fits
from chalicelib.notify.texts import Words, languages, staffed, words

LISTED = 100


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail in words."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a mail is made of; `link` is where its one button leads."""

    subject: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    button: str
    link: str
    small: tuple[str, ...]


def sms(letter: Letter, site: str) -> str:
    """Give what one message holds: the office by name, by place or not at all; the link, else the ticket's number."""
    say, name = _speech(letter), letter.note.notice
    if blind.about(letter):
        return blind.sms(letter, say, _door(letter, site))
    values = {key: _day(key, value, letter, say) for key, value in letter.values.items()}
    said = {key.removesuffix("_at"): value for key, value in values.items()}
    nameless = dict.fromkeys(_short(said), say("notice.office"))
    number = letter.note.ticket
    link = number if name == Step.ERASED else _page(letter, site)
    ways = (*product((link, number), (said, said | _short(said))), *product((link, number), (said | nameless,)))
    told = [_segment(say, name, values, where) for where, values in ways]
    return next((text for text in told if fits(text)), told[-1])


def _segment(say: Words, name: str, values: dict[str, str], url: str) -> str:
    return say("notice.sms", text=say(f"notice.{name}.sms", **values), url=url)


def _short(values: dict[str, str]) -> dict[str, str]:
    return {key.removesuffix("_short"): value for key, value in values.items() if key.endswith("_short")}


def mail(letter: Letter, site: str, leave: str = "") -> Mail:
    """Give subject, text and HTML; `leave` is where fewer messages can be asked for."""
    say = _speech(letter)
    make = _MAKES.get(letter.note.notice) or (_notice if letter.note.recipient in OWNERS else _desk)
    parts = make(letter, say, site)
    if leave:
        parts = replace(parts, small=(*parts.small[:-1], say("notice.fewer", url=leave), parts.small[-1]))
    lists = ["\n".join(f"- {item}" for item in parts.items)] if parts.items else []
    blocks = [say("notice.greeting"), *parts.paragraphs, *lists, f"{parts.button}: {parts.link}", *parts.small]
    return Mail(parts.subject, "\n\n".join(blocks) + "\n", _html(parts, say, language_of(letter)))


def _notice(letter: Letter, say: Words, site: str) -> _Parts:
    if blind.about(letter):
        subject, paragraphs, small = blind.said(letter, say)
        return _Parts(subject, paragraphs, (), say("notice.ping.open"), _door(letter, site), (small, _signed(say)))
    name, said = letter.note.notice, _said(letter, say)
    gone = name == Step.ERASED  # the complaint opens no more; what the law lets us keep is told on that page
    follows = "notice.overdue" if "overdue" in said else f"notice.{name}.{'final' if 'final' in said else 'next'}"
    return _Parts(
        subject=say(f"notice.{name}.subject", **said),
        paragraphs=(say(f"notice.{name}.text", **said), say(follows, **said), say("notice.ticket", **said)),
        items=(),
        button=say("notice.erased.open" if gone else "notice.open"),
        link=f"{site}/{language_of(letter)}/privasi/" if gone else _page(letter, site),
        small=(say("notice.contact", email=say("site.help.email")), say("notice.automatic"), _signed(say)),
    )


def _desk(letter: Letter, say: Words, site: str) -> _Parts:
    """To one of our own people about one case: its number leads to it, for whoever may see it."""
    name, said = letter.note.notice, _said(letter, say)
    return _Parts(
        subject=say(f"notice.{name}.subject", **said),
        paragraphs=(say(f"notice.{name}.text", **said), say(f"notice.{name}.next", **said)),
        items=(),
        button=say("notice.desk.open"),
        link=_case(letter, said["ticket"], site),
        small=(say("notice.alerts.automatic"), _signed(say)),
    )


def _case(letter: Letter, ticket: str, site: str) -> str:
    return f"{site}/{language_of(letter)}/petugas/pengaduan/?tiket={ticket}"


def _alerts(letter: Letter, say: Words, site: str) -> _Parts:
    said = dict(letter.values) | {"count": str(len({line.ticket for line in letter.lines}))}
    listed = tuple(_line(line, letter, say, site) for line in letter.lines[:LISTED])
    more = len(letter.lines) - len(listed)
    kinds = sorted({"unreached." if line.message else "" for line in letter.lines})
    text = say(f"notice.alerts.{'both.' if len(kinds) > 1 else ''.join(kinds)}text", **said)
    return _Parts(
        subject=say("notice.alerts.subject", **said),
        paragraphs=(text, *(say(f"notice.alerts.{kind}next") for kind in kinds)),
        items=(*listed, *((say("notice.alerts.more", count=str(more)),) if more else ())),
        button=say("notice.alerts.open"),
        link=f"{site}/{language_of(letter)}/petugas/",
        small=(say("notice.alerts.automatic"), _signed(say)),
    )


def _forecast(letter: Letter, say: Words, site: str) -> _Parts:
    said = dict(letter.values)
    return _Parts(
        subject=say("notice.forecast.subject", **said),
        paragraphs=(say("notice.forecast.text", **said), say("notice.forecast.next")),
        items=daily.ahead(letter, say),
        button=say("notice.alerts.open"),
        link=f"{site}/{language_of(letter)}/petugas/",
        small=(say("notice.alerts.automatic"), _signed(say)),
    )


def _daily(letter: Letter, say: Words, site: str) -> _Parts:
    queue = f"{site}/{language_of(letter)}/petugas/"
    subject, paragraphs, items = daily.said(letter, say, queue)
    small = (say("notice.alerts.automatic"), _signed(say))
    return _Parts(subject, paragraphs, items, say("notice.alerts.open"), queue, small)


def _referral(letter: Letter, say: Words, site: str) -> _Parts:
    """To an agency outside ours: nothing of what the complaint is about, only the link behind which it is read."""
    said = _said(letter, say)
    return _Parts(
        subject=say("notice.referral.subject", **said),
        paragraphs=(say("notice.referral.text", **said), say("notice.referral.next", **said)),
        items=(),
        button=say("notice.referral.open"),
        link=f"{site}/{language_of(letter)}/rujukan/#{letter.note.ticket}.{said['link']}",
        small=(say("notice.referral.automatic"), _signed(say)),
    )


_MAKES: dict[str, Callable[[Letter, Words, str], _Parts]] = {
    ALERTS: _alerts,
    FORECAST: _forecast,
    DAILY: _daily,
    REFERRAL: _referral,
}


def _line(line: Line, letter: Letter, say: Words, site: str) -> str:
    link = _case(letter, line.ticket, site)
    if line.message:
        told = say(f"notice.{line.message}.subject", **dict(letter.values) | {"ticket": line.ticket})
        return say("notice.alerts.unreached", ticket=line.ticket, message=told, link=link)
    kind = "reminder" if line.reminder else "warning" if line.warning else "late"
    due = dates.moment(line.due, _zone(letter), say)
    said = {"ticket": line.ticket, "clock": say(f"clock.{line.clock}"), "mark": line.mark, "due": due}
    return f"{say(f'notice.alerts.{kind}', **said)}. {link}"


def _said(letter: Letter, say: Words) -> dict[str, str]:
    """The values as people say them: instants at the office's hour, coded reasons and clocks by their names."""
    said = {
        key.removesuffix("_at"): dates.moment(parse(value), _zone(letter), say) if key.endswith("_at") else value
        for key, value in letter.values.items()
    }
    return said | {name: say(f"{name}.{said[name]}") for name in ("reason", "clock") if said.get(name)}


def _day(key: str, value: str, letter: Letter, say: Words) -> str:
    """The day alone, without its weekday: a text message is short."""
    if not key.endswith("_at"):
        return value
    there: datetime = parse(value).astimezone(ZoneInfo(_zone(letter)))
    return say("notice.day", day=there.day, month=say(f"date.month.{there.month}"), year=there.year)


def _zone(letter: Letter) -> str:
    return letter.values["zone"]


def language_of(letter: Letter) -> str:
    """Give the language in which this letter is written: its reader's, or the first one that says such letters."""
    known = languages() if letter.note.recipient in OWNERS else staffed()
    return letter.note.language if letter.note.language in known else known[0]


def _speech(letter: Letter) -> Words:
    return words(language_of(letter))


def _page(letter: Letter, site: str) -> str:
    return f"{_door(letter, site)}#{letter.note.ticket}"


def _door(letter: Letter, site: str) -> str:
    return f"{site}/{language_of(letter)}/lacak/"


def _signed(say: Words) -> str:
    return f"{say('notice.closing')}\n{say('site.agency.full')}"


def _html(parts: _Parts, say: Words, language: str) -> str:
    """Every value is escaped here, once; the layout holds the marks."""
    small = [escape(text).replace("\n", "<br>") for text in parts.small]
    listed = "".join(f'<li style="margin:0 0 8px">{linked(item)}</li>' for item in parts.items)
    return _layout().substitute(
        language=escape(language),
        direction=escape(say("language.dir")),
        start="right" if say("language.dir") == "rtl" else "left",
        subject=escape(parts.subject),
        agency=escape(say("site.agency.full")),
        site=escape(say("site.name")),
        greeting=escape(say("notice.greeting")),
        paragraphs="".join(f'<p style="margin:0 0 16px">{escape(text)}</p>' for text in parts.paragraphs),
        items=f'<ul style="margin:0 0 16px;padding:0 20px">{listed}</ul>' if listed else "",
        link=escape(parts.link),
        button=escape(parts.button),
        small="".join(f'<p style="margin:0 0 8px">{text}</p>' for text in small),
    )


@cache
def _layout() -> Template:
    return Template((files("chalicelib") / "notify" / "templates" / "mail.html").read_text(encoding="utf-8"))
