"""The examining process: an upload comes in, a verdict and a copy go out; see `apart.py`, which starts it."""

import json
import resource
import sys

from chalicelib.domain.attachments import Finding, Reason
from chalicelib.examiner.looking import examine
from chalicelib.store.book_documents import read


def main(declared: str, memory: str, seconds: str) -> None:
    """Lower our own limits, examine, and answer: a line of JSON, then the copy's bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        found = examine(sys.stdin.buffer.read(), declared, read())
    except MemoryError:
        found = Finding(Reason.DAMAGED)
    said = {"reason": found.reason, "type": found.type, "bytes": len(found.content)}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + found.content)


if __name__ == "__main__":
    main(*sys.argv[1:])
