"""The public contract of official channels: what an administrator announces or takes back, and how one is shown."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from chalicelib.domain.channels import Announced, Ending, Kind, Wanted
from chalicelib.domain.times import iso
from chalicelib.handlers import contacts
from chalicelib.handlers.days import Source
from chalicelib.handlers.fields import Body, Day, Line
from chalicelib.wiring import Words

ADDRESS, ABOUT, SHORT = 200, 200, 6
_NUMBERS = frozenset({Kind.PHONE, Kind.SMS, Kind.WHATSAPP})

About = Annotated[Source, StringConstraints(max_length=ABOUT)]


class ChannelWanted(Body):
    """`POST /v1/admin/channels`: an address of ours, what it is for in Indonesian, and what says that it is ours."""

    kind: Kind
    address: Annotated[Line, Field(max_length=ADDRESS)]
    about: About
    since: Day
    source: Source

    def wanted(self) -> Wanted:
        """Give it with its address as machines need it, where it is one."""
        return Wanted(self.kind, _tidy(self.kind, self.address.strip()), self.about, self.since, self.source)


class ChannelGone(Body):
    """`POST /v1/admin/channels/{channel}/retirements`: why, and since when it is not ours; today unless it is said."""

    reason: Ending
    until: Day | None = None


def _tidy(kind: Kind, typed: str) -> str:
    if kind is Kind.EMAIL:
        return contacts.email(typed) or typed
    if kind in _NUMBERS and not (typed.isdigit() and len(typed) <= SHORT):
        found = contacts.phone(typed)
        return found.number if found else typed.lstrip("+")
    return typed


def shown(one: Announced, say: Words) -> dict[str, Any]:
    """Show a channel to anybody: never who announced it."""
    return {
        "slug": one.slug,
        "kind": one.kind.value,
        "address": one.address,
        "about": one.about or say(f"channel.{one.slug}"),
        "since": one.since.isoformat(),
        "until": _day(one.until),
        "reason": one.gone.value if one.gone else None,
        "source": one.source,
    }


def signed(one: Announced, say: Words) -> dict[str, Any]:
    """Show a channel to administrators, with who stands behind it."""
    return shown(one, say) | {
        "announced_by": one.who or None,
        "announced_at": iso(one.at) if one.at else None,
        "retired_by": one.by or None,
        "retired_at": iso(one.retired) if one.retired else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
