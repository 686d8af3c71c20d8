"""Who is to be where, from when to when: double bookings, places left alone, reliefs, long duties.

The rules, all in whole minutes (what is under a minute is nothing), none of them a law:

- *On duty*: every use but a break. *Holding a place*: whoever is posted there or hands over there;
  a patrol and a stand-by hold nothing, and whoever has a break holds nothing meanwhile.
- *Double booking*: one team on duty twice at once, at two places or for two uses. To hand over at
  the place one is posted at is not.
- *Uncovered*: fewer teams hold a place than it needs, as long as it needs them.
- *Hand-over*: whoever leaves a place that still needs somebody was there with one who stays, for
  ``handover_min`` at least. Nobody who stays is *uncovered*, and not said twice.
- *Travel*: from one duty to the next there is time for the way, at ``speed_kmh`` over the distance
  as the crow flies times ``detour_percent``.
- *Duty*: nobody is on duty for longer than ``duty_min`` without ``break_min`` of rest: a break, or
  nothing at all.
- *Outside*: nobody is on duty before the operation begins, or after it ends.

The page finds the same from the reel it holds (``opsmap/src/shifts.ts``); a test tells the same
rosters to both.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, cast, get_args

from dashboard.geo import apart

Use = Literal["post", "handover", "patrol", "standby", "break"]
HOLDING: frozenset[Use] = frozenset({"post", "handover"})
"""What holds a place."""

Matter = Literal["double", "uncovered", "handover", "travel", "duty", "outside"]
ORDER = {name: place for place, name in enumerate(get_args(Matter))}

MINUTE = timedelta(minutes=1)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One team, to be at one place for one use, from one instant to another.

    Attributes:
        shift_id: What says so.
        team: Whose it is.
        place: Where, if it is a place there is.
        use: What for.
        starts_at: From when.
        ends_at: Until when; later than the start.
        at: Longitude and latitude, if it has them.
    """

    shift_id: str
    team: str
    place: str | None
    use: Use
    starts_at: datetime
    ends_at: datetime
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """How many teams a place needs, one at least, from when to when."""

    place: str
    teams: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """What the house holds to; settings, and no law.

    Attributes:
        duty_min: How long one may be on duty without a rest.
        break_min: How long a rest is, at least.
        handover_min: How long who leaves and who stays are there together, at least.
        speed_kmh: How fast a team goes to its next place.
        detour_percent: The way by road, of the way as the crow flies.
    """

    duty_min: int = 360
    break_min: int = 20
    handover_min: int = 10
    speed_kmh: int = 40
    detour_percent: int = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at, from when to when; it forbids nothing.

    Attributes:
        matter: What it is.
        shift_ids: The shifts it is about, in the order they begin; none where a place is alone.
        team: Whose; "" of a place that is uncovered.
        other: The other team of a hand-over.
        place: Where, or where from; None where it is not about a place.
        to_place: Where to, of a way; the other place of a double booking.
        starts_at: From when.
        ends_at: Until when.
        minutes: How many: of overlap, alone, together, too short by, on duty, outside.
        teams: How many teams hold the place meanwhile.
        needed: How many it needs; of a way, the minutes it takes.
    """

    matter: Matter
    shift_ids: tuple[str, ...] = ()
    team: str = ""
    other: str = ""
    place: str | None = None
    to_place: str | None = None
    starts_at: datetime
    ends_at: datetime
    minutes: int
    teams: int = 0
    needed: int = 0


def findings(
    shifts: Sequence[Shift],
    demands: Sequence[Demand],
    span: Stretch | None = None,
    customs: Customs | None = None,
) -> list[Finding]:
    """Return what is to be looked at, by when it begins, then as ``Matter`` lists them.

    Args:
        shifts: Who is to be where.
        demands: Which places need somebody.
        span: From when to when the operation lasts; None for one without end.
        customs: What the house holds to.
    """
    held = customs or Customs()
    of_team, of_place = _grouped(shifts)
    found: list[Finding] = []
    for of in of_team.values():
        found += _doubles(of)
        found += _ways(of, held)
        found += _duties(of, held)
    for demand in demands:
        holds = of_place.get(demand.place, [])
        found += _uncovered(demand, _present(holds, of_team))
        found += _handovers(demand, holds, held)
    if span is not None:
        found += _outside(shifts, span)
    return sorted(found, key=_in_order)


def uncovered(shifts: Iterable[Shift], demands: Iterable[Demand]) -> list[Finding]:
    """Return when fewer teams hold a place than it needs, for each demand in turn.

    It looks at no plan: given what was, it tells what was lacking (``review/manning``).
    """
    of_team, of_place = _grouped(shifts)
    return [
        one
        for demand in demands
        for one in _uncovered(demand, _present(of_place.get(demand.place, []), of_team))
    ]


def use_of(said: object) -> Use:
    """Return what an assignment says it is for: to hold its post, where it says nothing we know."""
    return cast("Use", said) if said in get_args(Use) else "post"


def _in_order(one: Finding) -> tuple[datetime, int, str, str, tuple[str, ...]]:
    return one.starts_at, ORDER[one.matter], one.team, one.place or "", one.shift_ids


def _grouped(shifts: Iterable[Shift]) -> tuple[dict[str, list[Shift]], dict[str, list[Shift]]]:
    """Return the shifts of each team, and those that hold each place, the first to begin first."""
    of_team: dict[str, list[Shift]] = defaultdict(list)
    of_place: dict[str, list[Shift]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda one: (one.starts_at, one.shift_id)):
        of_team[shift.team].append(shift)
        if shift.place is not None and shift.use in HOLDING:
            of_place[shift.place].append(shift)
    return of_team, of_place


def _doubles(of: Sequence[Shift]) -> Iterator[Finding]:
    duties = [one for one in of if one.use != "break"]
    for number, one in enumerate(duties):
        for other in duties[number + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            if one.place is not None and one.place == other.place:
                continue
            start, end = other.starts_at, min(one.ends_at, other.ends_at)
            if minutes := _minutes(start, end):
                yield Finding(
                    matter="double",
                    shift_ids=(one.shift_id, other.shift_id),
                    team=one.team,
                    place=one.place,
                    to_place=other.place,
                    starts_at=start,
                    ends_at=end,
                    minutes=minutes,
                )


def _ways(of: Sequence[Shift], customs: Customs) -> Iterator[Finding]:
    duties = [one for one in of if one.use != "break"]
    for one, other in pairwise(duties):
        if one.at is None or other.at is None or other.starts_at < one.ends_at:
            continue
        needed = travel_min(one.at, other.at, customs)
        short = needed - _minutes(one.ends_at, other.starts_at)
        if short > 0:
            yield Finding(
                matter="travel",
                shift_ids=(one.shift_id, other.shift_id),
                team=one.team,
                place=one.place,
                to_place=other.place,
                starts_at=one.ends_at,
                ends_at=other.starts_at,
                minutes=short,
                needed=needed,
            )


def travel_min(start: tuple[float, float], end: tuple[float, float], customs: Customs) -> int:
    """Return the minutes from one place to another, rounded up, of a distance in whole metres.

    >>> travel_min((-1.7781, 43.3602), (-1.5366, 43.4796), Customs())
    47
    """
    distance_m = int(apart(start, end).distance_m + 0.5)
    return -(-distance_m * customs.detour_percent * 60 // (customs.speed_kmh * 100_000))


def _duties(of: Sequence[Shift], customs: Customs) -> Iterator[Finding]:
    work = merged([(one.starts_at, one.ends_at) for one in of if one.use != "break"])
    breaks = merged([(one.starts_at, one.ends_at) for one in of if one.use == "break"])
    least = timedelta(minutes=customs.break_min)
    rests = [one for one in breaks if one[1] - one[0] >= least]
    for start, end in merged(without(work, rests), apart_by=least):
        minutes = _minutes(start, end)
        if minutes > customs.duty_min:
            yield Finding(
                matter="duty",
                shift_ids=tuple(
                    one.shift_id
                    for one in of
                    if one.use != "break" and one.starts_at < end and start < one.ends_at
                ),
                team=of[0].team,
                starts_at=start,
                ends_at=end,
                minutes=minutes,
            )


def _present(holds: Sequence[Shift], of_team: Mapping[str, Sequence[Shift]]) -> list[list[Stretch]]:
    """Return when each team that ever holds a place does, its breaks taken away."""
    of: dict[str, list[Stretch]] = defaultdict(list)
    for one in holds:
        of[one.team].append((one.starts_at, one.ends_at))
    return [
        without(
            merged(stretches),
            merged([(b.starts_at, b.ends_at) for b in of_team[team] if b.use == "break"]),
        )
        for team, stretches in of.items()
    ]


def _uncovered(demand: Demand, present: Sequence[Sequence[Stretch]]) -> Iterator[Finding]:
    opens, ends = demand.starts_at, demand.ends_at
    starts = sorted(start for of in present for start, _ in of)
    stops = sorted(end for of in present for _, end in of)
    turns = sorted({opens, ends, *(at for at in (*starts, *stops) if opens < at < ends)})
    lacking: list[tuple[datetime, datetime, int]] = []
    for start, end in pairwise(turns):
        teams = bisect_right(starts, start) - bisect_right(stops, start)
        if teams >= demand.teams:
            continue
        if lacking and lacking[-1][1:] == (start, teams):
            lacking[-1] = (lacking[-1][0], end, teams)
        else:
            lacking.append((start, end, teams))
    for start, end, teams in lacking:
        if minutes := _minutes(start, end):
            yield Finding(
                matter="uncovered",
                place=demand.place,
                starts_at=start,
                ends_at=end,
                minutes=minutes,
                teams=teams,
                needed=demand.teams,
            )


def _handovers(demand: Demand, holds: Sequence[Shift], customs: Customs) -> Iterator[Finding]:
    starts = [one.starts_at for one in holds]
    for one in holds:
        end = one.ends_at
        if not demand.starts_at < end < demand.ends_at:
            continue
        there = holds[: bisect_right(starts, end)]
        staying = [other for other in there if other.ends_at > end]
        if not staying or any(other.team == one.team for other in staying):
            continue
        # The one who is there longest, the first of them by order.
        relief = staying[0]
        together = _minutes(max(one.starts_at, relief.starts_at), end)
        if together < customs.handover_min:
            yield Finding(
                matter="handover",
                shift_ids=(one.shift_id, relief.shift_id),
                team=one.team,
                other=relief.team,
                place=demand.place,
                starts_at=max(one.starts_at, relief.starts_at),
                ends_at=end,
                minutes=together,
                needed=customs.handover_min,
            )


def _outside(shifts: Iterable[Shift], span: Stretch) -> Iterator[Finding]:
    for one in shifts:
        before = _minutes(one.starts_at, min(one.ends_at, span[0]))
        after = _minutes(max(one.starts_at, span[1]), one.ends_at)
        if minutes := before + after:
            yield Finding(
                matter="outside",
                shift_ids=(one.shift_id,),
                team=one.team,
                place=one.place,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                minutes=minutes,
            )


def merged(stretches: Iterable[Stretch], apart_by: timedelta = timedelta()) -> list[Stretch]:
    """Return stretches in order, those that meet or lie less than ``apart_by`` apart as one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and (start <= found[-1][1] or start - found[-1][1] < apart_by):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(stretches: Sequence[Stretch], gone: Sequence[Stretch]) -> list[Stretch]:
    """Return what is left of stretches; both in order, and apart from their like."""
    found: list[Stretch] = []
    ends = [end for _, end in gone]
    for start, end in stretches:
        begun = start
        for hole_start, hole_end in gone[bisect_left(ends, start) :]:
            if hole_start >= end:
                break
            if hole_start > begun:
                found.append((begun, hole_start))
            begun = max(begun, hole_end)
        if begun < end:
            found.append((begun, end))
    return found


def _minutes(start: datetime, end: datetime) -> int:
    """Return the whole minutes from ``start`` to ``end``; 0 where there are none."""
    return max(0, (end - start) // MINUTE)
