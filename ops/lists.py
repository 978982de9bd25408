"""What can be said and chosen, by whom and where, and whether we are well: shapes of what is nobody's own."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.questions import Form
from chalicelib.domain.steps import Hearing, Step
from ops.shapes import Office, Shape


class Named(Shape):
    slug: str
    name: str


class Elsewhere(Shape):
    """Another door, and why; `slug` is stable."""

    slug: str
    title: str
    text: str


class Question(Shape):
    """One question. It is asked with these `kinds`, and only once `after` is answered with one of `when`."""

    slug: str
    title: str
    hint: str
    form: Form
    kinds: list[str]
    required: bool
    choices: list[Named]
    most: Annotated[int | None, Field(description="Characters that a text may have.")]
    ahead: Annotated[bool, Field(description="Whether a date may lie in the future.")]
    after: str | None
    when: list[str]


class Category(Named):
    hint: str
    kinds: list[str]
    stages: list[Named]
    about_staff: bool
    questions: Annotated[list[Question], Field(description="What is asked besides; answers go into `answers`.")]
    elsewhere: Annotated[list[Elsewhere], Field(description="Doors that may be the right one; sending stays free.")]
    danger: Annotated[list[str], Field(description="Numbers to call first, where somebody may be in danger.")]


class KnownStatus(Named):
    open: bool


class Sorted(Named):
    kinds: list[str]


class CodedReason(Named):
    needs_text: bool


class KnownStep(Shape):
    """What a step asks for: words for `hearing`, a coded reason, a person or an office; `sorts`: class and category."""

    step: Step
    hearing: Hearing
    text: Literal["none", "optional", "required"]
    reasons: list[CodedReason]
    to: Literal["person", "office"] | None
    sorts: bool


class Vocabulary(Shape):
    statuses: list[KnownStatus]
    classes: list[Named]
    categories: list[Sorted]
    agencies: list[Named]
    steps: list[KnownStep]


class Catalogue(Shape):
    version: str
    kinds: list[Named]
    categories: list[Category]


class Place(Office):
    kind: str
    province: str
    city: str
    handled_by: str


class Places(Shape):
    items: list[Place]


class Key(Shape):
    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str
    y: str
    kid: str
    alg: Literal["ES256"]
    use: Literal["sig"]


class Keys(Shape):
    keys: list[Key]


class Health(Shape):
    """`last_sweep_seconds` is null before the first sweep."""

    status: Literal["ok"]
    last_sweep_seconds: int | None
