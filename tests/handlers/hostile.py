"""What people and machines send that they should not: values for every field, bodies for every door."""

import json
from typing import Any

NO_TEXT: list[Any] = [None, 7, 1.5, True, [], {}, ["teks"], {"teks": "teks"}]
NO_SLUG: list[Any] = [
    *NO_TEXT,
    "",
    " ",
    "TIDAK-ADA",
    "a" * 65,
    "passport late",
    "passport-late\n",
    "../x",
    "\x00",
    "é",
    "-a",
]
HOSTILE = {
    "NUL": "a\x00b",
    "escape": "a\x1b[2Jb",
    "delete": "a\x7fb",
    "next line": "a\x85b",
    "carriage return alone": "a\rb",
    "right-to-left override": "a\u202eb",
    "isolate": "a\u2066b",
    "noncharacter": "a\ufffeb",
    "last noncharacter": "a\U0010ffffb",
    "noncharacter in the middle": "a\ufdd0b",
    "private use": "a\ue000b",
    "marks without end": "a" + "\u0301\u0323" * 20 + "b",
}
IMPOSSIBLE_DATES: list[Any] = [
    *(7, 1773360000, True, [], {}, "", "today", "13-03-2026", "2026-3-1", "2026-02-30", "2026-13-01"),
    *("0000-01-01", "1773360000", "2026-03-13T00:00:00", " 2026-03-1", "\uff12026-03-1", "2026/03/13", "20260313"),
]
NO_EMAIL = [
    *("", "siti", "@warga.example.org", "siti@", "siti@localhost", "siti@@warga.example.org", "a b@warga.example.org"),
    *(
        "siti@warga..org",
        "siti@-warga.org",
        "siti@warga.example.org, budi@warga.example.org",
        "<siti@warga.example.org>",
    ),
]
INJECTED = [
    "siti@warga.example.org\r\nBcc: a@b.org",
    "siti@warga.example.org\n",
    "\nsiti@warga.example.org",
    "a\tb@c.org",
]
NO_PHONE = [
    "",
    "O812 3456 7890",
    "0812 I456 7890",
    "112",
    "1708",
    "0812",
    "08" + "1" * 20,
    "+62",
    "+0",
    "whatsapp",
    "tel:0812",
]

BODIES: dict[str, tuple[str | None, int, str]] = {
    "nothing": (None, 400, "not_json"),
    "empty": ("", 400, "not_json"),
    "words": ("Paspor saya", 400, "not_json"),
    "half": ('{"kind": "compl', 400, "not_json"),
    "two": ("{}{}", 400, "not_json"),
    "byte order mark": ("\ufeff{}", 400, "not_json"),
    "list": ("[]", 400, "not_an_object"),
    "number": ("7", 400, "not_an_object"),
    "null": ("null", 400, "not_an_object"),
    "form": ("kind=complaint&office=jakarta-utara", 400, "not_json"),
    "deep lists": ("[" * 100_000, 400, "too_deep"),
    "deep lists, closed": ('{"a":' + "[" * 60_000 + "]" * 60_000 + "}", 400, "too_deep"),
    "deep objects": ('{"a":' * 20_000, 400, "too_deep"),
    "NaN": ('{"about_staff": NaN}', 400, "not_a_number"),
    "infinity": ('{"about_staff": -Infinity}', 400, "not_a_number"),
    "number of 5,000 digits": ('{"about_staff": ' + "9" * 5000 + "}", 400, "not_json"),
    "twice": ('{"kind": "complaint", "kind": "praise"}', 400, "duplicate_key"),
    "twice inside": ('{"identity": {"mode": "named", "mode": "anonymous"}}', 400, "duplicate_key"),
    "lone surrogate": ('{"narrative": "\\ud800"}', 400, "lone_surrogate"),
    "lone surrogate in a name": ('{"\\udfff": 1}', 400, "lone_surrogate"),
    "surrogates as they are": ('{"narrative": "\ud800"}', 400, "not_utf8"),
    "ten megabytes": (json.dumps({"narrative": "a" * 10_000_000}), 413, "too_large"),
    "ten megabytes of lists": ("[" * 10_000_000, 413, "too_large"),
}
