"""A template made such that the emulator takes it."""

from typing import Any

import pytest

from local import suited
from ops.cloud.account import Refusal

SAM: dict[str, Any] = {
    "Transform": "AWS::Serverless-2016-10-31",
    "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
    "Resources": {
        "Run": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"Runtime": "python3.13", "Handler": "app.app", "CodeUri": {"Bucket": "b", "Key": "k"}},
        },
        "Budget": {"Type": "AWS::Budgets::Budget", "Properties": {}},
        "Summed": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": []}},
        "Plain": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmActions": [{"Ref": "Budget"}]}},
    },
    "Outputs": {"MailDkimOne": {"Value": "x"}, "Site": {"Value": "y"}},
}


def test_a_template_is_suited_to_the_emulator() -> None:
    """What the emulator does not know is left out, with a word where something names it; the rest is there."""
    made = suited.suited(SAM)
    assert {"Run", "RunRole", "Plain"} <= set(made["Resources"])
    assert not {"Budget", "Summed"} & set(made["Resources"])
    assert made["Resources"]["Plain"]["Properties"]["AlarmActions"] == ["left-out"]
    assert made["Resources"]["Run"]["Type"] == "AWS::Lambda::Function"
    assert set(made["Outputs"]) == {"Site"}


def test_a_template_that_is_none_is_refused_in_words() -> None:
    """An operator reads that the template is at fault, not a traceback of ours."""
    with pytest.raises(Refusal, match="could not be translated"):
        suited.suited({"Parameters": {}, "Resources": {"Wrong": {"Type": "AWS::Serverless::Function"}}})
