"""Who officers are, whose name mail carries, and what nobody can take back."""

from chalicelib.handlers.auth import LONGEST_LIFE
from chalicelib.notify.texts import staffed
from chalicelib.store import book_sending
from tests.package.conftest import Resources


def test_officers_sign_in_with_two_things(deployed: Resources) -> None:
    """No officer signs in by a password alone, and nobody makes an account for themselves."""
    pool = deployed["Officers"]["Properties"]
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("ON", ["SOFTWARE_TOKEN_MFA"])
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["DeletionProtection"] == "ACTIVE"
    assert deployed["Officers"]["DeletionPolicy"] == "Retain"


def test_the_console_signs_in_by_code_alone(deployed: Resources) -> None:
    """The console has no secret to lose: it signs in by code, comes back to us alone, and a token lives for an hour."""
    client = deployed["Console"]["Properties"]
    assert (client["GenerateSecret"], client["AllowedOAuthFlows"]) == (False, ["code"])
    assert client["ExplicitAuthFlows"] == ["ALLOW_REFRESH_TOKEN_AUTH"], "no password ever goes past the sign-in page"
    assert client["IdTokenValidity"] * 60 <= LONGEST_LIFE
    assert client["TokenValidityUnits"]["IdToken"] == "minutes"
    wanted = [f"https://${{Domain}}/{language}/petugas/masuk/" for language in staffed()]
    assert [each["Fn::Sub"] for each in client["CallbackURLs"]] == wanted


def test_every_function_believes_the_pool(functions: Resources) -> None:
    """The issuer whose tokens are believed is the pool of the same stage."""
    for given in functions.values():
        assert "${Officers}" in given["Environment"]["Variables"]["ADUAN_OIDC_ISSUER"]["Fn::Sub"]
        assert given["Environment"]["Variables"]["ADUAN_OIDC_AUDIENCE"] == {"Ref": "Console"}


def test_mail_is_signed_and_reports_come_back(deployed: Resources) -> None:
    """Mail carries our domain's own signature; mail and texts tell what became of them; closed countries get none."""
    identity = deployed["MailIdentity"]["Properties"]
    assert identity["DkimAttributes"] == {"SigningEnabled": True}
    assert identity["ConfigurationSetAttributes"] == {"ConfigurationSetName": {"Ref": "ConfigurationSet"}}
    rules = deployed["SmsProtection"]["Properties"]["CountryRuleSet"]["SMS"]
    blocked = {rule["CountryCode"] for rule in rules if rule["ProtectStatus"] == "BLOCK"}
    assert blocked == book_sending.read().closed
    (reports,) = deployed["SmsConfigurationSet"]["Properties"]["EventDestinations"]
    assert reports["SnsDestination"] == {"TopicArn": {"Ref": "ProviderEventsTopic"}}


def test_evidence_outlives_everybody(deployed: Resources) -> None:
    """What is put into the bucket of evidence can be deleted by nobody for ten years."""
    lock = deployed["EvidenceBucket"]["Properties"]["ObjectLockConfiguration"]
    assert lock["Rule"]["DefaultRetention"] == {"Mode": "COMPLIANCE", "Years": 10}
