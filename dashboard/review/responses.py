"""After the fact: how soon teams came, beside what the ground predicts for the same way.

The rules:
- A *response* begins when a team is alerted (or, unsaid, leaves, or is there), and ends when it is
  on scene. Launch is from alert to departure, travel from departure to arrival; both times are when
  it happened. When the cell knew is told beside.
- It went from where the log had it when it left to where the log has it on scene. Where the log did
  not move it, nobody wrote where it went: its travel is not compared, and this says so.
- What is predicted is the way alone, at the central pace, by how such a team goes, past what was
  closed when it left. So travel is compared, and launch is not.
- What cannot be told is counted by its reason, and never left out in silence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite
from typing import Literal

from dashboard.clock import from_microseconds, microseconds
from dashboard.coverage.ground import Closed, Ground, Mode, Spots
from dashboard.geo import apart, centre
from dashboard.journal import Entry, Geometry
from dashboard.layers.teams import AVAILABLE
from dashboard.picture import LATEST, MapObject, Reel, Span

SAME_M = 30.0
"""Within so much, the log has not moved a team: a click on the map is no nearer."""
LIMIT_S = 7_200.0

AT_ONCE = 128
"""So many ways are asked of the ground together; each start is told its time to each end."""

Untold = Literal[
    "", "under_way", "cancelled", "no_arrival", "unalerted", "no_departure", "nowhere",
    "same_place", "unreached",
]  # fmt: skip
"""Why travel is not compared: not there yet; called off before; no arrival was told; nobody wrote
that it was alerted or left; it is not known when it left; it has no place; the log did not move it;
the ground knows no way."""

NEVER_THERE = frozenset({"under_way", "cancelled", "no_arrival"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A team sent somewhere.

    Attributes:
        team: The team when it began.
        begun_at: When it was first heard of: alerted, else left, else there.
        alerted_at: When it was alerted, if somebody wrote it.
        departed_at: When it left.
        arrived_at: When it was on scene.
        known_at: When the cell knew that it was.
        start: Longitude and latitude it left from.
        end: Where it was on scene.
        untold: Why its travel is not compared; "" where it is.
        mode: How such a team goes.
        predicted_s: What the ground predicts for its way.
    """

    team: MapObject
    begun_at: datetime
    alerted_at: datetime | None = None
    departed_at: datetime | None = None
    arrived_at: datetime | None = None
    known_at: datetime | None = None
    start: tuple[float, float] | None = None
    end: tuple[float, float] | None = None
    untold: Untold = ""
    mode: Mode | None = None
    predicted_s: float | None = None

    @property
    def launch_s(self) -> float | None:
        """Seconds from alert to departure."""
        return _between(self.alerted_at, self.departed_at)

    @property
    def travel_s(self) -> float | None:
        """Seconds from departure to arrival."""
        return _between(self.departed_at, self.arrived_at)

    @property
    def response_s(self) -> float | None:
        """Seconds from alert to arrival."""
        return _between(self.alerted_at, self.arrived_at)


def responses(reel: Reel, teams: str) -> list[Response]:
    """Return all responses of objects of the kind ``teams``, the first to begin first."""
    lives = reel.lives_at(LATEST)
    with reel.reading():
        entries = [line.entry for line in reel.lines]
    found = [
        one for life in lives.values() if life[-1].state.kind == teams for one in _of(life, entries)
    ]
    return sorted(found, key=lambda one: (one.begun_at, one.team.object_id))


def predicted(
    found: Sequence[Response],
    ground: Ground,
    mode_of: Callable[[MapObject], Mode],
    closed_at: Callable[[datetime, Mode], Sequence[Closed]],
    told: Callable[[float], None] = lambda _part: None,
) -> list[Response]:
    """Return responses with what the ground predicts for those that can be compared.

    Args:
        found: The responses.
        ground: What times are computed on.
        mode_of: How a team goes.
        closed_at: What was closed at an instant to who goes so. Whoever is told the very same list
            is asked about together.
        told: Is told how much of the work is done, 0 to 1; what it raises stops the work.
    """
    asked: dict[tuple[Mode, int], tuple[Sequence[Closed], list[int]]] = {}
    for number, one in enumerate(found):
        if one.untold == "" and one.departed_at is not None:
            mode = mode_of(one.team)
            closed = closed_at(one.departed_at, mode)
            asked.setdefault((mode, id(closed)), (closed, []))[1].append(number)
    answers, done, ways = list(found), 0, sum(len(numbers) for _, numbers in asked.values())
    for (mode, _), (closed, numbers) in asked.items():
        for first in range(0, len(numbers), AT_ONCE):
            some = numbers[first : first + AT_ONCE]
            told(done / ways)
            answered = _predicted([found[number] for number in some], ground, mode, closed)
            for number, answer in zip(some, answered, strict=True):
                answers[number] = answer
            done += len(some)
    return answers


def _predicted(
    some: Sequence[Response], ground: Ground, mode: Mode, closed: Sequence[Closed]
) -> Iterator[Response]:
    """Yield what the ground predicts for responses that go alike past the same closures."""
    starts = {one.start: None for one in some if one.start is not None}
    ends = {one.end: None for one in some if one.end is not None}
    rows = {place: row for row, place in enumerate(starts)}
    columns = {place: column for column, place in enumerate(ends)}
    times = ground.times(
        Spots.of(list(starts)), Spots.of(list(ends)), mode=mode, limit_s=LIMIT_S, closed=closed
    )
    for one in some:
        if one.start is None or one.end is None:
            yield one
            continue
        seconds = float(times[rows[one.start], columns[one.end]])
        if isfinite(seconds):
            yield replace(one, mode=mode, predicted_s=seconds)
        else:
            yield replace(one, mode=mode, untold="unreached")


def _of(life: Sequence[Span], entries: Sequence[Entry]) -> Iterator[Response]:
    """Yield the responses of one team."""
    current: Response | None = None
    before = ""
    for number, span in enumerate(life):
        state, at = span.state, from_microseconds(span.valid_from)
        if state.status == before:
            continue
        before = state.status
        if state.status == "alerted":
            if current is not None:
                yield replace(current, untold="no_arrival")
            current = Response(team=state, begun_at=at, alerted_at=at, start=_place(state.geometry))
        elif state.status == "en_route":
            current = replace(
                current or Response(team=state, begun_at=at),
                departed_at=at,
                start=_place(state.geometry),
            )
        elif state.status == "on_scene":
            yield _arrived(current, life[number - 1 : number + 1], life[number:], entries, at)
            current = None
        elif current is not None:
            gone = state.status in {*AVAILABLE, "unavailable"}
            yield replace(current, untold="cancelled" if gone else "no_arrival")
            current = None
    if current is not None:
        yield replace(current, untold="under_way")


def _arrived(
    current: Response | None,
    turn: Sequence[Span],
    rest: Sequence[Span],
    entries: Sequence[Entry],
    at: datetime,
) -> Response:
    state = rest[0].state
    begun = current or Response(
        team=state, begun_at=at, start=_place(turn[0].state.geometry) if len(turn) > 1 else None
    )
    one = replace(
        begun,
        arrived_at=at,
        known_at=entries[state.seq - 1].recorded_at if 0 < state.seq <= len(entries) else None,
        end=_scene(begun.start, rest),
    )
    return replace(one, untold=_untold(one, is_called=current is not None))


def _scene(start: tuple[float, float] | None, rest: Sequence[Span]) -> tuple[float, float] | None:
    """Return where a team is on scene: where it was first moved to while it is."""
    place = None
    for span in rest:
        if span.state.status != "on_scene":
            break
        place = _place(span.state.geometry)
        if place is not None and (start is None or _far(start, place)):
            break
    return place


def _untold(one: Response, *, is_called: bool) -> Untold:
    if not is_called:
        return "unalerted"
    if one.departed_at is None:
        return "no_departure"
    if one.start is None or one.end is None:
        return "nowhere"
    return "" if _far(one.start, one.end) else "same_place"


def _far(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return apart(start, end).distance_m >= SAME_M


def _place(geometry: Geometry | None) -> tuple[float, float] | None:
    return centre(geometry)


def _between(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None:
        return None
    return (microseconds(end) - microseconds(start)) / 1_000_000
