"""How much anybody is sent: by person, case and day; and what text messages may cost, whatever the traffic.

Beyond a cap there is one digest a day instead. docs/decisions/0012 and policy/sending.toml have the figures.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chalicelib.domain.sending import ONE_TIME_CODE, Withheld

RECEIVED, DIGEST = "received", "digest"
PRICE = 60
"""US cents: the most that one text may cost us. The provider is told so, and this is what each is reckoned at."""
LABELS = 4
"""How many times a person's messages one mailbox takes under all the labels (`siti+any@`) of its address together."""
MORNING = time(1)
"""When a day's digest goes out, in UTC: eight o'clock in Jakarta."""


class OverCap(Withheld):
    """This person has had enough messages for today: a digest comes instead."""

    reason = "over_cap"


class Moot(Withheld):
    """Nothing was held back from whoever would read of it: the address is another one by now."""

    reason = "overtaken"


class Ceiling(Withheld):
    """Text messages have cost what they may: another channel is used, or none."""

    reason = "ceiling"


def mailbox(address: str) -> str:
    """Give whose mailbox it is: without the label after a plus. Capitals are told apart nowhere."""
    name, at, domain = address.casefold().partition("@")
    return f"{name.partition('+')[0] or name}{at}{domain}" if at else address


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a day to one address and about one case; minutes between two confirmations to one address.

    `codes_day` are one-time codes to one mailbox. `codes_percent` of what texts may cost is for these, and for nothing
    else. `closed` are countries, by their two letters, to which no text can be sent. `survey_days` after a closing its
    citizen is asked what they think.
    """

    person_day: int
    case_day: int
    confirmation_minutes: int
    codes_percent: int
    exempt: frozenset[str]
    closed: frozenset[str] = frozenset()
    survey_days: int = 0
    codes_day: int = 20

    def window(self, now: datetime) -> str:
        """Name the window of confirmations that this moment is in."""
        return str(int(now.timestamp()) // (60 * self.confirmation_minutes))


@dataclass(frozen=True, slots=True)
class Spending:
    """What texts may cost in a UTC day and in a month, in US cents."""

    day: int
    month: int

    def share(self, notice: str, codes_percent: int) -> "Spending":
        """Give what one kind of message may cost: codes their part, all else the rest. Together never more."""
        codes = Spending(self.day * codes_percent // 100, self.month * codes_percent // 100)
        return codes if notice == ONE_TIME_CODE else Spending(self.day - codes.day, self.month - codes.month)


def morning(now: datetime) -> datetime:
    """When the digest of this UTC day is due."""
    return datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)
