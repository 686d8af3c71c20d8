"""Coordinates over HTTP: what is typed is read by one reader, and how it was understood is said."""

from typing import Annotated

from fastapi import APIRouter, Query

from dashboard.geo import coordinates
from dashboard.geo.coordinates import LONGEST
from dashboard.geo.measure import leg
from dashboard.geo.places import Box, meet
from dashboard.geo.spot import SYSTEM_NAMES, SYSTEMS, OutsideSystemError, Spot
from dashboard.text import Locale, Text
from dashboard.web.asked import box
from dashboard.web.models import SpotOut
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

UNDERSTOOD = Text(
    fr="{system} : {place}, à {precision} près",
    en="{system}: {place}, within {precision}",
)
FAR = Text(fr=" ; à {distance} de l'opération", en="; {distance} from the operation")


def coordinate_routes() -> APIRouter:
    """Return the route that reads a text; it holds nothing of any operation."""
    router = APIRouter(prefix="/api", tags=["coordinates"], responses=REFUSALS)

    @router.get("/coordinates")
    def read(
        text: Annotated[
            str,
            Query(
                max_length=LONGEST,
                description="Decimal degrees, DMS, DDM, UTM, MGRS, DFCI or Lambert-93.",
                examples=["30T XP 16757 15887"],
            ),
        ],
        near: Annotated[
            str | None,
            Query(max_length=120, description="West,south,east,north: where a place is asked."),
        ] = None,
    ) -> SpotOut:
        """Return the one place ``text`` names, and how it was understood."""
        around = None if near is None else box(near)
        return spot_out(coordinates.read(text, near=around), around, reader().locale)

    return router


def spot_out(spot: Spot, near: Box | None, locale: Locale) -> SpotOut:
    """Return a reading as the API says it."""
    sentence = UNDERSTOOD.say(
        locale,
        system=SYSTEM_NAMES[spot.system].say(locale),
        place=coordinates.write(spot.lon, spot.lat, "dms", locale),
        precision=length(spot.precision_m, locale),
    )
    away = _away(spot, near)
    if away is not None:
        sentence += FAR.say(locale, distance=length(away, locale))
    return SpotOut(
        lon=spot.lon,
        lat=spot.lat,
        system=spot.system,
        precision_m=spot.precision_m,
        cell=None if spot.cell is None else dict(spot.cell),
        written=_written(spot, locale),
        sentence=sentence,
    )


def length(metres: float, locale: Locale) -> str:
    """Return a length as it is said, rounded as far as it matters.

    >>> length(0.7, "fr"), length(717, "fr"), length(14120, "fr"), length(14120, "en")
    ('1 m', '717 m', '14,1 km', '14.1 km')
    """
    if metres < 999.5:
        return f"{max(1, round(metres))} m"
    kilometres = f"{metres / 1000:.1f}" if metres < 99_950 else f"{metres / 1000:.0f}"
    return f"{kilometres.replace('.', ',') if locale == 'fr' else kilometres} km"


def _away(spot: Spot, near: Box | None) -> float | None:
    """Return how far a place lies from the middle of ``near``; None when it is in it."""
    if near is None or meet((spot.lon, spot.lat) * 2, near):
        return None
    west, south, east, north = near
    return leg(((west + east) / 2, (south + north) / 2), (spot.lon, spot.lat)).distance_m


def _written(spot: Spot, locale: Locale) -> dict[str, str | None]:
    """Return a place in every system; None where one does not reach."""
    written: dict[str, str | None] = {}
    for system in SYSTEMS:
        try:
            written[system] = coordinates.write(spot.lon, spot.lat, system, locale)
        except OutsideSystemError:
            written[system] = None
    return written
