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
ways = ("app", "custodian", "on_change", "on_provider_event", "sweep")
handlers = sorted(name for name in ways if hasattr(app, name))
own = (TASK, sysconfig.get_paths()["stdlib"], __file__)
loaded = {name: (module, getattr(module, "__file__", None) or TASK) for name, module in sys.modules.items()}
strangers = [name for name, (_, file) in loaded.items() if not file.startswith(own)]
ours = [module for module, file in loaded.values() if file.startswith(TASK) and file.endswith(".py")]
uncompiled = [module.__name__ for module in ours if not module.__cached__]
told = {"handlers": handlers, "statuses": statuses, "strangers": strangers, "uncompiled": uncompiled}
sys.stdout.write("\n" + json.dumps(told) + "\n")
