"""The edge of the API: what it answers by itself, what it remembers, and how much it takes."""

import json
import re

from chalicelib.handlers.problems import STATUS
from chalicelib.notify.texts import words
from infra.joined import GATEWAY
from tests.package.conftest import Resources, of_type

PERSONAL = re.compile(r"sourceIp|userAgent|\$context\.path|identity|authorizer|header|querystring", re.IGNORECASE)


def test_what_the_edge_refuses_is_refused_in_our_words(deployed: Resources) -> None:
    """Who asks too much, too often or at a wrong address gets a problem like any other, and never an AWS message."""
    answers = deployed["RestAPI"]["Properties"]["Body"]["x-amazon-apigateway-gateway-responses"]
    assert set(answers) == set(GATEWAY)
    for kind, (problem, status) in GATEWAY.items():
        body = json.loads(answers[kind]["responseTemplates"]["application/json"])
        assert body["type"] == f"urn:aduan:problem:{problem}"
        assert body["title"] == words("id")(f"problem.{problem}.title")
        assert "$context" not in json.dumps(body)
        headers = answers[kind]["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.Cache-Control"] == "'no-store'"
        assert answers[kind].get("statusCode") == (str(status) if status else None)
        assert problem not in STATUS or status in {None, STATUS[problem]}


def test_who_must_wait_is_told_how_long(deployed: Resources) -> None:
    """A browser that is sent away for a while knows when to come back."""
    answers = deployed["RestAPI"]["Properties"]["Body"]["x-amazon-apigateway-gateway-responses"]
    waiting = {
        kind for kind, each in answers.items() if "gatewayresponse.header.Retry-After" in each["responseParameters"]
    }
    assert waiting == {kind for kind, (_, status) in GATEWAY.items() if status in {429, 503}}


def test_the_access_log_names_nobody(deployed: Resources) -> None:
    """From the log of requests nobody can be told who asked, or about which complaint."""
    setting = deployed["RestAPIapiStage"]["Properties"]["AccessLogSetting"]
    assert setting["DestinationArn"] == {"Fn::GetAtt": ["ApiAccessLogs", "Arn"]}
    assert not PERSONAL.search(setting["Format"])
    assert set(json.loads(setting["Format"])) == {
        *("request", "at", "method", "route", "status", "bytes", "ms", "function_ms", "refused"),
    }


def test_nothing_is_cached_or_traced_at_the_edge(deployed: Resources) -> None:
    """No answer stays at the edge for the next caller, and no body is written to a log."""
    stage = deployed["RestAPIapiStage"]["Properties"]
    (method,) = stage["MethodSettings"]
    assert stage["CacheClusterEnabled"] is False
    assert (method["CachingEnabled"], method["DataTraceEnabled"], method["LoggingLevel"]) == (False, False, "OFF")
    assert (method["ResourcePath"], method["HttpMethod"]) == ("/*", "*")


def test_a_flood_meets_a_bound(deployed: Resources, sam: Resources) -> None:
    """However many ask at once, only as many as the stage says reach our code."""
    (method,) = deployed["RestAPIapiStage"]["Properties"]["MethodSettings"]
    assert method["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert method["ThrottlingBurstLimit"] == {"Ref": "Burst"}
    assert sam["Parameters"]["RequestsPerSecond"]["Default"] == 20


def test_old_encryption_is_refused(deployed: Resources) -> None:
    """The API speaks TLS 1.2 and 1.3 only."""
    assert deployed["RestAPI"]["Properties"]["SecurityPolicy"] == "SecurityPolicy_TLS13_1_2_2021_06"


def test_logs_end(deployed: Resources, functions: Resources) -> None:
    """Every Lambda writes into a log of its own, and no log is kept for ever."""
    groups = of_type(deployed, "AWS::Logs::LogGroup")
    assert all(each["Properties"]["RetentionInDays"] == {"Ref": "LogDays"} for each in groups.values())
    used = [each["LoggingConfig"]["LogGroup"]["Ref"] for each in functions.values()]
    assert sorted([*used, "ApiAccessLogs"]) == sorted(groups)


def test_what_we_log_is_kept_and_what_lambda_says_of_the_custodian(functions: Resources) -> None:
    """Lambda's lines of what went well are left out where runs are many; no line of ours is, and none of trouble."""
    fewer = {name: each["LoggingConfig"] for name, each in functions.items() if "LogFormat" in each["LoggingConfig"]}
    assert set(fewer) == {"api_handler", "on_change", "on_provider_event", "sweep"}
    for each in fewer.values():
        levels = (each["LogFormat"], each["SystemLogLevel"], each["ApplicationLogLevel"])
        assert levels == ("JSON", "WARN", "INFO")
