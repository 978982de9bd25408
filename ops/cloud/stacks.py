"""One stack of CloudFormation: its outputs, a change set, its execution watched, its end."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from ops.cloud.account import Refusal

NOTHING = ("didn't contain changes", "No updates are to be performed", "no changes")
BUSY = ("_IN_PROGRESS",)
GOOD = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"})
STUCK = (
    "CloudFormation > the stack > Events says what it could not do; mend that, then Stack actions > Continue update "
    "rollback (or Delete, where it was being deleted), then again."
)
PAUSE = 2.0
"""Seconds between two looks."""
Told = Callable[[str, str], None]


class Failed(Exception):
    """A deployment that CloudFormation could not do and took back, with its own words."""


@dataclass(frozen=True)
class Stack:
    """A stack by name, there or not yet."""

    client: Any
    name: str
    pause: float = PAUSE

    def described(self) -> Mapping[str, Any] | None:
        """Give what CloudFormation knows of it; None where it is not, or was only ever reviewed."""
        try:
            (found,) = self.client.describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        gone = found["StackStatus"] in {"REVIEW_IN_PROGRESS", "DELETE_COMPLETE"}
        return None if gone else found

    def outputs(self) -> dict[str, str]:
        """Give its outputs. Raises Refusal where the stage was never deployed."""
        found = self.described()
        if found is None:
            raise Refusal(f"{self.name} is not there: the stage was not deployed yet. `ops deploy` does it.")
        return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", ())}

    def resources(self) -> list[tuple[str, str]]:
        """Give what belongs to it, each by its kind and its own name."""
        pages = self.client.get_paginator("list_stack_resources").paginate(StackName=self.name)
        found = (each for page in pages for each in page["StackResourceSummaries"])
        return [(each["ResourceType"], each.get("PhysicalResourceId", "")) for each in found]

    def parameter(self, name: str, default: str) -> str:
        """Give the value that it was last deployed with."""
        given = (self.described() or {}).get("Parameters", ())
        return next((str(each["ParameterValue"]) for each in given if each["ParameterKey"] == name), default)

    def propose(self, template: Mapping[str, str], parameters: Mapping[str, str], mark: str, stage: str) -> list[Any]:
        """Make a change set and give its changes; an empty one is taken away again. Raises Refusal."""
        return self._propose(template, [_given(*one) for one in parameters.items()], mark, stage)

    def turn(self, parameters: Mapping[str, str], mark: str, stage: str) -> list[Any]:
        """Propose its own template with these parameters anew, and each other one as it is. Raises Refusal."""
        there = (str(each["ParameterKey"]) for each in (self.described() or {}).get("Parameters", ()))
        kept = [{"ParameterKey": name, "UsePreviousValue": True} for name in there if name not in parameters]
        given = [_given(*one) for one in parameters.items()]
        return self._propose({"UsePreviousTemplate": True}, given + kept, mark, stage)

    def _propose(self, template: Mapping[str, Any], given: list[dict[str, Any]], mark: str, stage: str) -> list[Any]:
        self._clear()
        kind = "CREATE" if self.described() is None else "UPDATE"
        self.client.create_change_set(
            StackName=self.name,
            ChangeSetName=mark,
            ChangeSetType=kind,
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=given,
            Tags=[{"Key": "aduan:stage", "Value": stage}],
            **template,
        )
        found = self._proposed(mark)
        if found["Status"] == "FAILED":
            self.client.delete_change_set(StackName=self.name, ChangeSetName=mark)
            said = str(found.get("StatusReason", ""))
            if any(part in said for part in NOTHING):
                return []
            raise Refusal(f"CloudFormation refuses {self.name}: {said}")
        return self._changes(mark)

    def _clear(self) -> None:
        """Take away what a failed first deployment has left: a name, of which CloudFormation makes nothing more.

        Raises Refusal while somebody else deploys, and where CloudFormation could not even take its work back.
        """
        status = str((self.described() or {}).get("StackStatus", ""))
        if status == "ROLLBACK_COMPLETE":
            self.delete(lambda _name, _status: None)
        elif status.endswith(BUSY):
            raise Refusal(
                f"{self.name} is {status}: a deployment goes on, somebody's or a stopped one. Wait, then again."
            )
        elif status.endswith("_FAILED"):
            raise Refusal(f"{self.name} is {status}. {STUCK}")

    def _proposed(self, mark: str) -> Mapping[str, Any]:
        while True:
            found: Mapping[str, Any] = self.client.describe_change_set(StackName=self.name, ChangeSetName=mark)
            if found["Status"] in {"CREATE_COMPLETE", "FAILED"}:
                return found
            time.sleep(self.pause)

    def _changes(self, mark: str) -> list[Any]:
        pages = self.client.get_paginator("describe_change_set").paginate(StackName=self.name, ChangeSetName=mark)
        return [each for page in pages for each in page.get("Changes", ())]

    def drop(self, mark: str) -> None:
        """Take a change set away that nobody wanted; and the shell of a stack that was never made."""
        self.client.delete_change_set(StackName=self.name, ChangeSetName=mark)
        if self.described() is None:
            self.client.delete_stack(StackName=self.name)

    def execute(self, mark: str, told: Told) -> None:
        """Do what was proposed, telling of each resource. Raises Failed after CloudFormation has taken it back."""
        seen = {each["EventId"] for each in self._events()}
        self.client.execute_change_set(StackName=self.name, ChangeSetName=mark)
        self._watch(seen, told)

    def delete(self, told: Told) -> None:
        """Take the stack away; what must be retained stays. Raises Failed."""
        found = self.described()
        if found is None:
            return
        seen = {each["EventId"] for each in self._events()}
        self.client.delete_stack(StackName=self.name)
        self._watch(seen, told, str(found["StackId"]))

    def _watch(self, seen: set[str], told: Told, name: str = "") -> None:
        """Wait for the end; a stack that is well before anything has happened has only not begun."""
        failures: list[str] = []
        before = len(seen)
        while True:
            for event in reversed(list(self._events(name))):
                if event["EventId"] not in seen:
                    seen.add(event["EventId"])
                    told(event["LogicalResourceId"], event["ResourceStatus"])
                    failures += [_words(event)] if event["ResourceStatus"].endswith("_FAILED") else []
            (found,) = self.client.describe_stacks(StackName=name or self.name)["Stacks"]
            if found["StackStatus"] in GOOD and len(seen) > before:
                return
            if not found["StackStatus"].endswith(BUSY) and len(seen) > before:
                said = failures[:3] or [str(found.get("StackStatusReason", ""))]
                raise Failed(f"{self.name} is {found['StackStatus']}. " + " ".join(said))
            time.sleep(self.pause)

    def _events(self, name: str = "") -> Iterable[Mapping[str, Any]]:
        try:
            return list(self.client.describe_stack_events(StackName=name or self.name)["StackEvents"])
        except ClientError:
            return []


def _given(name: str, value: str) -> dict[str, Any]:
    return {"ParameterKey": name, "ParameterValue": value}


def _words(event: Mapping[str, Any]) -> str:
    return f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}."
