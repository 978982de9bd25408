"""What we say to people, in their language: the compiled catalogues, read with the standard library.

A message's id is a dotted key; its values go in by name: `words("id")("mail.greeting", name="Siti")`.
The compiled files are made by `python -m web.catalogue` and packaged; a missing one is a FileNotFoundError.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path
from typing import NoReturn, Protocol

HOME = Path(__file__).parent.parent / "locale"
STAFF = (
    *("console.", "absence.", "announcing.", "calendars.", "referral."),
    *("notice.alerts.", "notice.forecast.", "notice.desk.", "notice.new_case.", "notice.case_arrived."),
    *("notice.assigned.", "notice.citizen_replied.", "notice.citizen_withdrew.", "notice.not_delivered."),
    *("notice.daily.", "notice.referral."),
)
"""How the keys begin whose words only our own people and other agencies read; `language.console` tells who has them."""


class Words(Protocol):
    """Say `key` with its values; a message with plural forms takes the number as `count`. KeyError: no such key."""

    def __call__(self, key: str, /, **values: object) -> str: ...


class _Nothing(NullTranslations):
    """Where the standard library would show the key itself to a citizen, refuse."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002
        raise KeyError(msgid1)


class _Staff(_Nothing):
    """What only our own people read is said in the first language, where this one has no console; nothing else is."""

    def gettext(self, message: str) -> str:
        return pattern(languages()[0], message) if message.startswith(STAFF) else super().gettext(message)


@cache
def catalogue(language: str) -> GNUTranslations:
    """Give a language's compiled catalogue; it refuses what it has no words for."""
    found = translation("aduan", HOME, [language])
    console = found.gettext("language.console") == "yes"
    found.add_fallback(_Nothing() if console else _Staff())
    return found


def pattern(language: str, key: str, count: object = None) -> str:
    """Give the message with its placeholders still in it, in the plural form for `count` where there is one."""
    found = catalogue(language)
    return found.ngettext(key, key, count) if isinstance(count, int) else found.gettext(key)


def has(language: str, key: str) -> bool:
    """Tell whether there are words under this key."""
    try:
        return bool(pattern(language, key))
    except KeyError:
        return False


@cache
def words(language: str) -> Words:
    """Give the function that speaks this language."""

    def say(key: str, /, **values: object) -> str:
        return pattern(language, key, values.get("count")).format_map(values)

    return say


@cache
def languages() -> tuple[str, ...]:
    """Every language there is a catalogue of, in the order of their `language.rank`; the first is the default."""
    found = [path.parent.parent.name for path in HOME.glob("*/LC_MESSAGES/aduan.mo")]
    return tuple(sorted(found, key=lambda language: int(words(language)("language.rank"))))


@cache
def staffed() -> tuple[str, ...]:
    """Those in which the officers' console speaks, and what we write to our own people and to other agencies."""
    return tuple(language for language in languages() if words(language)("language.console") == "yes")
