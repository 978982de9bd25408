"""policy/agencies.toml into `Body`, with the addresses that the operator of this stage has confirmed."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from chalicelib.domain.agencies import Agencies, Body
from chalicelib.store.book_checks import BadPolicy, entry_of, once, refuse, toml


def read(folder: Traversable, confirmed: Mapping[str, str]) -> Agencies:
    """BadPolicy for an agency that is there twice, undated or nameless, and for an address of one that is not there."""
    bodies = [_body(raw, confirmed) for raw in toml(folder / "agencies.toml")["agencies"]]
    once((body.slug for body in bodies), "agencies")
    strange = sorted(set(confirmed) - {body.slug for body in bodies})
    refuse(bool(strange), f"agencies: {strange} have an address, and do not exist")
    return Agencies(bodies)


def _body(raw: dict[str, Any], confirmed: Mapping[str, str]) -> Body:
    try:
        entry = entry_of(raw)
        email = confirmed.get(raw["slug"]) or raw.pop("email")
        reached = bool(email) and (entry.verified or raw["slug"] in confirmed)
        raw.pop("email", None)
        body = Body(email=email, reached=reached, entry=entry, **raw)
    except (KeyError, TypeError) as error:
        raise BadPolicy(f"agencies: {error}") from error
    refuse(not body.names, f"agencies: {body.slug} has no name")
    return body
