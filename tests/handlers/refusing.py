"""How a refusal is looked at: the field named, the remedy in the caller's language, nothing kept."""

from typing import Any

from chalicelib import wiring
from tests.handlers.client import COMPLAINT, Client, Reply, fresh_key

PATH = "/v1/complaints"
WHO = COMPLAINT["identity"]


def explained(reply: Reply, language: str) -> None:
    """Each refused field comes with the catalogue's words in the language that was asked for."""
    for fault in reply.json["errors"]:
        known = wiring.words(language)(f"rule.{fault['code']}", max_length="|", min_length="|", choices="|")
        assert fault["message"].startswith(known.partition("|")[0]), fault


CHOICES = {"unknown_choice", "choose_from"}
"""Either names the list; the second gives it."""


def told(faults: dict[str, str]) -> dict[str, str]:
    """The faults, with no regard to whether the choices were listed."""
    return {field: "unknown_choice" if code in CHOICES else code for field, code in faults.items()}


def refused(api: Client, body: dict[str, Any], field: str, code: str | None = None) -> None:
    """Send it in both languages; both times the field is named and nothing is kept."""
    said = {}
    for language in ("id", "en"):
        reply = api.call("POST", PATH, body, idempotency_key=fresh_key(), accept_language=language)
        assert reply.status == 422, (field, reply.text)
        assert field in reply.faults, (field, reply.text)
        assert code in {None, told(reply.faults)[field]}, (field, code, reply.text)
        explained(reply, language)
        said[language] = reply.json["errors"]
    assert [one["message"] for one in said["id"]] != [one["message"] for one in said["en"]]
    assert api.stored() == []


def in_identity(**changes: Any) -> dict[str, Any]:
    return COMPLAINT | {"identity": WHO | changes}
