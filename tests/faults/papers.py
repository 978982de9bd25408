"""The flow of documents: begun, uploaded, examined, opened by a link, taken away; then the buckets are looked at."""

import json
from functools import partial
from typing import Any

import boto3

from chalicelib import wiring
from chalicelib.domain.attachments import State
from chalicelib.domain.commands import Command
from chalicelib.domain.people import Citizen
from chalicelib.domain.steps import Step
from chalicelib.handlers import uploads
from chalicelib.services import attachments
from chalicelib.store import table
from tests.cloud import CLEAN, QUARANTINE
from tests.faults.flows import ALONE, Flow, staff, step, submit
from tests.faults.world import Context, World

STAYS, GOES = "a" * 32, "b" * 32
PHOTO, TYPE = b"a photo", "image/jpeg"
EVENTS = 4
"""Received, kept, kept, removed."""


def papers(world: World) -> None:
    """Two documents come with a complaint; one is opened, the other taken away again."""
    ticket = submit(world, channels=())
    for document in (STAYS, GOES):
        world.perform(partial(begin, ticket, document))
        world.bring([arrived(ticket, document)], lambda batch: uploads.on_upload({"Records": batch}, Context()))
    world.perform(lambda: attachments.link(opened(ticket), wiring.registry()))
    world.perform(lambda: attachments.remove(Citizen(ticket), GOES, wiring.registry()))
    world.calm()
    whole(world, ticket)


def erased(world: World) -> None:
    """A document and words, withdrawn, a wish to be erased, three days; then nothing is left but the record."""
    staff(world, (ALONE,))
    ticket = submit(world, channels=("email",))
    world.perform(partial(begin, ticket, STAYS))
    world.bring([arrived(ticket, STAYS)], lambda batch: uploads.on_upload({"Records": batch}, Context()))
    world.pump()
    for asked in (Step.WITHDRAW, Step.ERASURE):
        step(world, ticket, Command(asked, Citizen(ticket)), "")
        world.pump()
    world.calm()
    world.later(days=3)
    world.calm()
    gone(world, ticket)


def gone(world: World, ticket: str) -> None:
    """No key, no identity, no word, no file, and one place on the list; the address of the last message alone waits."""
    rows = [table.plain(row) for row in world.rows()]
    left = {row["sk"].partition("#")[0] for row in rows if row["pk"] == f"C#{ticket}"}
    assert left <= {"STATE", "E", "N", "W"}, left
    assert kept(QUARANTINE, ticket) == kept(CLEAN, ticket) == set()
    assert world.plain.scan(TableName="keys")["Count"] == 0
    listed = world.plain.query(
        TableName="audit", KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": "ERASED"}}
    )
    assert [row["sk"]["S"] for row in listed["Items"]] == [f"T#{ticket}"]


def begin(ticket: str, document: str) -> Any:
    """Begin one, or find that it was begun, and sign its form."""
    desk = wiring.registry()
    found = attachments.begin(wiring.complaints().get(ticket), document, TYPE, len(PHOTO), desk)
    return attachments.way(found, desk)


def opened(ticket: str) -> Any:
    """Find the one that may be opened."""
    return attachments.openable(Citizen(ticket), wiring.complaints().get(ticket), STAYS, wiring.registry())


def arrived(ticket: str, document: str) -> dict[str, Any]:
    """Do what S3 does with a form that its policy allows, past the gate; give the queue's record of it."""
    key = f"{ticket}/{document}"
    version = boto3.client("s3").put_object(Bucket=QUARANTINE, Key=key, Body=PHOTO)["VersionId"]
    about = {"key": key, "size": len(PHOTO), "etag": "e", "version-id": version, "sequencer": "1"}
    detail = {"bucket": {"name": QUARANTINE}, "object": about, "reason": "PostObject"}
    report = {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    return {"messageId": document, "body": json.dumps(report)}


def whole(world: World, ticket: str) -> None:
    """The quarantine is empty, one copy is there, each document came and went once on the record."""
    rows = [table.plain(row) for row in world.rows()]
    states = {row["sk"]: row["state"] for row in rows if row["sk"].startswith("A#")}
    assert states == {f"A#{STAYS}": State.CLEAN, f"A#{GOES}": State.REMOVED}
    assert kept(QUARANTINE, ticket) == set()
    assert kept(CLEAN, ticket) == {f"{ticket}/{STAYS}"}
    assert len([row for row in rows if row["sk"].startswith("E#")]) == EVENTS


def kept(bucket: str, ticket: str) -> set[str]:
    """Every name of which a version is left."""
    found: Any = boto3.client("s3").list_object_versions(Bucket=bucket, Prefix=ticket)
    return {one["Key"] for part in ("Versions", "DeleteMarkers") for one in found.get(part, [])}


PAPERS = Flow("papers", "messaging", papers)
ERASED = Flow("erased", "messaging", erased)
