"""E-mail addresses and telephone numbers, as people write them and as machines need them."""

import re
from dataclasses import dataclass

HOME = "ID"
_SIGNS = re.compile(r"\+?[\d().\s/-]{3,}")
_ABROAD = re.compile(r"^(?:001|007|00)(?=[1-9])")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164; `mobile` tells whether a text message can reach it at an ordinary price."""

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
    import phonenumbers  # noqa: PLC0415 - only where a number is read

    if not _SIGNS.fullmatch(typed.strip()):
        return None
    try:
        found = phonenumbers.parse(_dialled(typed.strip()), HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(found):
        return None
    kinds = phonenumbers.PhoneNumberType
    reachable = phonenumbers.number_type(found) in {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}
    return Phone(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164), reachable)


def _dialled(typed: str) -> str:
    """Undo what the library gets wrong: carrier prefixes, a zero after +62, a number begun with 62 or 8."""
    digits = re.sub(r"\D", "", typed)
    if not typed.startswith("+"):
        if _ABROAD.match(digits):
            digits = _ABROAD.sub("", digits)
        elif digits.startswith("8"):
            digits = f"62{digits}"
        elif not digits.startswith("62"):
            return digits
    return f"+{re.sub('^620+', '62', digits)}"
