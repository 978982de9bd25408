"""Who hears of a date that comes near or is missed: once, and nobody who may not see the case."""

from dataclasses import replace

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Temporary
from chalicelib.domain.steps import Status, Step
from chalicelib.services import alerts
from tests.builders import CENTRE, OFFICE, REGION, TICKET, book
from tests.services.house import MAIL, House


def run_out(house: House, until: Step, mark: int) -> None:
    """Sweep at every alarm, up to and with this one."""
    for _ in range(20):
        alarm = next_alarm(house.complaints.get(TICKET), book())
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
    house.post.trouble = [Temporary("ReadTimeout")]
    house.sweep()
    (header,) = [note for note in house.notes().values() if note.notice == "alerts"]
    assert header.status is Sending.CLAIMED
    house.later(minutes=10)
    house.sweep()
    assert len(supervisors_told(house)) == 1
