"""Keys and what they seal: a case's words under its own data key, an identity under a key that few may use."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.domain.events import Words
from chalicelib.domain.people import Identity, Mode, masked
from chalicelib.domain.questions import Answers
from chalicelib.domain.steps import Hearing
from chalicelib.store import seals
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


WAYS = ("email", "sms")


class Vault:
    """Seals and opens. `data_key` and `identity_key` name KMS keys.

    A role that lacks the right to one gets KMS's AccessDenied.
    """

    def __init__(self, kms: "KMSClient", data_key: str, identity_key: str) -> None:
        self._kms, self._data_key, self._identity_key = kms, data_key, identity_key

    def fresh(self, ticket: str) -> tuple[bytes, bytes]:
        """Make a case's data key: as it is, for now, and wrapped, to be kept."""
        made = self._kms.generate_data_key(
            KeyId=self._data_key, KeySpec="AES_256", EncryptionContext={"ticket": ticket}
        )
        return made["Plaintext"], made["CiphertextBlob"]

    def unwrap(self, ticket: str, wrapped: bytes) -> bytes:
        """Open a case's data key: one call, whatever is then opened with it."""
        return self._kms.decrypt(CiphertextBlob=wrapped, EncryptionContext={"ticket": ticket})["Plaintext"]

    def seal_identity(self, ticket: str, identity: Identity) -> Item:
        """Give the sealed identity, each part of the contact apart, and what a handler may see of a named one."""
        key, wrapped = self._identity(ticket)
        given = {"email": identity.email, "phone": identity.phone}
        told = {"name": identity.name, "subject": identity.subject}
        body = json.dumps({"mode": identity.mode, **{name: value for name, value in told.items() if value}}).encode()
        shown = (
            {part: masked(getattr(identity, part)) for part in ("name", "email", "phone")}
            if identity.mode is Mode.NAMED
            else {}
        )
        return {
            "sealed": seals.seal(key, body, f"identity {ticket}"),
            "wrapped": wrapped,
            **_parts(key, ticket, {part: value for part, value in given.items() if value}),
            "reach": [channel for channel in WAYS if identity.reaches(channel)],
            "masked": {part: value for part, value in shown.items() if value},
        }

    def seal_parts(self, ticket: str, parts: Mapping[str, str]) -> Item:
        """Give new parts of a contact under a key of their own; nothing that was sealed before is opened for it."""
        if not parts:
            return {}
        key, wrapped = self._identity(ticket)
        return _parts(key, ticket, parts) | {f"{part}_wrapped": wrapped for part in parts}

    def open_identity(self, ticket: str, row: Item) -> Identity:
        """Open who somebody is. Only the notifier's and the custodian's role can."""
        opened: dict[bytes, bytes] = {}
        key = self._unwrapped(ticket, row["wrapped"], opened)
        body = json.loads(seals.unseal(key, row["sealed"], f"identity {ticket}"))
        email, phone = (self.open_part(ticket, row, part, opened) for part in ("email", "phone"))
        name, subject = body.get("name"), body.get("subject")
        return Identity(Mode(body["mode"]), name, email, phone, sms="sms" in row["reach"], subject=subject)

    def open_part(self, ticket: str, row: Item, part: str, opened: dict[bytes, bytes] | None = None) -> str | None:
        """Open one part of a contact, and nothing else; None when there is none."""
        if part not in row:
            return None
        key = self._unwrapped(ticket, row.get(f"{part}_wrapped") or row["wrapped"], {} if opened is None else opened)
        return seals.unseal(key, row[part], f"{part} {ticket}").decode()

    def _identity(self, ticket: str) -> tuple[bytes, bytes]:
        context = {"ticket": ticket, "part": "identity"}
        made = self._kms.generate_data_key(KeyId=self._identity_key, KeySpec="AES_256", EncryptionContext=context)
        return made["Plaintext"], made["CiphertextBlob"]

    def _unwrapped(self, ticket: str, wrapped: bytes, opened: dict[bytes, bytes]) -> bytes:
        """Open a key that seals parts of WHO, unless that was done a moment ago: mostly one seals them all."""
        if wrapped not in opened:
            context = {"ticket": ticket, "part": "identity"}
            opened[wrapped] = self._kms.decrypt(CiphertextBlob=wrapped, EncryptionContext=context)["Plaintext"]
        return opened[wrapped]


def _parts(key: bytes, ticket: str, parts: Mapping[str, str]) -> Item:
    return {part: seals.seal(key, value.encode(), f"{part} {ticket}") for part, value in parts.items()}


def seal_words(key: bytes, ticket: str, version: int, words: Words) -> Item:
    """Give a text's row: its words and salt sealed, bound to the ticket, the version and who may read it."""
    said: dict[str, object] = {"help": words.help} if words.help else {}
    if words.answers.given:
        said["answers"] = [words.answers.edition, words.answers.given]
    body = json.dumps({"text": words.text, "salt": words.salt.hex(), **said}, ensure_ascii=False).encode()
    return {"hearing": words.hearing.value, "sealed": seals.seal(key, body, f"text {ticket} {version} {words.hearing}")}


def open_words(key: bytes, ticket: str, version: int, row: Item) -> Words:
    """Open one text."""
    hearing = Hearing(row["hearing"])
    body = json.loads(seals.unseal(key, row["sealed"], f"text {ticket} {version} {hearing}"))
    edition, given = body.get("answers", ("", ()))
    answers = Answers(edition, tuple((slug, value) for slug, value in given))
    return Words(body["text"], bytes.fromhex(body["salt"]), hearing, body.get("help", ""), answers)
