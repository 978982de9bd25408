"""Requests as nobody would write them, from a seed: most nearly right, so that they come far in before they fail."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from app import app
from tests.handlers import hostile
from tests.handlers.client import COMPLAINT, Client, Filed, Reply, token

ROUTES = [
    each
    for path in sorted(app.routes)
    if path.startswith("/v1/")
    for method in sorted(app.routes[path])
    for each in [(path, method)] * (4 if method == "POST" else 1)
]
ODD: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**400,
        1e308,
        "",
        " ",
        "a",
        "0" * 300,
        [],
        {},
        [[]],
        {"a": {}},
        "\x00",
        "\ud800",
    ),
    *(
        "../../etc/passwd",
        "' OR 1=1 --",
        "{{7*7}}",
        "${jndi:x}",
        "%s%n",
        "=cmd()",
        "<script>",
        "🙈" * 50,
        "\u202e",
        "ﷺ" * 20,
    ),
    *(hostile.HOSTILE.values()),
    *(hostile.IMPOSSIBLE_DATES),
]
STEP: dict[str, Any] = {"step": "note", "text": "Catatan.", "reason": "other", "to": "bogor", "class": "ordinary"}
BODIES: dict[str, dict[str, Any]] = {
    "/v1/complaints": COMPLAINT,
    "/v1/complaints/{ticket}/sessions": {"code": "0" * 16},
    "/v1/complaints/{ticket}/one-time-codes": {"channel": "email"},
    "/v1/complaints/{ticket}/steps": STEP | {"step": "message"},
    "/v1/staff/complaints/{ticket}/steps": STEP,
    "/v1/staff/complaints/{ticket}/identity-requests": {"reason": "Sebab."},
}
HEADERS = [
    "idempotency-key",
    "if-match",
    "accept-language",
    "content-type",
    "authorization",
    "x-forwarded-for",
    "accept",
]
QUERIES = ["office", "status", "cursor", "limit", "office[]", ""]


def shaken(value: Any, random: Random) -> Any:
    """Change one thing somewhere in a value: put, drop, double or replace."""
    if isinstance(value, dict) and value and random.random() < 0.8:
        name = random.choice(sorted(value))
        match random.randrange(5):
            case 0:
                return {key: each for key, each in value.items() if key != name}
            case 1:
                return value | {random.choice(["x", "__class__", name.upper(), "ticket"]): random.choice(ODD)}
            case _:
                return value | {name: shaken(value[name], random)}
    if isinstance(value, list) and value and random.random() < 0.5:
        return [*value, shaken(random.choice(value), random)]
    if isinstance(value, str) and value and random.random() < 0.4:
        place = random.randrange(len(value))
        return value[:place] + str(random.choice(ODD)) + value[place:]
    return random.choice(ODD)


def body(path: str, random: Random) -> str | None:
    """A body for a route: right, nearly right, cut, or something else altogether."""
    value = BODIES.get(path, {})
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        value = shaken(value, random)
    text = json.dumps(value)
    match random.randrange(12):
        case 0:
            return text[: random.randrange(len(text) + 1)]
        case 1:
            return random.choice([raw for raw, _, _ in hostile.BODIES.values() if len(raw or "") < 200_000])
        case 2:
            return text.replace('"', random.choice(['"', "'", '"\\u0000']), random.randrange(4))
        case _:
            return text


def headers(random: Random, held: str) -> dict[str, str]:
    """Headers: mostly those that belong, sometimes one too few or one that is odd."""
    right = {
        "idempotency-key": f"{random.getrandbits(128):032x}",
        "if-match": f'"{random.randrange(4)}"',
        "accept-language": random.choice(["id", "en", "fr;q=x,*", "id;q=nan", ",,;;", "en-GB,en;q=0.9"]),
        "content-type": "application/json",
        "authorization": f"Bearer {held}",
    }
    for _ in range(random.choice([0, 0, 0, 1, 2])):
        name = random.choice(HEADERS)
        odd = str(random.choice(ODD))
        right = {key: value for key, value in right.items() if key != name} | (
            {name: odd} if random.random() < 0.6 else {}
        )
    return right


def path(route: str, random: Random, known: str) -> str:
    """A path of the route, its parts mostly of what there is."""
    odd = ["x", "%00", "%ff", "..", "%2e%2e", "IMI-0000-0000-0", "\u0130MI", "a" * 500, "%F0%9F%99%88", "C#", "*"]
    ticket = known if random.random() < 0.9 else random.choice(odd)
    made = route.replace("{ticket}", ticket).replace("{request}", random.choice(["0" * 18, *odd]))
    if random.random() < 0.2:
        made += f"?{random.choice(QUERIES)}={random.choice(['bogor', 'received', 'x', '%00', 'é', 'a' * 999])}"
    return made


@dataclass(frozen=True)
class Scene:
    """Complaints on file with a session each, and the tokens of people who work on them."""

    filed: list[Filed]
    sessions: list[str]
    staff: list[str]


def scene(api: Client, filed: list[Filed], people: list[str]) -> Scene:
    return Scene(filed, [api.session(one) for one in filed], [token(person) for person in people])


def request(api: Client, random: Random, known: Scene) -> Reply:
    """Send one, mostly with the token that belongs to the door."""
    route, method = random.choice(ROUTES)
    number = random.randrange(len(known.filed))
    right = random.choice(known.staff) if "/staff/" in route else known.sessions[number]
    held = right if random.random() < 0.9 else random.choice([*known.staff, *known.sessions, "x", "a.b.c", ""])
    sent = body(route, random) if method == "POST" else None
    where = path(route, random, known.filed[number].ticket)
    return api.send(method, where, headers(random, held), sent)
