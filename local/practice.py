"""`make practice`: an empty cloud, in which an operator types the commands of a deployment before there is an account.

The emulator alone, without our pumps and provider: what is deployed there runs by itself. `ops --practice` leads there.
"""

import os
import platform
import shutil
import signal

from local import cloud, emulator, ending, environment, ports
from local.places import ROOT, Places
from local.saying import CannotStart, say
from local.suited import suited
from ops.cloud.deploy import Deployment
from ops.cloud.ground import Ground
from ops.cloud.smoke import Visit

VARIABLE, USUAL = "PRACTICE_PORT", 9690


def places() -> Places:
    """PRACTICE_PORT chooses the address; PORT and LOCAL_HOME are the local cloud's, which may run beside it."""
    return Places(ROOT / ".practice", cloud.port(VARIABLE, USUAL))


def main() -> int:
    """Run it, empty, until somebody ends it."""
    here = places()
    ports.require_free(here, VARIABLE, "make practice")
    ending.listen()
    shutil.rmtree(here.home, ignore_errors=True)
    here.home.mkdir(parents=True)
    process = emulator.start(here)
    try:
        say(f"An empty cloud to practise in, on {here.emulator}. In another terminal, for example:")
        asked = "" if here.port == USUAL else f"{VARIABLE}={here.port} "
        say(f"  {asked}.venv/bin/python -m ops --practice deploy dev")
        say("Ctrl-C ends it, and what was deployed there is gone.")
        signal.pause()
    finally:
        emulator.stop(process)
    return 0


def enter() -> Ground:
    """Lead every client of this process there; give the ground that commands work on. CannotStart: nobody is there."""
    here = places()
    if not emulator.answers(here):
        raise CannotStart(
            f"nothing to practise in on {here.emulator}. Start it with `make practice`; {VARIABLE} says where."
        )
    environment.isolate()
    os.environ["AWS_ENDPOINT_URL"] = here.emulator
    return Ground(platform.machine(), ROOT / "build" / "practice", suited, visit, about)


def visit(deployment: Deployment, address: str) -> Visit:
    """Visit a stage at the emulator's own addresses: no name leads there, and nothing stands before the pages."""
    found, api, pages = deployment.visit(address), *addresses(deployment)
    if not address:
        found.site, found.pages, found.first, found.pause = api, pages, "/id/index.html", 0.5
    return found


def about(deployment: Deployment) -> str:
    """Say where a practised stage is, since its addresses lead nowhere."""
    api, pages = addresses(deployment)
    return f"Practised only: its API is at {api}/v1/health, its pages are at {pages}/id/index.html."


def addresses(deployment: Deployment) -> tuple[str, str]:
    """Give the addresses of API and pages, which the environment's endpoint holds."""
    outputs, cloud_here = deployment.stack.outputs(), os.environ["AWS_ENDPOINT_URL"]
    return (
        f"{cloud_here}/restapis/{outputs['RestAPIId']}/api/_user_request_",
        f"{cloud_here}/{outputs['SiteBucketName']}",
    )
