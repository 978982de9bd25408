"""How the parts of the template come together."""

from typing import Any

import pytest

from infra import joined
from infra.joined import JoinRefused

WORDS = {"Parameters": {"Stage": {"Type": "String"}}}


def test_parts_add_to_each_other() -> None:
    """A part may add to a resource that another began."""
    made = joined.join([{"Resources": {"A": {"Type": "T"}}}, {"Resources": {"A": {"Properties": {"x": 1}}}}])
    assert made == {"Resources": {"A": {"Type": "T", "Properties": {"x": 1}}}}


def test_parts_cannot_contradict_each_other() -> None:
    """Two parts that say different things of one place are refused, and the place is named."""
    with pytest.raises(JoinRefused, match="/Parameters/Stage/Type"):
        joined.join([WORDS, {"Parameters": {"Stage": {"Type": "Number"}}}])


def test_short_forms_are_read_as_cloudformation_reads_them() -> None:
    """A reference means the same in our files as in AWS."""
    text = "a: !Ref Table\nb: !GetAtt Table.Arn\nc: !Sub '${Stage}-x'\nd: !Join ['-', [a, !Ref B]]\ne: !If {x: 1}"
    assert joined.parse(text) == {
        "a": {"Ref": "Table"},
        "b": {"Fn::GetAtt": ["Table", "Arn"]},
        "c": {"Fn::Sub": "${Stage}-x"},
        "d": {"Fn::Join": ["-", ["a", {"Ref": "B"}]]},
        "e": {"Fn::If": {"x": 1}},
    }


def test_every_parameter_has_its_value(sam: dict[str, Any]) -> None:
    """A stage can be deployed without anybody typing a value."""
    assert [name for name, given in sam["Parameters"].items() if "Default" not in given or "Type" not in given] == []


def test_everything_that_holds_state_is_there(sam: dict[str, Any]) -> None:
    """What the local cloud is made of is what AWS would be made of, unchanged."""
    alone = joined.parse((joined.INFRA / "resources.yaml").read_text())
    for name, resource in alone["Resources"].items():
        assert sam["Resources"][name] == resource, name
    assert alone["Outputs"].items() <= sam["Outputs"].items()
