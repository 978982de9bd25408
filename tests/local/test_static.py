"""What the local cloud says where there is no page."""

from pathlib import Path

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from local.static import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The built pages of two languages, and nothing on them."""
    for place, said in (("", "bare"), ("id", "tidak ada"), ("ar", "lost in Arabic")):
        (tmp_path / place).mkdir(exist_ok=True)
        (tmp_path / place / "404.html").write_text(said)
    return Pages(tmp_path)


@pytest.mark.parametrize(
    ("path", "prefers", "said"),
    [
        ("/ar/nowhere", "id", "lost in Arabic"),
        ("/ar", "id", "lost in Arabic"),
        ("/id/nowhere/", "ar", "tidak ada"),
        ("/nowhere", "ar", "lost in Arabic"),
        ("/nowhere", "", "tidak ada"),
        ("/zh/nowhere", "id", "bare"),
    ],
)
def test_a_wrong_address_is_answered_in_its_language(pages: Pages, path: str, prefers: str, said: str) -> None:
    """Whoever reads Arabic and mistypes an address reads in Arabic that there is no such page."""
    answer = pages(Request(EnvironBuilder(path, headers=[("Accept-Language", prefers)]).get_environ()))
    assert (answer.status_code, answer.get_data(as_text=True)) == (404, said)
