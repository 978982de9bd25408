"""PDF: read strictly, cleared of what acts, opens or tells, and written again from the objects that its pages use."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from chalicelib.domain.attachments import Finding, Limits, Reason

TYPE = "application/pdf"
MAGIC = b"%PDF-"
ACTING = ("/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/XFA", "/EmbeddedFiles", "/EF", "/AF", "/RichMedia")
TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
ACTIONS = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"),
        *("/RichMediaExecute", "/GoTo3DView", "/SetOCGState", "/Hide", "/ResetForm", "/Trans"),
    }
)
MARKS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})


def examine(content: bytes, limits: Limits) -> Finding:
    """Give the copy, or why there is none. A file that opens without a password is taken, and loses its restrictions.

    Whatever stands before the header or after the end, and every object that no page needs, is left behind.
    """
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as opened:
            if len(opened.pages) > limits.pages:
                return Finding(Reason.TOO_MANY_PAGES)
            if not len(opened.pages):
                return Finding(Reason.DAMAGED)
            _defuse(opened)
            made = BytesIO()
            opened.save(
                made,
                deterministic_id=True,
                encryption=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
            )
            return Finding(type=TYPE, content=made.getvalue())
    except pikepdf.PasswordError:
        return Finding(Reason.ENCRYPTED)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError, MemoryError):
        return Finding(Reason.DAMAGED)


def _defuse(opened: pikepdf.Pdf) -> None:
    """Take away actions, scripts, embedded files and what tells of author, tool and place, wherever they stand."""
    if "/Info" in opened.trailer:
        del opened.trailer["/Info"]
    for thing in list(opened.objects):
        for found in _dictionaries(thing):
            _clear(found)


def _dictionaries(thing: Any) -> Iterator[Any]:
    """Every dictionary in one object of the file; what it only points to is an object of its own."""
    waiting = [thing]
    while waiting:
        now = waiting.pop()
        if isinstance(now, pikepdf.Dictionary | pikepdf.Stream):
            yield now
            waiting += [now[name] for name in now.keys() if not _elsewhere(now, name)]  # noqa: SIM118 - not a mapping
        elif isinstance(now, pikepdf.Array):
            waiting += [each for each in now if not getattr(each, "is_indirect", False)]


def _elsewhere(holder: Any, name: str) -> bool:
    return bool(getattr(holder[name], "is_indirect", False))


def _clear(found: Any) -> None:
    for name in (*ACTING, *TELLING):
        if name in found:
            del found[name]
    if str(found.get("/S", "")) in ACTIONS:
        for name in [name for name in found.keys() if name != "/Type"]:  # noqa: SIM118
            del found[name]
    if str(found.get("/Subtype", "")) in MARKS and "/Rect" in found:
        found["/Subtype"] = pikepdf.Name("/Text")
        for name in ("/FS", "/A", "/Movie", "/Sound", "/3DD", "/RichMediaContent", "/Contents"):
            if name in found:
                del found[name]
