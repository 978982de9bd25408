"""A complaint as its events have made it: the snapshot that STATE holds, with no free text and no contact."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.people import Mode
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import APPEAL_WINDOW, CITIZEN_WINDOW, CITIZENS, OPEN, Status


class Task(StrEnum):
    """What the office must see to besides its clocks; it stands on the queue until somebody has."""

    ANSWER_NOT_DELIVERED = "answer_not_delivered"


@dataclass(frozen=True, slots=True)
class Snooze:
    """Who wants to be told again of a late case, and when."""

    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Complaint:
    """The state after `version` events, `head` being the hash of the last one.

    `place` is where it happened, as the citizen named it; `office` and `path` tell who answers for it now. `excluded`
    are offices complained about, `barred` people who decided before an appeal: neither may see or touch it. `channels`
    are the ways in which the citizen is told, `in_turn` whether the next one waits until one has failed. `agency` is
    the one outside ours that was asked to take the matter, or has it; `referral` the version that asked, until the
    agency answers. `asked` is True once an officer has asked or written something to the citizen. `taken` is whoever
    said that an alert about it is theirs to see to. `mandate` is set where somebody files for
    somebody else. `erasure` is since when the citizen's wish to be erased waits for its day, `erased` when the keys of
    everything personal were destroyed, `emptied` whether files and sealed rows are gone as well.
    """

    ticket: str
    kind: str
    category: str
    klass: str
    status: Status
    version: int
    office: str
    path: str
    place: str
    language: str
    mode: Mode
    received: datetime
    policy: str
    edition: str
    head: str
    stage: str | None = None
    happened: date | None = None
    channels: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    excluded: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    restricted: bool = False
    assignee: str | None = None
    referred: str | None = None
    referred_path: str | None = None
    agency: str | None = None
    referral: int = 0
    answered: int = 0
    answered_by: tuple[str, ...] = ()
    delivered: bool = False
    appealed: bool = False
    task: Task | None = None
    taken: str | None = None
    snoozes: tuple[Snooze, ...] = ()
    asked: bool = False
    mandate: str | None = None
    in_turn: bool = False
    erasure: datetime | None = None
    erased: datetime | None = None
    emptied: bool = False

    @property
    def tells(self) -> tuple[str, ...]:
        """The channels by which news goes out at once: all, or the first where the others wait for their turn."""
        return self.channels[:1] if self.in_turn else self.channels

    @property
    def spares(self) -> bool:
        """Whether another channel waits for its turn."""
        return len(self.channels) > len(self.tells)

    @property
    def open(self) -> bool:
        """Whether anything is still owed to the citizen."""
        return self.status in OPEN

    @property
    def due(self) -> datetime:
        """The next date that matters to whoever holds the case.

        Of a running clock, else of a halted one, else the day of receipt.
        """
        running = [clock.due for clock in self.clocks if clock.running]
        halted = [clock.due for clock in self.clocks if not clock.over]
        return min(running or halted, default=self.received)

    @property
    def alerted(self) -> bool:
        """Whether somebody was warned of a clock that still runs, or told that it is late."""
        return any(clock.running and clock.warned for clock in self.clocks)

    @property
    def breached(self) -> Clock | None:
        """The running clock whose breach was told and which is late the longest."""
        found = [clock for clock in self.clocks if clock.running and clock.level]
        return min(found, key=lambda clock: clock.due, default=None)

    def clock(self, name: str) -> Clock | None:
        """The latest clock of that name, running or not."""
        return next((clock for clock in reversed(self.clocks) if clock.name == name), None)

    def late(self, now: datetime) -> bool:
        """Whether a date that binds the office has passed and its clock still runs."""
        return any(clock.running and clock.due < now for clock in self.clocks if clock.name not in CITIZENS)

    def closable(self, now: datetime) -> bool:
        """Whether the citizen's time to object to the answer they were given has gone."""
        window = self.clock(CITIZEN_WINDOW)
        return window is not None and window.running and window.due <= now

    def appealable(self, now: datetime) -> bool:
        """Whether an appeal is still in time: until the answer is closed, and for a while after."""
        window = self.clock(APPEAL_WINDOW)
        return window is None or not window.running or now <= window.due
