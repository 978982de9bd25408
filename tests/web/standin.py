"""A stand-in for the citizen's side of the API, with the static pages: to see what the pages do with each answer."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from chalicelib.notify.texts import words
from chalicelib.pages.asking import asked
from chalicelib.pages.choices import choices
from chalicelib.pages.forms import typed
from chalicelib.pages.render import render
from chalicelib.store import book_beside
from chalicelib.store.book import load
from local.late import late

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
OFFICE = {"slug": "ngurah-rai", "name": "Kantor Imigrasi Kelas I Khusus TPI Ngurah Rai", "zone": "Asia/Makassar"}
TICKET, CODE, TOKEN = "IMI-K7QF-2M9X-C", "ABCD1234EFGH5678", "0f" * 16
Answer = tuple[int, Any]


def filed(port: int) -> dict[str, Any]:
    return {
        "ticket": TICKET,
        "access_code": CODE,
        "link": f"http://127.0.0.1:{port}/id/lacak/#{TICKET}.{TOKEN}",
        "status": "received",
        "received_at": "2026-03-13T08:40:00Z",
        "deadlines": [
            {"clock": "first_response", "due": "2026-03-18T09:00:00Z"},
            {"clock": "resolution", "due": "2026-04-10T09:00:00Z"},
        ],
        "office": OFFICE,
        "channels": ["email"],
        "receipt": {"jws": "…", "keys": "/v1/keys"},
    }


def case(**changes: Any) -> dict[str, Any]:
    """A complaint as GET /v1/complaints/{ticket} shows it."""
    return {
        "ticket": TICKET,
        "kind": "complaint",
        "category": "passport-late",
        "status": "in_progress",
        "office": OFFICE,
        "agency": None,
        "received_at": "2026-03-13T08:40:00Z",
        "deadlines": [
            {
                "clock": "resolution",
                "due": "2026-04-10T08:00:00Z",
                "late": False,
                "paused": False,
                "paused_until": None,
                "done": False,
            }
        ],
        "allowed_steps": ["message", "withdraw", "erasure"],
        "version": 3,
        "erasure": {"asked": False, "due": None, "erased_at": None, "complete": None},
    } | changes


def step(number: int, name: str, by: str = "officer", **more: Any) -> dict[str, Any]:
    office = OFFICE if by == "officer" else None
    return {
        "version": number,
        "step": name,
        "at": f"2026-03-{12 + number}T02:0{number}:00Z",
        "by": by,
        "office": office,
        "text": None,
        "reason": None,
        "agency": None,
        "clock": None,
        "level": None,
        "document": None,
    } | more


WHY = "diterima Jumat 13 Maret 2026 pukul 15.40 WIB; 14 hari kerja"
STEPS = [step(1, "receive", "citizen", text="Paspor saya belum jadi."), step(2, "verify"), step(3, "assign")]


CONTACT = {
    "email": "s•••@w•••.org",
    "phone": None,
    "possible": ["email"],
    "channels": ["email"],
    "bounced": [],
    "language": "id",
    "essential_only": False,
}


DRAWN = {
    "link": "x",
    "image": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
    "name": "QR",
    "hint": "…",
}


@dataclass
class StandIn:
    """What to answer, and what was asked: `complaints` answers each POST in turn, the last one for good."""

    pages: Path
    port: int = 0
    complaints: list[Answer] = field(default_factory=list)
    session: Answer = (201, {"token": "session-1", "expires_at": "2026-03-13T09:00:00Z"})
    case: Answer = field(default_factory=lambda: (200, case()))
    steps: list[dict[str, Any]] = field(default_factory=lambda: list(STEPS))
    step: Answer = field(default_factory=lambda: (201, case()))
    contact: dict[str, Any] = field(default_factory=lambda: dict(CONTACT))
    corrected: Answer = field(default_factory=lambda: (200, dict(CONTACT)))
    openings: list[dict[str, Any]] = field(default_factory=list)
    parts: list[str] = field(default_factory=lambda: ["tap", "skm"])
    survey: Answer = (201, {"counted": True})
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, method: str, path: str, asked: dict[str, Any]) -> Answer:
        self.asked.append({"method": method, "path": path, **asked})
        last = path.rsplit("/", 1)[-1]
        known: dict[tuple[str, str], Callable[[], Answer]] = {
            ("POST", "complaints"): lambda: self.complaints.pop(0) if len(self.complaints) > 1 else self.complaints[0],
            ("POST", "sessions"): lambda: self.session,
            ("POST", "one-time-codes"): lambda: (202, {}),
            ("GET", "steps"): lambda: (200, {"items": self.steps}),
            ("GET", "deadlines"): lambda: (200, {"deadlines": [{"clock": "resolution", "why": {"text": WHY}}]}),
            ("POST", "steps"): lambda: self.step,
            ("GET", "contact"): lambda: (200, self.contact),
            ("PUT", "contact"): lambda: self.corrected,
            ("GET", "attachments"): lambda: (200, {"items": [], "may_add": 10, "limits": {"most": 10, "types": []}}),
            ("POST", "receipt-codes"): lambda: (200, dict(DRAWN)),
            ("GET", "channels"): lambda: (200, {"items": []}),
            ("GET", "openings"): lambda: (200, {"items": self.openings}),
            ("GET", "survey"): lambda: (200, {"parts": self.parts}),
            ("POST", "survey"): lambda: self.survey,
        }
        return known.get((method, last), lambda: self.case)()

    def posts(self, end: str) -> list[dict[str, Any]]:
        return [one for one in self.asked if one["method"] == "POST" and one["path"].endswith(end)]


def plain_form(language: str, **context: Any) -> str:
    """The one-page form as the API prints it."""
    given: dict[str, Any] = {"choices": choices(load()), "beside": book_beside.read(), "key": "0" * 32}
    values = context.get("values", {})
    policy = load().policy
    found = asked(policy.asks(values.get("kind", ""), values.get("category", "")), words(language))
    given["asking"] = {"questions": [one | {"called": "x"} for one in found], "first": True, "about": "", "edition": ""}
    return render("form_plain.html", language, **given | {"values": {}, "errors": {}} | context)


class _Handler(BaseHTTPRequestHandler):
    stand_in: StandIn

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path.startswith("/v1/"):
            return self._api("GET", path)
        if path.endswith("/lapor/plain"):
            return self._send(200, ".html", plain_form(path[1:3], values=typed(parse_qs(query))).encode())
        file = self.stand_in.pages / path.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if file.suffix == ".json" and file.is_file():
            with late("GET"):
                return self._send(200, ".json", file.read_bytes())
        if file.is_file():
            return self._send(200, file.suffix, file.read_bytes())
        return self._send(404, ".html", (self.stand_in.pages / "404.html").read_bytes())

    def do_POST(self) -> None:
        self._api("POST", self.path)

    def do_PUT(self) -> None:
        self._api("PUT", self.path)

    def _api(self, method: str, path: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = {
            "body": json.loads(body or b"null"),
            "key": self.headers.get("Idempotency-Key"),
            "bearer": self.headers.get("Authorization"),
        }
        with late(method):
            status, answer = self.stand_in.answer(method, path, asked)
        if status == 0:
            self.close_connection = True
            return
        self._send(status, ".json", json.dumps(answer).encode())

    def _send(self, status: int, suffix: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", KINDS.get(suffix, "application/octet-stream"))
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A page asks for many files at once; the library's queue of five would turn some away for seconds."""


@contextmanager
def serve(pages: Path) -> Iterator[StandIn]:
    stand_in = StandIn(pages)
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    server = _Server(("127.0.0.1", 0), handler)
    stand_in.port = server.server_address[1]
    stand_in.complaints = [(201, filed(stand_in.port))]
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
