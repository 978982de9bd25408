"""Who hears of a date that comes near or is missed: once, and nobody who may not see the case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Temporary
from chalicelib.domain.steps import Status, Step
from chalicelib.domain.times import parse
from chalicelib.services import alerts
from chalicelib.services.casework import changed
from tests.builders import CENTRE, OFFICE, OTHER, REGION, TICKET, book
from tests.services.house import MAIL, House

ANOTHER = "IMI-2222-2222-2"
FAR = parse("2027-01-01T00:00:00Z")


def run_out(house: House, until: Step, mark: int, ticket: str = TICKET) -> None:
    """Sweep at every alarm, up to and with this one."""
    for _ in range(20):
        alarm = next_alarm(house.complaints.get(ticket), book())
        assert alarm is not None
        house.at(max(alarm.at, house.now))
        house.sweep()
        if (alarm.step, alarm.mark) == (until, mark):
            return


def supervisors_told(house: House) -> list[str]:
    """List who got grouped alerts."""
    return [letter.address.partition("@")[0] for letter in house.post.letters if letter.note.notice == "alerts"]


def test_warning_goes_to_the_office(house: House) -> None:
    """When half of the time has gone, the officers of the office hear of it."""
    house.hire(Role.OFFICER)
    house.hire(Role.SUPERVISOR)
    house.hire(Role.HEAD)
    house.file()
    run_out(house, Step.WARN, 50)
    assert sorted(supervisors_told(house)) == ["officer", "supervisor"]


def test_warning_goes_to_whoever_has_the_case(house: House) -> None:
    """Once somebody is working on a case, its warnings are theirs."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, name="colleague")
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.ASSIGN)
    run_out(house, Step.WARN, 50)
    assert supervisors_told(house) == ["colleague"]


def test_breach_climbs_the_tree(house: House) -> None:
    """A missed date is told to the head, then the region, then the centre, each once; and to the citizen, once."""
    for role, office in ((Role.HEAD, OFFICE), (Role.REGION, REGION), (Role.CENTRE, CENTRE)):
        house.hire(role, office)
    house.file()
    run_out(house, Step.BREACH, 3)
    assert [who for who in supervisors_told(house) if who != "head"] == ["region", "centre"]
    assert house.told().count(f"late {MAIL}") == 1


def test_one_message_for_many_cases(house: House) -> None:
    """A head whose office misses ten dates at once gets one message, which lists them."""
    house.hire(Role.HEAD)
    for number in range(3):
        house.file(f"IMI-222{number}-2222-2")
    house.later(days=30)
    house.sweep()
    house.sweep()
    letters = [letter for letter in house.post.letters if letter.note.notice == "alerts"]
    assert len([letter for letter in letters if letter.address.startswith("head")]) == 1
    assert {line.ticket for line in letters[0].lines} == {f"IMI-222{number}-2222-2" for number in range(3)}


def test_nobody_there_goes_up(house: House) -> None:
    """Where the head is away, has left, or is the one complained about, the next level hears of it."""
    house.hire(Role.HEAD, away=True)
    house.hire(Role.HEAD, name="left", active=False)
    house.hire(Role.SUPERVISOR, email="")
    house.hire(Role.REGION, REGION)
    house.file()
    run_out(house, Step.BREACH, 1)
    assert set(supervisors_told(house)) == {"region"}


def test_a_head_away_without_a_delegate_is_passed_over_upwards(house: House) -> None:
    """While a head is away and nobody stands in, the region hears of the breach, and no subordinate of the head."""
    house.hire(Role.SUPERVISOR)
    house.hire(Role.REGION, office=REGION)
    house.hire(Role.HEAD, absent_until=FAR)
    house.file()
    run_out(house, Step.BREACH, 1)
    assert supervisors_told(house)[-1] == "region"


def test_the_delegate_hears_while_the_head_is_absent(house: House) -> None:
    """Until the last day of an absence alerts go to the delegate, and to the head again after it."""
    house.hire(Role.SUPERVISOR)
    house.file()
    due = house.complaints.get(TICKET).clocks[0].due
    house.hire(Role.HEAD, absent_until=due + timedelta(hours=1), delegate="supervisor")
    house.at(due)
    house.sweep()
    assert supervisors_told(house) == ["supervisor"]
    house.file(ANOTHER)
    run_out(house, Step.BREACH, 1, ANOTHER)
    assert supervisors_told(house)[-1] == "head"


@pytest.mark.parametrize(
    "other",
    [
        {"away": True},
        {"active": False},
        {"email": ""},
        {"restricted": True},
        {"role": Role.AUDITOR},
        {"office": OTHER},
        {"absent_until": FAR, "delegate": "third"},
    ],
)
def test_a_delegate_who_cannot_is_passed_over(house: House, other: dict[str, Any]) -> None:
    """Where the delegate is away too, has left, or may not see the case, the next level hears: no alert is lost."""
    house.hire(Role.OFFICER, name="third")
    house.hire(**{"role": Role.OFFICER, "name": "other"} | other)
    house.hire(Role.HEAD, absent_until=FAR, delegate="other")
    house.hire(Role.REGION, REGION)
    house.file()
    run_out(house, Step.BREACH, 1)
    assert set(supervisors_told(house)) & {"other", "third", "head"} <= {"third"}
    assert "region" in supervisors_told(house)


def test_nobody_hears_twice(house: House) -> None:
    """Two who are away with the same delegate are one line in one message."""
    house.hire(Role.HEAD, name="first", absent_until=FAR, delegate="both")
    house.hire(Role.HEAD, name="second", absent_until=FAR, delegate="both")
    house.hire(Role.SUPERVISOR, name="both")
    house.file()
    house.at(house.complaints.get(TICKET).clocks[0].due)
    house.sweep()
    letters = [letter for letter in house.post.letters if letter.note.notice == "alerts"]
    assert [(letter.note.recipient, len(letter.lines)) for letter in letters] == [("both", 1)]


def put_off(house: House, name: str) -> Complaint:
    """Somebody who has heard of the breach puts the alert off."""
    case = house.complaints.get(TICKET)
    actor = next(grant for grant in (house.grants.get(name),) if grant).staff(house.now)
    assert actor is not None
    change = changed(case, Command(Step.SNOOZE, actor, reason="answer-in-review"), house.casework)
    house.complaints.save(change)
    return change.case


def test_what_is_put_off_comes_back_once(house: House) -> None:
    """The next morning whoever put it off gets one line, which says that it is a reminder; nobody else does."""
    house.hire(Role.HEAD)
    house.hire(Role.HEAD, name="other")
    house.file()
    run_out(house, Step.BREACH, 1)
    before = len(supervisors_told(house))
    house.at(put_off(house, "head").snoozes[0].until)
    house.sweep("r1")
    house.sweep("r2")
    assert supervisors_told(house)[before:] == ["head"]
    assert [line.reminder for line in house.post.letters[-1].lines] == [True]


def test_a_reminder_of_who_has_gone_goes_up(house: House) -> None:
    """Where whoever put it off has left, those hear of it who would hear of the breach."""
    house.hire(Role.HEAD)
    house.hire(Role.SUPERVISOR)
    house.hire(Role.REGION, office=REGION)
    house.file()
    run_out(house, Step.BREACH, 1)
    until = put_off(house, "head").snoozes[0].until
    house.hire(Role.HEAD, active=False)
    house.at(until)
    house.sweep()
    assert supervisors_told(house)[-1] == "region"


def test_nobody_at_all(house: House) -> None:
    """Where nobody can be told the breach is still on record, and nothing fails."""
    house.file()
    run_out(house, Step.BREACH, 1)
    assert supervisors_told(house) == []
    assert house.errors == []


def test_the_office_complained_about_hears_nothing(house: House) -> None:
    """Alerts about a case go to nobody who may not see it."""
    house.hire(Role.HEAD)
    house.hire(Role.OFFICER)
    house.hire(Role.REGION, REGION)
    house.file(category="officer-conduct")
    run_out(house, Step.BREACH, 1)
    assert set(supervisors_told(house)) == {"region"}


def test_referral_is_watched_at_the_receiver(house: House) -> None:
    """A case that another office does not take over is that office's lateness."""
    house.hire(Role.HEAD)
    house.hire(Role.HEAD, "bogor", "bogor-head")
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.REFER)
    run_out(house, Step.BREACH, 1)
    assert set(supervisors_told(house)) == {"bogor-head"}


def test_steps_without_alerts(house: House) -> None:
    """The end of a pause is told to the citizen, not to supervisors."""
    house.hire(Role.HEAD)
    house.file()
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK):
        house.take(step)
    house.later(days=30)
    house.sweep()
    case = house.complaints.get(TICKET)
    event = replace(house.complaints.events(TICKET)[-1], step=Step.RESUME)
    assert case.status is Status.IN_PROGRESS
    assert alerts.owed(case, event, "b", book().terms(), house.grants) == ()


def test_ambiguous_alerts_wait(house: House) -> None:
    """Whether a grouped message went is settled as for every other message."""
    house.hire(Role.HEAD)
    house.file()
    house.sweep()
    house.later(days=4)
    house.post.trouble = [Temporary("ReadTimeout"), Temporary("ReadTimeout")]
    house.sweep()
    (header,) = [note for note in house.notes().values() if note.notice == "alerts"]
    assert header.status is Sending.CLAIMED
    house.later(minutes=10)
    house.sweep()
    assert len(supervisors_told(house)) == 1
