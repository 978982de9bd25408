"""A receipt, checked on the device in a real browser: genuine, changed, and whose words it is about."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from playwright.sync_api import Page, expect

from tests.web.barriers import no_barrier
from tests.web.standin import TICKET, StandIn

WORDS, SALT = "Paspor saya belum jadi.", bytes(range(16))


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": request.param, "height": 800}}


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(key: ec.EllipticCurvePrivateKey, **changes: Any) -> bytes:
    """A saved receipt, as the confirmation gives it."""
    statement = {
        "ticket": TICKET,
        "received_at": "2026-03-13T08:40:00Z",
        "kind": "complaint",
        "office": "jakarta-utara",
        "due": {"resolution": "2026-04-10T09:00:00Z"},
        "text": b64(hashlib.sha256(SALT + WORDS.encode()).digest()),
        "salt": b64(SALT),
    }
    parts = [b64(json.dumps(part).encode()) for part in ({"alg": "ES256", "kid": "test"}, statement | changes)]
    first, second = decode_dss_signature(key.sign(".".join(parts).encode(), ec.ECDSA(hashes.SHA256())))
    jws = ".".join([*parts, b64(first.to_bytes(32) + second.to_bytes(32))])
    return json.dumps({"ticket": TICKET, "receipt": {"jws": jws, "keys": "/v1/keys"}}).encode()


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    point = key.public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": b64(point.x.to_bytes(32)), "y": b64(point.y.to_bytes(32)), "kid": "test"}


@pytest.fixture
def key(api: StandIn) -> ec.EllipticCurvePrivateKey:
    """Our key, which the page is told of."""
    made = ec.generate_private_key(ec.SECP256R1())
    api.case = (200, {"keys": [jwk(made)]})
    return made


def check(page: Page, api: StandIn, receipt: bytes, words: str = "", language: str = "id") -> None:
    page.goto(f"{api.url}/{language}/tanda-terima/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("#receipt").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": receipt})
    page.locator("#story").fill(words)
    page.locator("[data-verify] button").click()


def test_a_genuine_receipt_is_told_offline(page: Page, api: StandIn, key: ec.EllipticCurvePrivateKey) -> None:
    """With our keys at hand no request is needed: the page says that it is genuine, and what it proves."""
    check(page, api, signed(key), WORDS)
    expect(page.locator("[data-result]")).to_contain_text("Tanda terima ini asli.")
    expect(page.locator("[data-result]")).to_contain_text("Isi itu sama dengan yang kami terima.")
    expect(page.locator("[data-result]")).to_contain_text(TICKET)
    expect(page.locator("[data-result]")).to_contain_text("Jumat, 10 April 2026 pukul 16.00 WIB")
    no_barrier(page)
    assert [one["path"] for one in api.asked] == ["/v1/keys"]


def test_a_receipt_from_paper_needs_no_file(page: Page, api: StandIn, key: ec.EllipticCurvePrivateKey) -> None:
    """What a QR code brings behind the `#` is checked as it is, leaves the address bar, and goes to no server."""
    jws = json.loads(signed(key))["receipt"]["jws"]
    page.goto(f"{api.url}/id/tanda-terima/#{jws}")
    expect(page.locator("[data-result]")).to_contain_text("Tanda terima dari kode QR sudah dibaca.")
    assert page.url.endswith("/id/tanda-terima/")
    page.locator("[data-verify] button").click()
    expect(page.locator("[data-result]")).to_contain_text("Tanda terima ini asli.")
    assert [one["path"] for one in api.asked] == ["/v1/keys"]


def test_what_was_changed_is_found_out(page: Page, api: StandIn, key: ec.EllipticCurvePrivateKey) -> None:
    """Another key's receipt is not ours; other words than those that were filed are told as such."""
    check(page, api, signed(ec.generate_private_key(ec.SECP256R1())))
    expect(page.locator("[data-result]")).to_contain_text("bukan dari kami, atau sudah diubah")
    page.context.set_offline(False)
    check(page, api, signed(key), "Paspor saya sudah jadi.")
    expect(page.locator("[data-result]")).to_contain_text("Isi itu berbeda dari yang kami terima.")


@pytest.mark.usefixtures("key")
def test_what_is_no_receipt_stands_at_its_field(page: Page, api: StandIn) -> None:
    """No file, or another file, is said at the field."""
    page.goto(f"{api.url}/id/tanda-terima/")
    page.locator("[data-verify] button").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#receipt-error")).to_contain_text("Pilih berkas tanda terima")
    no_barrier(page)
    check(page, api, b"{}")
    expect(page.locator("#receipt-error")).to_contain_text("bukan tanda terima dari kami")


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_in_every_language(page: Page, api: StandIn, key: ec.EllipticCurvePrivateKey, language: str) -> None:
    """The same in each language, without a barrier."""
    check(page, api, signed(key), WORDS, language)
    expect(page.locator("[data-result] h2, [data-result] .govuk-heading-m").first).to_be_visible()
    no_barrier(page)


def test_without_scripts_it_says_how(pages: Path) -> None:
    """Without scripts the page names the format and where the keys are."""
    assert "/v1/keys" in (pages / "id" / "tanda-terima" / "index.html").read_text().partition("<noscript>")[2]
