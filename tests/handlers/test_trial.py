"""The office that checks of a deployment write to: as good as any, and seen by nobody."""

from chalicelib import wiring
from chalicelib.domain.people import Role
from ops import clocks
from ops.cloud.smoke import OFFICE
from tests.handlers.client import Client, grant


def test_a_check_is_filed_and_followed_and_nobody_sees_it(api: Client) -> None:
    """The centre, which sees every office, has a check in no queue, cannot open it, and no list names where it is."""
    head, real = grant("kepala", Role.CENTRE, "pusat"), api.file()
    check = api.file(office=OFFICE, identity={"mode": "anonymous", "email": "uji@imigrasi.example"}, channels=["email"])
    assert api.call("GET", f"/v1/complaints/{check.ticket}", token=api.session(check)).json["status"] == "received"
    assert [each["ticket"] for each in api.staff(head, "/queue").json["items"]] == [real.ticket]
    assert api.staff(head, f"/queue?office={OFFICE}").status != 200
    assert api.see(head, check.ticket).status in {403, 404}
    assert OFFICE not in str(api.staff(head, "/me").json) + api.call("GET", "/v1/offices").text


def test_a_check_goes_away_by_itself(api: Client) -> None:
    """Every row of a check in the table of cases has an end, and who looks through all chains leaves it out."""
    real, check = api.file(), api.file(office=OFFICE)
    api.say(check, "withdraw")
    rows = [row for row in api.stored() if check.ticket in row["pk"]["S"] and "wrapped" not in row]
    assert len(rows) > 5
    assert all("expires" in row for row in rows)
    assert not any("expires" in row for row in api.stored() if row["pk"]["S"] == f"C#{real.ticket}")
    assert list(clocks.every()) == [real.ticket]
    assert wiring.walk().page("") == ([(real.ticket, 1)], "")


def test_no_case_is_referred_to_it(api: Client) -> None:
    """A real complaint cannot be lost where nobody works."""
    person, filed = grant("budi"), api.file()
    api.take(person, filed.ticket, "verify")
    assert api.take(person, filed.ticket, "refer", to=OFFICE, reason="other-office").status == 422
