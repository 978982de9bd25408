"""How much one text message holds: 160 characters of the old telephone alphabet, or 70 UTF-16 units of any other.

3GPP TS 23.038, read as the GSM 7-bit default alphabet and its extension table, whose signs count twice.
"""

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
SEPTETS, UNITS = 160, 70


def fits(text: str) -> bool:
    """Tell whether this goes out, and is charged, as one message."""
    signs = set(text)
    if signs <= ALPHABET | EXTENDED:
        return len(text) + sum(text.count(sign) for sign in EXTENDED & signs) <= SEPTETS
    return len(text.encode("utf-16-le")) // 2 <= UNITS
