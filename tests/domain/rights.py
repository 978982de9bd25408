"""Who may do what, written down a second time and apart from the code: by hand, from the decisions, as tables.

`holder` is whose scope the case lies in, `receiver` whose scope a referral went to. What no table grants is denied.
"""

from dataclasses import dataclass, replace
from functools import cache

from chalicelib.domain.access import Field
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import Mode, Role, Staff
from chalicelib.domain.steps import Status, Step
from tests.builders import OFFICE, OTHER, REGION, book, complaint

ME = "me"

# Where the actor sits, and what the case has to do with them: office of the scope, case's office, part in it.
RELATIONS = """
own            | jakarta-utara       | jakarta-utara       | holder
region         | wilayah-dki-jakarta | jakarta-utara       | holder
centre         | pusat               | jakarta-utara       | holder receiver
sibling        | jakarta-pusat       | jakarta-utara       |
other-region   | wilayah-bali        | jakarta-utara       |
lookalike      | jakarta-utara       | wilayah-jawa-timur  |
below          | jakarta-utara       | wilayah-dki-jakarta |
excluded       | jakarta-utara       | jakarta-utara       |
excluded-above | wilayah-dki-jakarta | jakarta-utara       |
barred         | jakarta-utara       | jakarta-utara       |
barred-centre  | pusat               | jakarta-utara       |
receiver       | bogor               | jakarta-utara       | receiver
over-receiver  | wilayah-jawa-barat  | jakarta-utara       | receiver
"""
PARTS = """
officer    | holder: officer              | receiver: receiver
supervisor | holder: officer supervisor leader | receiver: receiver leader
head       | holder: officer supervisor leader | receiver: receiver leader
region     | holder: officer supervisor leader | receiver: receiver leader
centre     | holder: officer supervisor leader | receiver: receiver leader
custodian  | holder: custodian            | receiver: custodian
auditor    |                              |
admin      |                              |
"""
STEPS = """
verify      | officer            | received
classify    | officer            | received verified in_progress awaiting_citizen referred answered
assign      | officer            | verified in_progress
ask         | officer            | in_progress
reply       | citizen            | awaiting_citizen
note        | officer            | received verified in_progress awaiting_citizen referred answered
message     | citizen officer    | received verified in_progress awaiting_citizen referred answered
refer       | officer            | verified in_progress
acknowledge | receiver           | referred
return      | receiver           | referred
recall      | officer            | referred
extend      | supervisor         | in_progress
answer      | officer            | verified in_progress
correct     | officer            | answered
confirm     | citizen            | answered
dispute     | citizen            | answered
close       | clock officer      | answered
appeal      | citizen            | answered closed
reject      | officer            | received verified
withdraw    | citizen            | received verified in_progress awaiting_citizen referred answered
contact     | citizen            | any
reopen      | supervisor         | closed rejected
take        | leader             | received verified in_progress awaiting_citizen referred answered
snooze      | leader             | received verified in_progress awaiting_citizen referred answered
unmask      | custodian          | any
warn        | clock              | received verified in_progress awaiting_citizen referred answered
remind      | clock              | received verified in_progress awaiting_citizen referred answered
breach      | clock              | received verified in_progress awaiting_citizen referred answered
resume      | clock              | awaiting_citizen
deliver     | provider           | answered
undelivered | provider           | answered
rebase      | clock              | received verified in_progress awaiting_citizen referred answered
document_kept    | examiner      | any
document_refused | examiner      | any
document_removed | owner         | any
erasure     | citizen            | any
keep        | citizen            | any
erased      | clock              | any
emptied     | clock              | any
"""
FIELDS = """
citizen    | status timeline public documents
officer    | status timeline public internal masked request documents
supervisor | status timeline public internal masked request documents
head       | status timeline public internal masked request documents
region     | status timeline public internal masked request documents
centre     | status timeline public internal masked request documents
custodian  | status timeline identity
auditor    | status timeline
admin      |
"""
HIDDEN = """
named        |
confidential | masked
anonymous    | masked request identity
"""


@cache
def table(text: str) -> dict[str, list[str]]:
    """Read a table: the first column, and the rest by column."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return {row[0]: row[1:] for row in rows}


@dataclass(frozen=True)
class Seat:
    """One relation of a person to a case."""

    name: str
    scope: str
    office: str
    parts: frozenset[str]

    def staff(self, role: Role, *, restricted: bool) -> Staff:
        return Staff(ME, role, book().offices.get(self.scope).path, restricted)

    def case(self, status: Status, mode: Mode, *, restricted: bool) -> Complaint:
        """A late case in this status, whose date may be moved.

        Excluded and barred are set against the scope, so that they must win over it.
        """
        case, office, to = complaint(), book().offices.get(self.office), book().offices.get(OTHER)
        referred = status is Status.REFERRED
        excluded = {"excluded": (OFFICE,), "excluded-above": (REGION,)}.get(self.name, ())
        return replace(
            case,
            clocks=tuple(replace(clock, warned=100, level=1, extensible=True) for clock in case.clocks),
            status=status,
            mode=mode,
            restricted=restricted,
            office=office.slug,
            path=office.path,
            excluded=excluded,
            barred=(ME,) if self.name.startswith("barred") else (),
            referred=to.slug if referred else None,
            referred_path=to.path if referred else None,
        )


SEATS = [Seat(name, row[0], row[1], frozenset(row[2].split())) for name, row in table(RELATIONS).items()]


def parts_of(role: Role, seat: Seat, status: Status, *, cleared: bool) -> set[str]:
    """In which parts this person may act on the case; a receiver is one only while the case is referred."""
    here = {part for part in seat.parts if part == "holder" or status is Status.REFERRED}
    granted = dict(cell.split(": ") for cell in table(PARTS)[role] if cell)
    return {part for one in here for part in granted.get(one, "").split()} if cleared else set()


def may_see(seat: Seat, status: Status, *, cleared: bool) -> bool:
    return cleared and ("holder" in seat.parts or ("receiver" in seat.parts and status is Status.REFERRED))


def sources_of(cell: str) -> set[str]:
    return set(Status) if cell == "any" else set(cell.split())


UNASKED = {Step.KEEP, Step.EMPTIED}
"""What needs a wish to be erased, or an erasure: none of the seats' cases has one."""


def may_take(step: Step, parts: set[str], status: Status, mode: Mode) -> bool:
    if step not in table(STEPS) or step in UNASKED:
        return False
    who, sources = table(STEPS)[step]
    sealed = step is Step.UNMASK and mode is Mode.ANONYMOUS
    return bool(parts & set(who.split())) and status in sources_of(sources) and not sealed


def may_read(field: Field, role: str, mode: Mode) -> bool:
    hidden = "" if role == "citizen" else table(HIDDEN)[mode][0]
    return field in table(FIELDS)[role][0].split() and field not in hidden.split()
