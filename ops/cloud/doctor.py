"""What a stage still lacks, outside the template: each line says what is missing and how to mend it."""

import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.stages import LAMBDAS
from ops.cloud.account import GLOBAL, Account

SPARE = 100
"""Functions that must still be able to run beside those with a share of their own."""
LEAST_SPEND = 10
"""US dollars a month of text messages; AWS begins with one."""
KEYS = ("DataKeyArn", "IdentityKeyArn", "ReceiptKeyArn")
TABLES = ("CasesTableName", "KeysTableName", "AuditTableName")
QUESTIONS = (
    *("mail out of the sandbox", "mail domain", "text message spend", "sender id", "address", "certificate"),
    *("second factor", "alarms are heard", "functions at once", "log of the API", "keys", "backups"),
)
Outputs = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One question, whether all is well, what was seen, and what mends it."""

    what: str
    good: bool
    seen: str
    mend: str


def examine(account: Account, outputs: Outputs, resolve: Callable[..., Any] = socket.getaddrinfo) -> Iterator[Finding]:
    """Yield a finding for each question; one that AWS does not answer is a finding too."""
    asked: tuple[Callable[[], Finding], ...] = (
        lambda: mail_sandbox(account),
        lambda: mail_domain(account, outputs),
        lambda: sms_spend(account),
        lambda: sms_sender(account),
        lambda: dns(account, resolve),
        lambda: certificate(account),
        lambda: second_factor(account, outputs),
        lambda: alarms_heard(account, outputs),
        lambda: concurrency(account),
        lambda: api_logs(account),
        lambda: keys(account, outputs),
        lambda: backups(account, outputs),
    )
    for name, question in zip(QUESTIONS, asked, strict=True):
        try:
            yield question()
        except (ClientError, BotoCoreError, KeyError) as error:
            yield Finding(name, good=False, seen=str(error), mend="See that your role may read this, then ask again.")


def mail_sandbox(account: Account) -> Finding:
    found = account.client("sesv2").get_account()
    good = bool(found["ProductionAccessEnabled"]) and bool(found["SendingEnabled"])
    day = int(found.get("SendQuota", {}).get("Max24HourSend", 0))
    mend = "SES > Account dashboard > Request production access; say what is sent, and how bounces are heard. One day."
    return Finding("mail out of the sandbox", good, f"{day} mails a day allowed", mend)


def mail_domain(account: Account, outputs: Outputs) -> Finding:
    domain = account.stage.mail_sender.partition("@")[2]
    found = account.client("sesv2").get_email_identity(EmailIdentity=domain)
    signed = found.get("DkimAttributes", {}).get("Status", "NOT_STARTED")
    back = found.get("MailFromAttributes", {}).get("MailFromDomainStatus", "NONE")
    good = bool(found["VerifiedForSendingStatus"]) and signed == "SUCCESS" and back == "SUCCESS"
    records = "; ".join(outputs[name] for name in sorted(outputs) if name.startswith("Mail"))
    mend = f"DNS must have: {records or 'what `ops deploy` prints'}. SES looks within the hour."
    return Finding("mail domain", good, f"{domain}: DKIM {signed}, return path {back}", mend)


def sms_spend(account: Account) -> Finding:
    limits = account.client("pinpoint-sms-voice-v2").describe_spend_limits()["SpendLimits"]
    (found,) = [each for each in limits if each["Name"] == "TEXT_MESSAGE_MONTHLY_SPEND_LIMIT"]
    mend = "Service Quotas > AWS End User Messaging SMS > monthly spend. It takes days: ask before the first message."
    return Finding(
        "text message spend", found["EnforcedLimit"] >= LEAST_SPEND, f"${found['EnforcedLimit']} a month", mend
    )


def sms_sender(account: Account) -> Finding:
    name = account.stage.sms_sender
    asked = [{"SenderId": name, "IsoCountryCode": "ID"}]
    try:
        found = account.client("pinpoint-sms-voice-v2").describe_sender_ids(SenderIds=asked)["SenderIds"]
    except ClientError:
        found = []
    mend = f"AWS End User Messaging > Sender IDs > request {name} for Indonesia; the operators ask for a letter. Weeks."
    return Finding("sender id", bool(found), f"{name}: {'there' if found else 'not registered'}", mend)


def dns(account: Account, resolve: Callable[..., Any]) -> Finding:
    domain = account.stage.domain
    try:
        good = bool(resolve(domain, 443))
    except OSError:
        good = False
    mend = f"Point {domain} (CNAME, or ALIAS at the top of a zone) to the DistributionName that `ops deploy` prints."
    return Finding("address", good, f"{domain} {'is known' if good else 'leads nowhere'}", mend)


def certificate(account: Account) -> Finding:
    """Also of one that is issued AWS wants its record for ever, or it renews nothing."""
    client = account.client("acm", GLOBAL)
    listed = client.list_certificates(Includes={"keyTypes": ["EC_prime256v1"]})
    ours = [each for each in listed["CertificateSummaryList"] if each["DomainName"] == account.stage.domain]
    found = client.describe_certificate(CertificateArn=ours[0]["CertificateArn"])["Certificate"] if ours else {}
    renewal = str(found.get("RenewalSummary", {}).get("RenewalStatus", ""))
    seen = [str(found.get("Status", "none")), f"until {found['NotAfter']:%Y-%m-%d}" if "NotAfter" in found else ""]
    seen += [f"renewal {renewal}" if renewal else ""]
    names = [each.get("ResourceRecord", {}) for each in found.get("DomainValidationOptions", ())]
    records = "; ".join(f"{one['Name']} CNAME {one['Value']}" for one in names if one)
    mend = f"DNS must have: {records or 'the CNAME that ACM names in us-east-1'}. A CAA record must allow amazon.com."
    good = seen[0] == "ISSUED" and renewal not in {"PENDING_VALIDATION", "FAILED"}
    return Finding("certificate", good, ", ".join(one for one in seen if one), mend)


def second_factor(account: Account, outputs: Outputs) -> Finding:
    if account.stage.oidc_issuer != "cognito":
        return Finding("second factor", good=True, seen=f"asked of {account.stage.oidc_issuer}", mend="")
    found = account.client("cognito-idp").describe_user_pool(UserPoolId=outputs["OfficersPoolId"])["UserPool"]
    state = str(found.get("MfaConfiguration", "OFF"))
    mend = "`ops deploy` sets it; if it was turned off by hand, ask who did, and why."
    return Finding("second factor", state == "ON", state, mend)


def alarms_heard(account: Account, outputs: Outputs) -> Finding:
    """There are two topics: the alarm of the certificate lives in us-east-1, and each is confirmed by itself."""
    asked = {"StackName": account.beside, "LogicalResourceId": "Alarms"}
    beside = account.client("cloudformation", GLOBAL).describe_stack_resource(**asked)["StackResourceDetail"]
    topics = {account.stage.region: outputs["AlarmsTopicArn"], GLOBAL: beside["PhysicalResourceId"]}
    heard = {region: _heard(account.client("sns", region), topic) for region, topic in topics.items()}
    seen = ", ".join(f"{' and '.join(who) or 'by nobody'} in {region}" for region, who in heard.items())
    mend = (
        f"{account.stage.alarms_to} has a mail from AWS for each, with a link to confirm; nobody is called until then."
    )
    return Finding("alarms are heard", all(heard.values()), seen, mend)


def _heard(client: Any, topic: str) -> list[str]:
    listed = client.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    return [each["Endpoint"] for each in listed if each["SubscriptionArn"].startswith("arn:")]


def concurrency(account: Account) -> Finding:
    found = account.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    needed = sum(each.get("reserved_concurrency", 0) for each in LAMBDAS.values()) + SPARE
    mend = "Service Quotas > Lambda > Concurrent executions: ask for 1,000. A new account has 10, and deploys nothing."
    return Finding("functions at once", found >= needed, f"{found}; {needed} are needed", mend)


def api_logs(account: Account) -> Finding:
    found = account.client("apigateway").get_account().get("cloudwatchRoleArn", "")
    mend = "API Gateway > Settings > CloudWatch log role: once for each account and region."
    return Finding("log of the API", bool(found), found or "no role", mend)


def keys(account: Account, outputs: Outputs) -> Finding:
    client = account.client("kms")
    found = {name: client.describe_key(KeyId=outputs[name])["KeyMetadata"]["KeyState"] for name in KEYS}
    bad = [f"{name.removesuffix('Arn')} is {state}" for name, state in found.items() if state != "Enabled"]
    mend = "KMS > the key > Enable, or Cancel deletion. Without it complaints cannot be opened. Ask who did it."
    return Finding("keys", not bad, ", ".join(bad) or "all enabled", mend)


def backups(account: Account, outputs: Outputs) -> Finding:
    bad = []
    for name in TABLES:
        asked = account.client("dynamodb").describe_continuous_backups(TableName=outputs[name])
        state = asked["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
        bad += [outputs[name]] if state != "ENABLED" else []
    mend = "DynamoDB > the table > Backups > Point-in-time recovery: turn on, and ask who turned it off."
    return Finding("backups", not bad, ", ".join(bad) or "every second of 35 days", mend)
