"""Grants for the sample people, put through the app's own store."""

from chalicelib import wiring
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from local.issuer.accounts import ACCOUNTS, Account, account
from local.web import Refused


def put_all() -> None:
    for one in ACCOUNTS:
        put(one)


def put(one: Account) -> None:
    """Write the grant, again and again to the same effect. Raise Refused with 422 when there is no such office."""
    offices = wiring.book().offices
    if not offices.has(one.office):
        raise Refused(422, f"There is no office {one.office!r}. /v1/offices lists them.")
    scope = offices.get(one.office).path
    wiring.grants().put(Grant(one.sub, Role(one.role), scope, one.email, "id", one.restricted, name=one.name))


def person(role: str, office: str) -> Account:
    """The sample person of this role at this office; made up, with a grant, where there is none."""
    for one in ACCOUNTS:
        if (one.role, one.office, one.restricted) == (role, office, False):
            return one
    found = account(role, office)
    put(found)
    return found
