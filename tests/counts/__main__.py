"""`make counts`: counts every operation and prints the table; with `--write` it becomes the committed one."""

import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from unittest import mock

import boto3
from moto import mock_aws

from tests import cloud

cloud.forget_the_real_one(os.environ)


def main() -> None:
    with mock_aws():
        made = cloud.make()
        os.environ |= cloud.settings(made)
        cloud.make_tables(boto3.client("dynamodb"))
        from chalicelib import wiring  # noqa: PLC0415 - it reads the environment just made
        from chalicelib.handlers import issuer  # noqa: PLC0415
        from tests.counts import golden, operations  # noqa: PLC0415
        from tests.handlers.client import Client, published_key  # noqa: PLC0415

        client = Client(made)
        signed = mock.patch.object(issuer, "signing_key", return_value=published_key())
        timed = mock.patch.object(wiring, "clock", return_value=client.now)
        with signed, timed, redirect_stdout(StringIO()):
            found = operations.measure(client)
    if "--write" in sys.argv:
        golden.write(found)
    sys.stdout.write(f"{golden.table(found)}\n\n{golden.units(found, operations.SUBMIT)}\n")


if __name__ == "__main__":
    main()
