"""ISO 8601 durations as far as a clock needs them: weeks to seconds. Months and years have no fixed length."""

import re
from datetime import timedelta

_SHAPE = re.compile(
    r"P(?=.)(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,9})S)?)?",
    re.ASCII,
)
LONGEST = timedelta(days=3660)
HELP = 'an ISO 8601 duration such as "P9D", "PT2H30M" or "P1DT1H", of at most ten years'


def parse(text: str) -> timedelta:
    """Raise ValueError, with words for the person who asked, when `text` is no such duration."""
    found = _SHAPE.fullmatch(text)
    if not found:
        raise ValueError(f"advance must be {HELP}")
    length = timedelta(**{unit: int(number) for unit, number in found.groupdict(default="0").items()})
    if length > LONGEST:
        raise ValueError(f"advance must be {HELP}")
    return length
