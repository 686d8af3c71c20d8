"""How far help reaches, and how long it takes, over HTTP: always with what that is computed with.

Everything is computed from what the reader may read: the places it asks about, and the closures of
the journal as the reader sees it.

A field is sent as the length of its head (four bytes, low first), the head (``FieldHead``, JSON in
UTF-8, with blanks to an even length) and the times (``coverage/cells.py``).
"""

import gzip
import struct
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dashboard.coverage.cells import cells_of
from dashboard.coverage.ground import Closed, Ground, Mode, Snapped, Spots, Times
from dashboard.coverage.regions import ground_of
from dashboard.desk import Desk
from dashboard.geo import Box, UnreadablePlaceError, apart, check_positions
from dashboard.layers.closing import CLOSING, Closure, closed_at
from dashboard.operations import Reading
from dashboard.text import RefusedError, Text
from dashboard.web.asked import box, moment_or_none, position
from dashboard.web.auditing import Auditing
from dashboard.web.fields import Fields, Wanted
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reach_models import (
    AskedIn,
    FieldHead,
    FieldIn,
    ModelOut,
    TimesIn,
    TimesOut,
)
from dashboard.web.reader import reader

FAR_KM = 200
"""Who is farther from a grid than that reaches nothing in it within any time that is asked."""

OFF_ROAD_M = 500
"""Farther from any way than that nobody sets out: the place is wrong, or no road leads there."""


class TooFarError(RefusedError):
    """A place from which nothing can be computed."""


def reach_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes of fields and of times of access."""
    router = APIRouter(
        prefix="/api/operations/{operation}/reach", tags=["reach"], responses=REFUSALS
    )
    fields = Fields()

    @router.get(
        "/field",
        response_class=Response,
        responses={200: {"content": {"application/octet-stream": {}}}},
    )
    def field(request: Request, operation: str, asked: Annotated[FieldIn, Query()]) -> Response:
        """Return the times from one place to every cell of a grid, with what they are made with."""
        start = (round(asked.lon, 6), round(asked.lat, 6))
        cells = cells_of(box(asked.bbox), asked.columns, asked.rows)
        _check_near(start, cells.box)

        def answer(reading: Reading) -> tuple[Ground, list[Closure]]:
            auditing.read(reader(), reading)
            return _ground(desk, reading, start), _closures(desk, reading, asked)

        ground, closures = desk.library.ask(reader().actor, operation, answer)
        snapped = _met(ground, Spots.of([start]), asked.mode)
        wanted = Wanted(
            start=start,
            cells=cells,
            mode=asked.mode,
            limit_s=asked.limit_s,
            closed=readable(closures),
        )
        head = FieldHead(
            model=ModelOut.of(ground.model(asked.mode)),
            snapped_m=round(float(snapped.distance_m[0]), 1),
            closed=[one.said_by for one in closures],
        )
        return _sent(head, fields.field(ground, wanted), request)

    @router.get("/times")
    def times(operation: str, asked: Annotated[TimesIn, Query()]) -> TimesOut:
        """Return the times from places to places; for planning and choosing, not for driving."""
        starts = Spots.of([position(text) for text in asked.start])
        ends = Spots.of([position(text) for text in asked.end])

        def answer(reading: Reading) -> tuple[Ground, list[Closure]]:
            auditing.read(reader(), reading)
            end = (float(ends.lon[0]), float(ends.lat[0]))
            return _ground(desk, reading, end), _closures(desk, reading, asked)

        ground, closures = desk.library.ask(reader().actor, operation, answer)
        closed = readable(closures)
        found = ground.times(starts, ends, mode=asked.mode, limit_s=asked.limit_s, closed=closed)
        free = None
        if closed:
            free = ground.times(starts, ends, mode=asked.mode, limit_s=asked.limit_s)
        return TimesOut(
            model=ModelOut.of(ground.model(asked.mode)),
            times=_told(found),
            open_times=None if free is None else _told(free),
            snapped_m=[round(float(m), 1) for m in ground.snapped(starts, asked.mode).distance_m],
            closed=[one.said_by for one in closures],
        )

    return router


def _ground(desk: Desk, reading: Reading, place: tuple[float, float]) -> Ground:
    """Return the ground of an operation: that of its area, or of the place where it has none."""
    return ground_of(reading.operation.area or (*place, *place), desk.regions)


def _closures(desk: Desk, reading: Reading, asked: AskedIn) -> list[Closure]:
    at = moment_or_none(asked.at) or desk.clock()
    known = moment_or_none(asked.known_at)
    picture = reading.picture(at, known_at=known, kinds=tuple(CLOSING))
    return closed_at(picture.objects.values(), at, asked.mode, due=asked.due)


def readable(closures: list[Closure]) -> list[Closed]:
    """Return what is closed, without the geometries of other houses that are none."""
    found = []
    for one in closures:
        try:
            check_positions(one.closed.geometry)
        except UnreadablePlaceError:
            continue
        found.append(one.closed)
    return found


def _check_near(start: tuple[float, float], grid: Box) -> None:
    west, south, east, north = grid
    nearest = (min(max(start[0], west), east), min(max(start[1], south), north))
    away_km = apart(start, nearest).distance_m / 1000
    if away_km > FAR_KM:
        raise TooFarError(
            Text(
                fr="Ce lieu est à {km:.0f} km de l'emprise demandée ; à plus de {most} km, rien "
                "n'y est atteint à temps.",
                en="That place is {km:.0f} km from the area asked for; beyond {most} km nothing is "
                "reached there in time.",
            ),
            km=away_km,
            most=FAR_KM,
        )


def _met(ground: Ground, places: Spots, mode: Mode) -> Snapped:
    snapped = ground.snapped(places, mode)
    away_m = float(snapped.distance_m.max())
    if away_m > OFF_ROAD_M:
        raise TooFarError(
            Text(
                fr="Aucune voie utilisable à moins de {most} m de ce lieu (la plus proche : "
                "{m:.0f} m) : le déplacer, ou choisir un autre moyen.",
                en="No usable way within {most} m of that place (the nearest: {m:.0f} m): move it, "
                "or choose another means.",
            ),
            m=away_m,
            most=OFF_ROAD_M,
        )
    return snapped


def _told(times: Times) -> list[list[float | None]]:
    return [[round(float(one), 1) if np.isfinite(one) else None for one in row] for row in times]


def _sent(head: FieldHead, field: bytes, request: Request) -> Response:
    said = head.model_dump_json().encode()
    said += b" " * (len(said) % 2)
    body = struct.pack("<I", len(said)) + said + field
    headers = {"Cache-Control": "no-store"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=4)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type="application/octet-stream", headers=headers)
