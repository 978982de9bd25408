"""Every alarm can be answered by somebody who was asleep a minute ago; one page shows how a stage is doing."""

import json
import re
from typing import Any

import pytest

from chalicelib import telemetry, wiring
from chalicelib.services.delivery import CALLS
from infra import dashboard
from infra.joined import INFRA, parse
from ops import cost
from tests.package.conftest import Resources, of_type
from tests.rules.tree import ROOT

RUNBOOKS = ROOT / "docs" / "runbooks"
PARTS = ("What it means", "How to see it", "What to do", "How to know that it is over")


def alarms(deployed: Resources) -> dict[str, dict[str, Any]]:
    """Give every alarm of a stage, those of its small stack in Virginia too, by its name after the stage's."""
    beside: Resources = parse((INFRA / "global.yaml").read_text())["Resources"]
    found = (of_type(deployed, "AWS::CloudWatch::Alarm") | of_type(beside, "AWS::CloudWatch::Alarm")).values()
    return {each["Properties"]["AlarmName"]["Fn::Sub"].removeprefix("aduan-${Stage}-"): each for each in found}


def test_every_alarm_has_its_page_and_every_page_its_alarm(deployed: Resources) -> None:
    """Nobody is woken by a name that no page explains, and no page explains what never rings."""
    assert {path.stem for path in RUNBOOKS.glob("*.md")} - {"README"} == set(alarms(deployed))


def test_every_page_says_what_a_woken_person_needs(deployed: Resources) -> None:
    """Each page says what the alarm means, how to see it, what to do, and how to know that it is over."""
    contents = (RUNBOOKS / "README.md").read_text()
    for name in alarms(deployed):
        text = (RUNBOOKS / f"{name}.md").read_text()
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(PARTS), name
        assert all(part.strip() for part in re.split(r"^## .+$", text, flags=re.MULTILINE)), name
        assert f"`aduan-STAGE-{name}`" in text
        assert f"({name}.md)" in contents


def test_pages_lead_somewhere() -> None:
    """Every page that a page sends the reader to is there."""
    for path in RUNBOOKS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_dashboard_answers_five_questions(deployed: Resources) -> None:
    """One page per stage says what comes in, what goes out, what is late, who attacks, and what it costs."""
    body = json.loads(deployed["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"])
    asked = [each["properties"]["markdown"] for each in body["widgets"] if each["type"] == "text"]
    assert asked == [f"## {question}" for question in dashboard.ROWS]
    assert len(asked) == 5


def test_the_dashboard_looks_at_what_is_there(deployed: Resources) -> None:
    """Every function, queue and table that the page shows is one of the stage."""
    named = set(re.findall(r"\$\{([A-Za-z]+)", deployed["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]))
    assert named - {"Stage", "AWS"} <= set(deployed)
    assert set(of_type(deployed, "AWS::Lambda::Function")) <= named
    assert {name for name in of_type(deployed, "AWS::SQS::Queue") if "DeadLetters" in name} <= named


def test_what_we_count_is_told_apart_by_stage(deployed: Resources) -> None:
    """Two stages in one account never mix their numbers."""
    for name, alarm in alarms(deployed).items():
        if alarm["Properties"].get("Namespace") == "aduan":
            assert {"Name": "stage", "Value": {"Ref": "Stage"}} in alarm["Properties"]["Dimensions"], name


def test_a_throttled_index_rings_as_well(deployed: Resources) -> None:
    """DynamoDB counts an index apart from its table: an officer's queue that is turned away wakes somebody, too."""
    asked = alarms(deployed)["table-throttled"]["Properties"]["Metrics"]
    seen = {
        (each["MetricStat"]["Metric"]["MetricName"], one["Value"])
        for each in asked[1:]
        for one in each["MetricStat"]["Metric"]["Dimensions"]
        if one["Name"] == "GlobalSecondaryIndexName"
    }
    indexes = {each["IndexName"] for each in deployed["CasesTable"]["Properties"]["GlobalSecondaryIndexes"]}
    assert seen == {(f"{what}ThrottleEvents", index) for what in ("Read", "Write") for index in indexes}


def test_every_table_that_turns_us_away_rings(deployed: Resources) -> None:
    """No table is without an alarm: without its key no case opens, and nobody looks where it cannot be put down."""
    seen = {
        (each["MetricStat"]["Metric"]["MetricName"], one["Value"]["Ref"])
        for name in ("table-throttled", "keys-throttled")
        for each in alarms(deployed)[name]["Properties"]["Metrics"][1:]
        for one in each["MetricStat"]["Metric"]["Dimensions"]
        if one["Name"] == "TableName"
    }
    tables = of_type(deployed, "AWS::DynamoDB::Table")
    assert seen == {(f"{what}ThrottleEvents", table) for what in ("Read", "Write") for table in tables}


def test_no_alarm_is_made_of_more_than_it_may(deployed: Resources) -> None:
    """CloudWatch takes ten metrics for one alarm, and refuses a stage that has one of more."""
    assert max(len(each["Properties"].get("Metrics", ())) for each in alarms(deployed).values()) <= 1 + 10


def test_alarms_are_priced_by_what_they_look_at(deployed: Resources) -> None:
    """What `ops cost` says of alarms is ten cents a month for each metric of each, as they are paid."""
    looked = [each["Properties"].get("Metrics", [{"MetricStat": "its own"}]) for each in alarms(deployed).values()]
    _, given = cost.read()
    assert given["fixed"]["alarms"] == pytest.approx(0.1 * sum("MetricStat" in one for each in looked for one in each))


def test_every_queue_that_is_read_rings_when_it_is_not(deployed: Resources) -> None:
    """What waits unread, an uploaded document too, calls somebody long before it would become a dead letter."""
    read = (
        each["Properties"]["EventSourceArn"] for each in of_type(deployed, "AWS::Lambda::EventSourceMapping").values()
    )
    queues = {each["Fn::GetAtt"][0] for each in read} & set(of_type(deployed, "AWS::SQS::Queue"))
    late = [each["Properties"] for each in alarms(deployed).values()]
    seen = {
        each["Dimensions"][0]["Value"]["Fn::GetAtt"][0]: each["Threshold"]
        for each in late
        if each.get("MetricName") == "ApproximateAgeOfOldestMessage"
    }
    assert set(seen) == queues
    for name, seconds in seen.items():
        policy = deployed[name]["Properties"]
        assert seconds < policy["VisibilityTimeout"] * policy["RedrivePolicy"]["maxReceiveCount"], name


def test_sweeps_that_die_ring_however_seldom_they_run(deployed: Resources) -> None:
    """Three of five is counted in sweeps, not in minutes: in a stage that sweeps every five it would never ring."""
    for name in ("sweep-failed", "sweep-missed"):
        assert alarms(deployed)[name]["Properties"]["Period"] == {"Ref": "SweepSeconds"}


def test_what_should_not_be_calls_whoever_came_upon_it(deployed: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alarms look at the very numbers that every way to a message counts: no more money, tried in vain."""
    counted: list[tuple[str, Any]] = []
    monkeypatch.setattr(telemetry, "counted", lambda *told: counted.append(told))
    for outcome in sorted(CALLS):
        wiring.call(outcome.value)
    for alarm, (service, numbers) in zip(("sms-ceiling", "messages-dead"), counted, strict=True):
        seen = alarms(deployed)[alarm]["Properties"]
        assert [seen["MetricName"]] == [*numbers]
        assert {"Name": "service", "Value": service} in seen["Dimensions"]


def test_money_calls_somebody() -> None:
    """Whoever pays hears of it before the month's money is spent."""
    beside = parse((INFRA / "global.yaml").read_text())["Resources"]
    told = beside["Budget"]["Properties"]["NotificationsWithSubscribers"]
    assert {each["Notification"]["NotificationType"] for each in told} == {"ACTUAL", "FORECASTED"}
