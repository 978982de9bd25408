"""The arrows of chalicelib/__init__.py as a table, and the reader that finds who breaks them."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.rules.tree import ROOT, imports, module, tree

ARROWS = {
    "app": {"handlers", "settings", "telemetry"},
    "handlers": {"services", "domain", "wiring", "forgetting", "counting", "telemetry", "pages", "notify"},
    "forgetting": {"wiring", "services", "store"},
    "counting": {"wiring", "services", "store", "telemetry"},
    "wiring": {
        *("cabinets", "shelves", "clients", "services", "store", "notify", "examiner", "domain", "settings"),
        "telemetry",
    },
    "shelves": {"store", "domain"},
    "cabinets": {"clients", "store", "domain", "settings"},
    "clients": {"store"},
    "services": {"domain"},
    "store": {"domain"},
    "notify": {"domain"},
    "examiner": {"store", "domain"},
    "pages": {"notify", "domain"},
    "domain": set(),
    "settings": set(),
    "telemetry": set(),
    "policy": set(),
    "": set(),
}

# Standard modules through which a clock, an identity or the world outside would come in.
IMPURE = {
    *("asyncio", "ctypes", "fcntl", "glob", "http", "importlib", "io", "logging", "multiprocessing", "os", "pathlib"),
    *("random", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile"),
    *("threading", "time", "urllib", "uuid"),
}
IMPURE_CALLS = {"now", "utcnow", "today", "open", "input", "print", "urandom"}

# The files that may import a package from outside; all others may not.
GUESTS = {
    "chalice": {"app", "chalicelib.handlers.http", "chalicelib.handlers.auth"},
    "pydantic": {
        "chalicelib.settings",
        "chalicelib.handlers.fields",
        "chalicelib.handlers.languages",
        "chalicelib.handlers.schemas",
        "chalicelib.handlers.alerting",
        "chalicelib.handlers.announcing",
        "chalicelib.handlers.days",
        "chalicelib.handlers.opinions",
        "chalicelib.handlers.uploading",
        "chalicelib.handlers.faults",
        "chalicelib.store.codec",  # storage is a border too: what comes back from it is checked like a request
    },
    "PIL": {"chalicelib.examiner"},
    "segno": {"chalicelib.pages.qr"},
    "pikepdf": {"chalicelib.examiner"},
    "boto3": set(),  # it stays at home: what it adds to botocore costs a quarter of a cold start
    "botocore": {"chalicelib.clients", "chalicelib.store", "chalicelib.notify.errors", "chalicelib.handlers.http"},
}


def layer(name: str) -> str:
    """Give the layer that a dotted name of ours belongs to: `chalicelib.store.table` is of `store`."""
    parts = name.split(".")
    return (parts[1] if len(parts) > 1 else "") if parts[0] == "chalicelib" else parts[0]


def broken(path: Path, root: Path = ROOT) -> Iterator[str]:
    """Yield a sentence for each import of a file that its layer does not allow."""
    own = layer(module(path, root))
    for name in imports(path, root):
        head = name.partition(".")[0]
        if head == "app" or (head == "chalicelib" and layer(name) not in ARROWS[own] | {own}):
            yield f"{own or 'chalicelib'} may not import {name}"
        elif head in {"bench", "infra", "local", "ops", "tests", "web"}:
            yield f"{own} ships to Lambda and may not import {name}"
        elif own in {"domain", "services"} and head != "chalicelib" and head not in sys.stdlib_module_names:
            yield f"{own} may not import {name}: only the standard library"
        elif own == "domain" and head in IMPURE:
            yield f"domain is pure and may not import {name}"
        elif head in GUESTS and not any(f"{module(path, root)}.".startswith(f"{host}.") for host in GUESTS[head]):
            yield f"{module(path, root)} may not import {head}"


def impure_calls(path: Path) -> Iterator[str]:
    """Yield each call in a file that would read a clock, the disk or a terminal."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in IMPURE_CALLS:
                yield f"line {node.lineno} calls {called}()"
