"""The day of an operation: at which instants which helps are where, and what is closed then.

The rules:
- An object that moves is another help from then on; it is there while it stands at that place.
- What gives help, and how it goes, ``layers/helping.py`` says; what closes the ways,
  ``layers/closing.py``.
- A team that has taken up a place is counted once: the place speaks for it only while the team is
  nowhere itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from dashboard.clock import microseconds
from dashboard.coverage.ground import Closed, Mode
from dashboard.geo import UnreadablePlaceError, centre, check_positions
from dashboard.layers.closing import CLOSING, closed_at
from dashboard.layers.helping import HELP, mode_of
from dashboard.operations import Reading
from dashboard.picture import MapObject
from dashboard.picture.spans import Span
from dashboard.text import RefusedError, Text

MOST_INSTANTS = 1000

WRONG_PERIOD = Text(
    fr="Période de {start} à {end} : la fin doit venir après le début.",
    en="From {start} to {end}: the end has to come after the start.",
)


class PeriodError(RefusedError):
    """The period that was asked about is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Something that gives help from one place.

    Attributes:
        object_id: The object.
        name: What it is called.
        kind: The key of its layer.
        mode: How it goes.
        lon: Degrees east.
        lat: Degrees north.
    """

    object_id: str
    name: str
    kind: str
    mode: Mode
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """Versions of objects, and at which instants each one holds.

    Attributes:
        obj: The object.
        first: The number of the first instant.
        end: The one after the last.
    """

    obj: MapObject
    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """Who helps from where, and what is closed, instant by instant.

    Attributes:
        instants: In order.
        helps: By object, then in the order they were there.
        there: Which help is there at which instant: (instants, helps).
        closures: Sets of what is closed, by how one goes; each once.
        closed: Of each instant, the number of its set.
    """

    instants: tuple[datetime, ...]
    helps: tuple[Help, ...]
    there: NDArray[np.bool_]
    closures: tuple[Mapping[Mode, tuple[Closed, ...]], ...]
    closed: NDArray[np.int64]


def instants_of(start: datetime, end: datetime, count: int) -> tuple[datetime, ...]:
    """Return ``count`` instants from ``start`` to ``end``, both included, in even steps.

    Raises:
        PeriodError: The end does not come after the start.
    """
    if count == 1:
        return (start,)
    if end <= start:
        raise PeriodError(WRONG_PERIOD, start=start.isoformat(), end=end.isoformat())
    whole = (end - start) / timedelta(microseconds=1)
    return tuple(
        start + timedelta(microseconds=round(whole * number / (count - 1)))
        for number in range(count)
    )


def held(
    reading: Reading,
    instants: Sequence[datetime],
    kinds: Iterable[str],
    *,
    known_at: datetime | None = None,
) -> list[Held]:
    """Return the versions of objects of some kinds that hold at any of ``instants``, in order."""
    told = np.array([microseconds(at) for at in instants])
    lives = reading.reel.lives_at(instants[-1], known_at=known_at)
    wanted = set(kinds)
    return [
        version
        for key in sorted(lives)
        for version in _versions(lives[key], told)
        if version.obj.kind in wanted
    ]


def holding(
    version: Held, instants: Sequence[datetime], counts: Callable[[MapObject, datetime], bool]
) -> NDArray[np.bool_]:
    """Return at which instants a version holds and counts."""
    found = np.zeros(len(instants), dtype=bool)
    for number in range(version.first, version.end):
        found[number] = counts(version.obj, instants[number])
    return found


def day_of(
    reading: Reading,
    instants: Sequence[datetime],
    *,
    known_at: datetime | None = None,
    due: bool = True,
) -> Day:
    """Return the day of an operation, as its reader may see it.

    Args:
        reading: The operation.
        instants: Those asked about, in order.
        known_at: Leave out what was recorded later.
        due: Whether what is only planned counts while it is due.
    """
    helps, there = _helps(held(reading, instants, HELP, known_at=known_at), instants, due=due)
    barring = held(reading, instants, CLOSING, known_at=known_at)
    closures, closed = _closures(barring, instants, due=due)
    return Day(instants=tuple(instants), helps=helps, there=there, closures=closures, closed=closed)


def readable(closed: Iterable[Closed]) -> Iterator[Closed]:
    """Yield what is closed, without the geometries of other houses that are none."""
    for one in closed:
        try:
            check_positions(one.geometry)
        except UnreadablePlaceError:
            continue
        yield one


def _versions(life: Sequence[Span], told: NDArray[np.int64]) -> Iterator[Held]:
    for span in life:
        first = int(np.searchsorted(told, span.valid_from, side="left"))
        end = int(np.searchsorted(told, span.valid_to, side="left"))
        if first < end:
            yield Held(obj=span.state, first=first, end=end)


def _helps(
    versions: Sequence[Held], instants: Sequence[datetime], *, due: bool
) -> tuple[tuple[Help, ...], NDArray[np.bool_]]:
    vehicles = _vehicles(versions)
    found: dict[Help, NDArray[np.bool_]] = {}
    for version in versions:
        place = centre(version.obj.geometry)
        if place is None:
            continue
        counts = holding(version, instants, lambda obj, at: _helps_at(obj, at, due=due))
        if not counts.any():
            continue
        told = HELP[version.obj.kind]
        team = str(version.obj.values.get(told.team) or "") if told.team else ""
        vehicle = vehicles.get(team, "") if team else str(version.obj.values.get("vehicle") or "")
        help_ = Help(
            object_id=version.obj.object_id,
            name=version.obj.name,
            kind=version.obj.kind,
            mode=mode_of("team" if team else version.obj.kind, vehicle),
            lon=place[0],
            lat=place[1],
        )
        before = found.get(help_)
        found[help_] = counts if before is None else before | counts
    _count_once(found, versions)
    helps = tuple(found)
    there = np.stack(list(found.values()), axis=1) if found else None
    return helps, np.zeros((len(instants), 0), dtype=bool) if there is None else there


def _vehicles(versions: Sequence[Held]) -> dict[str, str]:
    """Return what each team drives."""
    return {
        version.obj.object_id: str(version.obj.values.get("vehicle") or "") for version in versions
    }


def _count_once(found: dict[Help, NDArray[np.bool_]], versions: Sequence[Held]) -> None:
    """Take from each place that was taken up the instants its team is somewhere itself."""
    there: dict[str, NDArray[np.bool_]] = {}
    for help_, counts in found.items():
        there[help_.object_id] = there.get(help_.object_id, np.zeros_like(counts)) | counts
    for version in versions:
        team = str(version.obj.values.get(HELP[version.obj.kind].team) or "")
        if not HELP[version.obj.kind].team or team not in there:
            continue
        for help_ in [one for one in found if one.object_id == version.obj.object_id]:
            found[help_] = found[help_] & ~there[team]


def _helps_at(obj: MapObject, at: datetime, *, due: bool) -> bool:
    told = HELP[obj.kind]
    return obj.status in told.present or (due and obj.status in told.planned and obj.is_due(at))


def _closures(
    versions: Sequence[Held], instants: Sequence[datetime], *, due: bool
) -> tuple[tuple[Mapping[Mode, tuple[Closed, ...]], ...], NDArray[np.int64]]:
    """Return the sets of what is closed, each once, and which one holds at each instant."""
    modes: tuple[Mode, ...] = ("drive", "emergency", "walk", "helicopter")
    seen: dict[tuple[tuple[str, ...], ...], int] = {}
    sets: list[Mapping[Mode, tuple[Closed, ...]]] = []
    numbers = np.zeros(len(instants), dtype=np.int64)
    for number, at in enumerate(instants):
        objects = [one.obj for one in versions if one.first <= number < one.end]
        by_mode = {mode: closed_at(objects, at, mode, due=due) for mode in modes}
        key = tuple(tuple(one.said_by for one in by_mode[mode]) for mode in modes)
        if key not in seen:
            seen[key] = len(sets)
            sets.append(
                {
                    mode: tuple(readable(one.closed for one in told))
                    for mode, told in by_mode.items()
                }
            )
        numbers[number] = seen[key]
    return tuple(sets), numbers
