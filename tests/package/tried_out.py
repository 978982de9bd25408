"""Run by a bare interpreter on an unpacked archive: tells whether it holds together with the standard library alone."""

import json
import sys
import sysconfig
from zoneinfo import ZoneInfo, reset_tzpath

TASK, *SERVICES = sys.argv[1:]
sys.path.insert(0, TASK)
reset_tzpath([])

import app  # noqa: E402
from chalicelib import wiring  # noqa: E402
from chalicelib.examiner import apart  # noqa: E402
from chalicelib.store import book_documents  # noqa: E402


def ask(path: str) -> int:
    """Ask as API Gateway does; give the status."""
    event = {
        "resource": path,
        "path": path,
        "httpMethod": "GET",
        "headers": {"accept-language": "id"},
        "multiValueHeaders": {"accept-language": ["id"]},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {"httpMethod": "GET", "resourcePath": path, "path": path},
        "body": None,
        "isBase64Encoded": False,
    }
    return int(app.app(event, None)["statusCode"])


statuses = [ask("/v1/catalogue"), ask("/v1/openapi.json"), ask("/v1/staff/me")]
for service in SERVICES:
    wiring.client(service)
ZoneInfo("Asia/Jayapura")
wiring.post()
SMALLEST = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
)
limits = book_documents.read()
examined = [apart.examine(content, "", limits).type for content in (SMALLEST, PAGE)]
ways = ("app", "custodian", "on_change", "on_provider_event", "on_upload", "sweep")
handlers = sorted(name for name in ways if hasattr(app, name))
own = (TASK, sysconfig.get_paths()["stdlib"], __file__)
loaded = {name: (module, getattr(module, "__file__", None) or TASK) for name, module in sys.modules.items()}
strangers = [name for name, (_, file) in loaded.items() if not file.startswith(own)]
ours = [module for module, file in loaded.values() if file.startswith(TASK) and file.endswith(".py")]
uncompiled = [module.__name__ for module in ours if not module.__cached__]
told = {
    "examined": examined,
    "handlers": handlers,
    "statuses": statuses,
    "strangers": strangers,
    "uncompiled": uncompiled,
}
sys.stdout.write("\n" + json.dumps(told) + "\n")
