"""The settings that the app reads, as the local cloud would have CloudFormation set them."""

import os
from collections.abc import Mapping

from local.emulator import REGION, SECRET
from local.places import Places

AUDIENCE = "aduan-console"
AGENCIES = ("ombudsman", "kemlu-wni", "dukcapil", "kp2mi", "bea-cukai", "polri", "kpk")


def settings(places: Places, outputs: Mapping[str, str]) -> dict[str, str]:
    return {
        "ADUAN_STAGE": "local",
        "ADUAN_CASES_TABLE": outputs["CasesTableName"],
        "ADUAN_KEYS_TABLE": outputs["KeysTableName"],
        "ADUAN_AUDIT_TABLE": outputs["AuditTableName"],
        "ADUAN_DATA_KEY": outputs["DataKeyArn"],
        "ADUAN_IDENTITY_KEY": outputs["IdentityKeyArn"],
        "ADUAN_RECEIPT_KEY": outputs["ReceiptKeyArn"],
        "ADUAN_SECRET": outputs["SecretArn"],
        "ADUAN_SITE_URL": places.site,
        "ADUAN_OIDC_ISSUER": places.issuer,
        "ADUAN_OIDC_AUDIENCE": AUDIENCE,
        "ADUAN_MAIL_SENDER": "aduan@imigrasi.example",
        "ADUAN_CONFIGURATION_SET": outputs["ConfigurationSetName"],
        "ADUAN_SMS_PROVIDER": os.environ.get("ADUAN_SMS_PROVIDER", "sns"),
        "ADUAN_SMS_SENDER": "IMIGRASI",
        "ADUAN_SHARDS": "4",
        "ADUAN_PREFIX": "IMI",
        "ADUAN_GUESTS": "",
        "ADUAN_AGENCIES": ",".join(f"{slug}={slug}@instansi.example" for slug in AGENCIES),
        "ADUAN_CUSTODIAN": "",
        "ADUAN_QUARANTINE_BUCKET": outputs["QuarantineBucketName"],
        "ADUAN_CLEAN_BUCKET": outputs["CleanBucketName"],
        "ADUAN_MALWARE_VERDICT": "required",
        "ADUAN_LOG_LEVEL": os.environ.get("ADUAN_LOG_LEVEL", "INFO"),
    }


def endpoints(places: Places) -> dict[str, str]:
    """Everything goes to the emulator, save what leaves the house: that goes to our own provider."""
    return {
        "AWS_ENDPOINT_URL": places.emulator,
        "AWS_ENDPOINT_URL_SESV2": places.provider,
        "AWS_ENDPOINT_URL_SNS": places.provider,
        "AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2": places.provider,
    }


def isolate() -> None:
    """Forget this person's own AWS: profile, credentials, endpoints and proxies cannot reach the local cloud."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "ADUAN_")) or name.lower().endswith("_proxy")]:
        if name not in {"ADUAN_SMS_PROVIDER", "ADUAN_LOG_LEVEL"}:
            del os.environ[name]
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "000000000000",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
