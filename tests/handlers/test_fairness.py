"""Nothing about a person touches what becomes of their complaint."""

from collections.abc import Iterator
from itertools import cycle, islice, product
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from tests.cloud import make_tables
from tests.handlers.client import Client, Filed

NAMES = [
    *("Siti Aminah", "Yohanes Wenda", "Tjioe Swan Nio", "I Gusti Ngurah Rai", "Sukarno", "Ahmad bin Abdullah"),
    *(
        "Nguyễn Thị Hoa",
        "李小龍",
        "Олег Иванов",
        "محمد الهادي",
        "O'Brien, Seán",
        "A",
        "Fatou N'Diaye",
        "Lalu Muh. Zainudin",
    ),
]
PHONES = ["0812 3456 7890", "+62 811 100200", "+60 12 345 6789", "+1 650 253 0000", "021 5224658"]
MODES = ["named", "confidential", "anonymous"]
VARIATIONS, A_TABLE = 200, 8


def variations() -> Iterator[dict[str, Any]]:
    """People of every kind: by name, language, channel, number and how much of themselves they tell."""
    told = cycle(product(NAMES, ["id", "en"], [["email"], ["sms"], ["email", "sms"], []], MODES))
    for number, (name, language, channels, mode) in enumerate(islice(told, 0, None, 7)):
        who: dict[str, Any] = {"mode": mode, "email": f"orang{number}@warga.example.org", "phone": PHONES[number % 5]}
        who |= {} if mode == "anonymous" else {"name": name}
        yield {"identity": who, "language": language, "channels": channels}


def fate(filed: Filed) -> tuple[Any, ...]:
    """All that decides when and by whom a complaint is handled."""
    case = wiring.complaints().get(filed.ticket)
    key = {"pk": {"S": f"C#{filed.ticket}"}, "sk": {"S": "STATE"}}
    row = boto3.client("dynamodb").get_item(TableName="cases", Key=key)["Item"]
    place = row["queue_pk"]["S"], row["queue_sk"]["S"].removesuffix(filed.ticket)
    dates = tuple((clock.name, clock.due) for clock in case.clocks)
    return case.category, case.klass, case.office, case.status, place, row["due_sk"]["S"].partition("#")[0], dates


@pytest.mark.parametrize("people", [50, pytest.param(VARIATIONS, marks=pytest.mark.proof)])
def test_many_people_with_one_complaint_are_treated_alike(api: Client, people: int) -> None:
    """One complaint from people of every kind gets one class, one office, one set of dates, one place in the queue."""
    found = set()
    for number, who in enumerate(islice(variations(), people)):
        if number % A_TABLE == 0:
            make_tables(boto3.client("dynamodb"))
        found.add(fate(api.file(**who)))
    assert len(found) == 1


def test_a_story_of_any_origin_is_treated_alike(api: Client) -> None:
    """Where somebody says they come from, or in which language they write, changes nothing of what is due to them."""
    stories = [
        "Saya WNI dari Papua.",
        "I am from Nigeria.",
        "我是中国人。",
        "أنا من اليمن",
        "Saya orang Tionghoa, sudah antre.",
    ]
    assert len({fate(api.file(narrative=story)) for story in stories}) == 1
