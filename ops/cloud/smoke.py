"""Is a stage alive: the pages, a sweep, one complaint filed, followed, told of and withdrawn, as a citizen would.

The complaint says that it is a check, is anonymous, and is withdrawn at once. It goes to an office that is in no list
and under nobody, and its rows go away by themselves. Its message goes to SES's own test mailbox, or in a stage under
test to its first guest.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

OFFICE = "pemeriksaan-sistem"
MAILBOX = "success@simulator.amazonses.com"
OLDEST_SWEEP = 180
TOLD_WITHIN = 90
"""Seconds: what the stream missed goes with the second sweep."""
NAMES = {"health": "sweep"}
"""The one check that is not named after what is asked."""
Sent = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Check:
    """One question, whether the answer is good, and what was seen."""

    name: str
    good: bool
    seen: str


@dataclass
class Visit:
    """One visitor. `sent` tells whether a ticket's message went out; `pages` is where pages are, if not at the site.

    Who is hurried does not wait for a sweep.
    """

    site: str
    sent: Sent
    mailbox: str = MAILBOX
    minutes: int = 1
    pause: float = 3.0
    pages: str = ""
    first: str = "/id/"
    hurried: bool = False
    office: str = OFFICE
    filed: dict[str, Any] = field(default_factory=dict)
    token: str = ""

    def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, at: str = "", **headers: str
    ) -> tuple[int, Any]:
        """Ask, and give status and answer; text that is no JSON is given as it is."""
        sent = {"Content-Type": "application/json", "User-Agent": "aduan-smoke"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body).encode()
        request = Request((at or self.site) + path, data, sent, method=method)  # noqa: S310 - the stage's own address
        try:
            with urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, _read(answer.read())
        except HTTPError as error:
            return error.code, _read(error.read())

    def checks(self) -> Iterator[Check]:
        """Go through the visit; what cannot go on after a failure is left out."""
        asked = (self.page, self.health, self.file, self.track, self.notify, self.withdraw)
        for step in (step for step in asked if not (self.hurried and step == self.health)):
            try:
                found = step()
            except OSError as error:
                why = getattr(error, "reason", None) or error
                found = Check(
                    NAMES.get(step.__name__, step.__name__), good=False, seen=f"{self.site} cannot be reached: {why}"
                )
            except (KeyError, TypeError) as error:
                found = Check(
                    step.__name__, good=False, seen=f"not the answer of Aduan: {type(error).__name__} {error}"
                )
            yield found
            if not found.good and step in (self.file, self.track):
                return

    def page(self) -> Check:
        status, text = self.ask("GET", self.first, at=self.pages)
        return Check("page", status == 200 and "<html" in str(text), f"GET {self.first} answered {status}")  # noqa: PLR2004

    def health(self) -> Check:
        """A new stage waits for its first sweep."""
        limit = time.monotonic() + 60 * self.minutes + 30
        while True:
            status, said = self.ask("GET", "/v1/health")
            age = said.get("last_sweep_seconds") if isinstance(said, dict) else None
            good = age is not None and age < OLDEST_SWEEP * self.minutes
            if good or time.monotonic() > limit:
                return Check("sweep", good, f"health {status}; the last sweep was {age} seconds ago")
            time.sleep(self.pause)

    def file(self) -> Check:
        identity = {"mode": "anonymous", "email": self.address()}
        body = {"kind": "complaint", "category": "passport-late", "office": self.office, "language": "id"} | {
            "narrative": "Pemeriksaan otomatis setelah penerapan sistem. Bukan pengaduan; segera dicabut.",
            "channels": ["email"],
            "identity": identity,
        }
        status, said = self.ask("POST", "/v1/complaints", body, Idempotency_Key=secrets.token_hex(16))
        self.filed = said if status == 201 else {}  # noqa: PLR2004
        return Check("file", bool(self.filed), self.filed.get("ticket") or f"{status}: {said}")

    def address(self) -> str:
        """An address of the mailbox that had no message yet: one address gets one receipt an hour, and no more."""
        name, _, domain = self.mailbox.partition("@")
        return f"{name}+{secrets.token_hex(4)}@{domain}"

    def track(self) -> Check:
        ticket = self.filed["ticket"]
        status, said = self.ask("POST", f"/v1/complaints/{ticket}/sessions", {"code": self.filed["access_code"]})
        if status != 201:  # noqa: PLR2004
            return Check("track", good=False, seen=f"{status}: {said}")
        self.token = said["token"]
        status, said = self.ask("GET", f"/v1/complaints/{ticket}", Authorization=f"Bearer {self.token}")
        return Check("track", said.get("status") == "received", f"{status}: {said.get('status')}")

    def notify(self) -> Check:
        limit = time.monotonic() + TOLD_WITHIN * self.minutes
        while not (gone := self.sent(self.filed["ticket"])) and time.monotonic() < limit:
            time.sleep(self.pause)
        return Check("notify", gone, "the receipt went out" if gone else f"no message within {TOLD_WITHIN} seconds")

    def withdraw(self) -> Check:
        path, key = f"/v1/complaints/{self.filed['ticket']}/steps", secrets.token_hex(16)
        bearer = f"Bearer {self.token}"
        status, said = self.ask("POST", path, {"step": "withdraw"}, Authorization=bearer, Idempotency_Key=key)
        good = status in {200, 201}
        return Check("withdraw", good, f"{status}" if good else f"{status}: {said}")


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
