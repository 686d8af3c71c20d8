"""The nearest teams over HTTP, at any instant and as then known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from dashboard.coverage.ground import Closed, Ground, Mode, Spots
from dashboard.coverage.regions import ground_of
from dashboard.desk import Desk
from dashboard.layers import KINDS
from dashboard.layers.closing import CLOSING, closed_at
from dashboard.layers.helping import mode_of
from dashboard.layers.teams import AVAILABLE
from dashboard.layers.teams import LAYER as TEAMS
from dashboard.operations import Reading
from dashboard.operations.following import Following
from dashboard.operations.nearest import Near, nearest
from dashboard.operations.whereabouts import STALE_S, Whereabouts, age_s, whereabouts
from dashboard.text import Locale
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reach_api import readable
from dashboard.web.reach_models import LONGEST_S, ModelOut
from dashboard.web.reader import reader

MOST = 500
TIMED = 100
"""Of so many, the nearest as the crow flies, the times are told."""


class NearestIn(BaseModel):
    """What is asked: a place, an instant, and how many."""

    lon: float = Field(ge=-180, le=180, description="Degrees east (WGS 84).")
    lat: float = Field(ge=-90, le=90, description="Degrees north.")
    at: Moment | None = Field(default=None, description="Now when left out.")
    known_at: Moment | None = Field(default=None, description="As was known then.")
    n: int = Field(default=10, ge=1, le=MOST, description="How many at most.")
    available: bool = Field(default=False, description="Only those that are available.")
    by: Literal["distance", "time"] = Field(
        default="distance",
        description="What ranks them: metres as the crow flies, or the time it takes them.",
    )


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
    mode: Mode = Field(description="How it goes, by its vehicle.")
    travel_s: float | None = Field(
        description="What it takes, by time only; null where it does not get there in two hours."
    )
    open_travel_s: float | None = Field(description="As if nothing were closed.")
    model: ModelOut | None = Field(description="What that is computed with.")


def nearest_routes(desk: Desk, auditing: Auditing, following: Following) -> APIRouter:
    """Return the route of the nearest teams."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["positions"], responses=REFUSALS)

    @router.get("/nearest")
    def near(operation: str, asked: Annotated[NearestIn, Query()]) -> list[NearOut]:
        """Return the teams nearest to a place, as the crow flies or by the time it takes them."""
        who, known = reader(), moment_or_none(asked.known_at)
        at = moment_or_none(asked.at) or desk.clock()

        def answer(reading: Reading) -> list[NearOut]:
            auditing.read(who, reading)
            teams = whereabouts(
                reading, following, desk.tracks, at, known_at=known, kinds=[TEAMS.key]
            )
            if asked.available:
                teams = [team for team in teams if team.obj.status in AVAILABLE]
            place = (asked.lon, asked.lat)
            found = nearest(place, teams)
            if asked.by == "distance":
                return [_near_out(one, at, who.locale) for one in found[: asked.n]]
            some = [near.found for near in found[:TIMED]]
            ways = _ways(desk, reading, place, some, at, known)
            found = nearest(place, some, lambda near: ways[near.found.obj.object_id].rank(near))
            return [
                _near_out(one, at, who.locale, ways[one.found.obj.object_id])
                for one in found[: asked.n]
            ]

        return desk.library.ask(who.actor, operation, answer)

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """What it takes a team to come, with what is closed and without; ``inf`` beyond two hours."""

    travel_s: float
    open_s: float
    model: ModelOut

    def rank(self, near: Near) -> float:
        """Return seconds; after all of them, those that do not come in time, by distance."""
        return self.travel_s if isfinite(self.travel_s) else BEYOND + near.distance_m


BEYOND = 1e9


def _ways(
    desk: Desk,
    reading: Reading,
    place: tuple[float, float],
    teams: list[Whereabouts],
    at: datetime,
    known: datetime | None,
) -> dict[str, _Way]:
    """Return what it takes each of ``teams`` to come to ``place``."""
    ground = ground_of(reading.operation.area or (*place, *place), desk.regions)
    closing = reading.picture(at, known_at=known, kinds=tuple(CLOSING)).objects.values()
    ways = {}
    for mode in sorted({_mode(team) for team in teams}):
        some = [team for team in teams if _mode(team) == mode]
        closed = readable(closed_at(closing, at, mode))
        shut, free = (
            _times(ground, some, place, mode, closed),
            _times(ground, some, place, mode, []),
        )
        model = ModelOut.of(ground.model(mode))
        for team, travel_s, open_s in zip(some, shut, free, strict=True):
            ways[team.obj.object_id] = _Way(travel_s=travel_s, open_s=open_s, model=model)
    return ways


def _times(
    ground: Ground,
    teams: list[Whereabouts],
    place: tuple[float, float],
    mode: Mode,
    closed: Sequence[Closed],
) -> list[float]:
    starts = Spots.of([(team.lon, team.lat) for team in teams])
    found = ground.times(starts, Spots.of([place]), mode=mode, limit_s=LONGEST_S, closed=closed)
    return [float(seconds) for seconds in found[:, 0]]


def _mode(team: Whereabouts) -> Mode:
    return mode_of(team.obj.kind, str(team.obj.values.get("vehicle") or ""))


def _near_out(near: Near, at: datetime, locale: Locale, way: _Way | None = None) -> NearOut:
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
        mode=_mode(found),
        travel_s=None if way is None or not isfinite(way.travel_s) else round(way.travel_s, 1),
        open_travel_s=None if way is None or not isfinite(way.open_s) else round(way.open_s, 1),
        model=None if way is None else way.model,
    )
