"""botocore's descriptions of services without what only people read: each cold start reads them anew."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKED = ".json.gz"


def lighten(data: Path) -> None:
    """Unpack descriptions and take the documentation out; of the table of endpoints keep those of the services here."""
    prefixes: set[str] = set()
    for path in sorted(data.rglob(f"*{PACKED}")):
        described = _told(json.loads(gzip.decompress(path.read_bytes())))
        prefixes |= set(_prefix(described))
        _write(path.with_name(path.name.removesuffix(".gz")), described)
        path.unlink()
    endpoints: dict[str, Any] = json.loads((data / "endpoints.json").read_text(encoding="utf-8"))
    for partition in endpoints["partitions"]:
        partition["services"] = {name: each for name, each in partition["services"].items() if name in prefixes}
    _write(data / "endpoints.json", endpoints)


def _told(value: Any) -> Any:
    """Leave out texts called `documentation`; a member of that name is a mapping, and stays."""
    if isinstance(value, list):
        return [_told(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _told(each) for name, each in value.items() if name != "documentation" or not isinstance(each, str)}


def _prefix(described: dict[str, Any]) -> Iterator[str]:
    """Give the name by which the table of endpoints knows a service, which is not the one that its folder has."""
    metadata = described.get("metadata", {})
    if "endpointPrefix" in metadata:
        yield metadata["endpointPrefix"]


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
