"""The watcher: what holds now of the rules, by where teams are and how they move.

- A fix with a doubt (a leap, a speed, a poor accuracy, a late arrival) raises nothing and ends
  nothing; it only says that its device is not silent. So does one older than the last.
- What came and went while nobody looked is not told: what is found is what holds now.
- Of what is not known (no place yet, no side settled), nothing is said either way.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.alarms.areas import Area, Areas
from dashboard.alarms.ledger import AlarmKey
from dashboard.alarms.motion import Motion
from dashboard.alarms.rules import ZONED, Rule
from dashboard.alarms.sides import Side, side_of
from dashboard.clock import microseconds

MINUTE_MS = 60_000

AT_REST = frozenset({"planned", "at_base", "unavailable"})
"""Statuses of a team that nobody expects in the field, nor to send where it is."""

ON_ITS_WAY = frozenset({"en_route", "transporting"})
ON_SCENE = frozenset({"on_scene"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team as the journal has it now; instants in milliseconds since 1970.

    Attributes:
        status: Its status.
        status_ms: Since when.
        heard_ms: When an entry last spoke of it.
        followed_ms: Since when a device tells where it is; None while none does.
    """

    status: str
    status_ms: int
    heard_ms: int
    followed_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Where a team was: by a fix, or, ``certain``, by hand. ``sure`` is a fix without a doubt."""

    team: str
    at_ms: int
    place: tuple[float, float]
    accuracy_m: float | None = None
    sure: bool = True
    certain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A rule that is met: by which team, in which area, since when, and when it was so for long."""

    rule: Rule
    team: str
    area: Area
    since_ms: int
    due_ms: int

    @property
    def key(self) -> AlarmKey:
        """What the same alarm of the same team has in common, however often it rings."""
        return (self.rule.key, self.team, self.area)


class Watcher:
    """Holds what is known of teams and areas between two looks; not safe to share."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._teams: Mapping[str, Team] = {}
        self._areas = Areas({}, [])
        self._motions: defaultdict[str, Motion] = defaultdict(Motion)
        self._sides: dict[tuple[Area, str], Side] = {}

    def expect(
        self,
        rules: Sequence[Rule],
        teams: Mapping[str, Team],
        areas: Areas,
        open_alarms: Collection[AlarmKey] = (),
    ) -> None:
        """Set what is watched for: rules, teams as they are now, areas, and what rings already."""
        self._rules = {rule.key: rule for rule in rules}
        self._teams = teams
        self._areas = areas
        known = set(areas.keys)
        self._sides = {
            (area, team): side
            for (area, team), side in self._sides.items()
            if area in known and team in teams
        }
        for rule in rules:
            if rule.watch == "outside" and rule.zones in known:
                for team in filter(rule.names, teams):
                    self._sides.setdefault((rule.zones, team), Side())
        for _, team, area in open_alarms:
            if area in known and team in teams:
                self._sides.setdefault((area, team), Side())

    def take(self, seen: Sequence[Seen]) -> None:
        """Take in where teams were, in order of time for each team."""
        sure = []
        for one in seen:
            motion = self._motions[one.team]
            if not one.certain:
                motion.hear(one.at_ms)
            if one.sure and one.at_ms > motion.placed_ms:
                motion.place(one.at_ms, one.place, one.accuracy_m)
                sure.append(one)
        depths = defaultdict[int, dict[Area, bool | None]](dict)
        for depth in self._areas.near([one.place for one in sure]):
            accuracy_m = 0.0 if sure[depth.place].certain else sure[depth.place].accuracy_m
            depths[depth.place][depth.area] = side_of(depth.metres, depth.enough, accuracy_m)
        minded = defaultdict[str, set[Area]](set)
        for area, team in self._sides:
            minded[team].add(area)
        for number, one in enumerate(sure):
            near = depths.get(number, {})
            for area in minded[one.team] | near.keys():
                side = self._sides.setdefault((area, one.team), Side())
                side.tell(one.at_ms, inside=near.get(area, False), certain=one.certain)
                minded[one.team].add(area)

    def holding(self, now_ms: int) -> Iterator[Alarm]:
        """Yield every rule that is met now, by each team."""
        for rule in self._rules.values():
            if rule.watch not in ZONED:
                for team in self._teams:
                    yield from self._met(rule, team, (), now_ms)
        rules = self._rules.values()
        zoned = [(rule, areas_of(rule)) for rule in rules if rule.watch in ZONED]
        for area, team in list(self._sides):
            for rule, areas in zoned:
                if area in areas:
                    yield from self._met(rule, team, area, now_ms)

    def still_holds(self, key: AlarmKey, now_ms: int) -> bool | None:
        """Return whether what an alarm rang for goes on; None where that is not known."""
        name, team, area = key
        rule = self._rules.get(name)
        about = ((),) if rule is None or rule.watch not in ZONED else areas_of(rule)
        if rule is None or area not in about or not self._is_watched(rule, team):
            return False
        if area and area not in self._areas.keys:
            return False
        if self._is_unknown(rule, team, area):
            return None
        if area:
            # For however long: an alarm that rang after ten minutes goes on until it is over.
            return self._sides[area, team].inside is (rule.watch == "inside")
        return any(self._met(rule, team, (), now_ms))

    def _is_unknown(self, rule: Rule, team: str, area: Area) -> bool:
        """Return whether nothing can be said of where a team is yet: after a restart, say."""
        if not area:
            return rule.watch == "still" and not self._motions[team].placed_ms
        side = self._sides.get((area, team))
        return side is None or side.inside is None

    def _is_watched(self, rule: Rule, team: str) -> bool:
        told = self._teams.get(team)
        if told is None or not rule.names(team):
            return False
        match rule.watch:
            case "inside" | "left":
                return told.status != "planned"
            case "outside":
                return told.status not in AT_REST
            case "silent":
                return told.status not in AT_REST and told.followed_ms is not None
            case "still":
                return told.status in ON_ITS_WAY and told.followed_ms is not None
            case "unheard":
                return told.status in ON_SCENE

    def _met(self, rule: Rule, team: str, area: Area, now_ms: int) -> Iterator[Alarm]:
        if not self._is_watched(rule, team):
            return
        span = self._zoned(rule, area, team) if area else self._timed(rule, team, now_ms)
        if span is None:
            return
        since_ms, until_ms = span
        due_ms = since_ms + rule.minutes * MINUTE_MS
        if until_ms >= due_ms:
            yield Alarm(rule=rule, team=team, area=area, since_ms=since_ms, due_ms=due_ms)

    def _zoned(self, rule: Rule, area: Area, team: str) -> tuple[int, int] | None:
        """Return from when to when a team was where the rule is about, by what is settled."""
        side = self._sides.get((area, team))
        if side is None or side.inside is not (rule.watch == "inside"):
            return None
        set_ms = _ms(rule)
        if rule.watch == "left" and not (side.crossed and side.since_ms >= set_ms):
            return None
        since_ms = max(side.since_ms, set_ms) if rule.minutes else side.since_ms
        return since_ms, side.last_ms

    def _timed(self, rule: Rule, team: str, now_ms: int) -> tuple[int, int] | None:
        """Return from when to when nothing was heard of a team, or it stood."""
        told, motion = self._teams[team], self._motions[team]
        if rule.watch == "silent":
            return max(motion.heard_ms, told.followed_ms or 0, _ms(rule)), now_ms
        since_ms = max(motion.stands_ms, told.status_ms, _ms(rule))
        if rule.watch == "still":
            return None if not motion.placed_ms else (since_ms, motion.placed_ms)
        return max(since_ms, told.heard_ms), now_ms


def areas_of(rule: Rule) -> tuple[Area, ...]:
    """Return the areas a rule is about: each zone, or all of them as the one sector of a team."""
    if rule.watch == "outside":
        return (rule.zones,)
    return tuple((zone,) for zone in rule.zones) if rule.watch in ZONED else ()


def _ms(rule: Rule) -> int:
    """Return the second a rule was set in: many devices tell no less than one."""
    return microseconds(rule.set_at) // 1_000_000 * 1000
