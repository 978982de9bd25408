"""Fewer messages about one complaint: the page behind the link in our mails, and the one click of mail programs.

RFC 8058: the POST needs no login and no second page, may come twice, and does nothing that cannot be taken back.
"""

import hmac

from chalicelib import wiring
from chalicelib.handlers import tickets
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.plain import Pages, page
from chalicelib.pages import forms

routes = Pages("fewer")


@routes.route("/{language}/pesan/{ticket}/{token}")
def fewer(language: str, ticket: str, token: str) -> Answer:
    """Looking changes nothing: programs that fetch every link in a mail unsubscribe nobody."""
    return _shown(language, "ask") if _ours(ticket, token) else _missing(language)


@routes.route("/{language}/pesan/{ticket}/{token}", "POST")
def fewer_set(language: str, ticket: str, token: str) -> Answer:
    """Leave out what is not essential; with `more`, send everything again."""
    if not _ours(ticket, token):
        return _missing(language)
    more = forms.first(routes.fields(), "action") == "more"
    wiring.doors().quieten(tickets.lenient(ticket), None if more else wiring.clock())
    return _shown(language, "more" if more else "done")


def _ours(ticket: str, token: str) -> bool:
    return hmac.compare_digest(wiring.token("leaving", tickets.lenient(ticket)).encode(), token.encode())


def _shown(language: str, state: str) -> Answer:
    return page("fewer.html", language, 200, state=state, path="lacak/plain")


def _missing(language: str) -> Answer:
    return page("message.html", language, 404, name="missing", path="lacak/plain")
