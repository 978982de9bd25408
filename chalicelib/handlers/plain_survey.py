"""The survey for browsers without a script: two questions in one press, and the official nine on a page."""

from chalicelib import wiring
from chalicelib.domain.errors import AnsweredBefore, Invalid, StepRefused
from chalicelib.domain.people import Citizen
from chalicelib.domain.survey import SKM
from chalicelib.handlers import opinions
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.plain import Pages, ended, go, page, whoever
from chalicelib.handlers.survey import desk
from chalicelib.pages import forms
from chalicelib.services import survey

routes = Pages("plain_survey")


@routes.route("/{language}/lacak/plain/survei")
def plain_survey(language: str) -> Answer:
    """The nine questions, of which any may be left out."""
    found = whoever(routes.header("cookie"))
    if found is None:
        return ended(language)
    if SKM not in survey.open_parts(found, desk()):
        return go(f"/{language}/lacak/plain")
    return _asked(language, {}, "", 200)


@routes.route("/{language}/lacak/plain/survei", "POST")
def plain_opinion(language: str) -> Answer:
    """Counted, or counted before: both lead back to the complaint with thanks."""
    found, fields = whoever(routes.header("cookie")), routes.fields()
    if found is None:
        return ended(language)
    if forms.first(fields, "switch"):
        return _asked(language, fields, "", 200)
    try:
        _give(found, fields)
    except (Malformed, Invalid):
        return _asked(language, fields, wiring.words(language)("rule.survey_marks"), 422)
    except (AnsweredBefore, StepRefused):
        pass
    return go(f"/{language}/lacak/plain?done=survey")


def _give(found: Citizen, fields: forms.Fields) -> None:
    """A button of the two questions carries both answers: `2-1` is settled, and not treated well."""
    both = forms.first(fields, "both").partition("-")
    typed = (
        {"settled": both[0], "treated": both[2]} if both[0] else {name: forms.first(fields, name) for name in fields}
    )
    marks = {name: int(mark) if mark.isascii() and mark.isdigit() else mark for name, mark in typed.items() if mark}
    survey.give(found, faults_of(opinions.Opinion, marks).marks(), desk())


def _asked(language: str, fields: forms.Fields, error: str, status: int) -> Answer:
    errors = {"u1": error} if error else {}
    return page("survey_plain.html", language, status, values=forms.typed(fields), errors=errors)
