"""What anybody may look up: fees, rules, laws and official channels, each dated and sourced."""

import re
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.entry import Entry


@dataclass(frozen=True, slots=True)
class Fee:
    """What a service costs, in rupiah."""

    slug: str
    amount: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Card:
    """A rule in `points` sentences of the catalogue, from `card.<slug>.1` on; or a law, under `law.<slug>`."""

    slug: str
    points: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Channel:
    """An official way to reach us. `checked` is when it was last read at an official source, `entry.until` its end."""

    slug: str
    kind: str
    address: str
    checked: date
    entry: Entry


@dataclass(frozen=True, slots=True)
class Cards:
    """All of it. `domains` are the ends of every official address; `fakes` were seen in use by others."""

    fees: tuple[Fee, ...]
    rules: tuple[Card, ...]
    laws: tuple[Card, ...]
    channels: tuple[Channel, ...]
    domains: tuple[str, ...]
    fakes: tuple[str, ...]


def official(address: str, domains: tuple[str, ...]) -> bool:
    """Tell whether a web or mail address lies under one of these domains: `imigrasi.go.id.example` does not.

    Nor does one with a backslash, which a browser reads as the end of the host and others do not.
    """
    place = re.split("[/?#]", re.sub("^https?://", "", address.lower()), maxsplit=1)[0]
    host = place.rpartition("@")[2].partition(":")[0].rstrip(".")
    return "\\" not in address and any(host == domain or host.endswith(f".{domain}") for domain in domains)
