"""The one address of pages and API: who answers what, who is believed, and what stands at the wall."""

import json
import subprocess
from collections.abc import Mapping
from fnmatch import fnmatch
from typing import Any

import app
from chalicelib.notify.texts import languages, staffed
from infra import edge
from infra.headers import policy
from tests.package.conftest import Resources, of_type
from web.build import AGENCIES, PAGES
from web.frames import FRAMES

STAFF = (*AGENCIES, *FRAMES)
RUN = "const answer = handler(JSON.parse(process.argv[1])); process.stdout.write(JSON.stringify(answer));"


def asked(name: str, uri: str, *, language: str = "", query: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Run one of CloudFront's functions as CloudFront would."""
    headers = {"accept-language": {"value": language}} if language else {}
    given = {name: {"value": value} for name, value in (query or {}).items()}
    event = {"viewer": {"ip": "203.0.113.9"}, "request": {"uri": uri, "headers": headers, "querystring": given}}
    code = f"{edge.function(name)}\n{RUN}"
    done = subprocess.run(["node", "-e", code, json.dumps(event)], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def place(answer: Mapping[str, Any]) -> str:
    return str(answer["headers"]["location"]["value"])


def test_everybody_is_met_in_a_language_that_they_read() -> None:
    """Who comes without a language gets the one that their browser asks for, or Indonesian."""
    assert place(asked("pages", "/")) == "/id/"
    assert place(asked("pages", "/", language="nl,en-GB;q=0.8,id;q=0.5")) == "/en/"
    assert place(asked("pages", "/", language="nl")) == "/id/"
    assert place(asked("pages", "/", language="en;q=0,id;q=0.1")) == "/id/"
    assert place(asked("pages", "/", language="garbage;;;q=x,,")) == "/id/"


def test_a_folder_is_a_page() -> None:
    """Every page is found with its slash, and without it is led there with its query."""
    for language in languages():
        for path in (*PAGES, *(STAFF if language in staffed() else ())):
            assert asked("pages", f"/{language}/{path}")["uri"] == f"/{language}/{path}index.html"
    led = asked("pages", "/id/lacak", query={"tiket": "IMI-1"})
    assert (led["statusCode"], place(led)) == (301, "/id/lacak/?tiket=IMI-1")


def test_nobody_is_led_away() -> None:
    """No address that somebody was given leads from us to another site."""
    assert place(asked("pages", "//elsewhere.example/page")) == "/elsewhere.example/page/"
    assert place(asked("pages", "/\\elsewhere")) == "/elsewhere/"


def test_a_page_that_is_not_there_says_so() -> None:
    """A wrong address is answered with 404, in the reader's language."""
    answer = asked("pages", "/en/nothing/")
    assert answer["statusCode"] == 404
    assert "/en/404.html" in answer["body"]
    assert "/id/404.html" in asked("pages", "/wp-admin/")["body"]


def test_files_are_asked_for_as_they_are() -> None:
    """Styles, scripts and lists keep their addresses."""
    assert asked("pages", "/assets/citizen.1234abcd.css")["uri"] == "/assets/citizen.1234abcd.css"


def test_whose_connection_it_is_cannot_be_written_by_callers() -> None:
    """The header that names the caller is overwritten at the edge."""
    assert asked("caller", "/v1/complaints")["headers"]["x-aduan-caller"] == {"value": "203.0.113.9"}


def test_the_api_answers_what_is_the_apis(deployed: Resources) -> None:
    """Every route of the app is behind a path that leads to it, and no page is."""
    config = deployed["Distribution"]["Properties"]["DistributionConfig"]
    paths = [each["PathPattern"] for each in config["CacheBehaviors"]]
    for route in app.app.routes:
        assert any(fnmatch(route, path) for path in paths), route
    pages = [f"/{language}/{path}" for language in staffed() for path in (*PAGES, *STAFF)]
    assert [page for page in pages if any(fnmatch(page, path) for path in paths)] == []


def test_nothing_personal_is_kept_at_the_edge(deployed: Resources) -> None:
    """What the API answers is cached nowhere, and goes over TLS alone."""
    config = deployed["Distribution"]["Properties"]["DistributionConfig"]
    for behaviour in config["CacheBehaviors"]:
        assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "AWS calls it CachingDisabled"
        assert behaviour["ViewerProtocolPolicy"] == "https-only"
    assert "Logging" not in config, "a log of CloudFront's would hold every reader's address"


def test_pages_and_answers_have_the_same_headers_as_here(deployed: Resources) -> None:
    """What was tried on one machine holds in AWS: the same headers, and sign-in reaches its issuer alone beside us."""
    given = deployed["Headers"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    said = given["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    assert said == policy(*edge.COGNITO, uploads=edge.UPLOADS)
    assert given["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 2 * 365 * 86400
    assert given["FrameOptions"]["FrameOption"] == "DENY"


def test_the_edge_shows_a_secret_that_api_and_wall_know(deployed: Resources) -> None:
    """Whoever comes to the API by another way is turned away at the wall, and not believed behind it."""
    (origin,) = [
        each for each in deployed["Distribution"]["Properties"]["DistributionConfig"]["Origins"] if each["Id"] == "api"
    ]
    (header,) = origin["OriginCustomHeaders"]
    shown = header["HeaderValue"]["Fn::Sub"]
    known = deployed["APIHandler"]["Properties"]["Environment"]["Variables"]["ADUAN_EDGE"]["Fn::Sub"]
    first = deployed["Wall"]["Properties"]["Rules"][0]
    assert first["Action"] == {"Block": {}}
    assert shown in known
    assert shown in json.dumps(first)


def test_the_wall_counts_people_and_not_the_edge(deployed: Resources) -> None:
    """A flood is counted by the caller's own address, at the API's door, in the stage's region."""
    wall = deployed["Wall"]["Properties"]
    (rate,) = [each["Statement"]["RateBasedStatement"] for each in wall["Rules"] if "RateBased" in str(each)]
    assert wall["Scope"] == "REGIONAL"
    assert rate["ForwardedIPConfig"]["HeaderName"] == "x-aduan-caller"
    assert deployed["WallAtTheApi"]["Properties"]["WebACLArn"] == {"Fn::GetAtt": ["Wall", "Arn"]}
    assert {each["VisibilityConfig"]["SampledRequestsEnabled"] for each in (wall, *wall["Rules"])} == {False}


def test_nobody_is_silenced_for_what_they_write(deployed: Resources) -> None:
    """Rules that look for attacks in bodies only count: a complaint may quote anything."""
    (common,) = [each for each in deployed["Wall"]["Properties"]["Rules"] if each["Name"] == "common"]
    counted = common["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"]
    assert {each["Name"] for each in counted} >= {"CrossSiteScripting_BODY", "SizeRestrictions_BODY", "GenericLFI_BODY"}
    assert all(each["ActionToUse"] == {"Count": {}} for each in counted)


def test_only_the_edge_reads_the_pages(deployed: Resources) -> None:
    """The bucket of pages answers our own distribution, and nobody else."""
    (policy,) = [
        each["Properties"]
        for each in of_type(deployed, "AWS::S3::BucketPolicy").values()
        if each["Properties"]["Bucket"] == {"Ref": "SiteBucket"}
    ]
    (allowed,) = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert "${Distribution}" in json.dumps(allowed["Condition"])
