"""E-mail addresses and telephone numbers, as people write them and as machines need them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib import wiring

HOME = "ID"
_SIGNS = re.compile(r"\+?[\d().\s/-]{3,}")
_ABROAD = ("001", "007", "00", "008", "009", "01017")
"""What people dial before a country's code, likeliest first: 00 and 1 may begin with 001, too."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164; `mobile` tells whether a text message can reach it, and its country takes any."""

    number: str
    mobile: bool


def email(typed: str) -> str | None:
    """Give the address with its host in lower case; None when it is none. Nothing is looked up."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - only where an address is read

    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def phone(typed: str) -> Phone | None:
    """Give a telephone number of any country; None when it is none. Numbers without a country are Indonesian."""
    if not _SIGNS.fullmatch(typed.strip()):
        return None
    found = [read for reading in _readings(typed.strip()) if (read := _read(reading))]
    return next((read for read in found if read.mobile), found[0] if found else None)


def _read(dialled: str) -> Phone | None:
    import phonenumbers  # noqa: PLC0415 - only where a number is read

    try:
        found = phonenumbers.parse(dialled, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(found):
        return None
    kinds = phonenumbers.PhoneNumberType
    mobile = phonenumbers.number_type(found) in {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}
    open_to_us = phonenumbers.region_code_for_number(found) not in wiring.textless()
    return Phone(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164), mobile and open_to_us)


def _readings(typed: str) -> Iterator[str]:
    """Undo what the library gets wrong: carrier prefixes, a zero after +62, a number begun with 62 or 8."""
    digits = "".join(str(int(digit)) for digit in re.findall(r"\d", typed))
    if digits.startswith(("00", _ABROAD[-1])):
        rests = [digits.removeprefix(prefix) for prefix in _ABROAD if digits.startswith(prefix)]
        yield from (_abroad(rest) for rest in rests if not rest.startswith("0"))
    elif digits.startswith("8") and not typed.startswith("+"):
        yield _abroad(f"62{digits}")
    elif digits.startswith("0") or not (typed.startswith("+") or digits.startswith("62")):
        yield digits
    else:
        yield _abroad(digits)


def _abroad(digits: str) -> str:
    return f"+{re.sub('^620+', '62', digits)}"
