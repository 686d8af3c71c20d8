"""Feeds over HTTP: what trackers, phones and other systems send, in the formats they have.

A program shows its token in the header, as anywhere. What can show none there (OsmAnd, Traccar
Client) has it in its address: ``/feeds/<token>/osmand``. Such a token can send positions, and do
nothing else.

What is refused is answered with 200 all the same: a device would send it again for ever. The
answer says what was refused, and the feeds page keeps it as it came.
"""

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from dashboard.access.policy import NotAllowedError, check
from dashboard.desk import Desk
from dashboard.feeds import FEEDS, Feed, Message
from dashboard.text import Locale, RefusedError, Text
from dashboard.web.errors import Refusal
from dashboard.web.limits import read_at_most
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import Reader, reader
from dashboard.web.receiving import Received, Receiver

MESSAGES = re.compile(r"/api/feeds/[^/]+|/feeds/[^/]+/[^/]+")
"""Where bodies are read under the limit of their format."""

SHOWN = 20
"""Refused parts told in an answer; all of them are counted, and kept."""

BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
TOO_LARGE: dict[int | str, dict[str, object]] = {
    413: {"model": Refusal, "description": "The message is longer than its format is read."}
}
TOO_LONG = Text(
    fr="Le message dépasse {most} octets ; rien n'en a été lu. Le couper en plusieurs.",
    en="The message is longer than {most} bytes; nothing of it was read. Cut it up.",
)
FeedKey = Literal["osmand", "owntracks", "phone", "cot", "geo_pos", "nmea", "gpx", "geojson", "csv"]


class MessageTooLargeError(RefusedError):
    """A message is longer than its format is read."""


class PartOut(BaseModel):
    """A part of a message that was refused: its number, or its line, and why."""

    number: int
    sentence: str


class ReceivedOut(BaseModel):
    """What became of a message."""

    kept: int
    repeated: int
    doubted: int
    refused: int
    refusals: list[PartOut]


def feed_routes(desk: Desk, receiver: Receiver) -> APIRouter:
    """Return the routes positions come in by."""
    router = APIRouter(tags=["positions"], responses=REFUSALS)

    @router.post("/api/feeds/{feed}", responses=TOO_LARGE, openapi_extra=BODY)
    async def receive(
        request: Request,
        feed: FeedKey,
        device: Annotated[
            str, Query(max_length=128, description="Whose it is, where the format says not.")
        ] = "",
    ) -> ReceivedOut:
        """Take in the positions of a message or a file: the body, in the format of its feed."""
        received = await _take(request, FEEDS[feed], device)
        return _received_out(received, reader().locale)

    @router.get("/api/feeds/osmand")
    async def receive_address(request: Request) -> ReceivedOut:
        """Take in the one position an address tells, as OsmAnd and Traccar Client write it."""
        return _received_out(await _take(request, FEEDS["osmand"], ""), reader().locale)

    @router.api_route(
        "/feeds/{token}/{feed}",
        methods=["GET", "POST"],
        include_in_schema=False,
        response_model=None,
    )
    async def receive_of_device(request: Request, feed: FeedKey) -> Response:
        """Take in what a device sends that can show its token nowhere else: the gate knew it."""
        received = await _take(request, FEEDS[feed], "")
        if feed == "owntracks":
            return JSONResponse([])  # the commands for the phone: none
        return JSONResponse(_received_out(received, reader().locale).model_dump())

    async def _take(request: Request, feed: Feed, device: str) -> Received:
        who = reader()
        check_may_send(who)
        if request.method == "GET":
            body = request.url.query.encode()
        else:
            body = await _body(request, feed)
        message = Message(body=body, received_at=desk.clock(), device=device or _named(request))
        return await run_in_threadpool(receiver.take, who.actor, feed, message)

    async def _body(request: Request, feed: Feed) -> bytes:
        body = await read_at_most(request, feed.largest)
        if body is None:
            why = MessageTooLargeError(TOO_LONG, most=feed.largest)
            await run_in_threadpool(receiver.turn_away, reader().actor, feed, why)
            raise why
        return body

    return router


def check_may_send(who: Reader) -> None:
    """Refuse positions of who may write nothing; a tracker may send them, and nothing else.

    Raises:
        NotAllowedError: Says which role could.
    """
    if who.way != "tracker":
        check(who.actor, "note")


def why_not_send(who: Reader, locale: Locale) -> str:
    """Return why somebody sends no positions; empty where they may."""
    try:
        check_may_send(who)
    except NotAllowedError as error:
        return error.say(locale)
    return ""


def _named(request: Request) -> str:
    """Return what OwnTracks says of whose phone it is, beside its message."""
    user, device = (request.headers.get(f"x-limit-{part}", "") for part in ("u", "d"))
    return f"{user}/{device}"[:128] if user and device else ""


def _received_out(received: Received, locale: Locale) -> ReceivedOut:
    heard = received.heard
    return ReceivedOut(
        kept=heard.fixes,
        repeated=heard.repeated,
        doubted=heard.doubted,
        refused=heard.refused,
        refusals=[
            PartOut(number=number, sentence=why.say(locale))
            for number, why in received.refused[:SHOWN]
        ],
    )
