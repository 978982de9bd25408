"""Absences and forecasts where they are kept: a lost race is told, a table in trouble is not taken for one."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest

from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.store.forecasts import ForecastStore
from chalicelib.store.grants import GrantStore
from tests.builders import AT, OFFICE

pytestmark = pytest.mark.usefixtures("tables")
HEAD = Grant("a", Role.HEAD, f"pusat/wilayah-dki-jakarta/{OFFICE}", "a@x.example")


def trouble(client: Any) -> Callable[..., None]:
    def refuse(**_asked: Any) -> None:
        response: Any = {"Error": {}, "CancellationReasons": [{"Code": "ThrottlingError"}]}
        raise client.exceptions.TransactionCanceledException(response, "TransactWriteItems")

    return refuse


def test_an_absence_is_on_both_rows() -> None:
    """Who asks for the person and who asks for the office reads the same absence; it ends on both."""
    store = GrantStore(boto3.client("dynamodb"), "cases", 2)
    store.put(HEAD)
    for until, delegate in ((AT, "b"), (AT, None), (None, None)):
        store.absent(HEAD, until, delegate)
        found = store.get("a")
        assert found is not None
        assert (found.absent_until, found.delegate) == (until, delegate)
        assert store.holders(OFFICE) == (found,)
    with pytest.raises(ChangedMeanwhile):
        store.absent(Grant("nobody", Role.HEAD, HEAD.scope), AT, None)


def test_a_table_in_trouble_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the table cannot take an absence or a forecast, it is an error and not somebody who was quicker."""
    client = boto3.client("dynamodb")
    grants, forecasts = GrantStore(client, "cases", 2), ForecastStore(client, "cases", 2)
    grants.put(HEAD)
    monkeypatch.setattr(client, "transact_write_items", trouble(client))
    with pytest.raises(client.exceptions.TransactionCanceledException):
        grants.absent(HEAD, AT, None)
    with pytest.raises(client.exceptions.TransactionCanceledException):
        forecasts.keep(OFFICE, None, AT, ())


def test_a_promise_is_made_once() -> None:
    """Another head at the same office makes no second promise, and does not bring the first one forward."""
    client = boto3.client("dynamodb")
    grants, forecasts = GrantStore(client, "cases", 2), ForecastStore(client, "cases", 2)
    grants.put(HEAD)
    assert forecasts.armed(OFFICE) is None
    assert forecasts.keep(OFFICE, None, AT, ())
    before = client.get_item(TableName="cases", Key={"pk": {"S": f"J#{OFFICE}"}, "sk": {"S": "FORECAST"}})["Item"]
    grants.put(Grant("b", Role.SUPERVISOR, HEAD.scope))
    after = client.get_item(TableName="cases", Key={"pk": {"S": f"J#{OFFICE}"}, "sk": {"S": "FORECAST"}})["Item"]
    assert after == before
    assert forecasts.armed(OFFICE) == AT
