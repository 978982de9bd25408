"""What AWS's own tools say of the packed template."""

from infra.package import Package
from tests.package.conftest import REGION, Resources, static


def test_cfn_lint_finds_nothing(packed: Package) -> None:
    """Nothing in the template is misspelt, unknown in Jakarta, or worth a remark: no finding is waived."""
    wanted = ("--regions", REGION, "--include-checks", "I", "W")
    found = static("cfn-lint", *wanted, "--", str(packed.folder / "sam.json"))
    assert (found.returncode, found.stdout) == (0, "")


def test_sam_makes_cloudformation_of_it(deployed: Resources) -> None:
    """CloudFormation gets plain resources of its own, and nothing that it would have to guess."""
    assert [name for name, each in deployed.items() if each["Type"].startswith("AWS::Serverless")] == []
