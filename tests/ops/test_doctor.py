"""What a new account lacks is found before a citizen meets it."""

from typing import Any

import pytest

from infra import stages
from ops.cloud import doctor
from ops.cloud.account import GLOBAL, Account
from tests.ops.conftest import NOW

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


def unsigned(account: Account) -> doctor.Finding:
    return doctor.mail_domain(account, {"MailDkim1": "one._domainkey CNAME one.dkim"})


CNAME = {"Name": "_1.dev", "Type": "CNAME", "Value": "_2.acm"}
CERTIFICATE = {"Status": "ISSUED", "NotAfter": NOW, "DomainValidationOptions": [{"ResourceRecord": CNAME}]}


@pytest.mark.parametrize(("renewal", "good"), [({}, True), ({"RenewalStatus": "PENDING_VALIDATION"}, False)])
def test_a_certificate_that_will_not_be_renewed_is_found(renewal: dict[str, str], good: bool) -> None:
    """While it is still good, and with the very record that DNS has lost: that is what a woken person must type."""
    summary = {"CertificateSummaryList": [{"DomainName": DEV.domain, "CertificateArn": "arn"}]}
    said = Said(summary | {"Certificate": CERTIFICATE | {"RenewalSummary": renewal}})
    found = doctor.certificate(Account(DEV, lambda _name, _region: said))
    assert (found.good, found.seen[:24]) == (good, "ISSUED, until 2026-11-22")
    assert "_1.dev CNAME _2.acm" in found.mend


def test_what_dns_lacks_for_mail_is_printed() -> None:
    """Nobody has to deploy again to learn which records it was."""
    said = Said({"VerifiedForSendingStatus": False})
    assert "one._domainkey CNAME one.dkim" in unsigned(Account(DEV, lambda _name, _region: said)).mend


def test_alarms_must_be_heard_in_both_regions() -> None:
    """The certificate's alarm has a topic of its own in us-east-1, which somebody must have confirmed, too."""

    def cloud(_name: str, region: str) -> Said:
        arn = "PendingConfirmation" if region == GLOBAL else "arn:aws:sns:1"
        listed = [{"Endpoint": "night@example", "SubscriptionArn": arn}]
        return Said({"StackResourceDetail": {"PhysicalResourceId": "topic"}, "Subscriptions": listed})

    found = doctor.alarms_heard(Account(DEV, cloud), {"AlarmsTopicArn": "topic"})
    assert (found.good, found.seen) == (False, "night@example in ap-southeast-3, by nobody in us-east-1")


@pytest.mark.parametrize(
    ("question", "answer", "good"),
    [
        (doctor.mail_sandbox, {"ProductionAccessEnabled": False, "SendingEnabled": True}, False),
        (doctor.mail_sandbox, {"ProductionAccessEnabled": True, "SendingEnabled": True}, True),
        (unsigned, {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "PENDING"}}, False),
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
