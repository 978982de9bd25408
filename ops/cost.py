"""`ops cost`: a stage's bill from counted units and a dated table of prices, and what dominates it."""

import json
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from infra.stages import ROOT

COUNTS, PRICES = ROOT / "tests" / "counts" / "counts.json", ROOT / "ops" / "prices.toml"
SIZES = (60_000, 2_200_000, 1_000_000_000)
"""Complaints a year: one office in a hundred passports, a national portal, and a size that finds the next wall."""
SWEEP = "sweep with nothing due"
MONTHS, MILLION, GB = 12, 1e6, 1024 * 1024
MINUTES = 60 * 24 * 365 / MONTHS
SUBMIT = "submit"
MESSAGES = frozenset({"mail", "text messages"})
APART = MESSAGES | {"whatever happens", "storage and backups"}
AIM = 190
"""Dollars for a million complaints, reckoned as the aim was: 130 for all but keys, 60 for those."""
GATEWAY = "API Gateway"
NOT_IN_THE_AIM = APART | {GATEWAY, "the wall", "CloudFront", "logs"}
Numbers = Mapping[str, Any]
app = typer.Typer()


@dataclass(frozen=True, slots=True)
class Bill:
    """One month at one size: dollars by what they are for; `at_http`: what requests would be as those of HTTP APIs."""

    yearly: int
    lines: Mapping[str, float]
    at_http: float

    @property
    def month(self) -> float:
        return sum(self.lines.values())

    @property
    def without_messages(self) -> float:
        """Dollars for a million complaints; apart stand messages, what an empty stage costs, what years have left."""
        return self._a_million(APART)

    @property
    def as_the_aim(self) -> float:
        """The same as the aim was reckoned: requests at the price of HTTP APIs; no wall, no CloudFront, no logs."""
        return self._a_million(NOT_IN_THE_AIM) + self.at_http * MONTHS / self.yearly * MILLION

    def _a_million(self, apart: frozenset[str]) -> float:
        own = sum(value for name, value in self.lines.items() if name not in apart)
        return own * MONTHS / self.yearly * MILLION

    @property
    def dominates(self) -> tuple[str, float]:
        """What costs most, and its share of the bill."""
        name = max(self.lines, key=lambda each: self.lines[each])
        return name, self.lines[name] / self.month


def read() -> tuple[Numbers, Numbers]:
    """Read what operations need, and what it costs."""
    return json.loads(COUNTS.read_text(encoding="utf-8")), tomllib.loads(PRICES.read_text(encoding="utf-8"))


def bill(yearly: int, counts: Numbers, given: Numbers, kept: int = 5) -> Bill:
    """Work out one month, with so many years of complaints kept. Raises KeyError for what is not counted."""
    monthly, life = yearly / MONTHS, given["life"]
    price, factor = given["price"], given["factor"]
    units = {
        name: monthly * sum(number * counts[each][name] for each, number in life.items())
        + MINUTES * counts[SWEEP][name]
        for name in ("write_units", "read_units")
    }
    asked, _ = requests(given)
    at_http = stepped(asked * monthly, price["http_steps"])
    leaves = given["leaves"]
    stored = yearly * kept * leaves["table_kb"] / GB
    paid = payable(monthly, counts, given)
    lines = {
        GATEWAY: stepped(asked * monthly, price["api_steps"]),
        "writes": units["write_units"] * price["write_units"] / MILLION,
        "reads": units["read_units"] * price["read_units"] / MILLION,
        "keys (KMS)": paid["kms_symmetric"] + paid["kms_asymmetric"],
        "functions": paid["invocations"] + paid["gb_seconds"],
        "the wall": paid["wall_requests"],
        "CloudFront": paid["edge_requests"],
        "queues": paid["queue_requests"] + paid["topic_messages"],
        "logs": leaves["log_kb"] / GB * monthly * price["log_gb"] / MILLION,
        "storage and backups": stored * (price["storage_gb_month"] + price["backup_gb_month"]),
        "mail": leaves["mails"] * monthly * price["mails"] / MILLION,
        "text messages": leaves["sms_parts"] * monthly * price["sms_parts"] / MILLION,
        "whatever happens": sum(given["fixed"].values()),
    }
    return Bill(yearly, {name: value * factor for name, value in lines.items()}, at_http * factor)


def payable(monthly: float, counts: Numbers, given: Numbers) -> dict[str, float]:
    """Give the dollars of a month for what is counted by the piece, beyond what an account has for nothing."""
    calls, (asked, inside), leaves = calls_of(counts, given["life"]), requests(given), given["leaves"]
    reports, runs = gathered(monthly, given)
    used = {
        "kms_symmetric": monthly * calls["symmetric"],
        "kms_asymmetric": monthly * calls["kms.Sign"],
        "invocations": (asked + inside - reports + runs) * monthly + MINUTES,
        "gb_seconds": monthly * seconds(counts, given),
        "wall_requests": asked * monthly,
        "edge_requests": (asked + leaves["pages"]) * monthly,
        "queue_requests": 2 * runs * monthly,
        "topic_messages": reports * monthly,
    }
    over = {name: max(0.0, number - given["free"].get(name, 0)) for name, number in used.items()}
    return {name: number * given["price"][name] / MILLION for name, number in over.items()}


def calls_of(counts: Numbers, often: Mapping[str, float]) -> dict[str, float]:
    """Sum the calls to each service, and those to KMS that cost the lower price."""
    found: dict[str, float] = {"kms.Sign": 0.0, "symmetric": 0.0, "dynamodb": 0.0}
    for each, number in often.items():
        for call, times in counts[each]["calls"].items():
            kind = call if call == "kms.Sign" else "symmetric" if call.startswith("kms.") else "dynamodb"
            found[kind] += number * times
    return found


def requests(given: Numbers) -> tuple[float, float]:
    """Count a complaint's requests through the API, and runs of functions that nobody asked for."""
    inside = sum(number for each, number in given["life"].items() if each in given["inside"]["operations"])
    return sum(given["life"].values()) - inside, inside


def gathered(monthly: float, given: Numbers) -> tuple[float, float]:
    """Count a complaint's reports, and the runs that take them in: as many come together as the seconds bring."""
    told = given["reports"]
    reports = sum(given["life"][each] for each in told["operations"])
    together = reports * monthly * told["seconds"] / (MINUTES * 60)
    return reports, reports / min(told["most"], max(1, together))


def seconds(counts: Numbers, given: Numbers) -> float:
    """Give the gigabyte-seconds of one complaint: what each operation works, and waits for its counted calls."""
    spent, inside = given["time"], given["inside"]["operations"]
    memory = {each: spent["inside_memory_gb" if each in inside else "memory_gb"] for each in given["life"]}
    ran = (number * milliseconds(counts[each], spent) * memory[each] for each, number in given["life"].items())
    return float(sum(ran) / 1000)


def milliseconds(counted: Numbers, spent: Numbers) -> float:
    """Give how long one operation runs."""
    waits = sum(times * spent["call"].get(call.partition(".")[0], 0) for call, times in counted["calls"].items())
    return float(spent["own"] + waits + counted["slow_hashes"] * spent["slow_hash"])


def stepped(number: float, steps: list[dict[str, float]]) -> float:
    """Price so many calls, the first at the first step's price, and so on."""
    left, below, dollars = number / MILLION, 0.0, 0.0
    for step in steps:
        taken = min(left, step["upto"] - below)
        dollars, left, below = dollars + taken * step["dollars"], left - taken, step["upto"]
    return dollars


def said(one: Bill) -> dict[str, object]:
    """Give a bill for a machine; the last two are for a million complaints."""
    month = {"yearly": one.yearly, "lines": one.lines, "month": one.month}
    return month | {"a_million_as_billed": one.without_messages, "a_million_as_the_aim": one.as_the_aim}


@app.command()
def cost(
    complaints: Annotated[
        list[int] | None, typer.Option(help="Complaints a year; may be given more than once.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False,
) -> None:
    """Print what a month costs at each size, and what dominates; prices are those of ops/prices.toml."""
    counts, given = read()
    bills = [bill(size, counts, given) for size in complaints or SIZES]
    if as_json:
        sys.stdout.write(json.dumps([said(one) for one in bills]) + "\n")
        return
    heads = (f"{one.yearly:,} a year" for one in bills)
    listed = Table("US dollars a month", *heads, title=f"Prices of {given['looked_at']}")
    for name in bills[0].lines:
        listed.add_row(name, *(f"{one.lines[name]:,.2f}" for one in bills))
    listed.add_row("all", *(f"{one.month:,.2f}" for one in bills), style="bold")
    listed.add_row("what dominates", *(f"{one.dominates[0]}, {one.dominates[1]:.0%}" for one in bills))
    listed.add_row(
        "a million complaints without messages, as billed", *(f"{one.without_messages:,.0f}" for one in bills)
    )
    listed.add_row(
        f"reckoned as the aim of {AIM} is: HTTP API prices, without wall, logs, CloudFront",
        *(f"{one.as_the_aim:,.0f}" for one in bills),
    )
    Console().print(listed)
