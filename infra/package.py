"""Pack a stage: `python -m infra.package STAGE [--out DIR]` leaves deployment.zip and sam.json, for CloudFormation."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import chalice

from chalicelib.notify.texts import words
from infra import joined, stages
from infra.archive import compiled, files, packed
from infra.checks import StageRefused
from infra.dependencies import LAMBDA, CannotInstall, dependencies
from infra.stages import ROOT, Stage

SHIPPED = frozenset({".csv", ".html", ".json", ".mo", ".py", ".toml"})
"""What of chalicelib goes to Lambda; catalogues go compiled."""
RUNTIME = ("__init__.py", "app.py")
"""The two files of Chalice that run; its command line and its packages stay at home, as `chalice package` has it."""
CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"


class PackRefused(Exception):
    """A package that must not be made, in words for whoever asked for it."""


@dataclass(frozen=True, slots=True)
class Package:
    """What was made: where, its SHA-256, and how many bytes it is, packed and unpacked."""

    folder: Path
    sha256: str
    packed: int
    unpacked: int
    files: int


def package(name: str, out: Path, machine: str = LAMBDA) -> Package:
    """Pack one stage. Raises StageRefused, PackRefused or CannotInstall before anything is written to `out`."""
    stage = _stage(name)
    _release(stage)
    _catalogues()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        sam = _template(stage, Path(scratch))
        contents = files(dependencies(machine)) | files(_code(Path(scratch)))
        digest = packed(contents, out / "deployment.zip")
        shutil.copyfile(sam, out / "sam.json")
        unpacked = sum(path.stat().st_size for path in contents.values())
    return Package(out, digest, (out / "deployment.zip").stat().st_size, unpacked, len(contents))


def _stage(name: str) -> Stage:
    known = stages.read(stages.STAGES.read_text(encoding="utf-8"))
    if name not in known:
        raise StageRefused(f"{name} is no stage; infra/stages.toml has {', '.join(known)}.")
    return stages.allowed(known[name], datetime.now(UTC).date())


def _release(stage: Stage) -> None:
    """Lambda's Python is named after the one that packs: a release takes that of .python-version and no other."""
    wanted = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    if stage.production and running != wanted:
        raise PackRefused(f"{stage.name} is packed with Python {wanted}, as .python-version has it; this is {running}.")


def _catalogues() -> None:
    for source in (ROOT / "chalicelib" / "locale").rglob("*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            raise PackRefused(f"{source.relative_to(ROOT)} is newer than its .mo: make package compiles it first.")


def _template(stage: Stage, scratch: Path) -> Path:
    """Let Chalice package a project that has no packages: the template is its work, the archive is ours."""
    project, out, merge = scratch / "project", scratch / "out", scratch / "merge.json"
    (project / ".chalice").mkdir(parents=True)
    for name in ("app.py", "chalicelib"):
        (project / name).symlink_to(ROOT / name)
    for policy in (ROOT / ".chalice").glob("policy-*.json"):
        shutil.copyfile(policy, project / ".chalice" / policy.name)
    (project / ".chalice" / "config.json").write_text(stages.shown(stages.config([stage])), encoding="utf-8")
    merge.write_text(json.dumps(joined.template(stage.parameters(), words("id"))), encoding="utf-8")
    command = [sys.executable, "-c", CHALICE, "package", "--stage", stage.name]
    command += ["--merge-template", str(merge), str(out)]
    done = subprocess.run(command, cwd=project, env=_env(stage), capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackRefused(f"Chalice could not package {stage.name}:\n{done.stdout}{done.stderr}")
    return out / "sam.json"


def _env(stage: Stage) -> dict[str, str]:
    """Chalice asks botocore for the names of a region's services; it must find no account there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ADUAN_"))}
    none = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return kept | none | {"AWS_DEFAULT_REGION": stage.region, "PYTHONDONTWRITEBYTECODE": "1"}


def _code(scratch: Path) -> Path:
    """Lay out our own code, and Chalice's two files, with their bytecode."""
    task = scratch / "task"
    ours = [path for path in (ROOT / "chalicelib").rglob("*") if path.suffix in SHIPPED]
    places = {path.relative_to(ROOT): path for path in [ROOT / "app.py", *ours]}
    places |= {Path("chalice") / name: Path(chalice.__file__).parent / name for name in RUNTIME}
    for place, path in places.items():
        (task / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, task / place)
    compiled(task)
    return task


def main() -> int:
    """Pack what the command line names; 2 when it may not be packed."""
    reader = argparse.ArgumentParser(prog="python -m infra.package", description="Pack a stage for CloudFormation.")
    reader.add_argument("stage", help="its name in infra/stages.toml")
    reader.add_argument("--out", type=Path, help="where to put it (build/STAGE)")
    reader.add_argument("--here", action="store_true", help="for this machine's processor, to try the archive out")
    asked = reader.parse_args()
    machine = platform.machine() if asked.here else LAMBDA
    try:
        made = package(asked.stage, asked.out or ROOT / "build" / asked.stage, machine)
    except (StageRefused, PackRefused, CannotInstall, joined.JoinRefused) as refused:
        print(refused, file=sys.stderr)
        return 2
    size = f"{made.packed / 1e6:.1f} MB packed, {made.unpacked / 1e6:.1f} MB unpacked, {made.files} files"
    print(f"{made.folder}/deployment.zip  {size}\n  sha256 {made.sha256}\n{made.folder}/sam.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
