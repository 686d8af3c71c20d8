"""The live stream over HTTP: one connection for all the operations a browser looks at."""

from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from dashboard.desk import Desk
from dashboard.journal import UnknownOperationError
from dashboard.text import Locale, RefusedError, Text
from dashboard.web.admission import Admission, write_down
from dashboard.web.auditing import Auditing
from dashboard.web.common import Common
from dashboard.web.errors import Refusal
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import Reader, reader
from dashboard.web.streams import Place, Streams

MOST = 20
"""Streams one person may hold at once: a few browsers, a few tabs that do not share."""

HEADERS = {
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
    "Content-Encoding": "identity",
}
TOLD = (
    "`reel`: what entries brought (docs/reel-format.md). `head`: as …/head, after it or when what "
    "may be done changes. `fixes`: where teams are (docs/tracks-format.md). `gone`: no longer "
    "shared. `beat`: the stream is alive, and what time it is. `bye`: the session ended."
)
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": TOLD},
    429: {"model": Refusal, "description": "Too many streams at once."},
}


class UnreadablePlaceInJournalError(RefusedError):
    """What says where a reader is in an operation cannot be read."""


class TooManyStreamsError(RefusedError):
    """One person asks for more streams than any browser does."""


class Seats:
    """Counts the streams each person holds."""

    def __init__(self) -> None:
        self._taken: Counter[object] = Counter()

    def check(self, who: Reader) -> None:
        """Refuse another stream to who holds too many.

        Raises:
            TooManyStreamsError: They hold ``MOST``.
        """
        if self._taken[_person(who)] >= MOST:
            raise TooManyStreamsError(
                Text(
                    fr="Trop de flux ouverts à la fois ({most} au plus) : fermer des onglets.",
                    en="Too many streams open at once ({most} at most): close some tabs.",
                ),
                most=MOST,
            )

    async def seated(self, who: Reader, told: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yield what is ``told``, a seat taken as long as it lasts."""
        self._taken[_person(who)] += 1
        try:
            async for frame in told:
                yield frame
        finally:
            self._taken[_person(who)] -= 1


def stream_routes(desk: Desk, common: Common, auditing: Auditing, streams: Streams) -> APIRouter:
    """Return the route of the live stream."""
    router = APIRouter(prefix="/api", tags=["reels"], responses=REFUSALS)
    admission = Admission(desk.accounts, desk.settings, desk.clock, common.secret)
    seats = Seats()

    @router.get("/stream", response_class=StreamingResponse, responses=EVENTS)
    async def stream(
        request: Request,
        of: Annotated[
            list[str],
            Query(
                min_length=1,
                max_length=MOST,
                description="OPERATION:AFTER:VIEW, the last entry held and the view it is of; "
                "may be repeated.",
            ),
        ],
        ends: Annotated[
            Literal["never", "told"], Query(description="Wait for more, or end once all was told.")
        ] = "never",
        locale: Annotated[Locale | None, Query()] = None,
    ) -> StreamingResponse:
        """Tell what is recorded as it is, by server-sent events."""
        who = reader()
        places = [_place(text) for text in of]
        seats.check(who)
        await run_in_threadpool(_check, desk, auditing, places, who)
        told = streams.follow(
            who,
            places,
            locale or who.locale,
            may_stay=partial(run_in_threadpool, _is_still, admission, request, who),
            lasting=ends == "never",
        )
        return StreamingResponse(
            seats.seated(who, told), media_type="text/event-stream", headers=HEADERS
        )

    return router


def _check(desk: Desk, auditing: Auditing, places: list[Place], who: Reader) -> None:
    """Note what the reader reads; refuse if there is nothing of it for them.

    Where there is something, the stream goes on without the rest: a browser looks at several.

    Raises:
        UnknownOperationError: None of them is there, or none is for them.
    """
    found = 0
    for place in places:
        try:
            auditing.read(who, desk.library.reading(who.actor, place.operation))
            found += 1
        except UnknownOperationError:
            if place is places[-1] and not found:
                raise


def _is_still(admission: Admission, asked: HTTPConnection, who: Reader) -> bool:
    """Return whether the one who was let in still is, in the same role; note they are here."""
    try:
        found = admission.admit(asked)
    except RefusedError:
        return True  # the store is away: nobody is turned out for that
    if found is None or found.reader.actor != who.actor:
        return False
    if found.note is not None:
        write_down(found.note)
    return True


def _person(who: Reader) -> tuple[object, ...]:
    return who.actor.person, who.name, who.organisation


def _place(text: str) -> Place:
    """Return the place ``text`` says.

    Raises:
        UnreadablePlaceInJournalError: It says none.
    """
    operation, _, rest = text.partition(":")
    after, _, view = rest.partition(":")
    if not operation or not after.isascii() or not after.isdigit() or len(after) > 9:
        raise UnreadablePlaceInJournalError(
            Text(
                fr="« {text} » ne dit pas où l'on en est ; attendu : opération:numéro:vue.",
                en="“{text}” does not say where one is; expected: operation:number:view.",
            ),
            text=text[:80],
        )
    return Place(operation=operation, after=int(after), view=view[:64])
