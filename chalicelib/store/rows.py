"""A change as the rows that one transaction writes."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.book import Book
from chalicelib.domain.change import Answer, Change
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import Staff
from chalicelib.domain.times import iso
from chalicelib.store import codec, table
from chalicelib.store.table import Item, Wire

NEW_ROW = "attribute_not_exists(pk)"
TRIAL_KEPT = timedelta(days=2)
"""How long the check of a deployment is kept: providers report on its messages meanwhile."""


def state_row(case: Complaint, book: Book, shards: int) -> Item:
    """The snapshot, and what the indexes need: the next alarm, and the queue while anything is owed."""
    alarm = next_alarm(case, book)
    return {
        "pk": table.case_pk(case.ticket),
        "sk": table.STATE,
        "version": case.version,
        "status": case.status.value,
        "snapshot": codec.snapshot(case),
        "closed_to": {*case.excluded, *case.barred} or None,
        **table.due_keys(case.ticket, table.STATE, alarm.at if alarm else None, shards),
        **(_queue_keys(case) | _away_keys(case) if case.open else {}),
    }


def queue_pk(office: str, *, restricted: bool) -> str:
    """The queue of an office; reports on foreigners have one apart."""
    return f"{'R' if restricted else 'Q'}#{office}"


def _queue_keys(case: Complaint) -> Item:
    holder = case.referred or case.office
    return {"queue_pk": queue_pk(holder, restricted=case.restricted), "queue_sk": f"{iso(case.due)}#{case.ticket}"}


def away_pk(office: str) -> str:
    """The open cases whose clocks run by this office's calendar while another one holds them."""
    return f"AWAY#{office}"


def _away_keys(case: Complaint) -> Item:
    """In the index of contacts, where a case itself has no other entry: a change of calendar must find it."""
    holder = case.referred or case.office
    away = next((clock.office for clock in case.clocks if not clock.over and clock.office != holder), None)
    return {"contact_pk": away_pk(away), "contact_sk": case.ticket} if away else {}


def event_row(change: Change) -> Item:
    """The fact, for good."""
    return {
        "pk": table.case_pk(change.case.ticket),
        "sk": table.event_sk(change.event.version),
        "body": codec.record(change.event),
    }


def command_row(answer: Answer, sealed: bytes, expires: int) -> Wire:
    """The answer, which only a holder of the idempotency key can open."""
    return table.command_key(answer.key) | table.wire(
        {"request": bytes.fromhex(answer.request), "sealed": sealed, "expires": expires}
    )


def put(name: str, item: Wire, condition: str | None = NEW_ROW, values: Wire | None = None) -> Any:
    """One Put of a transaction."""
    action: Wire = {"TableName": name, "Item": item}
    if condition:
        action["ConditionExpression"] = condition
    if values:
        action["ExpressionAttributeValues"] = values
    return {"Put": action}


def passing(action: Any, name: str, at: datetime) -> Any:
    """The same Put, of a row that goes away by itself."""
    put = action.get("Put", {})
    if put.get("TableName") != name:
        return action
    kept = table.wire({"expires": int((at + TRIAL_KEPT).timestamp())})
    return {"Put": put | {"Item": kept | put["Item"]}}


def state_put(name: str, change: Change, row: Item) -> Any:
    """The state, on condition that nobody was quicker and that the case is not closed to whoever acts."""
    if change.before == 0:
        return put(name, table.wire(row))
    strangers = [f":s{number}" for number, _ in enumerate(_selves(change))]
    condition = " AND ".join(["version = :before", *(f"NOT contains(closed_to, {one})" for one in strangers)])
    values: Item = {":before": change.before} | dict(zip(strangers, _selves(change), strict=True))
    return put(name, table.wire(row), condition, table.wire(values))


def _selves(change: Change) -> list[str]:
    """Every name under which a case may be closed to this actor: each office above them, and they themselves."""
    actor = change.actor
    return sorted({actor.id, *actor.scope.split("/")}) if isinstance(actor, Staff) else []


def lost(error: Exception) -> bool:
    """Tell whether a transaction was cancelled by its conditions or by a rival, not by a fault of ours."""
    reasons = getattr(error, "response", {}).get("CancellationReasons", [])
    codes = {reason.get("Code") for reason in reasons} - {"None", None}
    return bool(codes) and codes <= {"ConditionalCheckFailed", "TransactionConflict"}
