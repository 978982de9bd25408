"""What the API gives back about those who handle cases, as models beside ops/shapes.py."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.people import Role
from ops.shapes import Instant, Office, Shape


class Colleague(Shape):
    id: str
    name: Annotated[str | None, Field(description="Null where the grant has none.")]
    role: Role


class Colleagues(Shape):
    items: list[Colleague]


class Person(Colleague):
    """Who is behind an account, with the office of the grant as it is now."""

    office: Office


class People(Shape):
    items: list[Person]


class Me(Shape):
    id: str
    role: Role
    scope: str
    restricted: bool
    offices: list[Office]
    now: Annotated[Instant, Field(description="The time that deadlines are held against.")]


class Away(Shape):
    """The caller's absence: its last day at the office, and who hears of alerts meanwhile."""

    until: str | None
    delegate: str | None
