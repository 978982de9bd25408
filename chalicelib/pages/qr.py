"""A receipt as a QR code: the address of the page that checks it, with the receipt after the `#`.

What stands there is never sent to any server: whoever scans it checks on their own device.
"""


def link(site: str, language: str, jws: str) -> str:
    """Where a scanned receipt leads."""
    return f"{site}/{language}/tanda-terima/#{jws}"


def image(address: str) -> str:
    """Give it as an SVG in a data URI, which the strict policy of our pages lets through."""
    import segno  # noqa: PLC0415 - drawn where somebody has just filed, and nowhere else

    drawn: str = segno.make_qr(address, error="l").svg_data_uri(scale=4, border=4, light="#fff", svgclass=None)
    return drawn
