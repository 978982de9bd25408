"""Makes every resource of infra/resources.yaml, through the emulator's own CloudFormation, once or again."""

from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

from local.emulator import REGION
from local.places import ROOT, Places
from local.saying import CannotStart

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.client import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import ParameterTypeDef

NAME = "aduan-local"
TEMPLATE = ROOT / "infra" / "resources.yaml"


def provision(places: Places, template: Path = TEMPLATE) -> dict[str, str]:
    """Create the stack, or bring it up to the template; return its outputs by name."""
    client: CloudFormationClient = boto3.client(
        "cloudformation", region_name=REGION, endpoint_url=places.emulator, config=Config(retries={"max_attempts": 1})
    )
    body = template.read_text(encoding="utf-8")
    try:
        outputs(client)
    except ClientError:
        _create(client, body, places.site)
    else:
        _update(client, body, places.site)
    return outputs(client)


def found(places: Places) -> dict[str, str]:
    """Give the outputs of the stack in a local cloud that runs already. ClientError or BotoCoreError when none does."""
    return outputs(boto3.client("cloudformation", region_name=REGION, endpoint_url=places.emulator))


def outputs(client: "CloudFormationClient") -> dict[str, str]:
    stack = client.describe_stacks(StackName=NAME)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _create(client: "CloudFormationClient", body: str, site: str) -> None:
    client.create_stack(StackName=NAME, TemplateBody=body, Parameters=_parameters(site))
    try:
        client.get_waiter("stack_create_complete").wait(StackName=NAME, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    except WaiterError as error:
        raise CannotStart(f"The emulator could not make infra/resources.yaml: {reason(client)}") from error


def _update(client: "CloudFormationClient", body: str, site: str) -> None:
    if str(client.get_template(StackName=NAME)["TemplateBody"]) == body:
        return
    try:
        client.update_stack(StackName=NAME, TemplateBody=body, Parameters=_parameters(site))
        client.get_waiter("stack_update_complete").wait(StackName=NAME, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    except (ClientError, WaiterError) as error:
        raise CannotStart(
            f"The emulator could not change its resources to today's infra/resources.yaml: {error} {reason(client)}\n"
            "  To start afresh, delete the folder .local and run again."
        ) from error


def _parameters(site: str) -> "list[ParameterTypeDef]":
    given = {"Stage": "local", "SiteUrl": site}
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]


def reason(client: "CloudFormationClient") -> str:
    """The first failure that the stack's own events name."""
    events = client.describe_stack_events(StackName=NAME)["StackEvents"]
    failed = [event for event in events if event.get("ResourceStatus", "").endswith("FAILED")]
    return "; ".join(f"{event.get('LogicalResourceId')}: {event.get('ResourceStatusReason')}" for event in failed[-1:])
