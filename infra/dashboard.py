"""One page for a stage: do complaints come in, do messages go out, is anything late, who attacks, what does it cost."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Metric = Sequence[Any]
API = ["AWS/ApiGateway", "ApiName", "aduan-${Stage}", "Stage", "api"]
FILED = ["ApiName", "aduan-${Stage}", "Resource", "/v1/complaints", "Method", "POST", "Stage", "api"]
WALL = ["AWS/WAFV2", "BlockedRequests", "WebACL", "aduan-${Stage}", "Region", "${AWS::Region}", "Rule"]
FUNCTIONS = ("APIHandler", "OnChange", "OnProviderEvent", "OnUpload", "Sweep", "Custodian")
LETTERS = (
    *("OnChangeDeadLetters", "ProviderEventsDeadLetters", "UploadsDeadLetters", "SweepDeadLetters"),
    "CustodianDeadLetters",
)


def ours(service: str, *names: str) -> list[Metric]:
    """Name counts of our own, as chalicelib/telemetry.py publishes them."""
    return [["aduan", name, "service", service, "stage", "${Stage}"] for name in names]


ROWS: Mapping[str, Mapping[str, Sequence[Metric]]] = {
    "Are complaints coming in?": {
        "Complaints sent to us, and refused": [
            ["AWS/ApiGateway", "Count", *FILED],
            ["AWS/ApiGateway", "4XXError", *FILED],
            ["AWS/ApiGateway", "5XXError", *FILED],
        ],
        "All requests": [[API[0], name, *API[1:]] for name in ("Count", "4XXError", "5XXError")],
        "How long they take, ms": [
            [API[0], "Latency", *API[1:], {"stat": "p50"}],
            [API[0], "Latency", *API[1:], {"stat": "p99"}],
        ],
    },
    "Are messages going out?": {
        "Sent at once by the stream, and by the sweep": [
            *ours("on_change", "sent", "put_off", "unsure", "refused", "no_address"),
            *ours("sweep", "sent"),
        ],
        "What providers report": ours(
            "on_provider_event", "sent", "delivered", "bounced", "complained", "refused", "expired"
        ),
        "Mail that comes back, or is unwanted": [
            ["AWS/SES", "Reputation.BounceRate", {"stat": "Maximum"}],
            ["AWS/SES", "Reputation.ComplaintRate", {"stat": "Maximum"}],
        ],
    },
    "Is anything late?": {
        "Sweeps, and what they found": [
            ["AWS/Lambda", "Invocations", "FunctionName", "${Sweep}"],
            *ours("sweep", "due", "breach", "left_for_the_next", "failed"),
        ],
        "The stream and the reports are behind by, ms and s": [
            ["AWS/Lambda", "IteratorAge", "FunctionName", "${OnChange}", {"stat": "Maximum"}],
            [
                "AWS/SQS",
                "ApproximateAgeOfOldestMessage",
                "QueueName",
                "${ProviderEvents.QueueName}",
                {"stat": "Maximum"},
            ],
        ],
        "Letters that nobody has looked at": [
            [
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "QueueName",
                f"${{{name}.QueueName}}",
                {"stat": "Maximum"},
            ]
            for name in LETTERS
        ],
    },
    "Is anybody attacking?": {
        "Turned away at the wall": [
            [*WALL, rule] for rule in ("ALL", "not-through-the-edge", "too-many-of-one", "known-bad", "common")
        ],
        "Wrong codes, and records that were touched": [
            *ours("open_session", "entry_not_found"),
            *ours("verify", "chain_broken"),
        ],
        "Turned away for want of room": [
            ["AWS/Lambda", "Throttles", "FunctionName", f"${{{name}}}"] for name in FUNCTIONS
        ],
    },
    "What does it cost?": {
        "Units of the table of cases": [
            ["AWS/DynamoDB", name, "TableName", "${CasesTable}"]
            for name in ("ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits")
        ],
        "Milliseconds that functions ran": [
            ["AWS/Lambda", "Duration", "FunctionName", f"${{{name}}}", {"stat": "Sum"}] for name in FUNCTIONS
        ],
        "Text messages this month, US dollars": [
            ["AWS/SNS", "SMSMonthToDateSpentUSD", {"stat": "Maximum"}],
            ["AWS/SMSVoice", "TextMessageMonthlySpend", {"stat": "Maximum"}],
        ],
    },
}
"""Each question, its pictures, and the metrics of each; names in ${} are the template's."""


def widgets() -> Iterator[dict[str, Any]]:
    """Lay the pictures out, three beside each other under their question."""
    for row, (question, pictures) in enumerate(ROWS.items()):
        top = 7 * row
        yield {"type": "text", "x": 0, "y": top, "width": 24, "height": 1, "properties": {"markdown": f"## {question}"}}
        for column, (title, metrics) in enumerate(pictures.items()):
            shown = {"title": title, "metrics": metrics, "region": "${AWS::Region}", "stat": "Sum", "period": 300}
            place = {"x": 8 * column, "y": top + 1, "width": 8, "height": 6}
            yield {"type": "metric", **place, "properties": shown | {"view": "timeSeries", "stacked": False}}


def template() -> dict[str, Any]:
    """Give the dashboard as a resource."""
    properties = {
        "DashboardName": {"Fn::Sub": "aduan-${Stage}"},
        "DashboardBody": {"Fn::Sub": json.dumps({"widgets": list(widgets())})},
    }
    return {"Resources": {"Dashboard": {"Type": "AWS::CloudWatch::Dashboard", "Properties": properties}}}
