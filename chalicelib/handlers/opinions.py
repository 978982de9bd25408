"""What citizens may say of the service: one mark a question, and which questions belong together."""

from typing import Annotated

from pydantic import Field

from chalicelib.handlers.fields import Body

YesNo = Annotated[int, Field(strict=True, ge=1, le=2, description="1 no, 2 yes")]
Mark = Annotated[int, Field(strict=True, ge=1, le=4, description="1 worst, 4 best")]


class Opinion(Body):
    """`POST …/survey`: the two questions (`settled`, `treated` well) or any of the nine official elements, not both."""

    settled: YesNo | None = None
    treated: YesNo | None = None
    u1: Mark | None = None
    u2: Mark | None = None
    u3: Mark | None = None
    u4: Mark | None = None
    u5: Mark | None = None
    u6: Mark | None = None
    u7: Mark | None = None
    u8: Mark | None = None
    u9: Mark | None = None

    def marks(self) -> dict[str, int]:
        """Give what was answered."""
        return {question: mark for question, mark in self if mark is not None}
