"""Ticket numbers and access codes, as people read, type and mistype them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import ticket
from chalicelib.domain.errors import NotFound

NUMBERS = st.binary(min_size=ticket.TICKET_BYTES, max_size=ticket.TICKET_BYTES).map(
    lambda drawn: ticket.number("IMI", drawn)
)
CODES = st.binary(min_size=ticket.CODE_BYTES, max_size=ticket.CODE_BYTES).map(ticket.access_code)
SPOKEN = {"0": "0oO", "1": "1iIlL"}
BETWEEN = st.sampled_from(["", "-", " ", "\u00a0", "\u2011", "\u2013", "\t", "."])


def typed_by_somebody(data: st.DataObject, said: str) -> str:
    """Any case, look-alikes for 0 and 1, and any marks between."""
    looks = [data.draw(st.sampled_from(SPOKEN.get(one, one + one.lower()))) for one in said if one != "-"]
    return "".join(one + data.draw(BETWEEN) for one in looks)


def letters(number: str) -> str:
    return number.removeprefix("IMI").replace("-", "")


@given(NUMBERS)
def test_number_looks_as_it_is_printed(number: str) -> None:
    """A ticket number has the agency's prefix, two groups of four and a check character, and reads back as itself."""
    assert number[:4] == "IMI-"
    assert [len(group) for group in number.split("-")] == [3, 4, 4, 1]
    assert set(letters(number)) <= set(ticket.ALPHABET)
    assert ticket.read("IMI", number) == number


@given(NUMBERS, st.data())
def test_number_is_read_as_people_type_it(number: str, data: st.DataObject) -> None:
    """Small letters, spaces, long dashes, O for 0 and I or L for 1 all lead to the same complaint."""
    typed = typed_by_somebody(data, letters(number))
    prefix = data.draw(st.sampled_from(["", "IMI", "imi", "1M1-", "lml ", "IMI-"]))
    assert ticket.read("IMI", prefix + typed) == number


@given(NUMBERS)
def test_every_wrong_character_is_found(number: str) -> None:
    """Whichever one character of a ticket number is wrong, nobody is led to another person's complaint."""
    said = letters(number)
    for place, right in enumerate(said):
        for wrong in set(ticket.ALPHABET) - {right}:
            with pytest.raises(NotFound):
                ticket.read("IMI", said[:place] + wrong + said[place + 1 :])


@given(NUMBERS)
def test_every_swap_of_neighbours_is_found(number: str) -> None:
    """Two neighbouring characters in the wrong order are found, wherever they stand."""
    said = letters(number)
    for place in range(len(said) - 1):
        swapped = said[:place] + said[place + 1] + said[place] + said[place + 2 :]
        if swapped != said:
            with pytest.raises(NotFound):
                ticket.read("IMI", swapped)


@pytest.mark.parametrize(
    "typed",
    ["", "IMI", "IMI-K7QF-2M9X", "OMB-0000-0000-0", "IMI-0000-0000-00", "IMI-UUUU-0000-0", "²" * 9, "IMI" * 999],
)
def test_what_is_no_number_of_ours_is_not_found(typed: str) -> None:
    """Another agency's number, a part of one, or anything else gets the answer for a number that nobody has."""
    with pytest.raises(NotFound):
        ticket.read("IMI", typed)


def test_a_body_that_looks_like_the_prefix_is_kept() -> None:
    """A number whose first characters look like the prefix is read right when the prefix is left out."""
    assert ticket.read("1M1", letters(ticket.number("1M1", bytes.fromhex("0d02100000")))[3:]).startswith("1M1-1M1")


@given(CODES, st.data())
def test_code_is_read_as_people_type_it(code: str, data: st.DataObject) -> None:
    """The access code has 16 characters, each from 32, and opens the complaint however it is typed."""
    assert len(code) == ticket.CODE_LENGTH
    assert ticket.read_code(typed_by_somebody(data, code)) == code


def test_different_entropy_gives_different_codes() -> None:
    """No bit of what was drawn is lost in a number or a code."""
    assert len({ticket.number("IMI", (1 << bit).to_bytes(5)) for bit in range(40)}) == 40
    assert len({ticket.access_code((1 << bit).to_bytes(10)) for bit in range(80)}) == 80


@pytest.mark.parametrize("typed", ["", "K7QF", "U" * 16, "0" * 17])
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    """What cannot be a code is answered like a wrong one, never with an error."""
    assert ticket.read_code(typed) == ""
