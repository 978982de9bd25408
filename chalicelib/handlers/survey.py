"""What citizens think of the service: said by them once a case, read by management as figures of many."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from chalicelib import wiring
from chalicelib.domain.survey import TAP, Instrument, Tally, grade, index, rounded
from chalicelib.handlers import opinions, views
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import survey
from chalicelib.services.survey import Line, Surveys

routes = Routes("survey")
CSV = "text/csv; charset=utf-8"
HUNDRED = 100


@routes.route("/v1/complaints/{ticket}/survey")
def survey_parts(ticket: str) -> Answer:
    """Which parts may still be answered: `tap` (two questions) and `skm` (the official nine); none before the end."""
    citizen = routes.session(ticket)
    return json_answer({"parts": survey.open_parts(citizen, desk())})


@routes.route("/v1/complaints/{ticket}/survey", "POST")
def answer_survey(ticket: str) -> Answer:
    """Counted once a case and part (409 after that), apart from the case: nobody can tell who said what."""
    citizen = routes.session(ticket)
    asked = routes.body(opinions.Opinion)
    survey.give(citizen, asked.marks(), desk())
    return json_answer({"counted": True}, 201)


@routes.route("/v1/staff/survey")
def survey_figures() -> Answer:
    """Figures of a `period` that has ended, such as `2026-Q1`, by office of the caller's scope and of all together."""
    staff, period = routes.officer(), routes.query("period") or ""
    lines = survey.figures(staff, period, desk())
    about = {
        "period": period,
        "fewest": wiring.ballots().instrument.fewest,
        "source": wiring.ballots().instrument.entry.source,
    }
    return json_answer(about | {"items": [_shown(line, wiring.ballots().instrument) for line in lines]})


@routes.route("/v1/staff/survey.csv")
def survey_table() -> Answer:
    """The same figures as a table: a row for each office and question, and one for each index."""
    staff, period = routes.officer(), routes.query("period") or ""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["period", "office", "name", "question", "respondents", "mean", "percent", "index", "grade"])
    for line in survey.figures(staff, period, desk()):
        writer.writerows([period, *row] for row in _rows(_shown(line, wiring.ballots().instrument)))
    return raw_answer(made.getvalue(), 200, CSV)


def desk() -> Surveys:
    """The desk where opinions are counted."""
    return Surveys(wiring.ballots(), wiring.book().offices, wiring.clock)


def _shown(line: Line, instrument: Instrument) -> dict[str, Any]:
    """Show an office's figures as exact decimals; an index needs all nine elements."""
    found = index(line.tally, instrument)
    whole = None if found is None else rounded(found)
    return {
        "office": views.office(line.office.slug) if line.office else None,
        "questions": list(_questions(line.tally, instrument)),
        "index": None if whole is None else str(whole),
        "grade": None if whole is None else grade(whole, instrument.bands),
    }


def _questions(tally: Tally, instrument: Instrument) -> Iterator[dict[str, Any]]:
    """A question of yes or no as the share of yes, an element as its mean."""
    shares = instrument.questions(TAP)
    for question in [*shares, *instrument.elements]:
        mean = tally.mean(question)
        if mean is not None:
            yes = question in shares
            yield {
                "question": question,
                "respondents": tally.respondents(question),
                "mean": None if yes else str(rounded(mean)),
                "percent": str(rounded((mean - 1) * HUNDRED)) if yes else None,
            }


def _rows(shown: dict[str, Any]) -> Iterator[list[Any]]:
    place = [shown["office"]["slug"], shown["office"]["name"]] if shown["office"] else ["", ""]
    for one in shown["questions"]:
        yield [*place, one["question"], one["respondents"], one["mean"], one["percent"], None, None]
    if shown["index"]:
        yield [*place, "index", None, None, None, shown["index"], shown["grade"]]
