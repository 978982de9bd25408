"""Moving the clock lives through the time between."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from local.clock import Clock
from local.due import Due
from local.moves import Mover


class Table:
    """The index `due` as a sorted list; a sweep takes off what is due and puts back what follows from it."""

    def __init__(self, *due: datetime) -> None:
        self.due = sorted(due)

    def query(self, **asked: Any) -> dict[str, Any]:
        at, later = asked["ExpressionAttributeValues"][":at"]["S"], ">" in asked["KeyConditionExpression"]
        rows = [f"{moment:%Y-%m-%dT%H:%M:%SZ}#T#STATE" for moment in sorted(self.due)]
        found = [row for row in rows if (row > at) is later]
        entries = [{"pk": {"S": "C#T"}, "sk": {"S": "STATE"}, "due_sk": {"S": row}} for row in found]
        return {"Items": entries[: asked.get("Limit", 99)]}


def test_every_instant_is_lived_through(tmp_path: Path) -> None:
    """A person who jumps nine days ahead sees each warning dated when it would have come."""
    clock = Clock(tmp_path / "clock.json")
    begin = clock()
    table, swept = Table(begin + timedelta(days=2), begin + timedelta(days=5)), list[datetime]()

    def sweep() -> None:
        swept.append(clock())
        done = [moment for moment in table.due if moment <= clock()]
        table.due = [moment for moment in table.due if moment > clock()]
        if begin + timedelta(days=2) in done:
            table.due.append(begin + timedelta(days=3))

    Mover(clock, Due(table, "cases", 1), sweep, lambda: None).advance(timedelta(days=9))
    days = [round((moment - begin) / timedelta(days=1)) for moment in swept]
    assert days == [2, 3, 5, 9]
    assert clock() - begin >= timedelta(days=9)


def test_what_cannot_be_done_does_not_hold_up_time(tmp_path: Path) -> None:
    """While a provider is down the clock still arrives."""
    clock = Clock(tmp_path / "clock.json")
    table = Table(clock() + timedelta(days=1))
    Mover(clock, Due(table, "cases", 1), lambda: None, lambda: None).advance(timedelta(days=2))
    assert clock() > datetime.now(UTC) + timedelta(days=1, hours=23)


def test_a_restart_keeps_the_time(tmp_path: Path) -> None:
    """Ending and starting again does not turn the clock back under cases from the future."""
    Clock(tmp_path / "clock.json").advance(timedelta(days=9))
    assert Clock(tmp_path / "clock.json").offset == timedelta(days=9)
    (tmp_path / "clock.json").write_text("garbage")
    assert Clock(tmp_path / "clock.json").offset == timedelta()


def test_a_message_under_a_lease_waits_for_its_end(tmp_path: Path) -> None:
    """A message of which nobody knows whether it went is tried again when its lease ends, not when somebody looks."""
    clock = Clock(tmp_path / "clock.json")
    lease = (clock() + timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = {"pk": {"S": "C#T"}, "sk": {"S": "N#1"}, "due_sk": {"S": "2020-01-01T00:00:00Z#T#N"}}

    class Leased:
        def query(self, **asked: Any) -> dict[str, Any]:
            return {"Items": [entry] if "<=" in asked["KeyConditionExpression"] else []}

        def get_item(self, **_asked: Any) -> dict[str, Any]:
            return {"Item": entry | {"status": {"S": "CLAIMED"}, "lease": {"S": lease}}}

    due = Due(Leased(), "cases", 1)
    assert due.waiting(clock()) == set()
    assert (due.next(clock()) or clock()).strftime("%Y-%m-%dT%H:%M:%SZ") == lease
    assert due.waiting(clock() + timedelta(minutes=11)) == {("C#T", "2020-01-01T00:00:00Z#T#N")}
