"""The pages into their bucket: what has its content in its name first, and for good; pages last, and asked for anew."""

import json
import mimetypes
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.stages import ROOT
from ops.cloud.account import Account, Refusal

IMMUTABLE = re.compile(r"[.-][0-9A-Za-z_-]{8,}\.(?:js|css|svg|png|webp|woff2|json|map)$")
YEAR, ANEW = "public, max-age=31536000, immutable", "no-cache"
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}


def build(site: str, out: Path) -> Path:
    """Build the pages for one address. Raises Refusal, after the builder said why."""
    command = [sys.executable, "-m", "web.build", "--site", site, "--out", str(out)]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Refusal("The pages could not be built, as said above; nothing was deployed.")
    return out


def settings(issuer: str, client: str) -> bytes:
    """Give config.json, by which the console finds who signs officers in."""
    return json.dumps({"issuer": issuer, "client_id": client}).encode()


def ordered(folder: Path) -> list[Path]:
    """List what goes out: a page never comes before what it names."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: (not IMMUTABLE.search(path.name), path.as_posix()))


def headers(path: Path) -> dict[str, str]:
    """Say how a file is kept and what it is."""
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
    return {"CacheControl": YEAR if IMMUTABLE.search(path.name) else ANEW, "ContentType": kind + charset}


def publish(account: Account, outputs: dict[str, str], folder: Path, told: Callable[[str], None]) -> int:
    """Upload everything, config.json last. Nothing is deleted: an open page still finds its script."""
    client, bucket = account.client("s3"), outputs["SiteBucketName"]
    sent = 0
    for path in ordered(folder):
        name = path.relative_to(folder).as_posix()
        client.put_object(Bucket=bucket, Key=name, Body=path.read_bytes(), **headers(path))
        told(name)
        sent += 1
    said = settings(*issuer(account, outputs))
    client.put_object(Bucket=bucket, Key="config.json", Body=said, CacheControl=ANEW, ContentType="application/json")
    account.client("cloudfront").create_invalidation(
        DistributionId=outputs["DistributionId"],
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": account.now().isoformat()},
    )
    return sent + 1


def issuer(account: Account, outputs: dict[str, str]) -> Iterator[str]:
    """Give who signs officers in, and our name there."""
    if account.stage.oidc_issuer == "cognito":
        yield f"https://cognito-idp.{account.stage.region}.amazonaws.com/{outputs['OfficersPoolId']}"
        yield outputs["ConsoleClientId"]
    else:
        yield account.stage.oidc_issuer
        yield account.stage.oidc_audience
