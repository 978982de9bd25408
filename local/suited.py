"""A template as the emulator takes it: transformed, since it knows no SAM, and without what it does not know."""

import json
import os
import subprocess
from typing import Any

from local import emulator
from local.places import ROOT
from ops.cloud.account import Refusal

LEFT_OUT = (
    *("AWS::WAFv2::WebACLAssociation", "AWS::Budgets::Budget"),
    *("AWS::SMSVOICE::ConfigurationSet", "AWS::SMSVOICE::ProtectConfiguration"),
)
"""What the emulator does not know; alarms on sums of metrics and the DKIM outputs go as well."""


def suited(template: dict[str, Any]) -> dict[str, Any]:
    """Give it, with a word where something names what was left out. Raises Refusal."""
    command = [str(ROOT / ".venv-static" / "bin" / "python"), str(ROOT / "local" / "translated.py")]
    done = subprocess.run(command, input=json.dumps(template), capture_output=True, text=True, check=False, env=bare())
    if done.returncode:
        raise Refusal(f"The template could not be translated: {done.stderr[-1000:]}")
    made: dict[str, Any] = json.loads(done.stdout)
    gone = {
        name for name, each in made["Resources"].items() if each["Type"] in LEFT_OUT or "Metrics" in properties(each)
    }
    left = {name: each for name, each in made["Resources"].items() if name not in gone}
    made["Resources"] = unnamed(left, gone)
    made["Outputs"] = {name: each for name, each in made["Outputs"].items() if not name.startswith("MailDkim")}
    return made


def properties(resource: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resource.get("Properties", {})
    return found


def unnamed(value: Any, gone: set[str]) -> Any:
    """Put a word where something names what was left out."""
    if isinstance(value, list):
        return [unnamed(each, gone) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("Ref") in gone or (value.get("Fn::GetAtt") or [""])[0] in gone:
        return "left-out"
    return {name: unnamed(each, gone) for name, each in value.items()}


def bare() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": emulator.REGION}
