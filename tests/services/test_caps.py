"""Nobody is flooded, nobody can use us to flood somebody else, and texts cost no more than they may."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.caps import PRICE, Limits, Spending
from chalicelib.domain.intents import Intent, Sending
from chalicelib.domain.people import Identity, Mode, Role
from chalicelib.domain.sending import Letter, Permanent, Posted, Spent, Temporary, Throttled
from chalicelib.domain.steps import Step
from chalicelib.services import delivery
from chalicelib.services.delivery import Delivery, Outcome, deliver
from chalicelib.store import book_sending, ledger
from chalicelib.store.caps import CapStore
from chalicelib.store.table import plain
from tests.builders import TICKET
from tests.cloud import make_tables
from tests.services.house import MAIL, PHONE, House

OTHER = "IMI-2222-2222-2"
KEY = b"k" * 32


def tighten(house: House, limits: Limits | None = None, spending: Spending | None = None) -> None:
    """Let other figures hold."""
    store = CapStore(house.client, "cases", KEY, limits or book_sending.read(), spending or Spending(10_000, 100_000))
    object.__setattr__(house.delivery, "caps", store)


def few(**changes: Any) -> Limits:
    figures: dict[str, Any] = {"person_day": 3, "case_day": 2, "confirmation_minutes": 60, "codes_percent": 20}
    return Limits(**(figures | {"exempt": frozenset({"answered"})} | changes))


def minutes(house: House, number: int = 3) -> None:
    for _ in range(number):
        house.later(minutes=1)
        house.sweep()


def test_a_third_party_gets_one_confirmation(house: House) -> None:
    """Whoever files in somebody else's name again and again sends them one confirmation an hour, and one digest."""
    for number in range(6):
        house.file(f"IMI-0000-000{number}-0")
    minutes(house)
    assert house.told() == [f"received {MAIL}"]
    house.later(hours=1)
    house.file("IMI-0000-0009-0")
    minutes(house)
    assert house.told() == [f"received {MAIL}"] * 2
    house.later(days=1)
    minutes(house)
    assert house.told()[2:] == [f"digest {MAIL}"]
    assert house.post.letters[-1].values["count"] == "5"


def test_no_address_is_in_the_counters(house: House) -> None:
    """The counters do not say whose they are."""
    house.file()
    minutes(house)
    rows = [plain(row) for row in house.client.scan(TableName="cases")["Items"]]
    assert MAIL not in repr([row for row in rows if row["pk"].startswith(("B#", "G#"))])


def test_a_case_tells_so_much_a_day_and_then_a_digest(house: House) -> None:
    """Beyond the cap of a case its citizen gets one message the next morning, that there is more to read."""
    tighten(house, few())
    house.file()
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASSIGN):
        house.take(step)
        minutes(house, 1)
    assert len(house.told()) == 2
    assert house.notes()["in_progress email"].why == "over_cap"
    house.later(days=1)
    minutes(house)
    assert house.told()[2:] == [f"digest {MAIL}"]


def test_an_answer_is_never_held_back(house: House) -> None:
    """What a right or a time limit hangs on goes out, however much there was before."""
    tighten(house, few(person_day=1, case_day=1))
    house.answered()
    minutes(house)
    assert house.told() == [f"received {MAIL}", f"answered {MAIL}"]


def test_a_person_with_many_cases_gets_so_much_a_day(house: House) -> None:
    """Several cases of one person together tell no more than the person's cap."""
    tighten(house, few(case_day=3))
    house.file()
    house.later(hours=1)
    house.file(OTHER)
    for ticket in (TICKET, OTHER):
        house.take(Step.VERIFY, ticket)
    minutes(house)
    assert len(house.told()) == 3


def test_a_second_try_is_not_counted_twice(house: House) -> None:
    """A message that a busy provider put off does not stand in its own way."""
    house.post.trouble = [Throttled("TooMany")] * 2
    house.file()
    minutes(house, 6)
    assert house.told() == [f"received {MAIL}"]


def test_beyond_the_ceiling_texts_become_mails(house: House) -> None:
    """When texts have cost what they may today, the message goes by e-mail, and the text's row says why."""
    tighten(house, spending=Spending(100, 1_000))
    house.file(channels=("sms", "email"), in_turn=True)
    house.take(Step.VERIFY)
    minutes(house, 13)
    assert house.told() == [f"received {PHONE}", f"verified {MAIL}"]
    note = house.notes()["verified sms"]
    assert (note.status, note.why) == (Sending.REFUSED, "ceiling")


def test_whoever_comes_upon_a_ceiling_calls(house: House) -> None:
    """Operators are called by the stream and by the sweep, by our ceiling and the provider's, and by no other text."""
    called: list[str] = []
    object.__setattr__(house.delivery, "alarm", called.append)
    tighten(house, spending=Spending(100, 1_000))
    house.post.trouble = [Spent("ServiceQuotaExceededException")]
    house.file(channels=("sms",))
    assert deliver(house.key("received", 1, "sms"), house.delivery) is Outcome.CEILING
    house.take(Step.VERIFY)
    house.sweep()
    assert (called, house.told()) == (["ceiling"], [f"verified {PHONE}"])
    house.take(Step.ANSWER)
    house.sweep()
    assert (len(called), house.notes()["answered sms"].why) == (2, "ceiling")


def test_without_another_way_the_office_hears_of_the_ceiling(house: House) -> None:
    """Nobody is left in silence because there is no money: the office is told what did not go out."""
    house.hire(Role.OFFICER)
    tighten(house, spending=Spending(0, 0))
    house.file(channels=("sms",))
    minutes(house, 5)
    assert house.told() == ["alerts officer@imigrasi.example"]


def test_a_text_that_was_refused_gives_its_money_back(house: House) -> None:
    """What the provider would not take is not counted against the day: the next text still goes."""
    tighten(house, spending=Spending(100, 1_000))
    house.post.trouble = [Permanent("INVALID")]
    house.file(channels=("sms",))
    minutes(house, 2)
    house.take(Step.VERIFY)
    minutes(house, 2)
    assert house.told() == [f"verified {PHONE}"]


def test_codes_have_money_of_their_own(house: House) -> None:
    """However many notices there are, a one-time code still goes; however many codes, the notices do."""
    tighten(house, spending=Spending(300, 1_000))
    assert [house.delivery.caps.paid("received", house.now) for _ in range(5)] == [True] * 4 + [False]
    assert [house.delivery.caps.paid("one_time_code", house.now) for _ in range(2)] == [True, False]


def test_a_month_has_a_ceiling_too(house: House) -> None:
    """Thirty days at the ceiling of a day stay below that of the month."""
    tighten(house, few(codes_percent=0), Spending(2 * PRICE, 5 * PRICE))
    paid = 0
    for _ in range(10):
        paid += sum(house.delivery.caps.paid("received", house.now) for _ in range(3))
        house.later(days=1)
    assert paid == 5


class Till:
    """A provider of texts that does what is asked of it, and keeps what each day cost at most."""

    def __init__(self) -> None:
        self.cost: dict[str, int] = {}
        self.fate: Any = None
        self.now: datetime

    def send(self, _letter: Letter) -> Posted:
        if self.fate in {None, Temporary}:
            for period in (f"{self.now:%Y-%m-%d}", f"{self.now:%Y-%m}"):
                self.cost[period] = self.cost.get(period, 0) + PRICE
        if self.fate:
            raise self.fate("x")
        return Posted("sns", "id")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["received", "verified", "one_time_code"]),
        st.sampled_from([None, None, None, Temporary, Throttled, Permanent]),
        st.integers(0, 40 * 3600),
        st.integers(1, 3),
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, day=st.integers(0, 6), month=st.integers(0, 12), percent=st.integers(0, 100))
def test_texts_never_cost_more_than_they_may(
    house: House, acts: list[tuple[str, Any, int, int]], day: int, month: int, percent: int
) -> None:
    """Whatever is sent when, fails how and is tried again: no day and no month costs more than its ceiling."""
    make_tables(house.client)
    till, spending = Till(), Spending(day * PRICE + 7, month * PRICE + 7)
    tighten(house, few(person_day=99, case_day=99, confirmation_minutes=1, codes_percent=percent), spending)
    desk: Delivery = house.delivery
    object.__setattr__(desk, "post", till)
    house.file(identity=Identity(Mode.NAMED, "Siti", None, PHONE, sms=True), channels=())
    for number, (notice, fate, seconds, tries) in enumerate(acts):
        house.later(seconds=seconds)
        version = int(house.now.timestamp()) if notice == "one_time_code" else number + 10
        values = {"ticket": TICKET, "nonce": "ab", "zone": "Asia/Jakarta"}
        intent = Intent(TICKET, version, notice, "citizen", "sms", "id", house.now, values)
        house.client.transact_write_items(TransactItems=[ledger.intent_put("cases", intent, 2)])
        till.fate = fate
        for _ in range(tries):
            till.now = house.now
            delivery.deliver(house.key(notice, version, "sms"), desk)
            house.now += timedelta(minutes=11)
    days = {period: cost for period, cost in till.cost.items() if len(period) > len("2026-01")}
    assert all(cost <= spending.day for cost in days.values())
    assert all(cost <= spending.month for period, cost in till.cost.items() if period not in days)


def test_a_count_that_is_repeated_finds_its_own_message(house: House) -> None:
    """Where the answer of the counter is lost and the call is made again, the message still goes."""
    tighten(house, few(person_day=1, case_day=1))
    house.file()
    note = house.notes()["received email"]
    assert [house.delivery.caps.counted(note, MAIL, house.now) for _ in range(2)] == [True, True]
    house.take(Step.VERIFY)
    assert not house.delivery.caps.counted(house.notes()["verified email"], MAIL, house.now)
