"""A plan in figures: posts, teams, first-aiders, and how many of them are there hour by hour.

The rules:
- A *post* is a place where care is given: a medical post, a casualty point, a survivor reception.
- A *first-aider* is one of the crew of a team of first-aiders; a team that says no crew counts as
  none, and how many say none is told beside.
- *On duty* is what assignments foresee. A team may have several at once: its hours count once each.
- *Uncovered* is as ``planning.shifts`` finds it of the roster the plan foresees: fewer teams at a
  place than it needs. Minutes of several places add up.
- At an instant a post counts while its window lasts (always, without one), a team while it has an
  assignment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.layers import (
    STAFFING,
    assignments,
    casualty_points,
    medical_posts,
    survivor_receptions,
    teams,
)
from dashboard.picture import MapObject, roster_of
from dashboard.planning.shifts import Stretch, findings

POSTS = frozenset(
    layer.LAYER.key for layer in (medical_posts, casualty_points, survivor_receptions)
)
TEAM, ASSIGNMENT = teams.LAYER.key, assignments.LAYER.key
FIRST_AID = "SECOURS"
STEPS = 96
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a plan is made of.

    Attributes:
        posts: How many posts.
        teams: How many teams.
        first_aiders: The crews of teams of first-aiders.
        crewless: Teams of first-aiders that do not say how many they are.
        assignments: How many assignments.
        duty_min: Minutes foreseen by those that have both ends.
        endless: Assignments without a beginning or an end.
    """

    posts: int
    teams: int
    first_aiders: int
    crewless: int
    assignments: int
    duty_min: int
    endless: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """How long places have fewer teams than they need, and how many such places there are."""

    minutes: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How many posts and teams are foreseen at each of some instants."""

    instants: Sequence[datetime]
    posts: Sequence[int]
    teams: Sequence[int]


def figures_of(plan: Iterable[MapObject]) -> Figures:
    """Return a plan in figures."""
    objects = list(plan)
    of_kind: dict[str, list[MapObject]] = {}
    for one in objects:
        of_kind.setdefault(one.kind, []).append(one)
    aid = [one for one in of_kind.get(TEAM, ()) if one.values.get("care") == FIRST_AID]
    crews = [_count(one.values.get("crew")) for one in aid]
    duties = of_kind.get(ASSIGNMENT, [])
    lasting = [
        one.planned_to - one.planned_from for one in duties if one.planned_from and one.planned_to
    ]
    return Figures(
        posts=sum(one.kind in POSTS for one in objects),
        teams=len(of_kind.get(TEAM, ())),
        first_aiders=sum(crew for crew in crews if crew is not None),
        crewless=sum(crew is None for crew in crews),
        assignments=len(duties),
        duty_min=sum(max(0, length // MINUTE) for length in lasting),
        endless=len(duties) - len(lasting),
    )


def uncovered_of(plan: Mapping[str, MapObject], span: Stretch | None) -> Uncovered:
    """Return how long a plan leaves places with fewer teams than they need.

    ``span`` is how long the operation lasts; None for one without end.
    """
    roster = roster_of(plan, STAFFING, span)
    alone = [
        one for one in findings(roster.shifts, roster.demands, span) if one.matter == "uncovered"
    ]
    return Uncovered(
        minutes=sum(one.minutes for one in alone), places=len({one.place for one in alone})
    )


def day_of(plan: Mapping[str, MapObject], start: datetime, end: datetime) -> Day:
    """Return how many posts and teams a plan has at instants evenly spread from start to end."""
    instants = [start + (end - start) * step / STEPS for step in range(STEPS + 1)]
    posts = [one for one in plan.values() if one.kind in POSTS]
    duties = [one for one in plan.values() if one.kind == ASSIGNMENT]
    return Day(
        instants=instants,
        posts=[sum(one.is_due(at) for one in posts) for at in instants],
        teams=[
            len({one.values.get("team") for one in duties if one.is_due(at)}) for at in instants
        ],
    )


def _count(said: object) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and said >= 0 else None
