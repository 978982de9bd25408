"""Each working day at opening: what stands at an office, in figures. One message a person, and none for nothing.

The promise is a row among what is due, as of the weekly forecast: services/forecasts.py.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from chalicelib.domain import daily
from chalicelib.domain.access import sees
from chalicelib.domain.grants import Grant
from chalicelib.domain.sending import DAILY, Key, Note
from chalicelib.services.alerts import reached
from chalicelib.services.forecasts import READERS, Week, promised

PROMISE = "DAILY"
EVER = datetime(9999, 1, 1, tzinfo=UTC)


def tell(day: Week) -> tuple[Key, ...]:
    """Do what is due at this office; give the messages that can go out now."""
    return promised(day, daily.next_opening, _notes)


def _notes(day: Week, armed: datetime) -> Iterable[Note]:
    readers = reached(day.holders.holders(day.office, *READERS), day.now, day.holders)
    for side in sorted({reader.restricted for reader in readers}):
        cases = tuple(day.forecasts.coming(day.office, EVER, restricted=side))
        for reader in (one for one in readers if one.restricted is side):
            staff = reader.staff(day.now)
            found = daily.figures((case for case in cases if staff and sees(staff, case)), day.now)
            yield from (_note(reader, found, day, armed),) if found else ()


def _note(reader: Grant, found: Mapping[str, str], day: Week, armed: datetime) -> Note:
    office = day.terms.offices.get(day.office)
    values = {"office": office.name, "zone": office.zone, "slug": office.slug} | dict(found)
    key = Key(f"A#{reader.id}", f"N#{armed:%Y-%m-%d}~{DAILY}#{day.office}")
    return Note(key, DAILY, reader.id, "email", reader.language, values)
