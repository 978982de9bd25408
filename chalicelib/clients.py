"""The ways to AWS, each opened when it is first needed, and none that a function does not use.

The library is loaded at the start all the same: Lambda gives a start a whole processor, and a small function's first
event a fraction of one.
"""

from typing import Any

from botocore.config import Config
from botocore.session import Session

from chalicelib.store.once import once

AGENT = "aduan"  # to AWS: the name that its library would put together costs a tenth of a call, each time


@once
def session() -> Any:
    """What clients are made of: botocore's own, since boto3 costs a quarter of a cold start for what we never use."""
    return Session()


@once
def client(name: str) -> Any:
    """Make a client. Those that send never try again by themselves: a repeated send is a doubled message."""
    sends = name in {"sesv2", "sns", "pinpoint-sms-voice-v2"}
    tries: Any = {"total_max_attempts": 1} if sends else {"mode": "standard", "total_max_attempts": 4}
    config = Config(retries=tries, connect_timeout=3, read_timeout=5, user_agent=AGENT)
    if name == "s3":
        config = config.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"}, read_timeout=30))
    return session().create_client(name, config=config)
