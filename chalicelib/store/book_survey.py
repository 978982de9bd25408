"""policy/survey.toml into `Instrument`."""

from decimal import Decimal
from functools import cache
from importlib.resources import files

from chalicelib.domain.survey import Band, Instrument
from chalicelib.store.book_checks import entry_of, once, refuse, toml


@cache
def read() -> Instrument:
    """BadPolicy for elements or grades that are there twice, and for bands that are not best first."""
    raw = toml(files("chalicelib.policy") / "survey.toml")
    bands = tuple(Band(one["grade"], Decimal(one["floor"])) for one in raw.pop("bands"))
    elements, highest, fewest = tuple(raw.pop("elements")), raw.pop("highest"), raw.pop("fewest")
    once(elements, "survey elements")
    once((band.grade for band in bands), "survey bands")
    floors = [band.floor for band in bands]
    refuse(floors != sorted(floors, reverse=True), f"survey: bands {floors} are not best first")
    return Instrument(elements, highest, bands, fewest, entry_of(raw))
