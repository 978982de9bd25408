"""The packed archive under Lambda's own runtime client: how long a cold start takes, and how much memory is needed.

`make package` prints it after packing. Runtime API and AWS are stood in for on this machine; freezing, arm64 and the
slower processor of a small Lambda are not. Nothing is asserted: numbers of one machine mean little, ratios travel.
"""

import json
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from bench import starts
from infra.package import package
from infra.stages import LAMBDAS, ROOT
from tests.cloud import Cloud, settings

RUNS = 3
NOTHING: dict[str, Any] = {"Records": []}
RULE = dict.fromkeys(("version", "account", "region", "source", "time", "id", "detail-type"), "")
PAGE: dict[str, Any] = {
    "resource": "/v1/catalogue",
    "path": "/v1/catalogue",
    "httpMethod": "GET",
    "headers": {},
    "multiValueHeaders": {},
    "body": None,
    "isBase64Encoded": False,
    "requestContext": {"httpMethod": "GET", "resourcePath": "/v1/catalogue", "path": "/v1/catalogue"},
    **dict.fromkeys(("multiValueQueryStringParameters", "pathParameters", "stageVariables"), None),
}
EVENTS: Mapping[str, dict[str, Any]] = {
    "api_handler": PAGE,
    "sweep": RULE | {"detail": {}, "resources": []},
    "custodian": {"ticket": "IMI-2222-2222-2", "purpose": "custody", "reason": "", "request": ""},
}
AWS: Mapping[str, Any] = {
    "GetSecretValue": {"SecretString": "0" * 64},
    "BatchGetItem": {"Responses": {}},
    "GetItem": {},
}
UNUSED = (  # without them the client falls
    *("Lambda-Runtime-Trace-Id", "Lambda-Runtime-Client-Context", "Lambda-Runtime-Cognito-Identity"),
    *("Lambda-Runtime-Aws-Tenant-Id", "Lambda-Runtime-Invocation-Id"),
)
AIMS = {"on_change": 1.10, "sweep": 1.10}
AIM = 1.25


@dataclass
class Run:
    """One process of one Lambda: seconds until it asked for work, and until each answer; its peak of memory in MB."""

    events: "Queue[bytes]" = field(default_factory=Queue)
    asked: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    failed: int = 0
    peak: float = 0.0


def handler(run: Run) -> type[BaseHTTPRequestHandler]:
    """Stand in for Lambda's Runtime API, and for AWS: whatever is asked for is not there."""

    class Stand(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            """Hand out the next event; the time of the first question ends the cold start."""
            run.asked.append(time.monotonic())
            deadline = str(int((time.time() + 60) * 1000))
            arn = "arn:aws:lambda:ap-southeast-3:000000000000:function:measured"
            said = {"Lambda-Runtime-Aws-Request-Id": str(len(run.asked)), "Lambda-Runtime-Deadline-Ms": deadline}
            said |= {"Lambda-Runtime-Invoked-Function-Arn": arn, "Content-Type": "application/json"}
            self._answer(run.events.get(), 200, said | dict.fromkeys(UNUSED, "{}"))

        def do_POST(self) -> None:
            """Take an answer of the function's, or answer as AWS."""
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if "/runtime/" in self.path:
                run.answered.append(time.monotonic())
                run.failed += self.path.endswith("/error")
                return self._answer(b"", 202)
            name = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
            return self._answer(json.dumps(AWS.get(name, {"Items": [], "Count": 0})).encode(), 200)

        def _answer(self, body: bytes, status: int, headers: Mapping[str, str] | None = None) -> None:
            self.send_response(status)
            for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Stand


class Server(ThreadingHTTPServer):
    """A function that was measured is ended in the middle of a question, which is nobody's error."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(run: Run) -> Iterator[str]:
    server = Server(("127.0.0.1", 0), handler(run))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def environment(address: str, task: Path, name: str) -> dict[str, str]:
    """What Lambda would set, and nothing of this machine's."""
    client = next((ROOT / ".venv-cloud" / "lib").glob("python3*/site-packages"))
    ours = settings(Cloud("arn:aws:kms:x:0:key/d", "arn:aws:kms:x:0:key/i", "arn:aws:kms:x:0:key/r", "secret"))
    return ours | {
        "AWS_LAMBDA_RUNTIME_API": address,
        "AWS_LAMBDA_FUNCTION_NAME": name,
        "_HANDLER": starts.entrance(name),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(LAMBDAS[name]["lambda_memory_size"]),
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_DEFAULT_REGION": "ap-southeast-3",
        "AWS_ACCESS_KEY_ID": "measured",
        "AWS_SECRET_ACCESS_KEY": "measured",
        "AWS_ENDPOINT_URL": f"http://{address}",
        "AWS_CONFIG_FILE": os.devnull,
        "PYTHONPATH": f"{task}:{client}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def measured(name: str, task: Path) -> tuple[float, float, float, float]:
    """Give milliseconds of cold start, first and second answer, and MB at the peak, of one fresh process."""
    run, event = Run(), json.dumps(EVENTS.get(name, NOTHING)).encode()
    with serving(run) as address:
        began = time.monotonic()
        command = [sys.executable, "-s", "-m", "awslambdaric", starts.entrance(name)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, cwd=task, env=environment(address, task, name), **quiet)  # type: ignore[call-overload]
        for count in (1, 2):
            run.events.put(event)
            waited(run, count, process)
        run.peak = peak(process.pid)
        process.kill()
        process.wait()
    ms = 1000.0
    first, second = (run.answered[each] - run.asked[each] for each in (0, 1))
    return (run.asked[0] - began) * ms, first * ms, second * ms, run.peak


def waited(run: Run, count: int, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + 60
    while len(run.answered) < count:
        if process.poll() is not None or time.monotonic() > limit:
            raise SystemExit(f"The function ended with {process.poll()} before it answered.")
        time.sleep(0.002)


def peak(pid: int) -> float:
    """Give the most memory that a process had, in MB; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def row(name: str, task: Path, cpu: float) -> str:
    """Give one function's line: the least of a few runs of each number."""
    cold, first, second, most = (min(each) for each in zip(*(measured(name, task) for _ in range(RUNS)), strict=True))
    memory = f"{most:.0f} of {LAMBDAS[name]['lambda_memory_size']}"
    return f"| `{name}` | {cold:.0f} | {first:.0f} | {second:.1f} | {memory} | {cpu:.2f} ({AIMS.get(name, AIM)}) |"


def main() -> int:
    """Pack twice for this machine, compare, and print a table."""
    with TemporaryDirectory() as scratch:
        one, two = (package("dev", Path(scratch) / each, platform.machine()) for each in ("one", "two"))
        same = "the same bytes" if one.sha256 == two.sha256 else "OTHER BYTES"
        size = f"{one.packed / 1e6:.1f} MB, {one.unpacked / 1e6:.1f} MB unpacked"
        print(f"\nPacked twice for this machine: {same}; {size}.\n")
        task = Path(scratch) / "task"
        with ZipFile(one.folder / "deployment.zip") as archive:
            archive.extractall(task)
        cpu = starts.ratios(task)
        print("| function | cold start, ms | first answer | second answer | peak, MB of | import CPU, stacks (aim) |")
        print("|---|---|---|---|---|---|")
        for name in LAMBDAS:
            print(row(name, task, cpu[name]))
        faces = ", ".join(f"`{face}` {cpu[f'api {face}']:.2f}" for face in starts.FACES)
        print(f"\nWith the doors of its first request, `api_handler` imports: {faces}.")
    return 0 if one.sha256 == two.sha256 else 1


if __name__ == "__main__":
    sys.exit(main())
