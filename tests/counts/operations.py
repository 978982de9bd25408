"""What each operation asks of AWS, counted once the first request has made clients and read the secret."""

import json
from typing import Any

from app import on_change, on_provider_event
from chalicelib import forgetting, wiring
from chalicelib.domain.commands import Command
from chalicelib.domain.erasure import AGAIN
from chalicelib.domain.people import THE_CLOCK, Role
from chalicelib.domain.sending import Key
from chalicelib.domain.steps import Step
from chalicelib.handlers import events
from chalicelib.notify import marks
from chalicelib.services import erasure
from chalicelib.services.casework import changed
from chalicelib.services.delivery import Outcome, deliver
from chalicelib.services.referrals import about
from tests.counts.counter import NARRATIVE, Counted, Counter, Counting, step
from tests.handlers.client import COMPLAINT, Client, Filed, fresh_key, grant, token

SUBMIT = "submit, 600 characters, two messages"


class Lambda:
    """A run with all the time in the world."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 60_000


def measure(api: Client) -> dict[str, Counted]:
    """Take one complaint through its life and count every operation of it."""
    counter = Counter()
    grant("budi")
    grant("jaga", Role.CUSTODIAN, "pusat")
    api.session(api.file())
    events.sweep(Lambda())
    for part in (coming_in, working, referring, unmasking, sending, surveyed):
        part(api, counter.counting)
    return counter.found


def coming_in(api: Client, counting: Counting) -> None:
    """A citizen files, comes back in three ways, looks, and says something."""
    key, body = fresh_key(), COMPLAINT | {"narrative": NARRATIVE}
    with counting(SUBMIT):
        answer = api.call("POST", "/v1/complaints", body, idempotency_key=key).json
    with counting("submit again with the same key"):
        api.call("POST", "/v1/complaints", body, idempotency_key=key)
    filed = Filed(answer["ticket"], answer["access_code"], answer["link"].rpartition(".")[2], answer)
    path = f"/v1/complaints/{filed.ticket}"
    with counting("session by code"):
        session = api.call("POST", f"{path}/sessions", {"code": filed.code}).json["token"]
    with counting("session by link"):
        api.session(filed)
    with counting("one-time code asked for"):
        api.call("POST", f"{path}/one-time-codes", {"channel": "email"})
    with counting("session by one-time code, wrong"):
        api.call("POST", f"{path}/sessions", {"one_time_code": "00000000"})
    for name, part in (
        ("status", ""),
        ("deadlines", "/deadlines"),
        ("timeline", "/steps"),
        ("receipt again", "/receipt"),
    ):
        with counting(f"{name}, with a session"):
            api.call("GET", f"{path}{part}", token=session)
    step: dict[str, Any] = {"body": {"step": "message", "text": NARRATIVE}, "token": session}
    with counting("citizen's step, 600 characters"):
        api.call("POST", f"{path}/steps", idempotency_key=key[::-1], **step)
    with counting("citizen's step again with the same key"):
        api.call("POST", f"{path}/steps", idempotency_key=key[::-1], **step)


def working(api: Client, counting: Counting) -> None:
    """An officer looks and takes steps; the queue has a page of complaints."""
    filed = [api.file(), *(api.file(channels=["email"]) for _ in range(7))]
    with counting("queue page of one office"):
        api.staff("budi", "/queue")
    ticket = filed[0].ticket
    with counting("officer opens a complaint"):
        api.see("budi", ticket)
    with counting("officer's timeline"):
        api.see("budi", ticket, "/steps")
    session = api.session(filed[0])
    with counting("who opened a file, with a session"):
        api.call("GET", f"/v1/complaints/{ticket}/openings", token=session)
    with counting("a copy of one's data, with a session"):
        api.call("GET", f"/v1/complaints/{ticket}/copy", token=session)
    with counting("officer's deadlines"):
        api.see("budi", ticket, "/deadlines")
    with counting("officer's step without words, two messages"):
        step(api, ticket, 1, "verify")
    with counting("officer's step, 600 characters, internal"):
        step(api, ticket, 2, "note", text=NARRATIVE)
    with counting("officer's step, 600 characters, two messages"):
        step(api, ticket, 3, "message", text=NARRATIVE)
    with counting("officer's step on an old version"):
        step(api, ticket, 1, "note", text=NARRATIVE)


def referring(api: Client, counting: Counting) -> None:
    """An officer refers to an agency outside; its link is opened, read, and the matter accepted."""
    identity = COMPLAINT["identity"] | {"email": "sari@warga.example.org"}
    ticket = api.file(channels=["email"], identity=identity).ticket
    with counting("officer's step without words, one message"):
        step(api, ticket, 1, "verify")
    with counting("officer's step, 600 characters, one message"):
        step(api, ticket, 2, "message", text=NARRATIVE)
    with counting("officer refers to an agency, two e-mails"):
        step(api, ticket, 3, "refer", to="ombudsman", reason="other-agency", text=NARRATIVE)
    path, body = f"/v1/referrals/{ticket}", {"link_token": wiring.token("referral", about(ticket, 4))}
    with counting("agency opens its link"):
        session = api.call("POST", f"{path}/sessions", body, idempotency_key=fresh_key()).json["token"]
    with counting("agency reads what was referred"):
        api.call("GET", path, token=session)
    with counting("agency accepts, with its number"):
        answer = {"step": "acknowledge", "text": "ORI-2026/118"}
        api.call("POST", f"{path}/steps", answer, token=session, idempotency_key=fresh_key())


def unmasking(api: Client, counting: Counting) -> None:
    """An officer asks for a name, a custodian allows it, the officer looks."""
    path = f"/v1/staff/complaints/{api.file().ticket}/identity-requests"
    with counting("identity asked for"):
        request = api.call("POST", path, {"reason": "Sebab."}, token=token("budi")).json["id"]
    with counting("identity allowed"):
        api.call("POST", f"{path}/{request}/approvals", token=token("jaga"))
    with counting("identity seen"):
        api.call("GET", f"{path}/{request}/identity", token=token("budi"))


def owed(api: Client, place: str, which: str) -> list[Any]:
    """List the keys of messages about a case or to a person, in the order in which the stream brings them."""
    found = [row for row in api.stored() if place in row["pk"]["S"] and which in row.get("sk", {}).get("S", "")]
    return sorted(({"pk": row["pk"], "sk": row["sk"]} for row in found), key=lambda key: str(key["sk"]["S"]))


def bring(keys: list[Any]) -> None:
    """Let the stream bring messages in one batch."""
    records = [{"dynamodb": {"Keys": key, "SequenceNumber": str(at)}} for at, key in enumerate(keys)]
    assert on_change({"Records": records}, Lambda()) == {"batchItemFailures": []}


def sending(api: Client, counting: Counting) -> None:
    """Messages go out by the stream, one alone or two of a step together, and are reported on; then nothing is due."""
    identity = COMPLAINT["identity"] | {"email": "siti.lain@warga.example.org"}
    with counting("submit, 600 characters, one message"):
        filed = api.file(channels=["email"], identity=identity, narrative=NARRATIVE)
    with counting("a new case spread to its office, one officer"):
        bring(owed(api, f"C#{filed.ticket}", "#desk#"))
    with counting("one e-mail sent to an officer"):
        bring(owed(api, "A#budi", filed.ticket))
    row = owed(api, f"C#{filed.ticket}", "#citizen#")[0]
    with counting("one e-mail sent"):
        bring([row])
    both = owed(api, "C#", "#message#citizen#sms")[0]["pk"]["S"]
    pair = owed(api, both, "#message#citizen#")
    assert len(pair) == 2
    with counting("a notice sent by e-mail and by text, in one batch"):
        bring(pair)
    mark = marks.mark(Key(row["pk"]["S"], row["sk"]["S"]))
    report = {"mail": {"tags": {marks.NAME: [mark]}}}
    for name, kind in (("one sending reported", "Send"), ("one delivery reported", "Delivery")):
        body = {"Records": [{"messageId": "1", "body": json.dumps(report | {"eventType": kind})}]}
        with counting(name):
            assert on_provider_event(body, Lambda()) == {"batchItemFailures": []}
    for _ in range(3):
        events.sweep(Lambda())
    with counting("sweep with nothing due"):
        events.sweep(Lambda())
    erasing(api, filed, counting)


def erasing(api: Client, filed: Filed, counting: Counting) -> None:
    """The citizen wishes to be erased, and is."""
    path, session = f"/v1/complaints/{filed.ticket}/steps", api.session(filed)
    with counting("a wish to be erased"):
        api.call("POST", path, {"step": "erasure"}, token=session, idempotency_key=fresh_key())
    desk = forgetting.eraser()
    case = wiring.complaints().get(filed.ticket)
    with counting("erased: keys and identity"):
        desk.cases.complaints.save(changed(case, Command(Step.ERASED, THE_CLOCK, reason=AGAIN), desk.cases))
    case = wiring.complaints().get(filed.ticket)
    with counting("erased: what is left"):
        erasure.empty(case, desk)


def surveyed(api: Client, counting: Counting) -> None:
    """A case is closed; its citizen is invited, sees what is asked, answers both parts; a region reads the figures."""
    filed = invited(api, counting)
    path, session = f"/v1/complaints/{filed.ticket}/survey", api.session(filed)
    grant("wilayah", Role.REGION, "wilayah-dki-jakarta")
    with counting("survey: what is asked"):
        api.call("GET", path, token=session)
    with counting("survey: two questions answered"):
        api.call("POST", path, {"settled": 2, "treated": 2}, token=session)
    with counting("survey: nine questions answered"):
        api.call("POST", path, {f"u{number}": 4 for number in range(1, 10)}, token=session)
    wiring.ballots().cast("earlier", "tap", ("2025-Q4", "jakarta-utara"), {"settled": 2})
    with counting("survey: figures of a quarter"):
        api.staff("wilayah", "/survey?period=2025-Q4")


def invited(api: Client, counting: Counting) -> Filed:
    """A case is answered and closed; days later its citizen is asked what they think."""
    filed = api.file(channels=["email"], identity=COMPLAINT["identity"] | {"email": "siti.lain@warga.example.org"})
    step(api, filed.ticket, 1, "verify")
    step(api, filed.ticket, 2, "answer", text=NARRATIVE)
    with counting("citizen confirms an answer, one message and the invitation to the survey"):
        api.say(filed, "confirm")
    key = Key(f"C#{filed.ticket}", "N#000004#survey_invited#citizen#email")
    with counting("survey: an invitation sent"):
        assert deliver(key, wiring.delivery()) is Outcome.SENT
    return filed
