"""What docs/messages.md says of the notices is what the code does."""

from ops.messages import PAGE, written


def test_the_table_of_messages_is_the_code_s() -> None:
    """Who reads docs/messages.md reads the notices in force; `python -m ops.messages` writes it afresh."""
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page
