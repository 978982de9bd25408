"""Which decoder a file needs, and whether it is what it was announced as: by its own bytes, never by its name."""

import warnings

from chalicelib.domain.attachments import Finding, Limits, Reason

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!"
"""The harmless file by which every scanner shows that it is there; written in two parts, so that none finds it here."""


def examine(content: bytes, declared: str, limits: Limits) -> Finding:
    """Give the copy that may be served, or why there is none. `declared` is "" where no type was announced."""
    from chalicelib.examiner import images, pdfs  # noqa: PLC0415 - only the examining process needs the decoders

    kind = limits.kind(declared)
    if len(content) > (kind.bytes if kind else limits.largest):
        return Finding(Reason.TOO_LARGE)
    if EICAR in content:
        return Finding(Reason.MALWARE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if content.startswith(pdfs.MAGIC):
            found, finding = pdfs.TYPE, pdfs.examine(content, limits)
        else:
            found, finding = images.examine(content, limits)
    return Finding(Reason.WRONG_TYPE) if declared and found and found != declared else finding
