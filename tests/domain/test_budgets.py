"""Budgets of guesses: a hundred thousand tries, however they are timed, get no further than the arithmetic says."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

import pytest

from chalicelib.domain.budgets import (
    ASKED_BY_ADDRESS,
    NOBODY,
    SENT_CODES,
    WRONG_BY_ADDRESS,
    WRONG_CODES,
    Purse,
    asking,
    entering,
)
from chalicelib.domain.ticket import ALPHABET
from chalicelib.services.tracking import CODE_DIGITS, CODE_TRIES
from tests.builders import AT, DAY, TICKET

TRIES = 100_000
Times = Callable[[Random], Iterator[datetime]]


def even(_random: Random) -> Iterator[datetime]:
    """More than one a second, all day."""
    return (AT + DAY * number / TRIES for number in range(TRIES))


def anyhow(random: Random) -> Iterator[datetime]:
    """At times drawn at random."""
    return iter(sorted(AT + DAY * random.random() for _ in range(TRIES)))


def at_the_edges(_random: Random) -> Iterator[datetime]:
    """All of them in the seconds around each full hour, where two windows meet."""
    return (AT + timedelta(hours=number * 24 // TRIES, minutes=19, seconds=58 + number % 4) for number in range(TRIES))


@pytest.mark.parametrize("times", [even, anyhow, at_the_edges])
def test_a_hundred_thousand_guesses_a_day_are_a_few_hundred(times: Times) -> None:
    """From as many addresses at once, whenever they come, one ticket takes 250 guesses a day and no more."""
    spent: Counter[tuple[datetime, str]] = Counter()
    taken: list[datetime] = []
    for now in times(Random(11)):
        key = (WRONG_CODES.starts(now), TICKET)
        if spent[key] < WRONG_CODES.most:
            spent[key] += 1
            taken.append(now)
    assert 200 < len(taken) <= WRONG_CODES.most_in(DAY) == 250
    assert most_within(taken, timedelta(hours=1)) <= WRONG_CODES.most_in(timedelta(hours=1)) == 20


def most_within(times: list[datetime], period: timedelta) -> int:
    """The most that any period of this length holds."""
    most = first = 0
    for last, now in enumerate(times):
        while now - times[first] >= period:
            first += 1
        most = max(most, last - first + 1)
    return most


def test_what_a_guesser_can_hope_for() -> None:
    """Over a year, of ten million tickets, an access code falls with p < 1e-11; a sent code of one with p < 1/300."""
    year, tickets = 366, 10_000_000
    access = WRONG_CODES.most_in(DAY) * year * tickets / len(ALPHABET) ** 16
    assert len(ALPHABET) ** 16 == 2**80
    assert access < 1e-11
    guesses = SENT_CODES.most_in(DAY) * CODE_TRIES
    assert (guesses, CODE_DIGITS) == (750, 8)
    assert guesses * year / 10**CODE_DIGITS < 1 / 300
    assert guesses / 10**6 > 7e-4, "six digits would fall within four years"


def test_a_window_is_the_clock_s_hour() -> None:
    """Whoever has to wait is told until when, and then it is over."""
    assert WRONG_CODES.starts(AT) == AT.replace(minute=0)
    assert WRONG_CODES.starts(WRONG_CODES.ends(AT)) == WRONG_CODES.ends(AT)
    purse = Purse.of(WRONG_CODES, TICKET, AT)
    assert purse.seconds(AT) == 20 * 60
    assert purse.seconds(purse.ends) == 1
    assert purse.name != Purse.of(WRONG_CODES, TICKET, purse.ends).name


def test_each_ticket_and_each_address_has_its_own() -> None:
    """Guessing at one ticket, or from one address, uses up nothing of another's; asking for codes none of entering."""
    names = [purse.name for make in (entering, asking) for purse in make(TICKET, "192.0.2.1", AT)]
    assert len(set(names)) == 4
    assert [purse.most for purse in entering(TICKET, "", AT)] == [WRONG_CODES.most, WRONG_BY_ADDRESS.most]
    assert [purse.most for purse in asking(TICKET, "", AT)] == [SENT_CODES.most, ASKED_BY_ADDRESS.most]
    assert entering(TICKET, "192.0.2.2", AT)[0].name in names
    assert entering(NOBODY, "192.0.2.1", AT)[0] != entering(NOBODY, "192.0.2.2", AT)[0]
