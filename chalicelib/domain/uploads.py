"""What a browser is handed to upload with, and what is heard of an upload afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A form to post: its address, and the fields that come before the file."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """One report about one version of an object in quarantine; `scan` is the scanner's word, "" of its arrival."""

    ticket: str
    document: str
    version: str
    scan: str = ""
