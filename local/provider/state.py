"""Whether the provider works: a person may break it, to see that nothing is lost."""

from collections.abc import Mapping

from local.web import Refused

CHANNELS = ("email", "sms")
MODES = ("ok", "throttle", "down")


class State:
    """`throttle` refuses for certain; `down` answers 503, after which nobody knows whether the message went."""

    def __init__(self) -> None:
        self._modes = dict.fromkeys(CHANNELS, "ok")

    def modes(self) -> dict[str, str]:
        return dict(self._modes)

    def change(self, asked: Mapping[str, object]) -> None:
        """Raise Refused with 422 when a channel or its state is not one of ours; then nothing changes."""
        for channel, mode in asked.items():
            if channel not in CHANNELS or mode not in MODES:
                raise Refused(422, f"Give any of {', '.join(CHANNELS)}, each one of {', '.join(MODES)}.")
        self._modes |= {channel: str(mode) for channel, mode in asked.items()}
