"""A referral outside the house: its mail, its link, and who hears that nobody answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.agencies import Agencies
from chalicelib.domain.change import Change
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Words
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Agency, Role
from chalicelib.domain.steps import Hearing, Step
from chalicelib.notify import wording
from chalicelib.services import referrals
from chalicelib.services.casework import changed
from chalicelib.services.referrals import Counter, about, enter
from chalicelib.store.addresses import AddressBook
from chalicelib.store.doors import DoorStore
from tests import builders
from tests.builders import AGENCY, AGENCY_MAIL, TICKET, book
from tests.services.house import MAIL, SITI, House

LINK = about(TICKET, 3)
"""What the link is derived from; the house's own derivation leaves it as it is."""


@pytest.fixture
def referred(house: House) -> House:
    """A case that was filed, verified and referred to an agency, with every message sent."""
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.REFER, to=AGENCY, reason="other-agency")
    house.sweep()
    return house


def counter(house: House) -> Counter:
    return Counter(house.complaints, DoorStore(house.client, "cases", 2), str, lambda: house.now)


def answered(house: House, step: Step) -> Change:
    change = changed(house.complaints.get(TICKET), builders.command(step, Agency(TICKET, AGENCY, 3)), house.casework)
    house.complaints.save(change)
    house.sweep()
    return change


def test_agency_and_citizen_are_told(referred: House) -> None:
    """The agency gets its link, the citizen reads to whom the matter went."""
    assert referred.told()[-2:] == [f"referral {AGENCY_MAIL}", f"referred_outside {MAIL}"]
    assert referred.notes()["referral email"].status is Sending.SENT


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_mail_holds_a_link_and_nothing_personal(referred: House, language: str) -> None:
    """Whoever reads the agency's mailbox learns a number and an office: no name, no word, not what it is about."""
    letter = next(one for one in referred.post.letters if one.note.notice == "referral")
    letter = replace(letter, note=replace(letter.note, language=language))
    mail = wording.mail(letter, "https://aduan.example")
    assert f"https://aduan.example/{language}/rujukan/#{TICKET}.{LINK}" in mail.text
    for private in (*str(SITI.name).split(), MAIL, "Paspor", "paspor", "Kata untuk"):
        assert private not in mail.text + mail.html + mail.subject
    assert "{" not in mail.text


def test_the_table_never_holds_the_link(referred: House) -> None:
    """Whoever reads every row still cannot open a referral."""
    rows = referred.client.scan(TableName="cases")["Items"]
    assert LINK not in repr(rows)


def test_a_link_opens_one_session(referred: House) -> None:
    """The browser that opened it gets the same half hour again; any other key, and any time after, gets nothing."""
    desk = counter(referred)
    agency, until = enter(TICKET, LINK, "phone", desk)
    assert (agency, until) == (Agency(TICKET, AGENCY, 3), referred.now + timedelta(minutes=30))
    referred.later(minutes=20)
    assert enter(TICKET, LINK, "phone", desk) == (agency, until)
    with pytest.raises(NotFound):
        enter(TICKET, LINK, "another", desk)
    referred.later(minutes=10)
    with pytest.raises(NotFound):
        enter(TICKET, LINK, "phone", desk)


@pytest.mark.parametrize(("ticket", "link"), [(TICKET, "guess"), ("IMI-0000-0000-0", LINK), (TICKET, about(TICKET, 0))])
def test_a_guess_opens_nothing_and_spends_nothing(referred: House, ticket: str, link: str) -> None:
    """A wrong link is refused like an unknown ticket, and leaves the right one for its owner."""
    with pytest.raises(NotFound):
        enter(ticket, link, "thief", counter(referred))
    enter(TICKET, LINK, "phone", counter(referred))


@pytest.mark.parametrize("step", [Step.ACKNOWLEDGE, Step.RETURN])
def test_an_answer_burns_the_link(referred: House, step: Step) -> None:
    """Once the agency has answered, nobody opens the referral again."""
    answered(referred, step)
    with pytest.raises(NotFound):
        enter(TICKET, LINK, "phone", counter(referred))


def test_no_referral_no_link(house: House) -> None:
    """A case that was referred to nobody outside opens by no link, not even by what one would be derived from."""
    house.file()
    with pytest.raises(NotFound):
        enter(TICKET, about(TICKET, 0), "phone", counter(house))


@pytest.mark.parametrize(
    ("step", "notice", "said"),
    [(Step.ACKNOWLEDGE, "taken_over", "https://ombudsman.go.id"), (Step.RETURN, "returned_outside", "tidak ditolak")],
)
def test_the_citizen_is_told_who_has_the_matter(referred: House, step: Step, notice: str, said: str) -> None:
    """Plain words say to whom it went and where to follow it, or that it is not rejected."""
    answered(referred, step)
    letter = referred.post.letters[-1]
    assert (letter.note.notice, letter.address) == (notice, MAIL)
    text = wording.mail(letter, "https://aduan.example").text
    assert "Ombudsman Republik Indonesia" in text
    assert said in text


def test_the_office_is_told_what_an_agency_sends_back(house: House) -> None:
    """A case that an agency returns without an officer of its own does not lie there unseen: the office has a mail."""
    house.hire(Role.OFFICER)
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.REFER, to=AGENCY, reason="other-agency")
    for mark in ("m1", "m2"):
        house.sweep(mark)
    assert "case_arrived" not in {letter.note.notice for letter in house.post.letters}
    answered(house, Step.RETURN)
    for mark in ("m3", "m4"):
        house.sweep(mark)
    mails = [letter.note.recipient for letter in house.post.letters if letter.note.notice == "case_arrived"]
    assert mails == ["officer"]


def test_a_recall_is_told(referred: House) -> None:
    """The citizen reads that their office has the case again."""
    referred.take(Step.RECALL)
    referred.sweep()
    assert referred.told()[-1] == f"recalled {MAIL}"


def test_an_agency_s_silence_is_told_to_those_who_lead(referred: House) -> None:
    """Warnings reach the referring office's supervisor, a missed date its head, never the officer alone."""
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.HEAD):
        referred.hire(role)
    referred.now = builders.AT + timedelta(days=4, hours=2)
    referred.sweep()
    alerts = [(one.address, line.clock) for one in referred.post.letters for line in one.lines]
    assert ("supervisor@imigrasi.example", "referral_ack") in alerts
    assert ("officer@imigrasi.example", "referral_ack") not in alerts
    referred.at(builders.clock(referred.complaints.get(TICKET), "referral_ack").due)
    referred.sweep()
    late = [(one.address, line.warning) for one in referred.post.letters for line in one.lines]
    assert ("head@imigrasi.example", False) in late


def test_where_nobody_supervises_the_officers_hear(referred: House) -> None:
    """A warning is never addressed to an empty chair."""
    referred.hire(Role.OFFICER)
    referred.now = builders.AT + timedelta(days=4, hours=2)
    referred.sweep()
    assert "alerts officer@imigrasi.example" in referred.told()


def test_what_an_agency_reads(referred: House) -> None:
    """The citizen's words and the office's to the agency; internal ones, and what came between, are not among them."""
    case, agency = referred.complaints.get(TICKET), Agency(TICKET, AGENCY, 3)
    said, between, cover = (Words(text, b"0" * 16) for text in ("Paspor.", "Catatan.", "Mohon."))
    shown = referrals.shown(case, agency, {1: said, 2: between, 3: cover})
    assert (shown.narrative, shown.cover) == ("Paspor.", "Mohon.")
    internal = Words("Rahasia.", b"0" * 16, Hearing.INTERNAL)
    assert referrals.shown(case, agency, {3: internal}) == referrals.Shown(None, None)
    with pytest.raises(NotFound):
        referrals.shown(case, Agency(TICKET, AGENCY, 2), {1: said})


def test_an_address_that_is_no_longer_confirmed_gets_nothing(referred: House) -> None:
    """An operator who takes an agency's address away stops the mail that has not gone yet."""
    letter = next(one for one in referred.post.letters if one.note.notice == "referral")
    agencies = Agencies([replace(book().agencies.get(AGENCY), reached=False)])
    addresses = AddressBook(referred.client, "cases", None, referred.grants, agencies)  # type: ignore[arg-type]
    assert addresses.address(letter.note) is None
