"""Every failure of a provider as one of three kinds, so that the ledger need not know a provider.

What is refused before anything was handed over is Throttled, also when the fault is ours (a missing right, a suspended
account): an operator mends it and the message goes. Only what is wrong with the message or its address is Permanent.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

from chalicelib.domain.sending import Permanent, SendingFailed, Spent, Temporary, Throttled

WRONG = frozenset(
    {
        "MessageRejected",
        "BadRequestException",
        "InvalidParameter",
        "InvalidParameterValue",
        "ParameterValueInvalid",
        "ValidationException",
        "ConflictException",
    }
)
SPENT = "MONTHLY_SPEND_LIMIT_REACHED"
"""How End User Messaging's reasons begin where the account may spend no more this month."""
BROKEN = 500


@contextmanager
def translated() -> Iterator[None]:
    """Turn what botocore raises into Permanent, Throttled or Temporary; the text is the provider's code, no address."""
    try:
        yield
    except ClientError as error:
        raise _refused(error) from None
    except ParamValidationError:
        raise Permanent("ParamValidation") from None
    except (EndpointConnectionError, ConnectTimeoutError, NoCredentialsError) as error:
        raise Throttled(type(error).__name__) from None
    except BotoCoreError as error:
        raise Temporary(type(error).__name__) from None


def _refused(error: ClientError) -> SendingFailed:
    code = error.response.get("Error", {}).get("Code", "")
    if int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", BROKEN)) >= BROKEN:
        return Temporary(code)
    if str(error.response.get("Reason", "")).startswith(SPENT):
        return Spent(code)
    return Permanent(code) if code in WRONG else Throttled(code)
