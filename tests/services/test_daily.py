"""The figures of a day: one message an office and working day, and each number is the length of its list."""

from functools import partial

import pytest

from chalicelib.domain import daily
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Key, Letter, Note
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from chalicelib.notify import wording
from chalicelib.services.daily import tell
from chalicelib.services.forecasts import Week
from chalicelib.store.desk import Desk
from chalicelib.store.forecasts import EVERY_DAY, ForecastStore
from tests.builders import OFFICE
from tests.services.house import House

FRIDAY, MONDAY = parse("2026-03-13T08:40:00Z"), parse("2026-03-16T01:00:00Z")


@pytest.fixture
def promises(house: House) -> ForecastStore:
    """The office's promises, armed by the first look of a Friday afternoon."""
    house.hire(Role.HEAD)
    house.hire(Role.OFFICER)
    store = ForecastStore(house.client, "cases", 2, EVERY_DAY)
    assert tell(Week(OFFICE, house.now, house.casework.book.terms(), store, house.grants)) == ()
    return store


def told(house: House, store: ForecastStore) -> dict[str, dict[str, str]]:
    """Let the office open, and give what each reader is told."""
    keys = tell(Week(OFFICE, house.now, house.casework.book.terms(), store, house.grants))
    notes = {key: house.ledger.get(key) for key in keys}
    return {
        note.recipient: {name: note.values[name] for name in daily.FIGURES if name in note.values}
        for note in notes.values()
    }


def test_each_number_is_the_length_of_its_list(house: House, promises: ForecastStore) -> None:
    """What the head reads in the mail is what the console lists under the same name, and empty lists are not told."""
    house.file()
    house.file("IMI-0000-0000-0")
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK):
        house.take(step, "IMI-0000-0000-0")
    house.file("IMI-0000-0001-1")
    house.take(Step.VERIFY, "IMI-0000-0001-1")
    house.at(MONDAY)
    figures = told(house, promises)["head"]
    assert figures == {"received": "1", "unassigned": "1", "awaiting_citizen": "1"}
    for name, number in figures.items():
        page = Desk(house.client, "cases", "keys").queue(
            [OFFICE], restricted=False, keeps=partial(daily.listed, name=name, now=house.now)
        )
        assert len(page.cases) == int(number)


def test_one_message_a_working_day(house: House, promises: ForecastStore) -> None:
    """Nothing before the office opens, one message then, nothing more that day, and the next one tomorrow."""
    house.file()
    assert promises.armed(OFFICE) == parse("2026-03-16T01:00:00Z")
    assert told(house, promises) == {}
    house.at(MONDAY)
    assert list(told(house, promises)) == ["head"]
    assert told(house, promises) == {}
    assert promises.armed(OFFICE) == parse("2026-03-17T01:00:00Z")


def test_nothing_is_told_where_nothing_stands(house: House, promises: ForecastStore) -> None:
    """An office without an open case gets no mail, and is asked again the next day."""
    house.at(MONDAY)
    assert told(house, promises) == {}
    assert promises.armed(OFFICE) == parse("2026-03-17T01:00:00Z")


def test_late_comes_first(house: House, promises: ForecastStore) -> None:
    """What is late is counted, and named in the subject."""
    house.file()
    house.later(days=60)
    assert told(house, promises)["head"]["late"] == "1"
    house.later(days=1)
    assert promises.keep(OFFICE, promises.armed(OFFICE), house.now, ())
    assert not promises.keep(OFFICE, FRIDAY, house.now, ())
    reader = Week(OFFICE, house.now, house.casework.book.terms(), promises, house.grants)
    house.hire(Role.HEAD, active=False)
    assert tell(reader) == ()


def test_each_figure_opens_its_list() -> None:
    """The mail names the address of each list, in the reader's language."""
    values = {"office": "Kantor Imigrasi", "zone": "Asia/Jakarta", "slug": OFFICE, "late": "2", "received": "3"}
    note = Note(Key("A#head", "N#2026-03-16~daily#x"), "daily", "head", "email", "en", values)
    mail = wording.mail(Letter(note, "head@kantor.example", values), "https://aduan.example")
    assert mail.subject == "Today at Kantor Imigrasi: 2 late"
    assert (
        "3 new, waiting to be checked: https://aduan.example/en/petugas/?office=jakarta-utara&status=received"
        in mail.text
    )
    assert "nobody has in hand:" not in mail.text
