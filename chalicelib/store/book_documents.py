"""policy/documents.toml into `Limits`."""

from datetime import timedelta
from functools import cache
from importlib.resources import files

from chalicelib.domain.attachments import Kind, Limits
from chalicelib.store.book_checks import entry_of, once, refuse, toml


@cache
def read() -> Limits:
    """BadPolicy for a type that is there twice, and for limits under which nothing could come."""
    raw = toml(files("chalicelib.policy") / "documents.toml")
    kinds = tuple(Kind(**one) for one in raw.pop("types"))
    once((kind.type for kind in kinds), "types of documents")
    numbers = {name: int(raw.pop(name)) for name in ("most", "asked", "pixels", "pages")}
    upload = timedelta(minutes=raw.pop("upload_minutes"))
    link = timedelta(seconds=raw.pop("link_seconds"))
    refuse(min(*numbers.values(), *(kind.bytes for kind in kinds)) < 1, "documents: a limit lets nothing come")
    return Limits(kinds, **numbers, upload=upload, link=link, entry=entry_of(raw))
