"""What the API gives back about those who handle cases, as models beside ops/shapes.py."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.people import Role
from ops.shapes import Office, Shape


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
