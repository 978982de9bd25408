"""The packages of requirements.txt for Lambda: checked by hash, for its machine, without what never runs there."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from infra import descriptions
from infra.archive import compiled
from infra.stages import ROOT

REQUIREMENTS = ROOT / "requirements.txt"
KEPT = ROOT / "build" / "packages"
LAMBDA = "aarch64"

SERVICES = frozenset({"dynamodb", "kms", "lambda", "pinpoint-sms-voice-v2", "s3", "secretsmanager", "sesv2", "sns"})
"""The services that we call: botocore's descriptions of the other four hundred stay at home (21 of its 27 MB)."""

DROPPED = (
    *("bin/*", "tests/*", "*.pyi", "*/py.typed", "*/__pycache__/*"),
    "botocore/data/*/*",
    # Pillow reads JPEG, PNG and WebP here and writes no letters; pikepdf needs lxml for one format alone.
    *("PIL/_avif.*", "PIL/_imagingft.*", "PIL/_imagingcms.*", "pillow.libs/libavif-*", "pillow.libs/libharfbuzz-*"),
    *("pillow.libs/libfreetype-*", "lxml/objectify.*", "lxml/html/*", "lxml/includes/*", "lxml/isoschematron/*"),
    # cryptography needs cffi's compiled half alone; the rest would build C.
    *("cffi/*", "pycparser/*"),
)
LICENCES = ("*.dist-info/licenses/*", "*.dist-info/LICEN[CS]E*", "*.dist-info/NOTICE*", "*.dist-info/COPYING*")


class CannotInstall(Exception):
    """pip's own words about a package that it could not get."""


def dependencies(machine: str = LAMBDA) -> Path:
    """Give the folder of installed packages with their bytecode; made once for each lock file, Python and machine."""
    made_from = b"".join(path.read_bytes() for path in (REQUIREMENTS, Path(__file__), Path(descriptions.__file__)))
    name = f"{hashlib.sha256(made_from).hexdigest()[:16]}-{sys.version_info.major}.{sys.version_info.minor}-{machine}"
    folder, half = KEPT / name, KEPT / f"{name}.half"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two who pack at once, as two test workers do: the second waits and finds it
        if not folder.is_dir():
            shutil.rmtree(half, ignore_errors=True)
            _install(half, machine)
            _prune(half)
            descriptions.lighten(half / "botocore" / "data")
            compiled(half)
            half.rename(folder)
    return folder


def _install(folder: Path, machine: str) -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = [sys.executable, "-m", "pip", "install", "-qq", "--no-compile", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--implementation", "cp", "--python-version", version]
    command += ["--abi", f"cp{version.replace('.', '')}", "--abi", "abi3", "--abi", "none"]
    command += [part for platform in _platforms(machine) for part in ("--platform", platform)]
    command += ["--target", str(folder), "--requirement", str(REQUIREMENTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotInstall(done.stderr.strip())


def _platforms(machine: str) -> Iterator[str]:
    """Name every C library up to Lambda's: Amazon Linux 2023 from Python 3.12 on, Amazon Linux 2 before."""
    newest = 34 if sys.version_info >= (3, 12) else 26
    yield from (f"manylinux_2_{minor}_{machine}" for minor in range(newest, 16, -1))
    yield f"manylinux2014_{machine}"


def _prune(folder: Path) -> None:
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if not ships(path.relative_to(folder).as_posix()):
            path.unlink()


def ships(name: str) -> bool:
    """Tell whether a package's file goes to Lambda; of what describes a package only its licence does."""
    if fnmatch(name, "botocore/data/*/*") and name.split("/")[2] in SERVICES:
        return not name.endswith("/examples-1.json")
    if fnmatch(name, "*.dist-info/*"):
        return any(fnmatch(name, pattern) for pattern in LICENCES)
    return not any(fnmatch(name, pattern) for pattern in DROPPED)
