"""What AWS's own tools, and checkov, say of the packed template."""

import json
import tomllib
from datetime import date
from pathlib import Path

from infra.joined import INFRA
from infra.package import Package
from tests.package.conftest import REGION, Resources, static

GLOBAL = INFRA / "global.yaml"
WAIVERS = tomllib.loads((Path(__file__).parent / "waivers.toml").read_text())


def test_cfn_lint_finds_nothing(packed: Package) -> None:
    """Nothing in the template is misspelt, unknown in Jakarta, or worth a remark: no finding is waived."""
    wanted = ("--regions", REGION, "--include-checks", "I", "W")
    found = static("cfn-lint", *wanted, "--", str(packed.folder / "sam.json"))
    assert (found.returncode, found.stdout) == (0, "")


def test_what_lives_in_virginia_is_clean_too() -> None:
    """The small stack beside each stage, in the region of certificates and budgets, has no finding either."""
    found = static("cfn-lint", "--regions", "us-east-1", "--include-checks", "I", "W", "--", str(GLOBAL))
    assert (found.returncode, found.stdout) == (0, "")
    wanted = (
        "--framework",
        "cloudformation",
        "--skip-download",
        "--compact",
        "--output",
        "json",
        "--file",
        str(GLOBAL),
    )
    failed = json.loads(static("checkov", *wanted).stdout)["results"]["failed_checks"]
    assert [(one["check_id"], one["resource"]) for one in failed] == [("CKV_AWS_26", "AWS::SNS::Topic.Alarms")]


def test_sam_makes_cloudformation_of_it(deployed: Resources) -> None:
    """CloudFormation gets plain resources of its own, and nothing that it would have to guess."""
    assert [name for name, each in deployed.items() if each["Type"].startswith("AWS::Serverless")] == []


def test_checkov_finds_nothing_that_nobody_has_judged(packed: Package) -> None:
    """Each finding was looked at and is left for a reason; none is new, and no waiver outlives its finding."""
    wanted = ("--framework", "cloudformation", "--skip-download", "--compact", "--output", "json")
    found = json.loads(static("checkov", *wanted, "--file", str(packed.folder / "sam.json")).stdout)
    assert found["summary"]["parsing_errors"] == 0
    assert found["summary"]["passed"] > 0
    failed = {(one["check_id"], one["resource"].rpartition(".")[2]) for one in found["results"]["failed_checks"]}
    assert failed == {(check, name) for check, waiver in WAIVERS.items() for name in waiver["resources"]}
    assert all(waiver["reason"] and isinstance(waiver["looked_at"], date) for waiver in WAIVERS.values())
