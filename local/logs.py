"""Where words go: all of them into files of our folder, what went wrong also to whoever watches, a line each."""

import logging
from collections.abc import Mapping
from pathlib import Path

from chalicelib import telemetry


class OneLine(logging.Formatter):
    """What happened, without the pages of where; the file has those."""

    def format(self, record: logging.LogRecord) -> str:
        about = f" ({record.exc_info[0].__name__})" if record.exc_info and record.exc_info[0] else ""
        more = " ".join(str(found) for name in ("view", "error") if (found := getattr(record, name, None)))
        return f"  ! {record.getMessage()}{about} {more}".rstrip()


def to(folder: Path) -> None:
    """Our own words into local.log, the app's into app.log, as CloudWatch would have them."""
    ours = logging.getLogger("local")
    ours.propagate = False
    own_file = logging.FileHandler(folder / "local.log", encoding="utf-8")
    own_file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    ours.handlers[:] = [own_file, _console()]
    apps = telemetry.logger().handlers
    app_file = logging.FileHandler(folder / "app.log", encoding="utf-8")
    app_file.setFormatter(apps[0].formatter)
    apps[:] = [app_file, _console()]
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # Embedded metrics are lines on standard output, which CloudWatch reads and a person should not have to.
    telemetry.counted = _counted


def _counted(view: str, numbers: Mapping[str, int]) -> None:
    telemetry.logger().info("counted", extra={"view": view, "numbers": dict(numbers)})


def _console() -> logging.Handler:
    console = logging.StreamHandler()
    console.setLevel(logging.ERROR)
    console.setFormatter(OneLine())
    return console
