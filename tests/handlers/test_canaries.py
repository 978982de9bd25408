"""What a person wrote or is called stays where it belongs: canaries in every field, and a search everywhere else."""

import base64
import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import boto3
import pytest

from app import on_change, on_provider_event
from chalicelib import telemetry, wiring
from chalicelib.domain.people import Role
from chalicelib.handlers import events
from tests.handlers.client import COMPLAINT, Client, Filed, fresh_key, grant, token

CANARIES = {
    "name": "Kenari Nama",
    "email": "kenari-surel@warga.example.org",
    "phone": "+6281298765432",
    "narrative": "kenari-cerita",
    "question": "kenari-berkas-0042",
    "note": "kenari-catatan",
    "answer": "kenari-jawaban",
    "message": "kenari-pesan",
    "reason": "kenari-alasan",
    "appeal": "kenari-banding",
}
ARN = "arn:aws:dynamodb:ap-southeast-3:123456789012:table/cases/stream/1"


class Lambda:
    """A run with all the time in the world."""

    aws_request_id = "run"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 60_000


def forms(canary: str) -> Iterator[bytes]:
    """How a canary may be dressed: as it is, small, in JSON's escapes, in base64 at any offset, in hexadecimal."""
    raw = canary.encode()
    yield from (raw, canary.lower().encode(), json.dumps(canary)[1:-1].encode(), raw.hex().encode())
    for offset in range(3):
        inner = base64.b64encode(b"-" * offset + raw)[offset + 2 : -4]
        yield from (inner, base64.urlsafe_b64encode(b"-" * offset + raw)[offset + 2 : -4])


def escaped(places: dict[str, bytes]) -> list[tuple[str, str]]:
    """Name each canary that is where it should not be."""
    return [
        (place, name)
        for place, content in places.items()
        for name, canary in CANARIES.items()
        if any(form in content for form in forms(canary))
    ]


def plain(value: Any) -> bytes:
    """All the bytes in a value of DynamoDB's, and in what hangs under it."""
    if isinstance(value, dict):
        return b" ".join(plain(part) for pair in value.items() for part in pair)
    if isinstance(value, list | set | tuple):
        return b" ".join(map(plain, value))
    return value if isinstance(value, bytes) else str(value).encode()


def file(api: Client) -> Filed:
    who = {"mode": "named", **{part: CANARIES[part] for part in ("name", "email", "phone")}}
    given = {"application-number": CANARIES["question"]}
    return api.file(identity=who, narrative=CANARIES["narrative"], answers=given)


def whole_life(api: Client) -> Filed:
    """Everything that can happen to one complaint, with its messages, its clocks and the opening of the name."""
    filed, key = file(api), fresh_key()
    take(api, filed, "verify")
    take(api, filed, "note", text=CANARIES["note"])
    take(api, filed, "assign", to="budi")
    api.say(filed, "message", key=key, text=CANARIES["message"])
    open_name(api, filed)
    api.later(days=40)
    send_all(api)
    take(api, filed, "answer", text=CANARIES["answer"])
    send_all(api)
    assert api.say(filed, "appeal", text=CANARIES["appeal"]).status == 200
    api.call("POST", f"/v1/complaints/{filed.ticket}/one-time-codes", {"channel": "email"})
    send_all(api)
    return filed


def take(api: Client, filed: Filed, step: str, **more: Any) -> None:
    reply = api.take("budi", filed.ticket, step, **more)
    assert reply.status == 200, reply.text


def open_name(api: Client, filed: Filed) -> None:
    path = f"/v1/staff/complaints/{filed.ticket}/identity-requests"
    request = api.call("POST", path, {"reason": CANARIES["reason"]}, token=token("budi")).json["id"]
    api.call("POST", f"{path}/{request}/approvals", token=token("jaga"))
    assert api.call("GET", f"{path}/{request}/identity", token=token("budi")).json["name"] == CANARIES["name"]


def send_all(api: Client) -> None:
    """Let the stream, the sweep and a confused provider do their work."""
    rows = [row for row in api.stored() if row.get("status", {}).get("S") == "PENDING"]
    records = [
        {"dynamodb": {"Keys": {"pk": row["pk"], "sk": row["sk"]}, "SequenceNumber": str(number)}, "eventSourceARN": ARN}
        for number, row in enumerate(rows)
    ]
    on_change({"Records": records}, Lambda())
    on_provider_event({"Records": [{"messageId": "1", "body": json.dumps({"eventType": CANARIES["name"]})}]}, Lambda())
    events.sweep(Lambda())


@pytest.fixture
def staffed(api: Client) -> Client:
    """An office with an officer and the heads above, and a custodian."""
    grant("budi")
    grant("kepala", Role.HEAD)
    grant("jaga", Role.CUSTODIAN, "pusat")
    return api


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """All that is logged by anybody, in the form and from the level on in which Lambda would keep it."""
    text = StringIO()
    handler, logger = logging.StreamHandler(text), telemetry.logger()
    handler.setFormatter(logger.handlers[0].formatter)
    watched = [logging.getLogger(), logging.getLogger(telemetry.SERVICE), logging.getLogger(logger.name)]
    for each in {id(each): each for each in watched}.values():
        each.addHandler(handler)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.INFO)
    yield text
    logging.getLogger().setLevel(level)
    for each in watched:
        each.removeHandler(handler)


def test_nothing_of_a_person_is_in_any_log_metric_or_url(
    staffed: Client, capfd: pytest.CaptureFixture[str], logged: StringIO
) -> None:
    """In a whole life with all its messages no name, contact or word reaches a log line, a metric or an address."""
    whole_life(staffed)
    for body in ("{" + CANARIES["name"], json.dumps(COMPLAINT | {"kind": CANARIES["narrative"]})):
        staffed.call("POST", "/v1/complaints", raw=body, idempotency_key=fresh_key())
    out, err = capfd.readouterr()
    places = {"output": out, "errors": err, "log": logged.getvalue(), "urls": " ".join(staffed.urls)}
    assert '"view":"staff_step"' in logged.getvalue()
    assert "_aws" in out, "no metric was published"
    assert escaped({place: text.encode() for place, text in places.items()}) == []


def test_an_error_of_ours_tells_nothing(
    staffed: Client, capfd: pytest.CaptureFixture[str], logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When our own code fails with a person's words in hand, log and answer say nothing of them."""

    def broken(change: Any, _wrapped: bytes | None = None) -> None:
        raise ValueError(f"{change.words} {change.opening}")

    monkeypatch.setattr(wiring.complaints(), "save", broken)
    who = {"mode": "named", **{part: CANARIES[part] for part in ("name", "email", "phone")}}
    body = COMPLAINT | {"identity": who, "narrative": CANARIES["narrative"]}
    reply = staffed.call("POST", "/v1/complaints", body, idempotency_key=fresh_key())
    out, err = capfd.readouterr()
    assert reply.status == 500
    assert "test_canaries.py" in logged.getvalue()
    assert "ValueError" in logged.getvalue()
    places = {"answer": reply.text, "output": out, "errors": err, "log": logged.getvalue()}
    assert escaped({place: text.encode() for place, text in places.items()}) == []


def test_nothing_of_a_person_lies_open_in_any_table(staffed: Client) -> None:
    """Whoever reads every row of every table, messages that wait among them, finds no name, contact or word."""
    whole_life(staffed)
    rows = staffed.stored()
    places = {f"{row['pk']['S']} {row.get('sk', {}).get('S', '')}": plain(row) for row in rows}
    assert any(place.partition(" ")[2].startswith("N#") for place in places)
    assert escaped(places) == []


def test_the_search_finds_a_canary_that_escaped() -> None:
    """The search itself works: a name in any dress is found."""
    for canary in CANARIES.values():
        for dressed in (canary, canary.lower(), json.dumps({"a": canary}), canary.encode().hex()):
            assert escaped({"log": f"x{dressed}y".encode()})
        assert escaped({"row": base64.b64encode(b"{'a': '" + canary.encode() + b"'}")})


def test_no_message_quotes_anybody(staffed: Client) -> None:
    """E-mails and texts say that something happened and where to read it, and quote nobody."""
    sent: list[bytes] = []

    def note(params: Any, **_more: Any) -> None:
        kept = {name: value for name, value in params.items() if name not in {"Destination", "PhoneNumber"}}
        sent.append(plain(kept))

    for service in ("sesv2", "sns"):
        wiring.client(service).meta.events.register("provide-client-params.*.*", note, unique_id="canary")
    try:
        whole_life(staffed)
    finally:
        for service in ("sesv2", "sns"):
            wiring.client(service).meta.events.unregister("provide-client-params.*.*", unique_id="canary")
    assert len(sent) > 5
    assert escaped({str(number): message for number, message in enumerate(sent)}) == []


def test_nobody_else_reads_a_persons_words(staffed: Client) -> None:
    """To a stranger, an auditor, another citizen or a guesser no answer of ours shows a name or a word."""
    filed, other = whole_life(staffed), staffed.file()
    grant("asing", Role.OFFICER, "bogor")
    grant("audit", Role.AUDITOR, "pusat")
    grant("admin", Role.ADMIN, "pusat")
    answers = {}
    for person in ("asing", "audit", "admin", "jaga", "nobody"):
        for part in ("", "/steps", "/deadlines"):
            answers[f"{person} {part}"] = staffed.see(person, filed.ticket, part).text
        answers[f"{person} queue"] = staffed.staff(person, "/queue").text
    session = staffed.session(other)
    for part in ("", "/steps", "/deadlines", "/receipt"):
        answers[f"citizen {part}"] = staffed.call("GET", f"/v1/complaints/{filed.ticket}{part}", token=session).text
    stale = staffed.take("kepala", other.ticket, "verify", seen=9)
    answers |= {"stale": stale.text}
    public = {"answer", "message", "appeal", "note", "reason"}
    found = escaped({place: text.encode() for place, text in answers.items()})
    assert [one for one in found if not (one[0].startswith("jaga") and one[1] in public)] == []
    assert boto3.client("dynamodb").scan(TableName="audit")["Count"] > 0
