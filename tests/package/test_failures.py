"""What happens when a Lambda fails: every way in is bounded, and what is given up on is kept and told of."""

import json

import pytest

from local.pumps import stream
from ops.cost import read
from tests.package.conftest import Resources, of_type


def test_no_way_in_is_forgotten(deployed: Resources) -> None:
    """A new event source cannot be deployed without somebody saying what becomes of its failures."""
    kinds = ("AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig", "AWS::Events::Rule")
    assert {name for kind in kinds for name in of_type(deployed, kind)} == {
        *("OnChangeCases", "OnProviderEventReports", "SweepSweepEvent", "SweepEventInvokeConfig"),
        *("CustodianEventInvokeConfig", "OnUploadUploads", "UploadReported", "UploadScanned"),
    }


def test_a_poisoned_change_cannot_hold_up_the_others(deployed: Resources) -> None:
    """One bad record is found by halving, tried four times, set aside and told of; its neighbours go on."""
    mapping = deployed["OnChangeCases"]["Properties"]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["CasesTable", "StreamArn"]}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["MaximumRetryAttempts"] == stream.RETRIES
    assert mapping["BatchSize"] == stream.BATCH
    assert mapping["MaximumRecordAgeInSeconds"] == 3600
    assert mapping["DestinationConfig"] == {
        "OnFailure": {"Destination": {"Fn::GetAtt": ["OnChangeDeadLetters", "Arn"]}}
    }


def test_the_stream_brings_fresh_messages_alone(deployed: Resources) -> None:
    """What the notifier itself writes never comes back to it."""
    (given,) = deployed["OnChangeCases"]["Properties"]["FilterCriteria"]["Filters"]
    image = {"fast": {"N": ["1"]}, "status": {"S": ["PENDING"]}}
    assert json.loads(given["Pattern"]) == {"eventName": ["INSERT"], "dynamodb": {"NewImage": image}}


def test_the_filter_is_the_one_that_the_local_cloud_has() -> None:
    """What is tried on one machine is what AWS would be told."""
    image = {"fast": {"N": "1"}, "status": {"S": "PENDING"}}
    assert stream.wanted({"eventName": "INSERT", "dynamodb": {"NewImage": image}})
    assert not stream.wanted({"eventName": "MODIFY", "dynamodb": {"NewImage": image}})
    assert not stream.wanted({"eventName": "INSERT", "dynamodb": {"NewImage": image | {"status": {"S": "CLAIMED"}}}})


def test_reports_come_again_and_are_set_aside_in_the_end(deployed: Resources, functions: Resources) -> None:
    """A provider's report that fails comes again by itself, five times, and is kept after that."""
    mapping = deployed["OnProviderEventReports"]["Properties"]
    queue = deployed["ProviderEvents"]["Properties"]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["ProviderEvents", "Arn"]}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": ["ProviderEventsDeadLetters", "Arn"]}
    gathered = mapping["MaximumBatchingWindowInSeconds"]
    assert (gathered, mapping["BatchSize"]) == (read()[1]["reports"]["seconds"], read()[1]["reports"]["most"])
    assert queue["VisibilityTimeout"] >= 6 * functions["on_provider_event"]["Timeout"] + gathered


def test_a_missed_minute_is_known(deployed: Resources, functions: Resources) -> None:
    """A sweep that never began, or died, is kept as a letter; the next minute does its work."""
    (target,) = deployed["SweepSweepEvent"]["Properties"]["Targets"]
    letters = {"Fn::GetAtt": ["SweepDeadLetters", "Arn"]}
    assert deployed["SweepSweepEvent"]["Properties"]["ScheduleExpression"] == {"Ref": "SweepRate"}
    assert target["DeadLetterConfig"] == {"Arn": letters}
    assert target["RetryPolicy"] == {"MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 60}
    config = deployed["SweepEventInvokeConfig"]["Properties"]
    assert (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]) == (0, 60)
    assert config["DestinationConfig"] == {"OnFailure": {"Destination": letters}}
    assert functions["sweep"]["Timeout"] < 60
    assert functions["sweep"]["ReservedConcurrentExecutions"] == 1


def test_nobody_opens_an_identity_unseen(deployed: Resources) -> None:
    """The custodian called without waiting is not tried again, and leaves a letter."""
    config = deployed["CustodianEventInvokeConfig"]["Properties"]
    assert (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]) == (0, 60)
    assert config["DestinationConfig"] == {
        "OnFailure": {"Destination": {"Fn::GetAtt": ["CustodianDeadLetters", "Arn"]}}
    }


def test_uploads_are_examined_one_at_a_time(deployed: Resources) -> None:
    """A report that fails comes again alone, five times, and rules without a queue of ours send nowhere else."""
    mapping = deployed["OnUploadUploads"]["Properties"]
    assert (mapping["BatchSize"], mapping["FunctionResponseTypes"]) == (1, ["ReportBatchItemFailures"])
    queue = deployed["Uploads"]["Properties"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
    assert queue["VisibilityTimeout"] >= 6 * deployed["OnUpload"]["Properties"]["Timeout"]
    for rule in ("UploadReported", "UploadScanned"):
        targets = deployed[rule]["Properties"]["Targets"]
        assert [one["Arn"] for one in targets] == [{"Fn::GetAtt": ["Uploads", "Arn"]}]


def test_letters_are_kept_for_two_weeks(deployed: Resources) -> None:
    """What was given up on is there when people come back from a long holiday."""
    letters = {name: each for name, each in of_type(deployed, "AWS::SQS::Queue").items() if "DeadLetters" in name}
    assert len(letters) == 5
    assert {each["Properties"]["MessageRetentionPeriod"] for each in letters.values()} == {14 * 24 * 3600}


@pytest.mark.parametrize(
    ("queue", "alarm"),
    [
        ("OnChangeDeadLetters", "OnChangeDeadLettersAlarm"),
        ("ProviderEventsDeadLetters", "ProviderEventsDeadLettersAlarm"),
        ("UploadsDeadLetters", "UploadsDeadLettersAlarm"),
        ("SweepDeadLetters", "SweepDeadLettersAlarm"),
        ("CustodianDeadLetters", "CustodianDeadLettersAlarm"),
    ],
)
def test_the_first_letter_calls_somebody(deployed: Resources, queue: str, alarm: str) -> None:
    """No letter lies unread: the first one raises an alarm."""
    told = deployed[alarm]["Properties"]
    assert told["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
    assert (told["Threshold"], told["ComparisonOperator"]) == (0, "GreaterThanThreshold")
    assert (told["Period"], told["EvaluationPeriods"]) == (60, 1)


def test_silence_calls_somebody_too(deployed: Resources) -> None:
    """Five sweeps that do not run raise an alarm, though nothing has failed."""
    told = deployed["SweepMissedAlarm"]["Properties"]
    assert told["TreatMissingData"] == "breaching"
    assert told["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": "Sweep"}}]
    assert (told["Period"], told["EvaluationPeriods"]) == ({"Ref": "SweepSeconds"}, 5)


def test_every_alarm_is_heard(deployed: Resources) -> None:
    """Every alarm goes to the topic that people listen to, and says what it means."""
    for name, alarm in of_type(deployed, "AWS::CloudWatch::Alarm").items():
        assert alarm["Properties"]["AlarmActions"] == [{"Ref": "Alarms"}], name
        assert alarm["Properties"]["AlarmDescription"], name


def test_every_lambda_is_watched_for_throttles(deployed: Resources, functions: Resources) -> None:
    """A Lambda that may not run for want of room is seen."""
    metrics = deployed["ThrottledAlarm"]["Properties"]["Metrics"]
    watched = {
        each["MetricStat"]["Metric"]["Dimensions"][0]["Value"]["Ref"] for each in metrics if "MetricStat" in each
    }
    assert watched == set(of_type(deployed, "AWS::Lambda::Function"))
    assert len(watched) == len(functions)
