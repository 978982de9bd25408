"""The built pages, with the headers that CloudFront gives them in AWS."""

import mimetypes
import re
from pathlib import Path

from werkzeug.wrappers import Request, Response

from chalicelib.handlers.languages import preferred
from chalicelib.notify.texts import languages
from infra.headers import HEADERS, policy
from local.places import HOST

SECURITY = HEADERS | {"Content-Security-Policy": policy(uploads=f"http://{HOST}:*")}
"""Documents go to the emulator, which has a port of its own."""
_HASHED = re.compile(r"[.-][0-9A-Za-z_-]{8,}\.(?:js|css|svg|png|webp|woff2|json|map)$")
_YEAR = "public, max-age=31536000, immutable"
_MISSING = b"<!doctype html><title>404</title><p>Not here. The pages are not built yet? Run: make build</p>"

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")


class Pages:
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def __call__(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            status = 204 if request.method == "OPTIONS" else 405
            return Response(status=status, headers={**SECURITY, "Allow": "GET, HEAD, OPTIONS"})
        if request.path == "/":
            where = f"/{preferred(request.headers.get('Accept-Language', ''))}/"
            said = {"Location": where, "Cache-Control": "no-cache", "Vary": "Accept-Language"}
            return Response(status=302, headers={**SECURITY, **said})
        found = self._find(request.path)
        if found and found.is_dir():
            return self._folder_page(found, request)
        return self._file(found) if found and found.is_file() else self._missing(request)

    def _find(self, path: str) -> Path | None:
        """No link, dot or NUL leads out of the folder."""
        try:
            found = (self._folder / path.lstrip("/")).resolve()
        except (OSError, ValueError):
            return None
        return found if found.is_relative_to(self._folder) else None

    def _folder_page(self, found: Path, request: Request) -> Response:
        if not (found / "index.html").is_file():
            return self._missing(request)
        if not request.path.endswith("/"):
            return Response(status=301, headers={**SECURITY, "Location": f"/{request.path.strip('/')}/"})
        return self._file(found / "index.html")

    @staticmethod
    def _file(found: Path, status: int = 200) -> Response:
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
        keep = _YEAR if _HASHED.search(found.name) else "no-cache"
        return Response(found.read_bytes(), status, {**SECURITY, "Cache-Control": keep}, content_type=kind + charset)

    def _missing(self, request: Request) -> Response:
        """In the language of the address, else of the browser, as CloudFront's function says it."""
        first = request.path.split("/")[1]
        language = first if first in languages() else preferred(request.headers.get("Accept-Language", ""))
        for name in (f"{language}/404.html", "404.html"):
            if (self._folder / name).is_file():
                return self._file(self._folder / name, 404)
        return Response(_MISSING, 404, {**SECURITY, "Cache-Control": "no-cache"}, content_type="text/html")
