"""Keys and what they seal: a case's words under its own data key, an identity under a key that few may use."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from chalicelib.domain.events import Words
from chalicelib.domain.people import Identity, Mode, masked
from chalicelib.domain.steps import Hearing
from chalicelib.store import seals
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


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
        """Give the sealed identity, and what a handler may see of a named one."""
        context = {"ticket": ticket, "part": "identity"}
        made = self._kms.generate_data_key(KeyId=self._identity_key, KeySpec="AES_256", EncryptionContext=context)
        body = json.dumps({name: value for name, value in asdict(identity).items() if value}).encode()
        shown = (
            {part: masked(getattr(identity, part)) for part in ("name", "email", "phone")}
            if identity.mode is Mode.NAMED
            else {}
        )
        return {
            "sealed": seals.seal(made["Plaintext"], body, f"identity {ticket}"),
            "wrapped": made["CiphertextBlob"],
            "masked": {part: value for part, value in shown.items() if value},
        }

    def open_identity(self, ticket: str, row: Item) -> Identity:
        """Open who somebody is. Only the notifier's and the custodian's role can."""
        context = {"ticket": ticket, "part": "identity"}
        key = self._kms.decrypt(CiphertextBlob=row["wrapped"], EncryptionContext=context)["Plaintext"]
        body = json.loads(seals.unseal(key, row["sealed"], f"identity {ticket}"))
        return Identity(**(body | {"mode": Mode(body["mode"])}))


def seal_words(key: bytes, ticket: str, version: int, words: Words) -> Item:
    """Give a text's row: its words and salt sealed, bound to the ticket, the version and who may read it."""
    body = json.dumps({"text": words.text, "salt": words.salt.hex()}, ensure_ascii=False).encode()
    return {"hearing": words.hearing.value, "sealed": seals.seal(key, body, f"text {ticket} {version} {words.hearing}")}


def open_words(key: bytes, ticket: str, version: int, row: Item) -> Words:
    """Open one text."""
    hearing = Hearing(row["hearing"])
    body = json.loads(seals.unseal(key, row["sealed"], f"text {ticket} {version} {hearing}"))
    return Words(body["text"], bytes.fromhex(body["salt"]), hearing)
