"""Who holds which role is asked once a sweep."""

from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.services.remembered import Remembered

HEAD, OFFICER = (Grant(str(role), role, "pusat", "x@imigrasi.example") for role in (Role.HEAD, Role.OFFICER))


class Asked:
    """Holders that keep what they are asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, person: str) -> Grant | None:
        self.asked.append(person)
        return None

    def holders(self, office: str, *_roles: Role) -> tuple[Grant, ...]:
        self.asked.append(office)
        return HEAD, OFFICER


def test_a_hundred_late_cases_ask_once() -> None:
    """However many cases of an office are late, its people are read once, and only those with the role are told."""
    asked = Asked()
    remembered = Remembered(asked)
    for _ in range(100):
        assert remembered.holders("pusat", Role.HEAD) == (HEAD,)
        assert remembered.holders("pusat", Role.REGION) == ()
        assert remembered.holders("pusat") == (HEAD, OFFICER)
        assert remembered.get("nobody") is None
    assert asked.asked == ["pusat", "nobody"]
