"""What a newcomer finds: cases in many states, and messages that went out for them."""

import time
from typing import Any

from tests.local.running import Running, ask


def queue(cloud: Running, role: str, office: str) -> list[dict[str, Any]]:
    """The open cases that this member of staff sees."""
    token = ask(f"{cloud.site}/_local/tokens", {"as": role, "office": office}).json["token"]
    answer = ask(f"{cloud.site}/v1/staff/queue", Authorization=f"Bearer {token}")
    assert answer.status == 200, answer.text
    found: list[dict[str, Any]] = answer.json["items"]
    return found


def test_cases_in_many_states(cloud: Running) -> None:
    """An officer who signs in for the first time finds work at every stage, and no case about colleagues."""
    cases = queue(cloud, "officer", "jakarta-utara")
    assert {case["status"] for case in cases} >= {"received", "verified", "in_progress", "awaiting_citizen"}
    assert "officer-conduct" not in {case["category"] for case in cases}
    assert "foreigner_report" not in {case["kind"] for case in cases}
    above = queue(cloud, "region", "wilayah-dki-jakarta")
    assert "officer-conduct" in {case["category"] for case in above}


def test_citizens_were_told(cloud: Running) -> None:
    """Within seconds of filing, an acknowledgement is in the outbox by e-mail and by SMS of one segment."""
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        mails = ask(f"{cloud.site}/_local/outbox?to=siti@warga.example").json
        texts = ask(f"{cloud.site}/_local/outbox?to=%2B6281210000001").json
        if mails and texts:
            break
        time.sleep(0.1)
    assert mails[0]["text"]
    assert "<html" in mails[0]["html"]
    assert len(texts[0]["text"]) <= 160
    assert "1 segment," in ask(f"{cloud.site}/_local/outbox/view?to=%2B6281210000001").text
