"""The operators' command line: `python -m ops --help`. docs/operations.md tells what each command needs.

Exit codes: 0 all is well; 1 something was found that should not be; 2 the command was wrong, or refused; 3 the cloud,
or a setting, could not be read; 4 a deployment failed and was taken back; 5 a person said no; 130 stopped with Ctrl-C.
"""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from chalicelib import wiring
from chalicelib.domain.errors import NotFound
from chalicelib.settings import SettingsRefused
from ops import calendars, clocks, cost, outgoing
from ops.cloud import commands, environ
from ops.cloud.account import Refusal, account
from ops.cloud.ground import Ground
from ops.data import commands as data
from ops.data import seeding, statistics

FOUND, WRONG, UNREADABLE, STOPPED = 1, 2, 3, 130
app = typer.Typer(help="Look after Aduan from a terminal.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(commands.app)
app.add_typer(seeding.app)
app.add_typer(data.app)
app.add_typer(statistics.app)
app.add_typer(cost.app)
app.add_typer(calendars.app, name="calendars")
app.add_typer(clocks.app, name="clocks")
app.add_typer(outgoing.app, name="messages")


WHERE = "Name a stage, `ops --stage dev …`, or the cloud on this machine, `ops --local …`."
REACH = "Is there a network, and does AWS_ENDPOINT_URL, if it is set, lead anywhere?"
AFTERWARDS = (
    "What was done stays done, and the same command goes on from there. What CloudFormation has begun, it ends by "
    "itself: `ops diff STAGE` answers when it is over."
)
HINTS = {
    "NoCredentialsError": "AWS credentials are looked for in the environment and in ~/.aws.",
    "NoRegionError": WHERE,
    "EndpointConnectionError": REACH,
    "ConnectTimeoutError": REACH,
    "ReadTimeoutError": REACH,
    "SettingsRefused": WHERE,
}
"""What to do about errors that do not say it themselves."""


class NotRunning(Exception):
    """There is no local cloud where it was looked for."""


@app.callback()
def begin(
    stage: Annotated[
        str, typer.Option(help="Use this stage's settings, as its functions have them. It goes before the command.")
    ] = "",
    *,
    local: Annotated[bool, typer.Option("--local", help="Use the running local cloud; PORT says where.")] = False,
    practice: Annotated[
        bool, typer.Option("--practice", help="Work in the emulator that `make practice` runs.")
    ] = False,
) -> None:
    """Everything is read from the environment that the functions have: our own, a stage's, or the local cloud's."""
    if local and stage:
        raise Refusal(f"--stage {stage} and --local are two places: give one of them.")
    if local:
        os.environ |= here()
        wiring.clock = moved()
    if practice:
        commands.ground = emulated()
    if stage:
        os.environ |= environ.of(account(stage))


def here() -> dict[str, str]:
    """Give the environment of the local cloud, which must be running."""
    from local import cloud, environment, stack  # noqa: PLC0415 - an operator's machine need not have it

    places = cloud.places()
    environment.isolate()
    try:
        found = stack.found(places)
    except (BotoCoreError, ClientError) as error:
        raise NotRunning(
            f"no local cloud runs on {places.site}. Start it with `make run`; if it runs elsewhere, give the same PORT "
            'to both: PORT=9000 make run, PORT=9000 make ops ARGS="…".'
        ) from error
    return environment.settings(places, found) | environment.endpoints(places)


def emulated() -> Ground:
    """Lead everything to the cloud to practise in."""
    from local import practice, saying  # noqa: PLC0415 - an operator's machine need not have it

    try:
        return practice.enter()
    except saying.CannotStart as why:
        raise NotRunning(str(why)) from why


def moved() -> Callable[[], datetime]:
    """Give the clock of the local cloud, which people move."""
    from local import clock, cloud  # noqa: PLC0415

    return clock.Clock(cloud.places().home / clock.FILE)


def main() -> int:
    """Run, and tell in one line what could not be read instead of printing a traceback."""
    try:
        app(standalone_mode=True)
    except Refusal as error:
        return _ended(str(error), WRONG)
    except NotFound:
        return _ended("There is no such complaint.", UNREADABLE)
    except (BotoCoreError, ClientError, SettingsRefused, NotRunning) as error:
        said = f"Cannot be read: {str(error).rstrip('.')}. {HINTS.get(type(error).__name__, '')}".rstrip()
        return _ended(said, UNREADABLE)
    except SystemExit as ended:
        if ended.code != STOPPED:
            raise
        return _ended(f"Stopped. {AFTERWARDS}", STOPPED)
    return 0


def _ended(said: str, code: int) -> int:
    Console(stderr=True).print(said, style="red", markup=False, highlight=False)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
