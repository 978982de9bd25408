"""Whether a port is free, and when it is not, who holds it and what to do."""

import shutil
import socket
import subprocess

from local.places import HOST, Places
from local.saying import CannotStart

LOWEST, HIGHEST = 1024, 65535
OTHERS = (9000, 9100)


def holder(port: int) -> str:
    """Name the program that listens on `port`, as far as lsof or ss can tell us; empty when they cannot."""
    for command in (["lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN"], ["ss", "-Hltnp", f"sport = :{port}"]):
        if shutil.which(command[0]):
            found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=5).stdout.strip()
            if found:
                return found.splitlines()[-1]
    return ""


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def require_free(places: Places, variable: str = "PORT", command: str = "make run") -> None:
    """Refuse with the name of the port, its holder, and the command that gets around it."""
    for port, use in ((places.port, "the pages and the API"), (places.emulator_port, "the emulator")):
        if not LOWEST <= port <= HIGHEST:
            raise CannotStart(f"{variable} must lie between {LOWEST} and {HIGHEST - 1}; {places.port} does not.")
        if not is_free(port):
            raise CannotStart(_taken(port, use, places.port, f"{command} {variable}"))


def _taken(port: int, use: str, asked: int, command: str) -> str:
    other = next(port for port in OTHERS if port != asked)
    who = f"\n  It is held by: {found}" if (found := holder(port)) else ""
    return (
        f"Port {port}, which {use} would use, is taken.{who}\n"
        f"  Stop that program, or choose another port: {command}={other} (it uses {other} and {other + 1})."
    )
