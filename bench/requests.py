"""CPU of a request, ours and the floor's, in alternating blocks of one run."""

import gc
import json
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from bench import floor, ours

BLOCKS, REQUESTS, HASHES = 9, 150, 5
FLOOR, KEYS, OURS = "floor: submit", "floor with as many calls: submit", "ours: submit"
FLOOR_STATUS, OURS_STATUS = "floor: status", "ours: status"
Run = Callable[[], object]


def event(method: str, route: str, body: str | None, headers: dict[str, str], **parts: str) -> dict[str, Any]:
    """A proxy event as API Gateway makes it."""
    return {
        "resource": route,
        "path": route.format(**parts),
        "httpMethod": method,
        "headers": {"content-type": "application/json", "accept-language": "id", **headers},
        "multiValueHeaders": {},
        "multiValueQueryStringParameters": None,
        "pathParameters": parts or None,
        "stageVariables": None,
        "requestContext": {"httpMethod": method, "resourcePath": route, "path": route},
        "body": body,
        "isBase64Encoded": False,
    }


def asking(app: Any, wanted: int, asked: dict[str, Any]) -> Run:
    """Give a function that sends this request; the first try must be answered as wanted."""
    answer = app(asked, None)
    if answer["statusCode"] != wanted:
        raise SystemExit(f"{asked['path']} answers {answer['statusCode']}: {answer['body']}")
    return lambda: app(asked, None)


def runs() -> dict[str, Run]:
    """Give what is timed, by name."""
    submitted = event("POST", "/v1/complaints", json.dumps(ours.BODY), ours.COMMAND)
    return {
        FLOOR: asking(floor.app, 200, event("POST", "/complaints", floor.FORM, {})),
        KEYS: asking(floor.app, 200, event("POST", "/complaints-with-keys", floor.FORM, {})),
        OURS: asking(ours.app, 201, submitted),
        FLOOR_STATUS: asking(floor.app, 200, event("GET", "/complaints/{ticket}", None, {}, ticket="1")),
        OURS_STATUS: asking(
            ours.app,
            200,
            event("GET", "/v1/complaints/{ticket}", None, ours.session(), ticket=ours.state["pk"]["S"][2:]),
        ),
    }


def block(run: Run, times: int) -> float:
    """Give the CPU milliseconds of one request, from a block of them."""
    gc.collect()
    begun = process_time()
    for _ in range(times):
        run()
    return (process_time() - begun) * 1000 / times


def measured() -> dict[str, list[float]]:
    """Time every request in alternating blocks, and the slow hash apart; log lines go nowhere."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        with ours.without_the_slow_hash:
            known = runs()
            for run in known.values():
                block(run, 20)
            found: dict[str, list[float]] = {name: [] for name in known}
            for _ in range(BLOCKS):
                for name, run in known.items():
                    found[name].append(block(run, REQUESTS))
        found["slow hash of a code, once a submit"] = [
            block(lambda: ours.seals.code_hash("0" * 16), HASHES) for _ in range(3)
        ]
    return found


def ratio(found: dict[str, list[float]], name: str, base: str) -> str:
    """Give the median of the ratios inside each round of blocks, and their range."""
    each = [one / other for one, other in zip(found[name], found[base], strict=True)]
    return f"{median(each):.2f} ({min(each):.2f} to {max(each):.2f})"


def tables(found: dict[str, list[float]]) -> str:
    """Print what was found."""
    lines = ["| request | CPU-ms, median of blocks | lowest | highest |", "|---|---|---|---|"]
    lines += [f"| {name} | {median(ms):.2f} | {min(ms):.2f} | {max(ms):.2f} |" for name, ms in found.items()]
    lines += ["", "| ratio inside one run | median (range) | goal |", "|---|---|---|"]
    for name, base, goal in ((OURS, FLOOR, "none"), (OURS, KEYS, "≤ 2.0"), (OURS_STATUS, FLOOR_STATUS, "≤ 1.5")):
        lines.append(f"| {name} / {base} | {ratio(found, name, base)} | {goal} |")
    return "\n".join(lines)
