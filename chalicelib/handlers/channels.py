"""Which channels are official: read by anybody, announced and taken back by administrators of the centre."""

import os

from chalicelib import wiring
from chalicelib.domain.channels import shipped
from chalicelib.handlers import announcing
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import channels
from chalicelib.services.channels import Board

routes = Routes("channels")
desk = Routes("channels_admin", staff=True)
MINUTE = "public, max-age=60"


@routes.route("/v1/channels")
def official_channels() -> Answer:
    """Every official channel, and every one that is not ours any more, since when and why. Good for a minute."""
    wiring.channels().fresh(wiring.clock())
    say = wiring.words(routes.language())
    items = [announcing.shown(one, say) for one in board().all()]
    return json_answer({"items": items}, Cache_Control=MINUTE, Vary="Accept-Language")


@desk.route("/v1/admin/channels")
def channels_announced() -> Answer:
    """The same, with who announced and who retired each: for administrators of the centre."""
    channels.allowed(desk.officer(), board())
    wiring.channels().refresh()
    say = wiring.words(desk.language())
    return json_answer({"items": [announcing.signed(one, say) for one in board().all()]})


@desk.route("/v1/admin/channels", "POST")
def announce_channel() -> Answer:
    """On the public page within two minutes. What is listed is not announced again, whatever became of it."""
    staff = desk.officer()
    channels.allowed(staff, board())
    found = channels.announce(staff, desk.body(announcing.ChannelWanted).wanted(), board())
    return json_answer(announcing.signed(found, wiring.words(desk.language())), 201)


@desk.route("/v1/admin/channels/{channel}/retirements", "POST")
def retire_channel(channel: str) -> Answer:
    """The release's channels, too. It stays listed, as a warning; said again, the newest day and reason count."""
    staff = desk.officer()
    channels.allowed(staff, board())
    asked = desk.body(announcing.ChannelGone)
    found = channels.retire(staff, channel, asked.until, asked.reason, board())
    return json_answer(announcing.signed(found, wiring.words(desk.language())), 201)


def board() -> Board:
    """The desk of those who say which channels are ours."""
    cards, centre = wiring.cards(), wiring.book().offices.centre.slug
    release = tuple(map(shipped, cards.channels))
    return Board(wiring.channels(), release, cards.domains, centre, wiring.clock, os.urandom)
