"""A stack that cannot be changed at this moment says so, before anything is tried."""

from typing import Any

import pytest

from ops.cloud.account import Refusal
from ops.cloud.stacks import Stack


class In:
    """A stack in one state, of which nothing else may be asked."""

    def __init__(self, status: str) -> None:
        self._status = status

    def describe_stacks(self, **_asked: Any) -> dict[str, Any]:
        return {"Stacks": [{"StackStatus": self._status}]}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("UPDATE_IN_PROGRESS", "a deployment goes on"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "a deployment goes on"),
        ("UPDATE_ROLLBACK_FAILED", "Continue update rollback"),
        ("DELETE_FAILED", "Continue update rollback"),
    ],
)
def test_two_deployments_at_once_are_refused_in_words(status: str, said: str) -> None:
    """Who deploys while somebody else does, or after a rollback that failed, learns what to do."""
    with pytest.raises(Refusal, match=said):
        Stack(In(status), "aduan-dev", pause=0).propose({}, {}, "mark", "dev")
