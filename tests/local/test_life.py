"""Starting, ending, starting again."""

import os
import signal
import socket
import time
from pathlib import Path

import boto3

from tests.local.running import HOST, Running, ask, free_port, gone, start

COMPLAINT = {
    "kind": "complaint",
    "category": "passport-late",
    "office": "jakarta-utara",
    "language": "id",
    "narrative": "Paspor belum jadi.",
    "channels": ["email"],
    "identity": {"mode": "anonymous", "email": "siti@warga.example"},
}


def keys(running: Running) -> tuple[str, int]:
    """The receipt key's id, and how many rows the cases have."""
    session = boto3.Session("x", "x", region_name="ap-southeast-3")
    url = f"http://{HOST}:{running.port + 1}"
    stack = session.client("cloudformation", endpoint_url=url).describe_stacks()["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    database = session.client("dynamodb", endpoint_url=url)
    count = database.scan(TableName=outputs["CasesTableName"], Select="COUNT")["Count"]
    return outputs["ReceiptKeyArn"], count


def test_data_survives_a_clean_restart(tmp_path: Path) -> None:
    """What was filed yesterday is there today, on another port too, and Ctrl-C pressed twice harms nothing."""
    first = start(tmp_path, free_port()).wait()
    ask(f"{first.site}/_local/clock", {"advance": "P1D"})
    before = keys(first)
    assert ask(f"{first.site}/v1/complaints", COMPLAINT, Idempotency_Key="pressed-just-before-the-end").status == 201
    first.process.send_signal(signal.SIGINT)
    time.sleep(0.02)
    assert first.end() == 0
    assert "Ended." in first.said()
    assert "Traceback" not in first.said()
    assert gone(first.port)
    assert gone(first.port + 1)
    (tmp_path / "said.log").unlink()
    second = start(tmp_path, free_port()).wait()
    try:
        assert before[1] > 0
        assert keys(second)[0] == before[0]
        assert keys(second)[1] >= before[1]
        assert ask(f"{second.site}/_local/clock").json["ahead_seconds"] >= 86400
    finally:
        second.end(signal.SIGTERM)


def test_a_kill_leaves_no_orphan(tmp_path: Path) -> None:
    """When the local cloud is killed its emulator ends too, and the ports are free again."""
    running = start(tmp_path, free_port()).wait()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    assert gone(running.port + 1)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    """A person whose port is taken learns which one, and how to take another."""
    port = free_port()
    for taken in (port, port + 1):
        with socket.socket() as other:
            other.bind((HOST, taken))
            other.listen()
            running = start(tmp_path, port)
            assert running.process.wait(20) == 1
        assert f"Port {taken}" in running.said()
        assert "make run PORT=9000" in running.said()


def test_missing_pages_are_named(tmp_path: Path) -> None:
    """A person who has not built the pages learns how."""
    running = start(tmp_path, free_port(), pages=tmp_path / "nowhere")
    assert running.process.wait(20) == 1
    assert "make build" in running.said()
