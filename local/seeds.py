"""A handful of sample cases in different states, filed and worked on through the public API, like everybody's."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from werkzeug.test import Client
from werkzeug.wrappers import Response

from local import ending, grants
from local.places import Places
from local.saying import say
from local.site import Site

log = logging.getLogger("local")

SAMPLES = Path(__file__).with_name("samples.json")


class NotTaken(Exception):
    """The API refused a sample; the words are its own."""


@dataclass(frozen=True)
class Api:
    client: Client
    base: str

    def post(self, path: str, body: object, **headers: str) -> Any:
        return self._asked("POST", path, json.dumps(body), headers)

    def get(self, path: str, **headers: str) -> Any:
        return self._asked("GET", path, None, headers)

    def token(self, role: str, office: str) -> str:
        return str(self.post("/_local/tokens", {"as": role, "office": office})["token"])

    def _asked(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        response: Response = self.client.open(
            path, method=method, base_url=self.base, data=body, headers=sent, content_type="application/json"
        )
        if response.status_code >= HTTPStatus.MULTIPLE_CHOICES:
            raise NotTaken(f"{method} {path}: {response.status_code} {response.get_data(as_text=True)[:500]}")
        return json.loads(response.get_data())


def load(here: Places, site: Site, table: str) -> None:
    """Once per table; what stands in the way is told, and the system serves all the same."""
    marker = here.home / "seeded"
    try:
        grants.put_all()
        if marker.exists() and marker.read_text(encoding="utf-8") == table:
            return
        say("Filing sample cases …")
        api = Api(Client(site.__call__, Response), here.site)
        for number, sample in enumerate(json.loads(SAMPLES.read_text(encoding="utf-8"))):
            if not ending.ended.is_set():
                _file(api, f"local-sample-case-number-{number:04d}", sample)
        marker.write_text(table, encoding="utf-8")
    except Exception as error:
        log.exception("The samples were not all loaded")
        say(f"The sample cases were not all loaded ({type(error).__name__}); local.log says why. Going on.")


def _file(api: Api, key: str, sample: dict[str, Any]) -> None:
    """The keys are fixed: doing it again changes nothing."""
    filed = api.post("/v1/complaints", sample["complaint"], Idempotency_Key=key)
    for number, step in enumerate(sample["steps"]):
        taken = {name: value for name, value in step.items() if name not in {"by", "at"}}
        step_key = f"{key}-step-{number:02d}"
        if step["by"] == "citizen":
            _as_citizen(api, filed, taken, step_key)
        else:
            _as_staff(api, str(filed["ticket"]), step, taken, step_key)


def _as_staff(api: Api, ticket: str, step: dict[str, str], taken: dict[str, str], key: str) -> None:
    bearer = f"Bearer {api.token(step['by'], step['at'])}"
    case = api.get(f"/v1/staff/complaints/{ticket}", Authorization=bearer)
    version = f'"{case["version"]}"'
    path = f"/v1/staff/complaints/{ticket}/steps"
    api.post(path, taken, Authorization=bearer, Idempotency_Key=key, If_Match=version)


def _as_citizen(api: Api, filed: dict[str, Any], taken: dict[str, str], key: str) -> None:
    path = f"/v1/complaints/{filed['ticket']}"
    session = api.post(f"{path}/sessions", {"code": filed["access_code"]})
    api.post(f"{path}/steps", taken, Authorization=f"Bearer {session['token']}", Idempotency_Key=key)
