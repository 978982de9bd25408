"""Where the pretended AWS spends most of its time, done again with the same result.

It copies every table once for each row of a transaction, with all that its stream ever said; looks for each of the ten
kinds of a value under a dozen names; lists its own methods at every call; and the library that asks it reads what each
service understands again in every pretended process. `tests/store/test_hastened.py` compares. What either does is not
ours: while they work, nothing is traced, since coverage would pay for each of their lines.
"""

import copy
import sys
from functools import cache
from typing import Any

from botocore.client import BaseClient
from botocore.loaders import JSONFileLoader
from moto.core import responses, serialize
from moto.core.utils import method_names_from_class
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table

SCALAR = {"S", "N", "B", "BOOL", "NULL"}
"""Kinds of values that an update replaces, and never changes in place."""

_called = BaseClient._make_api_call  # type: ignore[attr-defined]
_described = cache(JSONFileLoader().load_file)
_methods = cache(method_names_from_class)
_any_structure = serialize.BaseJSONSerializer._serialize_type_structure


def hasten() -> None:
    """Put these in the place of the emulator's own."""
    Table.__deepcopy__ = _table  # type: ignore[attr-defined]
    serialize.BaseJSONSerializer._serialize_type_structure = _structure  # type: ignore[method-assign]
    BaseClient._make_api_call = _call  # type: ignore[attr-defined]
    JSONFileLoader.load_file = _read  # type: ignore[assignment,method-assign]
    responses.method_names_from_class = _methods  # type: ignore[attr-defined]


def _call(client: BaseClient, *asked: Any) -> Any:
    tracing = sys.gettrace()
    sys.settrace(None)
    try:
        return _called(client, *asked)
    finally:
        sys.settrace(tracing)


def _read(_self: JSONFileLoader, file_path: str) -> Any:
    return _described(file_path)


def _table(table: Table, _memo: dict[int, Any]) -> Table:
    """Copy what a transaction may change: the rows, and how far the stream has come."""
    made = copy.copy(table)
    made.items = copy.copy(table.items)
    for key, rows in table.items.items():
        made.items[key] = _row(rows) if isinstance(rows, Item) else {name: _row(row) for name, row in rows.items()}  # type: ignore[assignment]
    if table.stream_shard:
        made.stream_shard = copy.copy(table.stream_shard)
        made.stream_shard.table, made.stream_shard.items = made, list(table.stream_shard.items)
    return made


def _row(row: Item) -> Item:
    made = copy.copy(row)
    made.attrs = LimitedSizeDict.__new__(LimitedSizeDict)
    dict.update(made.attrs, {name: _value(value) for name, value in row.attrs.items()})
    return made


def _value(value: DynamoType) -> DynamoType:
    return value if value.type in SCALAR else copy.deepcopy(value)


def _structure(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    """A value of DynamoDB's has one kind, which it names."""
    if shape.name != "AttributeValue" or not isinstance(value, dict):
        return _any_structure(self, serialized, value, shape, key)
    made: dict[str, Any] = {}
    for kind, inner in value.items():
        self._serialize(made, inner, shape.members[kind], kind)
    return self._default_serialize(serialized, made, shape, key)  # type: ignore[no-any-return]
