"""What anybody may read: what can be said, to which offices, the keys of receipts, and whether we are well."""

from functools import cache
from importlib.resources import files

from chalicelib import wiring
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.pages.asking import asked

routes = Routes("public")
HOUR = "public, max-age=3600"


@routes.route("/v1/catalogue")
def catalogue() -> Answer:
    """Kinds, categories, stages and questions, in the caller's language."""
    return raw_answer(_catalogue(routes.language()), Cache_Control=HOUR, Vary="Accept-Language")


@cache
def _catalogue(language: str) -> str:
    words, policy, beside = wiring.words(language), wiring.book().in_force(wiring.clock()), wiring.beside()
    kinds = [{"slug": kind.slug, "name": words(f"kind.{kind.slug}")} for kind in policy.kinds]
    categories = [
        {
            "slug": category.slug,
            "name": words(f"category.{category.slug}"),
            "hint": words(f"category.{category.slug}.hint"),
            "kinds": list(category.kinds),
            "stages": [{"slug": stage, "name": words(f"stage.{stage}")} for stage in category.stages],
            "about_staff": category.about_staff,
            "questions": asked((one for one in policy.questions if category.slug in one.categories), words),
            "elsewhere": [_door(door.slug, words) for door in beside.doors_of(category.slug)],
            "danger": list(beside.danger.numbers) if category.slug in beside.danger.categories else [],
        }
        for category in policy.categories
    ]
    return json_answer({"version": policy.version, "kinds": kinds, "categories": categories}).body


def _door(slug: str, words: wiring.Words) -> dict[str, str]:
    return {"slug": slug, "title": words(f"beside.{slug}.title"), "text": words(f"beside.{slug}.text")}


@routes.route("/v1/offices")
def offices() -> Answer:
    """Every place that people may write about; some are handled by the office above them."""
    return raw_answer(_offices(), Cache_Control=HOUR)


@cache
def _offices() -> str:
    found = wiring.book().offices
    shown = [
        {
            "slug": office.slug,
            "name": office.name,
            "kind": office.kind,
            "province": office.province,
            "city": office.city,
            "zone": office.zone,
            "handled_by": found.responsible(office.slug, about_staff=False).slug,
        }
        for office in found.all()
    ]
    return json_answer({"items": shown}).body


@routes.route("/v1/keys")
def keys() -> Answer:
    """The public keys (JWK set) with which anybody checks a receipt, offline."""
    return json_answer({"keys": [wiring.signer().public]}, Cache_Control=HOUR)


@routes.route("/v1/health")
def health() -> Answer:
    """Well when the table answers; `last_sweep_seconds` is the age of the last sweep, null before the first."""
    last = wiring.pulse().last()
    age = int((wiring.clock() - last).total_seconds()) if last else None
    return json_answer({"status": "ok", "last_sweep_seconds": age})


@routes.route("/v1/openapi.json")
def openapi() -> Answer:
    """The contract, as it is committed."""
    return raw_answer(_openapi(), Cache_Control=HOUR)


@cache
def _openapi() -> str:
    return (files("chalicelib") / "openapi.json").read_text()
