"""One page shows every message that we can send."""

import re

from chalicelib.notify.texts import languages
from chalicelib.services.desks import DESKS
from chalicelib.services.notices import NOTICES
from ops.preview import page


def test_every_notice_is_on_the_page() -> None:
    """Whoever wants to see what people get sees all of it, in every language, with nothing left to fill in."""
    shown = page()
    for fact in (*NOTICES.values(), *DESKS.values()):
        assert f"<h2>{fact.__name__} " in shown
    frames = re.findall(r'<iframe title="(\w+) (\w+)"', shown)
    assert {language for _, language in frames} == set(languages())
    assert not re.search(r"\{\w+\}", re.sub(r"(?s)<style>.*?</style>|srcdoc=\"[^\"]*\"", "", shown))
