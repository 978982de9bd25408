"""Ticket numbers and access codes: what a person reads aloud, types on an old phone, and mistypes.

The check character is one Reed-Solomon symbol over GF(32): it finds every wrong character, and every swap of two
neighbours. ISO 7064's MOD 37-36 would bring back the letters I, L, O and U, and a Luhn sum over 32 letters misses
some swaps.
"""

from chalicelib.domain.errors import NotFound

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_READ = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_FOLD = str.maketrans("OIL", "011")
_BODY = 8
CODE_LENGTH = 16
CODE_BYTES = 10
TICKET_BYTES = 5


def _doubled(value: int) -> int:
    return (value << 1) ^ (0b100101 if value & 16 else 0)


def _check(values: list[int]) -> int:
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _letters(entropy: bytes) -> str:
    number = int.from_bytes(entropy)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(len(entropy) * 8 - 5, -1, -5))


def _typed(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def number(prefix: str, entropy: bytes) -> str:
    """Make a ticket number such as `IMI-K7QF-2M9X-C` from five random bytes."""
    body = _letters(entropy)
    return f"{prefix}-{body[:4]}-{body[4:]}-{ALPHABET[_check([_READ[letter] for letter in body])]}"


def read(prefix: str, typed: str) -> str:
    """Give the canonical number for what a person typed: any case, spaces or any marks between, O for 0, I or L for 1.

    The prefix may be left out. Raises NotFound when it cannot be a number of ours, as for a number that nobody has.
    """
    letters, ours = _typed(typed).translate(_FOLD), prefix.translate(_FOLD)
    if len(letters) == len(ours) + _BODY + 1:
        letters = letters.removeprefix(ours)
    values = [_READ.get(letter, -1) for letter in letters]
    if len(values) != _BODY + 1 or -1 in values or _check(values[:_BODY]) != values[_BODY]:
        raise NotFound
    body = "".join(ALPHABET[value] for value in values)
    return f"{prefix}-{body[:4]}-{body[4:8]}-{body[8]}"


def access_code(entropy: bytes) -> str:
    """Make the 16 characters (80 bits) that open a complaint, from ten random bytes."""
    return _letters(entropy)


def read_code(typed: str) -> str:
    """Give the canonical access code for what a person typed.

    What cannot be one comes back unusable, never an error.
    """
    values = [_READ.get(letter, -1) for letter in _typed(typed)]
    return "" if len(values) != CODE_LENGTH or -1 in values else "".join(ALPHABET[value] for value in values)
