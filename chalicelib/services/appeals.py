"""What citizens are told where their objection is decided: that it is the decision, and the last one."""

from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.steps import Step
from chalicelib.services.notices import Fact, Values, window


def appeal_decided(case: Complaint, _event: Event, terms: Terms) -> Values:
    """Another person, one level up, has looked at it again: whoever asked for that is told that it was done."""
    return {"days": window(case, terms)["days"]}


ON_APPEAL: dict[Step, Fact] = {Step.ANSWER: appeal_decided}
