"""Where the teams of an operation were, by their devices: docs/tracks-format.md."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dashboard.desk import Desk
from dashboard.operations.following import Following
from dashboard.operations.trackers import Carried
from dashboard.tracks import TeamChunk
from dashboard.tracks.judging import AHEAD
from dashboard.tracks.track import milliseconds
from dashboard.tracks.track_file import written
from dashboard.web.auditing import Auditing
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

MEDIA = "application/vnd.vigie.tracks"
NUMBER_MOST = 2**53


def track_routes(desk: Desk, auditing: Auditing, following: Following) -> APIRouter:
    """Return the route of the tracks of an operation."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["positions"], responses=REFUSALS)

    @router.get("/tracks", response_class=Response, responses={200: {"content": {MEDIA: {}}}})
    def tracks(
        operation: str,
        after: Annotated[
            int, Query(ge=0, le=NUMBER_MOST, description="The cursor of an earlier answer.")
        ] = 0,
    ) -> Response:
        """Return where the devices of the teams were, as docs/tracks-format.md tells it."""
        who = reader()
        reading = desk.library.reading(who.actor, operation)
        auditing.read(who, reading)
        # Before the fixes are read: what comes meanwhile comes again, and is not missed.
        cursor = desk.tracks.cursor()
        told = following.devices(reading)
        parts = [part for one in told.items() for part in _parts(desk, one, after)]
        return Response(written(cursor, parts), media_type=MEDIA)

    return router


def _parts(desk: Desk, told: tuple[Carried, int], after: int) -> Iterator[TeamChunk]:
    one, device = told
    until = desk.clock() + AHEAD if one.ends_at is None else one.ends_at
    for chunk in desk.tracks.chunks([device], one.starts_at, until, after=after):
        yield TeamChunk(
            team=one.object_id,
            chunk=chunk,
            from_ms=milliseconds(one.starts_at),
            to_ms=None if one.ends_at is None else milliseconds(one.ends_at),
        )
