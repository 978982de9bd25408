"""`ops messages`: what became of the messages about a complaint, which are stuck, and one more try for the dead."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from chalicelib import wiring
from chalicelib.domain.found import Standing
from chalicelib.domain.intents import DESK, Sending
from chalicelib.domain.sending import Key
from chalicelib.domain.times import iso
from chalicelib.domain.weather import OLDEST
from chalicelib.services.delivery import Outcome
from chalicelib.store.inspection import Inspection
from ops.cloud.telling import errors

app = typer.Typer(help="Messages that go out, and what became of them.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")]
Really = Annotated[bool, typer.Option("--yes", help="Write; without it, only show.")]
Ticket = Annotated[str, typer.Argument(help="The ticket number; or one of our own people, by their identifier.")]

GONE = frozenset({Sending.SENT, Sending.DELIVERED, Sending.COMPLAINED})
MEANINGS = {
    Sending.PENDING: "waits to be sent; the stream or the next sweep takes it",
    Sending.CLAIMED: "is being sent, or nobody knows whether it went: the provider's report or the lease decides",
    Sending.SENT: "the provider accepted it; no report yet whether it arrived (SNS never gives one)",
    Sending.SILENT: "the provider accepted it and has reported nothing for two days",
    Sending.EXPIRED: "the provider tried until its time was up; it did not arrive",
    Sending.DELIVERED: "arrived",
    Sending.BOUNCED: "came back: the address does not take it",
    Sending.COMPLAINED: "arrived, and was marked as unwanted",
    Sending.REFUSED: "was not sent, for good; the reason stands beside",
    Sending.DEAD: "was tried too often, or is too old; redrive tries again",
}

SPREAD = "each reader has a message of their own: explain READER"


def desk() -> Inspection:
    """Look where the settings say."""
    return Inspection(wiring.client("dynamodb"), wiring.settings().cases_table, wiring.settings().shards)


@app.command("list")
def stuck(*, as_json: Json = False) -> None:
    """List dead messages, and those that should have gone an hour ago. Reads the whole table of cases once.

    Exit codes: 0 there are none; 1 there are some; 3 the cloud cannot be read.
    """
    found = tuple(desk().stuck(wiring.clock()))
    _printed(found, as_json=as_json)
    raise typer.Exit(1 if found else 0)


@app.command()
def explain(ticket: Ticket, *, as_json: Json = False) -> None:
    """Tell what became of every message about a complaint, or to one of our own people, in words. No address is read.

    Exit codes: 0 told; 3 there is no message under this number or name, or the cloud cannot be read.
    """
    found = _named(desk(), ticket)
    _printed(found, as_json=as_json)
    if not found:
        errors.print(f"There is no message about {ticket}, nor to anybody of that name. Check how it is written.")
        raise typer.Exit(3)


@app.command()
def redrive(
    ticket: Ticket,
    *,
    really: Really = False,
    past: Annotated[bool, typer.Option("--past-fence", help="Also what is too old, or lies behind the fence.")] = False,
    as_json: Json = False,
) -> None:
    """Let the dead messages about a complaint, or to a person, be tried again from the start, by the next sweep.

    What the fence keeps back stays, unless --past-fence is given; and so does what has gone by another channel since.
    Exit codes: 0 done, or shown; 1 there is no dead one to try; 3 the cloud cannot be read.
    """
    inspection, now = desk(), wiring.clock()
    found = _named(inspection, ticket)
    gone = {_said(one) for one in found if one.status in GONE}
    dead = [one for one in found if one.status is Sending.DEAD and _said(one) not in gone]
    wanted = [one for one in dead if past or one.why != Outcome.FENCED]
    _printed(wanted, as_json=as_json)
    if really:
        again = sum(inspection.redrive(Key(one.pk, one.sk), now) for one in wanted)
        errors.print(f"{again} will be tried again.")
    if len(dead) > len(wanted):
        errors.print(f"{len(dead) - len(wanted)} stay behind the fence.")
    raise typer.Exit(0 if wanted else 1)


@app.command()
def fence(
    *,
    before: Annotated[datetime | None, typer.Option(help="Keep back what was owed before this time, in UTC.")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Take the fence away.")] = False,
    really: Really = False,
    as_json: Json = False,
) -> None:
    """Show the replay fence, or change it: after a restore it keeps old messages from going out again.

    Exit codes: 0 there is none but the standing one; 1 there is one; 2 the command was wrong; 3 unreadable cloud.
    """
    if before and lift:
        raise typer.BadParameter("Give --before or --lift, not both.")
    gate, now = wiring.gate(), wiring.clock()
    if really and (before or lift):
        gate.fence(before.replace(tzinfo=UTC) if before else None)
    stands = gate.look(now).fence
    since = f"owed before {iso(stands)}" if stands else "none"
    errors.print(f"Fence: {since}. Always kept back: owed more than {OLDEST.days} days ago.")
    if (before or lift) and not really:
        errors.print("Nothing was changed: give --yes.")
    if as_json:
        sys.stdout.write(json.dumps({"fence": iso(stands) if stands else None, "days": OLDEST.days}) + "\n")
    raise typer.Exit(1 if stands else 0)


def _named(inspection: Inspection, name: str) -> tuple[Standing, ...]:
    return inspection.about(name.strip().upper()) or inspection.to(name.strip())


def _about(one: Standing) -> str:
    """The ticket; of a message about many cases, the sweep that made it."""
    return one.pk.partition("#")[2] if one.pk.startswith("C#") else one.sk.split("#")[1]


def _said(one: Standing) -> tuple[str, str]:
    """One message, whatever the channel."""
    return one.pk, one.sk.rpartition("#")[0]


def _printed(found: Iterable[Standing], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found]) + "\n")
        return
    listed = Table(Column("message", no_wrap=True), Column("state", no_wrap=True), "what that means")
    for one in found:
        spread = one.recipient == DESK and one.status is Sending.SENT
        meaning = SPREAD if spread else MEANINGS[one.status] + (f" ({one.why})" if one.why else "")
        state = f"{one.status.value}\n{one.moved or one.due}\n{one.attempts} {'try' if one.attempts == 1 else 'tries'}"
        listed.add_row(f"{one.notice}\n{_about(one)}\nto {one.recipient} by {one.channel}", state, meaning)
    Console().print(listed if listed.row_count else "None.")
