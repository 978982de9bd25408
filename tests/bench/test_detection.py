"""No date passes unnoticed for longer than a period of the sweep and a minute."""

from datetime import datetime, timedelta

import pytest

from bench import detection
from bench.detection import BOUND, BUSY, Found


def holds(found: Found, deadlines: int) -> None:
    """Check that every deadline that passed was noticed, never early and never later than the bound."""
    assert len(found.delays) >= deadlines
    assert found.missed == 0
    assert timedelta() <= min(found.delays + found.others)
    assert found.worst <= BOUND


@pytest.mark.parametrize("off", [None, BUSY], ids=["always on", "off for a day"])
def test_every_missed_date_is_noticed_in_two_minutes(off: datetime | None) -> None:
    """Of the dates of 300 complaints none is missed, also after a day without a sweep."""
    holds(detection.run(300, off=off), 300)


@pytest.mark.proof
@pytest.mark.parametrize("off", [None, BUSY], ids=["always on", "off for a day"])
def test_ten_thousand_dates(off: datetime | None) -> None:
    """Of 10,000 random dates none is missed and none is noticed later than a period and 60 seconds after it passed."""
    holds(detection.run(8_000, off=off), 10_000)
