"""Times as they are stored and sent."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import times


def test_a_local_time_is_stored_in_utc() -> None:
    """A complaint filed at 15.40 in Jakarta is stored under the same instant as everywhere else."""
    assert times.iso(datetime(2026, 3, 13, 15, 40, 59, 999, ZoneInfo("Asia/Jakarta"))) == "2026-03-13T08:40:59Z"


def test_a_time_without_a_zone_is_refused() -> None:
    """Nobody's deadline rests on a guess about the zone."""
    with pytest.raises(ValueError, match="no zone"):
        times.iso(datetime(2026, 3, 13, 15, 40))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["2026-03-13T08:40:00", "2026-03-13T08:40:00+00:00", "2026-03-13", ""])
def test_only_our_own_form_is_read(text: str) -> None:
    """A stored time that was tampered with or cut short is noticed."""
    with pytest.raises(ValueError, match=r"match|remains"):
        times.parse(text)


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_stored_is_read_back(moment: datetime) -> None:
    """A date that was promised stays the same to the second however often it is read and stored."""
    assert times.parse(times.iso(moment)) == moment.replace(microsecond=0)
