"""What each Lambda's code was seen to call is what its policy grants: no more, and no less."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

import app as switchboard
from chalicelib import cabinets, wiring
from chalicelib.domain.people import Role
from chalicelib.handlers import issuer
from chalicelib.handlers.events import NIGHT
from chalicelib.settings import settings
from chalicelib.store import seals
from tests.cloud import CLEAN, QUARANTINE, Cloud, make_tables
from tests.faults.world import Context
from tests.handlers import contract
from tests.handlers.client import COMPLAINT, Client, Filed, Reply, grant, issuer_key, token
from tests.handlers.conftest import cheap
from tests.handlers.uploading import PHOTO, Sender, scanned
from tests.package.calls import Recorder
from tests.package.policies import NAMES, ours

MINUTE = {
    **dict.fromkeys(("version", "account", "region", "source", "time", "id", "detail-type"), ""),
    "detail": {},
    "resources": [],
}
_make_client = wiring.client.__wrapped__


class Stage:
    """Every Lambda in one process, each a process of its own as far as its calls go."""

    def __init__(self, cloud: Cloud) -> None:
        self.recorder, self.api = Recorder(cloud), Client(cloud)

    def client(self, name: str) -> Any:
        """Stand in for `wiring.client`: Lambda is ourselves."""
        return self if name == "lambda" else self.recorder.watch(_make_client(name))

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, io.BytesIO]:  # noqa: N803 - as boto3 spells them
        """Call the custodian as Lambda would."""
        self.recorder.uses(("lambda:InvokeFunction", FunctionName))
        with self.recorder.by("custodian"):
            answer = self.run("custodian", json.loads(Payload))
        return {"Payload": io.BytesIO(json.dumps(answer).encode())}

    def run(self, name: str, event: Any) -> Any:
        """Start a Lambda that remembers nothing."""
        wiring.reset()
        with self.recorder.by(name):
            return getattr(switchboard, name)(event, Context())

    def rows(self) -> list[dict[str, Any]]:
        return self.api.stored()

    def deliver(self) -> None:
        """Bring the stream what it would bring, and the queue what the provider reports."""
        fresh = [row for row in self.rows() if "fast" in row]
        change = [{"Keys": {part: row[part] for part in ("pk", "sk")}, "SequenceNumber": "1"} for row in fresh]
        assert self.run("on_change", {"Records": [{"dynamodb": each} for each in change]}) == {"batchItemFailures": []}
        reports = self.recorder.provider.records(self.recorder.provider_luck)
        assert self.run("on_provider_event", {"Records": reports}) == {"batchItemFailures": []}

    def sweep(self, **later: float) -> None:
        self.api.later(**later)
        self.run("sweep", MINUTE)


@pytest.fixture
def stage(tables: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A stage with its people, whose every call is put down to a Lambda."""
    made = Stage(tables)
    monkeypatch.setenv("ADUAN_CUSTODIAN", "Custodian")
    monkeypatch.setenv("ADUAN_MALWARE_VERDICT", "required")
    monkeypatch.setattr(seals, "Argon2id", cheap)
    monkeypatch.setattr(wiring, "clock", lambda: made.api.now)
    for place in (cabinets, wiring):
        monkeypatch.setattr(place, "client", made.client)
    monkeypatch.setattr(contract, "holds", lambda *_: None)
    monkeypatch.setattr(issuer, "signing_key", lambda _token: issuer_key().public_key())
    settings.cache_clear()
    wiring.reset()
    with made.recorder.by("nobody"):
        people = {"budi": Role.OFFICER, "kepala": Role.HEAD}
        assert [grant(person, role) for person, role in people.items()] == list(people)
        grant("jaga", Role.CUSTODIAN, "pusat")
        assert [grant(person, Role.ADMIN, "pusat") for person in ("ani", "tono")]
    yield made
    monkeypatch.undo()
    settings.cache_clear()
    wiring.reset()


def test_code_calls_what_policies_grant(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole life of complaints uses every right that a Lambda has, and needs none that it lacks."""
    for provider, days in (("messaging", 6), ("sns", 2)):
        monkeypatch.setenv("ADUAN_SMS_PROVIDER", provider)
        wiring.reset()
        with stage.recorder.by("api_handler"):
            filed = citizens(stage.api)
            officers(stage.api, filed)
            unmasked(stage.api, filed)
            administrators(stage.api)
        with stage.recorder.by("api_handler"):
            leaves = stage.api.file(channels=["email"])
            for step in ("withdraw", "erasure"):
                right(stage.api.say(leaves, step), 200)
        for bucket in (QUARANTINE, CLEAN):
            boto3.client("s3").put_object(Bucket=bucket, Key=f"{leaves.ticket}/photo", Body=PHOTO)
        stage.deliver()
        stage.sweep(minutes=20)
        stage.sweep(hours=(NIGHT - stage.api.now.hour) % 24)
        with stage.recorder.by("api_handler"):
            late = [stage.api.file(channels=["sms"]) for _ in range(wiring.settings().shards + 1)]
        for _ in range(days):
            stage.sweep(days=1)
            stage.deliver()
        assert late
    uploaded(stage)
    used = stage.recorder.used
    assert {name: used[name] ^ ours(name) for name in NAMES} == {name: set() for name in NAMES}


def citizens(api: Client) -> Filed:
    """File, come in by every door, look at everything, say something."""
    wiring.reset()
    filed = api.file(identity=COMPLAINT["identity"] | {"mode": "confidential"})
    place = f"/v1/complaints/{filed.ticket}"
    right(api.call("POST", f"{place}/sessions", {"code": filed.code}), 201)
    right(api.call("POST", f"{place}/one-time-codes", {"channel": "email"}), 202)
    (nonce,) = [row["nonce"]["S"] for row in api.stored() if row.get("sk") == {"S": "OTP"} and filed.ticket in str(row)]
    code = wiring.one_time_digits(f"{filed.ticket} {nonce}", 8)
    right(api.call("POST", f"{place}/sessions", {"one_time_code": code}), 201)
    for part in ("", "/steps", "/deadlines", "/receipt", "/openings", "/copy"):
        right(api.call("GET", f"{place}{part}", token=api.session(filed)), 200)
    for part in ("catalogue", "offices", "keys", "health", "openapi.json"):
        right(api.call("GET", f"/v1/{part}"), 200)
    right(api.call("GET", f"{place}/contact", token=api.session(filed)), 200)
    right(api.say(filed, "message", text="Mohon kabar."), 200, 201)
    return filed


def officers(api: Client, filed: Filed) -> None:
    """Look at everything, and work up to an answer."""
    absence = {"until": None, "delegate": None}
    right(api.call("PUT", "/v1/staff/me/absence", absence, token=token("kepala")), 200)
    for part in ("/me", "/me/absence", "/queue", "/colleagues?office=jakarta-utara", "/people?ids=budi", "/vocabulary"):
        right(api.staff("budi", part), 200)
    for part in ("", "/steps", "/deadlines"):
        right(api.see("budi", filed.ticket, part), 200)
    right(api.take("budi", filed.ticket, "verify"), 200)
    right(api.take("budi", filed.ticket, "assign", to="budi"), 200)
    right(api.take("budi", filed.ticket, "answer", text="Sudah jadi."), 200)


def unmasked(api: Client, filed: Filed) -> None:
    """Ask for a name, allow it, see it."""
    place = f"/complaints/{filed.ticket}/identity-requests"
    asked = api.call("POST", f"/v1/staff{place}", {"reason": "Pemohon menunggu."}, token=token("budi"))
    request = right(asked, 201).json["id"]
    right(api.staff("jaga", "/identity-requests"), 200)
    right(api.staff("jaga", f"{place}/{request}"), 200)
    right(api.call("POST", f"/v1/staff{place}/{request}/approvals", token=token("jaga")), 201)
    assert right(api.staff("budi", f"{place}/{request}/identity"), 200).json["name"] == COMPLAINT["identity"]["name"]


def administrators(api: Client) -> None:
    """Change a calendar."""
    place = "/v1/admin/calendars"
    day = {"day": "2026-03-30", "why": "disaster", "source": "SK 12/2026"}
    asked = {"office": "jakarta-utara", "reason": "calendar-closure", "closed": [day]}
    gone, version = (right(api.call("POST", place, asked, token=token("ani")), 201).json["version"] for _ in range(2))
    right(api.call("POST", f"{place}/jakarta-utara/versions/{gone}/withdrawals", token=token("ani")), 201)
    for part in ("", "/jakarta-utara/versions"):
        right(api.call("GET", f"{place}{part}", token=token("tono")), 200)
    right(api.call("POST", f"{place}/jakarta-utara/versions/{version}/approvals", token=token("tono")), 201)
    right(api.call("POST", "/v1/admin/channels/foreigners/retirements", {"reason": "taken"}, token=token("ani")), 201)
    right(api.call("GET", "/v1/channels"), 200)


def uploaded(stage: Stage) -> None:
    """Have one accepted and opened by both sides, one refused after it was copied, one that nobody asked for."""
    make_tables(boto3.client("dynamodb"))
    wiring.reset()
    with stage.recorder.by("nobody"):
        grant("budi")
    with stage.recorder.by("api_handler"):
        sender = Sender(stage.api, stage.api.file())
        first, second, third = (right(sender.begin(), 201).json["id"] for _ in range(3))
        right(sender.remove(third), 200)
    with stage.recorder.by("nobody"):
        good, bad, stray = (sender.put(document, PHOTO) for document in (first, second, "f" * 32))
    for report in (good, bad, stray, scanned(good), scanned(bad, "THREATS_FOUND")):
        done = stage.run("on_upload", {"Records": [{"messageId": "1", "body": json.dumps(report)}]})
        assert done == {"batchItemFailures": []}
    with stage.recorder.by("api_handler"):
        right(sender.open(first), 200)
        right(stage.api.see("budi", sender.filed.ticket, "/attachments"), 200)
        right(sender.remove(first), 200)
    with stage.recorder.by("nobody"):
        sender.put(third, PHOTO)
    with stage.recorder.by("api_handler"):
        right(sender.remove(third), 200)


def right(reply: Reply, *wanted: int) -> Reply:
    """Hold that a request went as it should."""
    assert reply.status in wanted, reply.text
    return reply
