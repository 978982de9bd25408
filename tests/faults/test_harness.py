"""The harness itself: it finds what is wrong with the usual tutorial, and every AWS call of ours stands in its list."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import naive
from tests.faults.gate import KINDS

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "calls.txt"
CLIENTS = {"_client", "_kms"}
NOT_IN_A_FLOW = {
    "get_public_key": "reads what anybody may read, and changes nothing",
    "get_paginator": "lists for an operator what is stuck, and changes nothing",
    "generate_presigned_post": "signs on our side; no call goes out",
    "generate_presigned_url": "signs on our side; no call goes out",
    "scan": "looks through the records at night, and changes nothing but its place; the next minute looks again",
    "delete_item": "spends a one-time code; a second try finds it spent and is refused",
}


@pytest.mark.usefixtures("aws")
def test_put_send_put_is_found_wanting() -> None:
    """The usual way of writing this loses, doubles and forks complaints, and the harness says so."""
    calls = naive.run({}).calls
    found = [naive.run({number: kind}) for number in range(1, calls + 1) for kind in KINDS]
    assert all(one.fired for one in found)
    assert any(one.duplicate_cases for one in found)
    assert any(one.wrong_versions for one in found)
    assert any(one.doubled for one in found)
    counts = Counter(name for one in found for name, wrong in vars(one).items() if wrong is True)
    print("put, send, put:", len(found), "runs", dict(counts))  # noqa: T201 - the figures are shown with -rP


@pytest.mark.usefixtures("aws")
def test_put_send_put_works_without_a_fault() -> None:
    """The tutorial is right while nothing fails: it is not a straw man."""
    assert not naive.run({}).wrong


def test_every_call_in_the_code_is_reached() -> None:
    """A new kind of AWS call that no fault reaches fails the build, until a flow makes it."""
    reached = {line.split()[-1].partition(".")[2].lower() for line in GOLDEN.read_text().splitlines() if "." in line}
    unreached = {name for name in called() if name.replace("_", "") not in reached} - set(NOT_IN_A_FLOW)
    assert not unreached, f"no flow makes {sorted(unreached)}"


def called() -> set[str]:
    """Find every method that our code calls on a client of AWS."""
    return {
        node.func.attr
        for folder in ("store", "notify")
        for path in (ROOT / "chalicelib" / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr in CLIENTS
    }
