"""The eyes of an organisation on an operation it watches: its teams, its zones, their positions.

What the journal says is read anew when it grew, and twice a minute, for time changes it as well;
positions as they come. At first sight the last of each team are read back for as long as the
longest rule lasts, so that a timer goes on over a restart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from dashboard.alarms import Alarm, AlarmKey, Areas, Ledger, Rule, Seen, Team, Watcher
from dashboard.alarms.watcher import areas_of
from dashboard.clock import EPOCH
from dashboard.geo import centre
from dashboard.journal import Noted, ObjectFact, Raised
from dashboard.operations.following import Following
from dashboard.operations.library import Reading
from dashboard.operations.trackers import Carried
from dashboard.picture import Line, MapObject, Reel
from dashboard.tracks import Track, Tracks, unpack
from dashboard.tracks.judging import AHEAD
from dashboard.tracks.track import DEGREE, UNKNOWN, joined, milliseconds

AGAIN = timedelta(seconds=30)
BEFORE = timedelta(minutes=10)
"""How much longer than its longest rule is looked back at first sight."""

STEPS = 200
"""Positions of each team that are looked back at, at most."""

MOST = 20_000
TEAM = "team"
IN_FORCE = "active"


class Eyes:
    """What one organisation sees of one operation, from look to look; not safe to share."""

    def __init__(self, tracks: Tracks, following: Following, reel: Reel, organisation: str) -> None:
        self.reel = reel
        self.ledger = Ledger(organisation)
        self.names: Mapping[str, str] = {}
        self._tracks = tracks
        self._following = following
        self._watcher = Watcher()
        self._heard: dict[str, int] = {}
        self._read = 0
        self._rules: Sequence[Rule] = ()
        self._cursor: int | None = None
        self._devices: Mapping[Carried, int] = {}
        self._areas: tuple[object, Areas] = ((), Areas({}, []))
        self._teams: dict[str, Team] = {}
        self._looked_at = EPOCH

    def look(self, reading: Reading, rules: Sequence[Rule], now: datetime) -> None:
        """Take in what was recorded and told since the last look."""
        with self.reel.reading():
            fresh = self.reel.lines[self._read :]
        self._read += len(fresh)
        self.ledger.take(fresh)
        self._hear(fresh, now)
        if fresh or rules != self._rules or now - self._looked_at >= AGAIN:
            self._rules, self._looked_at = rules, now
            self._see(reading, now)
        if rules:
            self._watcher.take(self._positions(now))

    def over(self, now: datetime) -> Iterator[tuple[AlarmKey, int]]:
        """Yield the alarms that are over, and the entries that raised them."""
        for key, seq in list(self.ledger.open.items()):
            if self._watcher.still_holds(key, milliseconds(now)) is False:
                yield key, seq

    def anew(self, now: datetime) -> Iterator[Alarm]:
        """Yield what rings and was not told yet."""
        for alarm in self._watcher.holding(milliseconds(now)):
            if alarm.key not in self.ledger.open:
                yield alarm

    def watch_of(self, seq: int) -> str:
        """Return what the alarm of entry ``seq`` is for."""
        fact = self.reel.lines[seq - 1].entry.fact
        return fact.watch if isinstance(fact, Raised) else ""

    def audience_of(self, seq: int) -> tuple[str, ...] | None:
        """Return for whom the alarm of entry ``seq`` is, which its end is for as well."""
        return self.reel.lines[seq - 1].entry.audience

    def _hear(self, fresh: Iterable[Line], now: datetime) -> None:
        """Note when entries spoke of an object: what Vigie itself says of it is no news of it."""
        for line in fresh:
            entry = line.entry
            if isinstance(entry.fact, ObjectFact | Noted):
                at_ms = milliseconds(min(entry.occurred_at, now))
                for name in entry.objects:
                    self._heard[name] = max(self._heard.get(name, 0), at_ms)

    def _see(self, reading: Reading, now: datetime) -> None:
        """Look at the picture of now: the teams, the zones in force, who carries what."""
        objects = self.reel.at(now).objects
        self.names = {name: obj.name for name, obj in objects.items()}
        carried = self._following.carried(reading)
        self._devices = self._following.devices(reading)
        followed = {one.object_id: one for one in carried if one.holds(now)}
        teams = {name: obj for name, obj in objects.items() if obj.kind == TEAM}
        self._teams = {name: self._team(name, obj, followed) for name, obj in teams.items()}
        areas = self._areas_of(objects)
        self._watcher.expect(self._rules, self._teams, areas, self.ledger.open)
        if areas.keys:
            by_hand = (obj for name, obj in teams.items() if name not in followed)
            self._watcher.take([seen for obj in by_hand if (seen := _by_hand(obj, now))])

    def _team(self, name: str, obj: MapObject, followed: Mapping[str, Carried]) -> Team:
        before, since_ms = self._teams.get(name), milliseconds(obj.since)
        is_same = before is not None and before.status == obj.status
        return Team(
            status=obj.status,
            status_ms=before.status_ms if before is not None and is_same else since_ms,
            heard_ms=self._heard.get(name, 0),
            followed_ms=milliseconds(followed[name].starts_at) if name in followed else None,
        )

    def _areas_of(self, objects: Mapping[str, MapObject]) -> Areas:
        wanted = [area for rule in self._rules for area in areas_of(rule)]
        zones = {name: objects[name] for area in wanted for name in area if name in objects}
        in_force = {
            name: obj.geometry
            for name, obj in zones.items()
            if obj.geometry is not None and obj.status == IN_FORCE
        }
        said = (tuple(wanted), tuple((name, id(shape)) for name, shape in in_force.items()))
        if self._areas[0] != said:
            self._areas = (said, Areas(in_force, wanted))
        return self._areas[1]

    def _positions(self, now: datetime) -> list[Seen]:
        """Return where teams were since the last look, in order of time."""
        numbers = set(self._devices.values())
        if self._cursor is None:
            self._cursor = self._tracks.cursor()
            found = self._back(numbers, now)
        else:
            found = {}
            while numbers:
                news = self._tracks.since(self._cursor, numbers, MOST)
                # What others told meanwhile is passed by as well, and not searched again.
                self._cursor = news.cursor
                if not news.tracks:
                    break
                for number, track in news.tracks.items():
                    found[number] = joined([found[number], track]) if number in found else track
        seen = [
            one
            for carried, number in self._devices.items()
            if number in found
            for one in _seen(carried, found[number])
        ]
        return sorted(seen, key=lambda one: one.at_ms)

    def _back(self, numbers: set[int], now: datetime) -> dict[int, Track]:
        longest = max((rule.minutes for rule in self._rules), default=0)
        span = timedelta(minutes=longest) + BEFORE
        step_ms = int(span.total_seconds() * 1000) // STEPS
        found: dict[int, list[Track]] = {}
        for chunk in self._tracks.chunks(numbers, now - span, now + AHEAD):
            track = unpack(chunk.body, chunk.starts_ms, chunk.count)
            recent = track[track.at_ms >= milliseconds(now - span)]
            found.setdefault(chunk.device, []).append(recent)
        return {number: _thinned(joined(tracks), step_ms) for number, tracks in found.items()}


def _thinned(track: Track, step_ms: int) -> Track:
    """Return the last fix of each step of a track."""
    _, from_end = np.unique(track.at_ms[::-1] // step_ms, return_index=True)
    return track[np.sort(len(track) - 1 - from_end)]


def _seen(carried: Carried, track: Track) -> Iterator[Seen]:
    """Yield what a device told while it was with its team."""
    for at_ms, _, lon, lat, _, _, accuracy, _, _, doubt in track[carried.told(track)].rows():
        yield Seen(
            team=carried.object_id,
            at_ms=at_ms,
            place=(lon / DEGREE, lat / DEGREE),
            accuracy_m=None if accuracy == UNKNOWN else accuracy / 10,
            sure=doubt == 0,
        )


def _by_hand(obj: MapObject, now: datetime) -> Seen | None:
    """Return where somebody put a team on the map; None where nobody did."""
    if obj.geometry is None or obj.geometry.get("type") != "Point":
        return None
    place = centre(obj.geometry)
    if place is None:
        return None
    return Seen(team=obj.object_id, at_ms=milliseconds(now), place=place, certain=True)
