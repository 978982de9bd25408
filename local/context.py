"""What Lambda hands to a function beside the event."""

import time
import uuid
from dataclasses import dataclass, field

from local.emulator import REGION


@dataclass(frozen=True)
class Context:
    """`get_remaining_time_in_millis` counts down in real time, as Lambda's does."""

    function_name: str
    seconds: int = 29
    memory_limit_in_mb: str = "512"
    function_version: str = "$LATEST"
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    _started: float = field(default_factory=time.monotonic)

    @property
    def invoked_function_arn(self) -> str:
        return f"arn:aws:lambda:{REGION}:000000000000:function:{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._started + self.seconds - time.monotonic()) * 1000))
