"""Every notice in every language and channel, as its reader sees it."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import product

import pytest

from chalicelib.domain.sending import REFERRAL
from chalicelib.notify import segments, wording
from chalicelib.notify.texts import languages, staffed, words
from tests.notify.letters import CITIZENS, SITE, TICKET, alerts, forecast, letter, places, unreached

SHORT = {"ar", "zh"}
"""Languages whose letters the old telephone alphabet has not: 70 signs a message, and no room for a link."""
DAYS = [
    {"due_at": f"2026-{month:02}-28T08:59:59Z", "was_at": f"2026-{month:02}-28T08:59:59Z"} for month in range(1, 13)
]
LAST = {
    "id": "tidak dapat diajukan lagi",
    "en": "cannot be made again",
    "ar": "لا يمكن تقديمه من جديد",
    "zh": "不能再次提出",
}
PLACEHOLDER = re.compile(r"\{\w*\}|\$\w+|None")
SAID = [*product(CITIZENS, languages())]


@cache
def longest() -> list[dict[str, str]]:
    """Give the office with the longest name in each zone."""
    found: dict[str, dict[str, str]] = {}
    for place in sorted(places(), key=lambda place: len(place["office"])):
        found[place["zone"]] = place
    return [*found.values()]


@pytest.mark.parametrize(("notice", "language"), SAID)
def test_sms_is_one_segment(notice: str, language: str) -> None:
    """A text message costs one message, whatever the office and the date."""
    for place in (*places(), *(place | day for place in longest() for day in DAYS)):
        text = wording.sms(letter(notice, language, "sms", place), SITE)
        assert segments.fits(text), f"{len(text)}: {text}"
        assert set(text) <= segments.ALPHABET or language in SHORT, f"not in GSM-7: {set(text) - segments.ALPHABET}"
        assert not PLACEHOLDER.search(text)


@pytest.mark.parametrize(("notice", "language"), SAID)
def test_sms_greets_and_leads_to_the_page(notice: str, language: str) -> None:
    """A text message says who writes, and where the complaint is seen; where 70 signs must do, its number at least."""
    place = next(places())
    text = wording.sms(letter(notice, language, "sms", place), SITE)
    assert text.startswith(words(language)("notice.sms", text="", url="").strip().split("  ")[0])
    assert text.endswith(TICKET)
    assert language in SHORT or notice == "erased" or text.endswith(f"{SITE}/{language}/lacak/#{TICKET}")


@pytest.mark.parametrize(("notice", "language"), SAID)
def test_mail_is_whole(notice: str, language: str) -> None:
    """An e-mail greets, names the ticket, leads to the page and to a person, in text and in HTML alike."""
    for place in longest():
        mail = wording.mail(letter(notice, language, "email", place), SITE)
        for body in (mail.text, shown(mail.html)):
            assert words(language)("notice.greeting") in body
            assert TICKET in body
            assert f"{SITE}/{language}/{'privasi/' if notice == 'erased' else f'lacak/#{TICKET}'}" in body
            assert "humas@imigrasi.go.id" in body
            assert not PLACEHOLDER.search(body)
        assert "\n" not in mail.subject
        assert TICKET in mail.subject


@pytest.mark.parametrize("language", languages())
def test_html_says_what_the_text_says(language: str) -> None:
    """Who reads the HTML and who reads the text learn the same."""
    for notice in CITIZENS:
        mail = wording.mail(letter(notice, language, "email", next(places())), SITE)
        seen = shown(mail.html)
        for line in filter(None, (line.strip() for line in mail.text.splitlines())):
            said = line.partition(": http")[0]
            assert said in seen


def test_html_needs_no_image_and_no_script() -> None:
    """A mail is readable with images off, and brings nothing that runs or calls home."""
    html = wording.mail(letter("received", "id", "email", next(places())), SITE).html
    assert not re.search(r"<(img|script|link|iframe|form)\b", html)
    assert re.findall(r'(?:href|src)="([^"]+)"', html) == [f"{SITE}/id/lacak/#{TICKET}"] * 2
    assert "prefers-color-scheme: dark" in html


def test_values_are_escaped_in_html() -> None:
    """An office with a sign in its name breaks no page."""
    place = next(places()) | {"office": 'Kantor <b>"A&B"</b>'}
    html = wording.mail(letter("received", "id", "email", place), SITE).html
    assert "Kantor &lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;" in html


def test_what_is_late_is_not_promised() -> None:
    """A date that has passed is not given as a promise: the mail says that we are late."""
    late = letter("in_progress", "id", "email", next(places()) | {"overdue": "yes"})
    text = wording.mail(late, SITE).text
    assert "sudah lewat" in text
    assert "paling lambat" not in text


@pytest.mark.parametrize(("notice", "language"), [*product(("answered", "corrected", "closed"), languages())])
def test_the_last_word_says_so(notice: str, language: str) -> None:
    """Who has objected before is not told that they can object again."""
    last = letter(notice, language, "email", next(places()) | {"final": "yes"})
    text = wording.mail(last, SITE).text
    assert LAST[language] in text
    assert not PLACEHOLDER.search(text)


def test_arabic_runs_from_the_right() -> None:
    """An Arabic mail says which way it runs where mail programs keep it, and its link still reads from the left."""
    html = wording.mail(letter("received", "ar", "email", next(places())), SITE).html
    assert re.search(r'<div class="card"[^>]* lang="ar" dir="rtl"', html)
    assert re.search(r'<p dir="ltr" style="[^"]*text-align:right[^"]*"><a class="link"', html)


def test_what_our_people_read_is_in_their_languages() -> None:
    """A supervisor whose language has no console reads a whole message in the first language, and no mixture."""
    mail = wording.mail(alerts("zh", next(places())), SITE)
    assert '<html lang="id"' in mail.html
    assert "Dengan hormat," in mail.text


@pytest.mark.parametrize(
    ("text", "whole"),
    [("a" * 160, True), ("a" * 161, False), ("€" * 80, True), ("€" * 81, False), ("字" * 70, True), ("字" * 71, False)],
)
def test_what_one_message_holds(text: str, whole: bool) -> None:
    """The old telephone alphabet gives 160 signs, its rare ones count twice, and any other script gives 70."""
    assert segments.fits(text) is whole


@pytest.mark.parametrize(("text", "whole"), [("😀" * 35, True), ("😀" * 36, False)])
def test_rare_signs_count_twice(text: str, whole: bool) -> None:
    """Signs outside the basic plane take two of the 70 units."""
    assert segments.fits(text) is whole


def test_unknown_language_falls_back() -> None:
    """Somebody whose language we do not write yet gets the first one, and not nothing."""
    assert "Dengan hormat," in wording.mail(letter("received", "fr", "email", next(places())), SITE).text


@pytest.mark.parametrize("language", staffed())
def test_alerts_are_one_list(language: str) -> None:
    """A supervisor gets one message that lists each case with its clock, its date and a link to it, and no name."""
    mail = wording.mail(alerts(language, next(places())), SITE)
    link = f"{SITE}/{language}/petugas/pengaduan/?tiket={TICKET}"
    assert mail.text.count(f"{TICKET}: ") == mail.text.count(link) == 2
    assert shown(mail.html).count(f"{TICKET}: ") == mail.html.count(f'<a href="{link}"') == 2
    assert not PLACEHOLDER.search(mail.text + shown(mail.html))
    assert f"{SITE}/{language}/petugas/" in mail.text


@pytest.mark.parametrize(("notice", "language"), [*product([*CITIZENS, REFERRAL], staffed())])
def test_what_reached_nobody_is_one_list(notice: str, language: str) -> None:
    """An officer reads how many cases there are, which message about each was lost, and a link to each of them."""
    tickets = (TICKET, "IMI-2222-2222-2")
    mail = wording.mail(unreached(language, next(places()), notice, *tickets), SITE)
    assert "2" in mail.subject
    for ticket in tickets:
        assert f"{SITE}/{language}/petugas/pengaduan/?tiket={ticket}\n" in mail.text
    assert words(language)("notice.alerts.next") not in mail.text
    assert not PLACEHOLDER.search(mail.text + shown(mail.html))


@pytest.mark.parametrize("language", staffed())
def test_what_is_late_and_what_reached_nobody_are_one_list(language: str) -> None:
    """One message can be about both, says so, counts each case once, and says what to do about either."""
    say, place = words(language), next(places())
    late, lost = alerts(language, place, 1), unreached(language, place, "received", TICKET)
    mail = wording.mail(replace(late, lines=late.lines + lost.lines), SITE)
    assert mail.subject == say("notice.alerts.subject", office=place["office"], count="1")
    for part in ("notice.alerts.both.text", "notice.alerts.next", "notice.alerts.unreached.next"):
        assert say(part, office=place["office"]) in mail.text


@pytest.mark.parametrize("language", staffed())
def test_the_forecast_counts_by_day(language: str) -> None:
    """A supervisor reads how many cases will be late on which day, and which; a very bad week can still be read."""
    mail = wording.mail(forecast(language, next(places()), 2), SITE)
    assert mail.text.count(TICKET) == 2
    assert not PLACEHOLDER.search(mail.text + shown(mail.html))
    long = wording.mail(forecast("id", next(places()), 130), SITE).text
    assert long.count(TICKET) == 100
    assert "dan 30 lagi" in long
    assert "- Selasa, 6 Januari 2026: 1\n" in long


def test_a_reminder_says_so() -> None:
    """Whoever put an alert off reads that it is back, and since when the case is late."""
    first = alerts("en", next(places()), 1)
    told = replace(first, lines=(replace(first.lines[0], reminder=True),))
    assert "still late since" in wording.mail(told, SITE).text


def test_long_lists_are_cut() -> None:
    """A very bad day still makes a mail that can be read: a hundred lines, and how many more."""
    text = wording.mail(alerts("id", next(places()), 130), SITE).text
    assert text.count(f"{TICKET}: ") == wording.LISTED
    assert "dan 30 lagi" in text


class _Shown(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._hidden = tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.seen.append(data)


def shown(html: str) -> str:
    """Give the words of a page."""
    parser = _Shown()
    parser.feed(html)
    return "\n".join(parser.seen)
