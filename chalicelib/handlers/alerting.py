"""What may be said about alerts: that one is taken, or put off; that somebody is absent."""

from typing import Literal, Self

from pydantic import model_validator

from chalicelib.domain.commands import Command
from chalicelib.domain.people import Actor
from chalicelib.domain.steps import Step
from chalicelib.handlers.fields import Account, Body, Day, Slug, refuse


class AlertAct(Body):
    """`POST …/alerts`: `take` it, or `snooze` it for a reason, until a working day."""

    action: Literal["take", "snooze"]
    reason: Slug | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _taking_says_no_more(self) -> Self:
        for field in ("reason", "until"):
            if self.action == "take" and getattr(self, field) is not None:
                raise refuse("unknown_field", field)
        return self

    def command(self, actor: Actor) -> Command:
        """Give the command."""
        return Command(Step(self.action), actor, reason=self.reason, until=self.until)


class Absence(Body):
    """`PUT /v1/staff/me/absence`: `until` is the last day away; both null at the end of it."""

    until: Day | None
    delegate: Account | None

    @model_validator(mode="after")
    def _nobody_stands_in_for_ever(self) -> Self:
        if self.delegate is not None and self.until is None:
            raise refuse("absence_day", "until")
        return self
