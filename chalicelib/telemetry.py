"""What a run tells its operators: one structured line a request, counts as embedded metrics, no personal datum.

An exception's own message is left out, since it may quote what a citizen wrote; its type and the places it passed are
enough to find a bug. Lambda's own three lines of each run are left out (infra/functions.yaml): ours say what they told.
"""

import resource
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

SERVICE = "aduan"
stage: Callable[[], str] = lambda: "none"  # noqa: E731 - wiring.py puts the settings here and in the next line
level: Callable[[], str] = lambda: "INFO"  # noqa: E731
_lines = count()


@cache
def logger() -> Logger:
    """Give the logger, named by its service: under Chalice's app name each line would be printed twice."""
    return Logger(service=f"{SERVICE}-complaints", level=level())


def machine() -> dict[str, int]:
    """Tell the most memory that this process and a child of it ever had, in megabytes; `cold` in its first line."""
    used = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"memory_mb": used // 1024} | ({} if next(_lines) else {"cold": 1})


def answered(view: str, status: int) -> None:
    """Log one answer."""
    logger().info("answered", extra={"view": view, "status": status, **machine()})


def failed(view: str, error: BaseException) -> None:
    """Log a bug or an outage, by its type and places only."""
    places = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
    logger().error("failed", extra={"view": view, "error": type(error).__name__, "aws": code, "places": places[-8:]})


def counted(view: str, numbers: Mapping[str, int]) -> None:
    """Publish counts of one run as embedded metrics; a run that did nothing has none."""
    if not numbers:
        return
    metrics = Metrics(namespace=SERVICE, service=view)
    metrics.add_dimension(name="stage", value=stage())
    for name, number in machine().items():
        metrics.add_metadata(key=name, value=number)
    for name, number in numbers.items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)
    metrics.flush_metrics()
