"""Pages, headers and the gateway, as a browser meets them."""

from pathlib import Path

import pytest

from local import emulator
from local.places import Places
from tests.local.running import Running, ask, listens


def test_the_front_door(cloud: Running) -> None:
    """Whoever opens the bare address stands before a page in their browser's language, or the Indonesian one."""
    assert ask(f"{cloud.site}/").headers["Location"] == "/id/"
    assert ask(f"{cloud.site}/", Accept_Language="fr, zh-TW;q=0.8").headers["Location"] == "/zh/"
    page = ask(f"{cloud.site}/id/")
    assert page.status == 200
    assert "Halo" in page.text
    assert page.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_hashed_files_are_kept(cloud: Running) -> None:
    """A phone loads the styles once."""
    assert "immutable" in ask(f"{cloud.site}/app-0a1b2c3d.css").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/nowhere", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/id/%00", "/_local/x"])
def test_what_is_not_there_is_not_found(cloud: Running, path: str) -> None:
    """A wrong address leads to a page that says so, never out of the folder of pages."""
    assert ask(f"{cloud.site}{path}").status == 404


def test_a_huge_body_is_refused(cloud: Running) -> None:
    """Ten megabytes are answered, not swallowed."""
    answer = ask(f"{cloud.site}/v1/complaints", b"x" * 10_000_000)
    assert 400 <= answer.status < 500


def test_only_this_machine_is_listened_to(cloud: Running) -> None:
    """Nobody else on the network reaches the local cloud, neither its pages nor its emulator."""
    table = [line.split() for name in ("tcp", "tcp6") for line in _lines(f"/proc/net/{name}")]
    mine = {f"{cloud.port:04X}", f"{cloud.port + 1:04X}"}
    heard = {row[1].split(":")[0] for row in table if row[3] == "0A" and row[1].split(":")[1] in mine}
    assert heard in ({"0100007F"}, set())
    assert listens(cloud.port)
    assert listens(cloud.port + 1)


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="ascii").splitlines()[1:] if file.exists() else []


def test_the_emulator_gets_nothing_of_ours(cloud: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in a developer's environment never reaches the emulator or the code that it runs."""
    monkeypatch.setenv("MY_SECRET", "x")
    given = emulator.environment(Places(cloud.home, cloud.port))
    assert "MY_SECRET" not in given
    assert given["BIND_HOST"] == given["MINISTACK_HOST"] == "127.0.0.1"


def test_the_local_page_names_everybody(cloud: Running) -> None:
    """The local page leads to the form, the sample accounts, the outbox and the clock."""
    page = ask(f"{cloud.site}/_local/")
    for words in ("/id/lapor/", "/en/lacak/", "head", "custodian", "/_local/outbox/view", "P9D"):
        assert words in page.text
