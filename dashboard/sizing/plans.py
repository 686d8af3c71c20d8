"""What the rule asks of a plan as a whole, beside the first-aiders it places.

The rules:
- The rule is asked of each gathering, and of each site with a crowd, as the plan has them. The same
  first-aiders may serve one after the other: what is asked of the plan is the most at one time.
- People are asked for once: a site counts while no gathering goes on at it or within 300 m.
- One without a window goes on all the time.
- *Lacking* is told of the gathering where it is the worst: what the rule asks for it, less the
  fewest first-aiders the plan has for it in any hour, as ``placed`` counts them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from dashboard.geo.nearby import away_from
from dashboard.geo.places import centre
from dashboard.picture import MapObject
from dashboard.sizing.need import need_at, sizeable
from dashboard.sizing.placed import NEAR_M, fewest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNeed:
    """What the rule asks of a plan.

    Attributes:
        asked: The most first-aiders at one time; None where it cannot be told of any gathering.
        lacking: How many are missing at the gathering that lacks most; None where no gathering that
            could be sized says from when to when it goes on.
        unsized: Gatherings of which the rule cannot tell, for want of a crowd or a level.
    """

    asked: int | None
    lacking: int | None
    unsized: int


def plan_need(plan: Mapping[str, MapObject], at: datetime, zone: tzinfo) -> PlanNeed:
    """Return what the rule asks of a plan as it stands at ``at``."""
    needs = [need_at(obj, at, None, {}) for obj in sizeable(plan) if obj.status != "closed"]
    sized = {need.about.object_id: need.asked for need in needs if need.asked is not None}
    objects = [plan[name] for name in sized]
    lacks = [
        sized[obj.object_id] - fewest
        for obj in objects
        if (fewest := fewest_of(plan.values(), obj, zone)) is not None
    ]
    return PlanNeed(
        asked=max((_asked_at(one, objects, sized) for one in _turns(objects)), default=None),
        lacking=max(0, *lacks) if lacks else None,
        unsized=sum(need.asked is None and need.about.kind == "gathering" for need in needs),
    )


def _turns(objects: Collection[MapObject]) -> list[datetime | None]:
    """Return when more may be asked for: as each begins; None for before all."""
    return list({obj.planned_from for obj in objects})


def _asked_at(at: datetime | None, objects: Collection[MapObject], sized: Mapping[str, int]) -> int:
    going = [obj for obj in objects if _goes_on(obj, at)]
    gatherings = [obj for obj in going if obj.kind == "gathering"]
    counted = [obj for obj in going if obj.kind == "gathering" or not _is_near(obj, gatherings)]
    return sum(sized[obj.object_id] for obj in counted)


def _goes_on(obj: MapObject, at: datetime | None) -> bool:
    return obj.planned_from is None if at is None else obj.is_due(at)


def _is_near(site: MapObject, gatherings: Collection[MapObject]) -> bool:
    spot = centre(site.geometry)
    ways = [
        away_from(one.geometry, *spot)
        for one in gatherings
        if spot is not None and one.geometry is not None
    ]
    return any(way is not None and way <= NEAR_M for way in ways)
