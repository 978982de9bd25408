"""Documents when others are quicker: every change is worked out again, and given up only after some tries."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.attachments import Attachment, Finding, Limits, Moved, Places, Reason, State
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.people import Citizen
from chalicelib.domain.uploads import Heard, Upload
from chalicelib.services import attachments
from chalicelib.services.attachments import Registry
from chalicelib.services.casework import Casework
from chalicelib.store import book_documents
from tests.builders import AT, TICKET, book, complaint

ID = "0" * 32
NEW = Attachment(TICKET, ID, 1, State.REQUESTED, AT)


@dataclass
class World:
    """Rows, files and the record of a case, with somebody else who is quicker so and so often."""

    kept: Attachment | None = None
    quicker: int = 0
    deleted: list[str] = field(default_factory=list)
    saved: list[Any] = field(default_factory=list)
    rival: Callable[["World"], None] = lambda _: None
    others: tuple[Attachment, ...] = ()

    def get(self, ticket: str, _document: str = "") -> Any:
        if not _document:
            return replace(complaint(), ticket=ticket)
        if self.kept is None:
            raise NotFound
        return self.kept

    def of(self, _ticket: str) -> tuple[Attachment, ...]:
        return ((self.kept,) if self.kept else ()) + self.others

    def places(self, _ticket: str) -> Places:
        return Places()

    def _race(self) -> None:
        if self.quicker:
            self.quicker -= 1
            self.rival(self)
            raise ChangedMeanwhile(TICKET)

    def add(self, new: Attachment, _before: Places, _after: Places) -> None:
        self._race()
        self.kept = new

    def move(self, moved: Moved) -> None:
        self._race()
        self.kept = moved.after

    def save(self, change: Any, _wrapped: bytes | None = None) -> None:
        self._race()
        self.saved.append(change)
        self.kept = change.document.after

    def forget(self, _ticket: str) -> None:
        self.kept = None

    def upload(self, *_: Any) -> Upload:
        return Upload("", {})

    def link(self, found: Attachment, name: str, _life: timedelta) -> str:
        return f"{found.key} {name}"

    def fetch(self, *_: Any) -> bytes:
        return b""

    def keep(self, *_: Any) -> None:
        """Nothing to keep it in."""

    def discard(self, key: str, version: str) -> None:
        self.deleted.append(f"{key} {version}")

    def delete(self, prefix: str) -> None:
        self.deleted.append(prefix)


def desk(world: World, **changes: Any) -> Registry:
    """The desk over such a world; every file is a JPEG of one byte."""

    def examined(_content: bytes, _declared: str, _limits: Limits) -> Finding:
        return Finding(type="image/jpeg", content=b"1")

    cases = Casework(world, lambda: datetime(2026, 3, 13, tzinfo=UTC), book())  # type: ignore[arg-type]
    made = Registry(world, world, cases, bytes, book_documents.read(), scanned=False, examine=examined)
    return replace(made, **changes)


def case() -> Complaint:
    return complaint()


def test_two_tabs_begin_at_the_same_moment() -> None:
    """Both get their document, the second after a second look."""
    world = World(quicker=2)
    assert attachments.begin(case(), ID, "", 0, desk(world)).number == 1


def test_a_double_press_is_one_document() -> None:
    """Where the rival was the same request, its document is the answer."""
    world = World(quicker=1, rival=lambda world: setattr(world, "kept", NEW))
    assert attachments.begin(case(), ID, "", 0, desk(world)) == NEW


def test_beginning_is_given_up_in_the_end() -> None:
    """Somebody who is always quicker is told of by name."""
    with pytest.raises(ChangedMeanwhile):
        attachments.begin(case(), ID, "", 0, desk(World(quicker=99)))


@pytest.mark.parametrize("state", [State.REQUESTED, State.CLEAN])
def test_removing_survives_a_rival_and_a_second_press(state: State) -> None:
    """What is taken away is gone, however often it is asked, with or without a line of the record."""
    world = World(kept=replace(NEW, state=state), quicker=1)
    for _ in range(2):
        attachments.remove(Citizen(TICKET), ID, desk(world))
    assert world.kept is not None
    assert world.kept.state is State.REMOVED
    assert len(world.saved) == (state is State.CLEAN)
    assert world.deleted == [NEW.key] * 2


def test_removing_is_given_up_in_the_end() -> None:
    """Nothing is deleted of what could not be marked as removed."""
    for state in (State.REQUESTED, State.CLEAN):
        world = World(kept=replace(NEW, state=state), quicker=99)
        with pytest.raises(ChangedMeanwhile):
            attachments.remove(Citizen(TICKET), ID, desk(world))
        assert world.deleted == []


def test_an_examination_is_not_done_twice() -> None:
    """A report that comes again while the scanner's word is awaited finds our own verdict, and waits on."""
    world = World(kept=replace(NEW, state=State.QUARANTINED, upload="v1", ours="clean"))
    waiting = desk(world, scanned=True, examine=lambda *_: Finding(Reason.DAMAGED))
    assert attachments.hear(Heard(TICKET, ID, "v1"), waiting) == "waiting"
    assert attachments.hear(Heard(TICKET, ID, "v1", "NO_THREATS_FOUND"), waiting) == "clean"


def test_a_stranger_is_told_of_no_document() -> None:
    """Whoever has another complaint does not learn that there are documents."""
    with pytest.raises(NotFound):
        attachments.listed(Citizen("IMI-0000-0000-0"), case(), desk(World(kept=NEW)))


def test_an_unknown_type_is_still_a_download() -> None:
    """A copy of a type that the limits no longer have is saved under a name that opens nowhere."""
    found = replace(NEW, state=State.CLEAN, kind="image/webp2")
    assert attachments.link(found, desk(World())).endswith(f"{TICKET}-1.bin")


def test_two_refusals_at_once_owe_one_message() -> None:
    """Where another examination refused a document in the same moment, the second look finds its message."""

    def rival(world: World) -> None:
        world.others = (replace(NEW, id="1" * 32, state=State.REFUSED, told=AT),)

    world = World(replace(NEW, state=State.QUARANTINED, upload="v1", ours="damaged"), quicker=1, rival=rival)
    now = Casework(world, lambda: AT, book())  # type: ignore[arg-type]
    attachments.hear(Heard(TICKET, ID, "v1", scan="NO_THREATS_FOUND"), desk(world, cases=now, scanned=True))
    assert [change.intents for change in world.saved] == [()]
    assert world.kept is not None
    assert (world.kept.state, world.kept.told) == (State.REFUSED, None)
