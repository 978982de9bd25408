"""What counts an operation, and a step of an officer to be counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from chalicelib import wiring
from chalicelib.store import seals
from tests.handlers.client import Client, fresh_key, token
from tests.watch import Watch

NARRATIVE = ("Paspor saya belum jadi setelah tiga minggu, padahal dijanjikan selesai dalam empat hari kerja. " * 7)[
    :600
]
Counted = dict[str, Any]
Counting = Callable[[str], Any]


class Counter:
    """Runs operations by name and keeps what each asked for."""

    def __init__(self) -> None:
        self.found: dict[str, Counted] = {}

    @contextmanager
    def counting(self, name: str) -> Iterator[None]:
        """Count what is done inside: calls, units, rows, runs of the slow hash."""
        with mock.patch.object(seals, "code_hash", wraps=seals.code_hash) as hashed, Watch(wiring.client) as watch:
            yield
        self.found[name] = {
            "calls": dict(sorted(watch.counts.items())),
            "read_units": watch.read,
            "write_units": watch.write,
            "rows": dict(sorted(watch.rows.items())),
            "slow_hashes": hashed.call_count,
        }


def step(api: Client, ticket: str, seen: int, name: str, **more: Any) -> None:
    headers = {"idempotency_key": fresh_key(), "if_match": f'"{seen}"'}
    path = f"/v1/staff/complaints/{ticket}/steps"
    api.call("POST", path, {"step": name, **more}, token=token("budi"), **headers)
