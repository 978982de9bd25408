"""Whose data a command looks at: the very environment that the stage's functions have."""

from ops.cloud.account import Account
from ops.cloud.deploy import Deployment


def of(account: Account) -> dict[str, str]:
    """Give it, as Lambda has it. Raises Refusal where the stage was never deployed."""
    name = Deployment(account, lambda _name, _status: None).stack.outputs()["APIHandlerName"]
    found = account.client("lambda").get_function_configuration(FunctionName=name)
    given: dict[str, str] = found["Environment"]["Variables"]
    return given | {"AWS_DEFAULT_REGION": account.stage.region, "AWS_REGION": account.stage.region}
