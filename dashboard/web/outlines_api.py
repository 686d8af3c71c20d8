"""Outlines over HTTP: whether one just drawn crosses itself, and what it would be, mended."""

from typing import Any

from fastapi import APIRouter

from dashboard.geo import UnreadablePlaceError, check_positions, check_simple, crossing, mended
from dashboard.web.models import OutlineIn, OutlineOut
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader


def outline_routes() -> APIRouter:
    """Return the route that looks at an outline; it reads no operation and keeps nothing."""
    router = APIRouter(prefix="/api", tags=["entries"], responses=REFUSALS)

    @router.post("/outlines")
    def look(asked: OutlineIn) -> OutlineOut:
        """Return where an outline crosses itself, and a mended one its writer may accept."""
        check_positions(asked.geometry)
        try:
            check_simple(asked.geometry)
        except UnreadablePlaceError as crossed:
            return OutlineOut(
                sentence=crossed.say(reader().locale),
                crosses_at=crossing(asked.geometry),
                mended=_mended(asked.geometry),
            )
        return OutlineOut()

    return router


def _mended(geometry: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return mended(geometry)
    except UnreadablePlaceError:
        return None
