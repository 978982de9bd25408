"""Stages: what is written in infra/stages.toml, and what is refused there."""

import json
from datetime import date
from typing import Any

import pytest

from infra import package, stages
from infra.checks import StageRefused
from infra.package import PackRefused
from infra.stages import CONFIG, STAGES, Stage

TEXT = STAGES.read_text()
TODAY = date(2026, 11, 22)
LETTER = """
[dr-singapore.exception]
by = "Direktur Jenderal"
on = 2026-11-01
until = 2027-10-31
letter = "IMI-0001"
reason = "Latihan"
"""


def known() -> dict[str, Stage]:
    return stages.read(TEXT)


def changed(before: str, after: str) -> str:
    """Give the file with the first of these lines changed."""
    assert before in TEXT
    return TEXT.replace(before, after, 1)


def test_the_committed_configuration_is_the_one_that_stages_make() -> None:
    """What Chalice reads is what was reviewed: nobody edits it by hand."""
    made = stages.config(stage for stage in known().values() if stage.name != "dr-singapore")
    assert CONFIG.read_text() == stages.shown(made)


def test_there_is_a_stage_for_each_purpose() -> None:
    """People can try things without reaching citizens, and production is in Jakarta."""
    found = {stage.name: (stage.region, stage.production) for stage in known().values()}
    assert found == {
        "dev": ("ap-southeast-3", False),
        "staging": ("ap-southeast-3", False),
        "prod-jakarta": ("ap-southeast-3", True),
        "dr-singapore": ("ap-southeast-1", True),
    }


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("shards = 4", "shard = 4", "dev: unknown key shard; shards is one"),
        ("burst = 40\n", "", "dev: missing burst"),
        ("shards = 4", 'shards = "4"', "dev: shards must be a whole number"),
        ("production = false", "production = 0", "dev: production must be true or false"),
        ('prefix = "IMI"', 'prefix = ""', "dev: prefix must be a text that is not empty"),
        ("log_days = 30", "log_days = 31", "dev: log_days is 31"),
        ('guests = ["aduan-dev@imigrasi.example"]', "guests = []", "dev: guests must name who may get mail"),
        ("[dev]", "[Dev_1]", "Dev_1: a stage's name"),
        ("production = false", "production = true", "dev: production sends to everyone"),
        ('domain = "dev.aduan', 'domain = "https://dev.aduan', "dev: domain is 'https.*without https"),
        ('channels = ["email", "sms"]', 'channels = ["email"]', "dev: channels are .'email'.; the form offers"),
        ("sweep_minutes = 1", "sweep_minutes = 7", "dev: sweep_minutes is 7; the sweep runs every 1, 2, 5"),
        ("burst = 40", "burst = 4", "dev: burst is 4, less than requests_per_second"),
        ("sms_month_usd = 20", "sms_month_usd = 60", "dev: sms_day_usd must be at most sms_month_usd, and that"),
        ("sms_rate = 1", "sms_rate = 0", "dev: mail_rate and sms_rate are messages a second"),
        ("of_one_address = 2000", "of_one_address = 20", "dev: requests_of_one_address must be between"),
        ('malware_verdict = "none"', 'malware_verdict = "maybe"', "dev: malware_verdict is 'maybe'"),
        ('alarms_to = "aduan-dev@', 'alarms_to = "aduan-dev', "dev: alarms_to is 'aduan-dev"),
        ('alarms_to = "aduan-dev@imigrasi.example"', 'alarms_to = "@"', "dev: alarms_to is '@'"),
        (
            'prefix = "IMI"',
            'prefix = "im1 x"',
            "dev: prefix is 'im1 x', which every function would refuse at its start",
        ),
        ("shards = 4", "shards = 0", "dev: shards is 0, which every function"),
        ('log_level = "DEBUG"', 'log_level = "LOUD"', "dev: log_level is 'LOUD', which every function"),
        (
            'sms_provider = "messaging"',
            'sms_provider = "pigeon"',
            "dev: sms_provider is 'pigeon', which every function",
        ),
        ('sms_sender = "IMIGRASI"', 'sms_sender = "IMIGRASI INDONESIA"', "dev: sms_sender is 'IMIGRASI INDONESIA'"),
        ('mail_sender = "aduan@dev.aduan.imigrasi.example"', 'mail_sender = "aduan"', "dev: mail_sender is 'aduan'"),
        (
            'mail_sender = "aduan@dev.aduan.imigrasi.example"',
            'mail_sender = "aduan@dev"',
            "dev: mail_sender is 'aduan@d",
        ),
        (
            "requests_per_second = 20",
            "requests_per_second = -5",
            "dev: requests_per_second and budget_dollars must be 1",
        ),
        ("guests = [", 'guests = ["nobody", ', "dev: guests has 'nobody'; a mail address is wanted"),
        ("guests = [", "guests = [1, ", "dev: guests must be a list of texts"),
        ("agencies = []", 'agencies = ["polri"]', "dev: agencies has 'polri'; slug=address is wanted"),
        (
            'oidc_issuer = "cognito"',
            'oidc_issuer = "http://x"',
            "dev: oidc_issuer and oidc_audience are both 'cognito'",
        ),
        ('oidc_audience = "cognito"', 'oidc_audience = "abc"', "dev: oidc_issuer and oidc_audience are both 'cognito'"),
        (
            'domain = "staging.',
            'domain = "dev.',
            "staging: domain is dev.aduan.imigrasi.example, and so is that of dev",
        ),
        ("burst = 40", "burst = ", "infra/stages.toml cannot be read: Invalid value"),
        ("[dev]", "hello = 1\n[dev]", "hello stands in no stage"),
        ('region = "ap-southeast-3"', 'region = "eu-west-1"', "dev: eu-west-1 is not in infra/regions.toml"),
        ('residency = "ID"', 'residency = "SG"', "dev: residency is 'SG', but ap-southeast-3 keeps data in ID"),
        ('residency = "ID"', 'residency = "exception"', "dev: residency is 'exception', and no exception"),
        (
            'region = "ap-southeast-3"\nproduction = false\nresidency = "ID"',
            'region = "ap-southeast-5"\nproduction = false\nresidency = "MY"',
            "dev: ap-southeast-5 has no pinpoint-sms-voice-v2, which sms_provider 'messaging' needs",
        ),
    ],
)
def test_a_stage_that_is_written_wrongly_is_refused(before: str, after: str, said: str) -> None:
    """A slip in the file is named before anything is packed."""
    with pytest.raises(StageRefused, match=said):
        stages.read(changed(before, after))


def test_data_does_not_leave_indonesia_by_accident() -> None:
    """Production abroad is refused, and the refusal says what would be needed."""
    with pytest.raises(StageRefused, match=r"outside Indonesia.*by, on, until, letter, reason"):
        stages.allowed(known()["dr-singapore"], TODAY)


def test_a_written_exception_holds_while_it_holds() -> None:
    """An exception that somebody signed lets a stage through, from its first day to its last."""
    abroad = stages.read(TEXT + LETTER)["dr-singapore"]
    assert stages.allowed(abroad, TODAY) is abroad
    with pytest.raises(StageRefused, match="holds from 2026-11-01 to 2027-10-31"):
        stages.allowed(abroad, date(2027, 11, 1))
    with pytest.raises(StageRefused, match=r"dr-singapore.exception: missing by"):
        stages.read(TEXT + LETTER.replace('by = "Direktur Jenderal"\n', ""))


def test_production_sweeps_every_minute() -> None:
    """No production stage lets a message that the stream missed wait for longer than a minute."""
    before, _, after = TEXT.partition("[prod-jakarta]")
    with pytest.raises(StageRefused, match="prod-jakarta: sweep_minutes must be 1 in production"):
        stages.read(f"{before}[prod-jakarta]{after.replace('sweep_minutes = 1', 'sweep_minutes = 2', 1)}")


def test_a_slower_sweep_is_said_as_eventbridge_says_it() -> None:
    """A stage under test may sweep less often, and its alarm waits as much longer."""
    slow = stages.read(changed("sweep_minutes = 1", "sweep_minutes = 5"))["dev"].parameters()
    assert (slow["SweepRate"], slow["SweepSeconds"]) == ("rate(5 minutes)", 300)
    usual = known()["dev"].parameters()
    assert (usual["SweepRate"], usual["SweepSeconds"]) == ("rate(1 minute)", 60)


def test_an_issuer_elsewhere_is_believed() -> None:
    """A ministry that signs its officers in by itself names its issuer, and no pool of ours is asked."""
    both = 'oidc_issuer = "cognito"\noidc_audience = "cognito"'
    text = changed(both, 'oidc_issuer = "https://masuk.example"\noidc_audience = "aduan"')
    assert stages.read(text)["dev"].environment()["ADUAN_OIDC_ISSUER"] == "https://masuk.example"
    assert "ADUAN_OIDC_ISSUER" not in known()["dev"].environment()


def test_a_stage_at_home_needs_no_exception() -> None:
    """Jakarta's production, and every stage under test, is packed as it is."""
    assert all(stages.allowed(known()[name], TODAY) for name in ("dev", "staging", "prod-jakarta"))


def test_a_release_takes_one_python_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Production is packed with the Python that .python-version names, and with no other."""
    production, dev = known()["prod-jakarta"], known()["dev"]
    wanted = (stages.ROOT / ".python-version").read_text().strip()
    monkeypatch.setattr("sys.version_info", _version(wanted))
    package._release(production)
    monkeypatch.setattr("sys.version_info", _version("3.11"))
    package._release(dev)
    with pytest.raises(PackRefused, match=f"with Python {wanted}"):
        package._release(production)


def test_an_unknown_stage_is_named(tmp_path: Any) -> None:
    """Who mistypes a stage is told which there are."""
    with pytest.raises(StageRefused, match=r"prod is no stage.*prod-jakarta"):
        package.package("prod", tmp_path)


def test_the_command_line_refuses_with_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make package` ends with a sentence and not with a traceback."""
    monkeypatch.setattr("sys.argv", ["package", "dr-singapore"])
    assert package.main() == 2
    assert "outside Indonesia" in capsys.readouterr().err


def test_a_misspelt_file_is_refused_by_its_own_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command that writes the configuration writes nothing from a file that is wrong."""
    wrong, untouched = tmp_path / "stages.toml", tmp_path / "config.json"
    wrong.write_text(changed("shards = 4", "shard = 4"))
    monkeypatch.setattr(stages, "STAGES", wrong)
    monkeypatch.setattr(stages, "CONFIG", untouched)
    assert stages.main() == 2
    assert not untouched.exists()
    assert "unknown key shard" in capsys.readouterr().err
    monkeypatch.setattr(stages, "STAGES", STAGES)
    assert stages.main() == 0
    assert set(json.loads(untouched.read_text())["stages"]) == {"dev", "staging", "prod-jakarta"}


def _version(text: str) -> Any:
    major, minor = text.split(".")
    return type("Version", (), {"major": int(major), "minor": int(minor)})()
