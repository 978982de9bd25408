"""What `make dev` watches."""

import pytest
from watchfiles import Change

from local.dev import OurSources
from local.places import ROOT


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("web/js/form.js", True),
        ("chalicelib/pages/form.html", True),
        ("web/dist", False),
        ("web/dist.half", False),
        ("web/dist.half/id/index.html", False),
        ("chalicelib/locale/id/LC_MESSAGES/aduan.mo", False),
    ],
)
def test_what_the_build_makes_starts_nothing(path: str, *, ours: bool) -> None:
    """A developer's change is built once: what the build itself writes is no change."""
    assert OurSources()(Change.modified, str(ROOT / path)) is ours
