"""The teams nearest to a place: by distance as the crow flies, or by whatever else is told to rank.

At one distance the first by its id comes first, so that a page and a program have one order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard.geo.apart import apart
from dashboard.operations.whereabouts import Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A team, and the way to it.

    Attributes:
        found: Where it is.
        distance_m: Metres, along the ellipsoid.
        bearing_deg: Degrees clockwise from true north, from the place to the team.
    """

    found: Whereabouts
    distance_m: float
    bearing_deg: float


Estimate = Callable[[Near], float]
"""What it takes a team to come, the less the nearer: metres, or seconds once roads are known."""


def by_distance(near: Near) -> float:
    """Return how far a team is, as the crow flies."""
    return near.distance_m


def nearest(
    place: tuple[float, float], teams: Iterable[Whereabouts], estimate: Estimate = by_distance
) -> list[Near]:
    """Return the ``teams`` around ``place`` (longitude, latitude), the nearest first."""
    found = []
    for team in teams:
        way = apart(place, (team.lon, team.lat))
        found.append(Near(found=team, distance_m=way.distance_m, bearing_deg=way.bearing_deg))
    return sorted(found, key=lambda near: (estimate(near), near.found.obj.object_id))
