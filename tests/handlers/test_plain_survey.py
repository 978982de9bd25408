"""The survey on the pages that need no script."""

from chalicelib import wiring
from tests.handlers.client import Client, Filed, Reply
from tests.handlers.test_survey import ended


def form(api: Client, cookie: str, body: str = "", method: str = "POST", path: str = "/survei") -> Reply:
    """Press a button on a page without a script."""
    more = {"raw": body, "content_type": "application/x-www-form-urlencoded"} if method == "POST" else {}
    return api.call(method, f"/id/lacak/plain{path}", cookie=cookie, **more)


def entered(api: Client, filed: Filed) -> str:
    reply = form(api, "", f"action=open&ticket={filed.ticket}&code={filed.code}", path="")
    assert reply.status == 303
    return reply.headers["Set-Cookie"].partition(";")[0]


def test_one_press_answers_two_questions_without_a_script(api: Client) -> None:
    """The page of a case that is over has one button for each pair of answers, and thanks once it was pressed."""
    cookie = entered(api, ended(api))
    assert form(api, cookie, method="GET", path="").text.count('name="both"') == 4
    done = form(api, cookie, "both=2-1")
    assert (done.status, done.headers["Location"]) == (303, "/id/lacak/plain?done=survey")
    after = form(api, cookie, method="GET", path="?done=survey").text
    assert 'name="both"' not in after
    assert wiring.words("id")("case.done.survey") in after
    assert form(api, cookie, "both=1-1").status == 303
    assert next(row for row in api.stored() if row["pk"]["S"] == "V#2026-Q1").get("treated_2") is None


def test_the_nine_questions_without_a_script(api: Client) -> None:
    """The official survey is one page; an empty one is asked again in words, a given one leads back with thanks."""
    cookie = entered(api, ended(api))
    page = form(api, cookie, method="GET")
    assert page.text.count('type="radio"') == 36
    for body in ("", "u1=5", "u1=x", "both=3-1", "both=x"):
        assert form(api, cookie, body).status == 422
    assert wiring.words("id")("rule.survey_marks") in form(api, cookie, "").text
    assert 'value="3" checked' in form(api, cookie, "switch=yes&u2=3").text
    assert form(api, cookie, "u1=4&u2=3").headers["Location"] == "/id/lacak/plain?done=survey"
    assert form(api, cookie, method="GET").headers["Location"] == "/id/lacak/plain"


def test_without_a_cookie_the_way_in_is_shown(api: Client) -> None:
    """Whose quarter of an hour is over is told so, and nothing is counted."""
    assert form(api, "", "both=2-2").status == form(api, "", method="GET").status == 401


def test_an_open_case_is_not_asked_yet(api: Client) -> None:
    """Before the end there is neither button nor page."""
    cookie = entered(api, api.file())
    assert 'name="both"' not in form(api, cookie, method="GET", path="").text
    assert form(api, cookie, method="GET").status == 303
    form(api, cookie, "both=2-2")
    assert not [row for row in api.stored() if row["pk"]["S"].startswith("V#")]
