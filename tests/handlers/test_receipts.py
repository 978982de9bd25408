"""Receipts: anybody can check one with the public key and nothing else, and a changed one is found out."""

import base64
import hashlib
import json
from typing import Any

import jwt
import pytest

from chalicelib import wiring
from tests.handlers.client import COMPLAINT, Client, Filed, grant


def checked(api: Client, receipt: str) -> dict[str, Any]:
    """Check a receipt as a stranger would: with the published key alone."""
    keys = {key["kid"]: jwt.PyJWK(key) for key in api.call("GET", "/v1/keys").json["keys"]}
    key = keys[jwt.get_unverified_header(receipt)["kid"]]
    found: dict[str, Any] = jwt.decode(receipt, key, algorithms=["ES256"], options={"verify_aud": False})
    return found


def again(api: Client, filed: Filed) -> str:
    reply = api.call("GET", f"/v1/complaints/{filed.ticket}/receipt", token=api.session(filed))
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    return str(reply.json["jws"])


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_receipt_proves_what_was_filed_and_when(api: Client) -> None:
    """With receipt and text a citizen proves, with nobody's help, what was filed, when, and by when it is due."""
    filed = api.file()
    said = checked(api, filed.answer["receipt"]["jws"])
    assert (said["ticket"], said["received_at"]) == (filed.ticket, "2026-03-13T08:40:00Z")
    assert said["due"] == {date["clock"]: date["due"] for date in filed.answer["deadlines"]}
    digest = hashlib.sha256(unpadded(said["salt"]) + COMPLAINT["narrative"].encode()).digest()
    assert unpadded(said["text"]) == digest
    assert "siti" not in json.dumps(said).lower()


def test_one_flipped_bit_is_found(api: Client) -> None:
    """A receipt in which anything was changed, however little, proves nothing."""
    receipt = api.file().answer["receipt"]["jws"]
    parts = receipt.split(".")
    for number, part in enumerate(parts):
        raw = bytearray(unpadded(part))
        raw[len(raw) // 2] ^= 1
        changed = base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()
        forged = ".".join([*parts[:number], changed, *parts[number + 1 :]])
        with pytest.raises((jwt.PyJWTError, ValueError, KeyError)):
            checked(api, forged)


def test_a_lost_receipt_is_given_again(api: Client) -> None:
    """Whoever lost the receipt gets the same statement again, whatever has happened to the case since."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "verify")
    api.take(person, filed.ticket, "classify", text="Perlu diperiksa.", klass="examination")
    api.later(days=30)
    assert checked(api, again(api, filed)) == checked(api, filed.answer["receipt"]["jws"])


def test_no_receipt_without_words(api: Client) -> None:
    """Once a person's words are erased there is nothing left to prove, and nothing is signed."""
    import boto3  # noqa: PLC0415

    filed = api.file()
    boto3.client("dynamodb").delete_item(TableName="keys", Key={"pk": {"S": f"C#{filed.ticket}"}})
    reply = api.call("GET", f"/v1/complaints/{filed.ticket}/receipt", token=api.session(filed))
    assert reply.status == 404
    assert wiring.complaints().get(filed.ticket).version == 1


def test_the_keys_may_be_kept(api: Client) -> None:
    """The public keys may be cached for an hour by anybody."""
    reply = api.call("GET", "/v1/keys")
    assert reply.headers["Cache-Control"] == "public, max-age=3600"


def test_a_receipt_goes_onto_paper(api: Client) -> None:
    """The code holds the address of the page that checks it, and the receipt behind the sign that nobody sends."""
    jws = api.file().answer["receipt"]["jws"]
    drawn = api.call("POST", "/v1/receipt-codes", {"jws": jws}).json
    assert drawn["link"] == f"{wiring.settings().site_url}/en/tanda-terima/#{jws}"
    assert drawn["image"].startswith("data:image/svg+xml")
    assert len(drawn["image"]) < 20_000
    for wrong in ("x", "a.b", "a.b.c#d", "a.b.c/../d", "a" * 2000, "javascript:a.b.c"):
        assert api.call("POST", "/v1/receipt-codes", {"jws": wrong}).status == 422
