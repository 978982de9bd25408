"""The tree of offices, and whose complaint it is. A path such as `pusat/wilayah-bali/ngurah-rai` is an office's scope.

UnknownOffice        a ValueError: no office of that slug
"""

from collections.abc import Iterable
from dataclasses import dataclass

OVERSEERS = frozenset({"pusat", "meja", "wilayah"})
TRIAL = "uji"


class UnknownOffice(ValueError):
    """No office has this slug."""


@dataclass(frozen=True, slots=True)
class Office:
    """A place people write about. Where `handles` is False (border post, service point) an office above handles it.

    `kind`: pusat, meja (mission desk), wilayah, kanim, rudenim, perwakilan, ulp, tpi, or uji, which is no place.
    `hours` names a schedule and `holidays` a set of closed days, both in `calendars`. `klass` is dated data on which
    sources differ: "" if unknown.
    """

    slug: str
    name: str
    kind: str
    path: str
    zone: str
    province: str
    handles: bool
    hours: str
    holidays: str
    klass: str
    city: str
    since: str
    status: str
    source: str

    @property
    def hidden(self) -> bool:
        """Whether only checks of a deployment write here: under nobody, in no list, no figure and nobody's queue."""
        return self.kind == TRIAL

    @property
    def short(self) -> str:
        """The place alone, for a text message: the office's name is up to 69 characters long."""
        slug = self.slug.removeprefix(f"{self.kind}-")
        return self.province if slug == self.province.lower().replace(" ", "-") else slug.replace("-", " ").title()


class Offices:
    """By slug; parents before children in `all`. What is hidden is found by its name and never listed."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._by_slug = {office.slug: office for office in sorted(offices, key=lambda office: office.path)}
        self._listed = tuple(office for office in self._by_slug.values() if not office.hidden)

    @property
    def centre(self) -> Office:
        """The one over all others."""
        return self.all()[0]

    def all(self) -> tuple[Office, ...]:
        return self._listed

    def has(self, slug: str) -> bool:
        return slug in self._by_slug

    def get(self, slug: str) -> Office:
        """UnknownOffice when there is none."""
        try:
            return self._by_slug[slug]
        except KeyError:
            raise UnknownOffice(slug) from None

    def parent(self, slug: str) -> Office | None:
        """None above the centre."""
        return next(iter(self.above(self.get(slug).path)), None)

    def above(self, path: str) -> tuple[Office, ...]:
        """The chain from the nearest office over this path to the centre, the path itself left out."""
        return tuple(self.get(slug) for slug in reversed(path.split("/")[:-1]))

    def within(self, scope_path: str) -> tuple[Office, ...]:
        """The handling offices at and under a path: those whose queues a person with this scope may read."""
        return tuple(one for one in self.all() if one.handles and f"{one.path}/".startswith(f"{scope_path}/"))

    def responsible(self, slug: str, about_staff: bool) -> Office:
        """The nearest office that handles cases; about staff, the next one above those complained of.

        People at a border post that hangs under a region are not the region's own: the region judges them.
        Over the centre there is nobody: it keeps the case, and must give it to persons not complained of.
        """
        place = self.get(slug)
        chain = tuple(one for one in (place, *self.above(place.path)) if one.handles)
        outsiders = chain[0] is not place and chain[0].kind in OVERSEERS
        return chain[min(1, len(chain) - 1)] if about_staff and not outsiders else chain[0]
