"""The nearest teams over HTTP, at any instant and as then known."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from dashboard.desk import Desk
from dashboard.layers import KINDS
from dashboard.layers.teams import AVAILABLE
from dashboard.layers.teams import LAYER as TEAMS
from dashboard.operations import Reading
from dashboard.operations.following import Following
from dashboard.operations.nearest import Near, nearest
from dashboard.operations.whereabouts import STALE_S, age_s, whereabouts
from dashboard.text import Locale
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

MOST = 500


class NearestIn(BaseModel):
    """What is asked: a place, an instant, and how many."""

    lon: float = Field(ge=-180, le=180, description="Degrees east (WGS 84).")
    lat: float = Field(ge=-90, le=90, description="Degrees north.")
    at: Moment | None = Field(default=None, description="Now when left out.")
    known_at: Moment | None = Field(default=None, description="As was known then.")
    n: int = Field(default=10, ge=1, le=MOST, description="How many at most.")
    available: bool = Field(default=False, description="Only those that are available.")


class NearOut(BaseModel):
    """A team, where it is and who says so, and how far that is from the place asked about."""

    object: str
    name: str
    status: str
    status_label: str
    available: bool
    lon: float
    lat: float
    source: Literal["device", "log"]
    told_at: datetime
    age_s: float
    stale: bool = Field(description="Its device has been silent for five minutes or more.")
    distance_m: float = Field(description="Along the ellipsoid (WGS 84).")
    bearing_deg: float = Field(description="From true north, from the place to the team.")


def nearest_routes(desk: Desk, auditing: Auditing, following: Following) -> APIRouter:
    """Return the route of the nearest teams."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["positions"], responses=REFUSALS)

    @router.get("/nearest")
    def near(operation: str, asked: Annotated[NearestIn, Query()]) -> list[NearOut]:
        """Return the teams nearest to a place, the nearest first, as the crow flies."""
        who, known = reader(), moment_or_none(asked.known_at)
        at = moment_or_none(asked.at) or desk.clock()

        def answer(reading: Reading) -> list[NearOut]:
            auditing.read(who, reading)
            teams = whereabouts(
                reading, following, desk.tracks, at, known_at=known, kinds=[TEAMS.key]
            )
            if asked.available:
                teams = [team for team in teams if team.obj.status in AVAILABLE]
            found = nearest((asked.lon, asked.lat), teams)[: asked.n]
            return [_near_out(one, at, who.locale) for one in found]

        return desk.library.ask(who.actor, operation, answer)

    return router


def _near_out(near: Near, at: datetime, locale: Locale) -> NearOut:
    found = near.found
    age = age_s(found, at)
    return NearOut(
        object=found.obj.object_id,
        name=found.obj.name,
        status=found.obj.status,
        status_label=KINDS[found.obj.kind].status(found.obj.status).label.say(locale),
        available=found.obj.status in AVAILABLE,
        lon=found.lon,
        lat=found.lat,
        source=found.source,
        told_at=found.told_at,
        age_s=age,
        stale=found.source == "device" and age >= STALE_S,
        distance_m=near.distance_m,
        bearing_deg=near.bearing_deg,
    )
