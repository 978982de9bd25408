"""Complaints from elsewhere, filed as their citizens would file them: CSV or JSON, a dry run first, once however often.

A row is known by its source and its number there. It becomes a complaint of today, with today's deadlines, and its
citizen gets a receipt with the new number; what the form would refuse is refused, and said.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib import wiring
from chalicelib.domain import taking
from chalicelib.domain.errors import Invalid, Refusal
from chalicelib.domain.times import iso
from chalicelib.handlers import citizen, reading, schemas
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.remedies import coded
from chalicelib.store import rows, table

NUMBER = "number"
PERSON = ("name", "email", "phone")
MODES = {"": "named", "bernama": "named", "rahasia": "confidential", "anonim": "anonymous"}
LEAST_CELL = 131_072
"""Characters that a cell may always have: what csv has by itself."""
Row = Mapping[str, Any]


class Unreadable(Exception):
    """A file that is neither CSV with a heading nor a JSON list."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `filed` and `there` have a ticket, `refused` has a reason, `would` is a dry run's."""

    number: str
    what: str
    ticket: str = ""
    why: str = ""


def read(text: str) -> list[Row]:
    """Give the rows of a file. Raises Unreadable."""
    text = text.removeprefix("\ufeff")
    try:
        found: list[Row] = json.loads(text) if text.lstrip().startswith("[") else _table(text)
    except (csv.Error, RecursionError) as error:
        raise Unreadable(f"The file is neither CSV with a heading nor a JSON list: {error}.") from error
    lost = [at for at, row in enumerate(found, 1) if not _numbered(row)]
    if lost or not found:
        which = f"row {lost[0]} has none" if lost else "there is no row"
        raise Unreadable(
            f"Every row needs its {NUMBER} in the source, and {which}; columns are those of docs/operations.md."
        )
    return found


def _numbered(row: object) -> bool:
    """Tell whether a row has a number that can be kept: half a character is in no text."""
    number = row.get(NUMBER) if isinstance(row, dict) else None
    return bool(number) and not re.search("[\ud800-\udfff]", str(number))


def _table(text: str) -> list[Row]:
    """Read CSV; a spreadsheet that speaks Indonesian puts semicolons where others put commas.

    However long a cell is, it is one row that is refused and not the file.
    """
    heading = text.partition("\n")[0]
    csv.field_size_limit(max(len(text), LEAST_CELL))
    return list(csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=heading.count)))


def body(row: Row) -> dict[str, Any]:
    """Make what a citizen's browser would send."""
    given = {name: value for name, value in row.items() if value is not None and value != "" and name != NUMBER}
    mode = str(given.pop("mode", ""))
    identity = {"mode": MODES.get(mode, mode)} | {name: str(given.pop(name)) for name in PERSON if name in given}
    channels = [channel for channel, name in (("email", "email"), ("sms", "phone")) if name in identity]
    return {"kind": "complaint", "language": "id", "channels": channels} | given | {"identity": identity}


def run(source: str, found: Iterable[Row], *, really: bool) -> Iterator[Outcome]:
    """File each row that is not here yet; stop anywhere, and begin again with the same file.

    A number that comes again in the same file is refused: which of the two is meant, nobody can know.
    """
    seen: set[str] = set()
    for row in found:
        number = str(row[NUMBER])
        again = Outcome(number, "refused", why=f"{NUMBER}: it stands in this file before")
        yield again if number in seen else _one(source, row, really=really)
        seen.add(number)


def _one(source: str, row: Row, *, really: bool) -> Outcome:
    number, mark = str(row[NUMBER]), hashlib.sha256(f"{source}\n{row[NUMBER]}".encode()).hexdigest()
    if ticket := _there(mark):
        return Outcome(number, "there", ticket)
    if None in row:
        return Outcome(
            number, "refused", why="the row has more cells than the heading: a sign that parts cells in a text?"
        )
    raw = json.dumps(body(row), ensure_ascii=False).encode(errors="surrogatepass")
    try:
        asked = faults_of(schemas.Submission, reading.read(raw))
        if not really:
            taking.receive(asked.filing(b""), "IMI-0000-0000-0", wiring.clock(), wiring.current())
            return Outcome(number, "would")
        answer = json.loads(citizen.file(asked, f"import-{mark}", hashlib.sha256(raw).hexdigest()))
    except (Malformed, Invalid) as wrong:
        return Outcome(number, "refused", why=" ".join(f"{fault.field}: {coded(fault)}" for fault in wrong.faults))
    except (Refusal, reading.Unreadable) as refusal:
        return Outcome(number, "refused", why=refusal.code)
    _noted(mark, source, answer["ticket"])
    return Outcome(number, "filed", answer["ticket"])


def _there(mark: str) -> str:
    key = table.key(f"IMPORT#{mark}", "TICKET")
    found = wiring.client("dynamodb").get_item(TableName=wiring.settings().cases_table, Key=key).get("Item")
    return str(table.plain(found)["ticket"]) if found else ""


def _noted(mark: str, source: str, ticket: str) -> None:
    """Remember the row for good; until it is remembered, the same key gives the same ticket."""
    row = {"pk": f"IMPORT#{mark}", "sk": "TICKET", "source": source, "ticket": ticket, "at": iso(wiring.clock())}
    wiring.client("dynamodb").put_item(
        TableName=wiring.settings().cases_table, Item=table.wire(row), ConditionExpression=rows.NEW_ROW
    )
