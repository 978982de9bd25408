"""What a page says of documents before one is picked, and what its script holds them against."""

import json
from dataclasses import dataclass

from chalicelib.domain.attachments import MEGABYTE, Limits


@dataclass(frozen=True)
class Papers:
    """`limits` is JSON, as `GET …/attachments` gives it; `accept` is for the field of a form."""

    most: int
    megabytes: int
    minutes: int
    accept: str
    limits: str


def papers(limits: Limits) -> Papers:
    """Give the limits in the forms that the templates print."""
    types = [{"type": kind.type, "bytes": kind.bytes} for kind in limits.kinds]
    return Papers(
        most=limits.most,
        megabytes=limits.largest // MEGABYTE,
        minutes=int(limits.upload.total_seconds()) // 60,
        accept=",".join(kind.type for kind in limits.kinds),
        limits=json.dumps({"most": limits.most, "types": types}, separators=(",", ":")),
    )
