"""Starting and ending the local cloud as a person does, with a home and ports of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parent.parent.parent
HOST = "127.0.0.1"


def free_port() -> int:
    """A port whose neighbour is free too."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind((HOST, 0))
            port = int(one.getsockname()[1])
            try:
                two.bind((HOST, port + 1))
            except OSError:
                continue
            return port


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def ask(url: str, body: object = None, method: str = "", **headers: str) -> Answer:
    """GET, or POST of bytes or of a JSON body. Refusals and redirects are answers too."""
    where = urlsplit(url)
    sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    with closing(HTTPConnection(where.netloc, timeout=60)) as connection:
        target = urlunsplit(("", "", where.path, where.query, ""))
        connection.request(method or ("GET" if data is None else "POST"), target, data, sent)
        response = connection.getresponse()
        return Answer(response.status, dict(response.headers), response.read().decode())


@dataclass
class Running:
    """One `python -m local run`; `log` is what it said so far."""

    process: "subprocess.Popen[bytes]"
    port: int
    home: Path
    log: Path

    @property
    def site(self) -> str:
        return f"http://{HOST}:{self.port}"

    def wait(self, seconds: float = 60) -> "Running":
        """Return when it has said that it runs."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit and self.process.poll() is None:
            if "Aduan is running." in self.said():
                return self
            time.sleep(0.05)
        raise AssertionError(self.said())

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


def start(home: Path, port: int, command: str = "run", pages: Path | None = None) -> Running:
    """Start it; without `pages` it gets pages of one line, so that no build is needed."""
    pages = pages or _some_pages(home / "pages")
    given = {"PORT": str(port), "LOCAL_HOME": str(home), "LOCAL_PAGES": str(pages)}
    kept = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    log = home / "said.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "local", command], cwd=ROOT, env=kept | given, stdout=out, stderr=out
        )
    return Running(process, port, home, log)


def _some_pages(folder: Path) -> Path:
    (folder / "id").mkdir(parents=True, exist_ok=True)
    (folder / "id" / "index.html").write_text("<!doctype html><title>Aduan</title><p>Halo")
    (folder / "app-0a1b2c3d.css").write_text("p{}")
    return folder


def listens(port: int, host: str = HOST) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def gone(port: int, seconds: float = 15) -> bool:
    """Whether nobody listens there any more, or soon."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not listens(port):
            return True
        time.sleep(0.1)
    return False
