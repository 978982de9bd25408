"""Bytecode and zip files that come out the same, byte for byte, whenever the same goes in."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
TASK = "/var/task"
"""Where Lambda unpacks; tracebacks name files there, and not on the machine that packed."""


def compiled(folder: Path) -> None:
    """Put bytecode beside every source below a folder, which Lambda is told to trust: it can write none."""
    command = [sys.executable, "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(folder), "-p", TASK, str(folder)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "0"})


def files(folder: Path) -> dict[str, Path]:
    """Give every file below a folder by the name that it has there."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def packed(contents: Mapping[str, Path], archive: Path) -> str:
    """Write the archive, in the order of names and without times or owners; give its SHA-256."""
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(contents):
            entry = ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
            made.writestr(entry, contents[name].read_bytes())
    return hashlib.sha256(archive.read_bytes()).hexdigest()
