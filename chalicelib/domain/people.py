"""Who acts, and who asks to be heard: actors with their role and scope; the complainant's identity, kept as given."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff was granted; the grant's scope says where."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    HEAD = "head"
    REGION = "region"
    CENTRE = "centre"
    CUSTODIAN = "custodian"
    AUDITOR = "auditor"
    ADMIN = "admin"


HANDLERS = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.REGION, Role.CENTRE})
SENIORS = HANDLERS - {Role.OFFICER}


@dataclass(frozen=True, slots=True)
class Citizen:
    """Whoever opened a session on this one complaint."""

    ticket: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A person with a grant: `scope` is a path in the office tree.

    `restricted` opens reports on foreigners, and those alone.
    """

    id: str
    role: Role
    scope: str
    restricted: bool = False

    @property
    def office(self) -> str:
        """The slug at the end of the scope."""
        return self.scope.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Machine:
    """The clock, a provider that reports what became of a message, or the examiner of documents."""

    name: str


@dataclass(frozen=True, slots=True)
class Agency:
    """Whoever opened the link of one referral to an agency outside ours: `referral` is the version that sent it."""

    ticket: str
    slug: str
    referral: int


Actor = Citizen | Staff | Machine | Agency
THE_CLOCK, THE_PROVIDER, THE_EXAMINER = Machine("clock"), Machine("provider"), Machine("examiner")


class Relation(StrEnum):
    """In which part somebody files for somebody else."""

    FAMILY = "family"
    GUARDIAN = "guardian"
    LAWYER = "lawyer"
    SPONSOR = "sponsor"
    ORGANISATION = "organisation"
    OTHER = "other"


class Mode(StrEnum):
    """How much of the complainant is told: by name, by name to the custodian only, or nothing."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Identity:
    """The complainant as they gave it.

    `phone` is E.164, `sms` tells whether that number takes a text message from us; `subject` is whom they speak for.
    """

    mode: Mode
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    sms: bool = False
    subject: str | None = None

    def reaches(self, channel: str) -> bool:
        """Tell whether a message could go out on this channel."""
        return bool(self.email) if channel == "email" else channel == "sms" and self.sms


def masked(value: str | None) -> str | None:
    """Show the first letter of each part and hide the rest: `b•••@m•••.id`, `+6••••••••90`."""
    if not value:
        return None
    if value.startswith("+"):
        return f"{value[:3]}{'•' * (len(value) - 5)}{value[-2:]}"
    local, at, host = value.partition("@")
    if at:
        name, dot, ending = host.rpartition(".")
        return f"{local[:1]}•••@{name[:1]}•••{dot}{ending}"
    return " ".join(f"{part[:1]}•••" for part in value.split())
