"""Which addresses are ours."""

import pytest

from chalicelib.domain.cards import official


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("https://www.imigrasi.go.id/wna", True),
        ("humas@imigrasi.go.id", True),
        ("go.id", True),
        ("imigrasi-go.id", False),
        ("https://imigrasi.go.id.example/x", False),
        ("https://imigrasimelawi.id", False),
        ("go.id@fake.example", False),
        ("https://fake.example/@https://x.go.id", False),
        ("fake.example/@go.id", False),
        ("https://fake.example\\@go.id", False),
        ("https://WWW.Imigrasi.GO.ID./wna", True),
    ],
)
def test_what_counts_is_the_end_of_the_name(address: str, ours: bool) -> None:
    """An address is official by the end of its host's name, and by nothing that stands before or after."""
    assert official(address, ("go.id",)) is ours
