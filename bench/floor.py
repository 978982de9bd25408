"""The floor: the least that any Chalice service does for a request that writes three rows, or reads one.

Chalice's dispatch, a pydantic model of twelve fields, one call of botocore; no checks, no encryption, no log line.
"""

import json
from typing import Annotated, Any

from chalice.app import Chalice
from pydantic import BaseModel, Field

from bench import stub

app = Chalice(app_name="floor")
Word = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
ROW = {"pk": {"S": "C#1"}, "sk": {"S": "STATE"}, "version": {"N": "1"}, "snapshot": {"S": "x" * 900}}
DYNAMODB = stub.client("dynamodb", {"GetItem": lambda _: {"Item": ROW}})
KMS = stub.client("kms", stub.KMS)


class Form(BaseModel):
    """Twelve fields."""

    kind: Word
    category: Word
    office: Word
    language: Word
    name: Word
    email: Word
    phone: Word
    happened_on: Word
    stage: Word
    mode: Word
    channel: Word
    narrative: Annotated[str, Field(min_length=1, max_length=10_000)]


@app.route("/complaints", methods=["POST"])
def submit() -> Any:
    request: Any = app.current_request
    form = Form.model_validate_json(request.raw_body)
    row = {name: {"S": value} for name, value in form.model_dump().items()}
    puts: list[Any] = [
        {"Put": {"TableName": "cases", "Item": {"pk": {"S": "C#1"}, "sk": {"S": sk}, **row}}} for sk in ("S", "E", "N")
    ]
    DYNAMODB.transact_write_items(TransactItems=puts)
    return {"ticket": "IMI-K7QF-2M9X-C"}


@app.route("/complaints-with-keys", methods=["POST"])
def submit_with_keys() -> Any:
    """The same with as many calls to AWS as ours makes."""
    for _ in range(2):
        KMS.generate_data_key(KeyId="key", KeySpec="AES_256")
    KMS.sign(KeyId="key", Message=b"m", MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")
    return submit()


@app.route("/complaints/{ticket}")
def status(ticket: str) -> Any:
    found = DYNAMODB.get_item(TableName="cases", Key={"pk": {"S": f"C#{ticket}"}, "sk": {"S": "STATE"}})
    return {"ticket": ticket, "version": found["Item"]["version"]["N"]}


FORM = json.dumps(
    dict.fromkeys(Form.model_fields, "x" * 20) | {"narrative": "Paspor saya belum jadi. " * 25}, ensure_ascii=False
)
