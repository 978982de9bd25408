"""What a new account lacks is found before a citizen meets it."""

from typing import Any

import pytest

from infra import stages
from ops.cloud import doctor
from ops.cloud.account import Account

DEV = stages.read(stages.STAGES.read_text())["dev"]


def test_the_doctor_answers_every_question() -> None:
    """Where AWS answers nothing, every line says so and what to do, and nothing stops at the first."""
    mute = Account(DEV, lambda _name, _region: Said({}))
    seen = list(doctor.examine(mute, {}, lambda *_: []))
    assert [one.what for one in seen] == list(doctor.QUESTIONS)
    assert [one.what for one in seen if one.good] == []
    assert all(one.mend for one in seen)


class Said:
    """A service that answers what it was told to."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self._answer = answer

    def __getattr__(self, _name: str) -> Any:
        return lambda **_asked: self._answer


@pytest.mark.parametrize(
    ("question", "answer", "good"),
    [
        (doctor.mail_sandbox, {"ProductionAccessEnabled": False, "SendingEnabled": True}, False),
        (doctor.mail_sandbox, {"ProductionAccessEnabled": True, "SendingEnabled": True}, True),
        (doctor.mail_domain, {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "PENDING"}}, False),
        (doctor.sms_spend, {"SpendLimits": [{"Name": "TEXT_MESSAGE_MONTHLY_SPEND_LIMIT", "EnforcedLimit": 1}]}, False),
        (doctor.sms_spend, {"SpendLimits": [{"Name": "TEXT_MESSAGE_MONTHLY_SPEND_LIMIT", "EnforcedLimit": 90}]}, True),
        (doctor.sms_sender, {"SenderIds": []}, False),
        (doctor.concurrency, {"AccountLimit": {"ConcurrentExecutions": 10}}, False),
        (doctor.concurrency, {"AccountLimit": {"ConcurrentExecutions": 1000}}, True),
        (doctor.api_logs, {}, False),
    ],
)
def test_the_doctor_judges_what_aws_says(question: Any, answer: dict[str, Any], good: bool) -> None:
    """A new account's limits are found before a citizen meets them."""
    found = question(Account(DEV, lambda _name, _region: Said(answer)))
    assert found.good is good
    assert found.mend
