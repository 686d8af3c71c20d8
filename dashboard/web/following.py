"""Which devices an operation follows, for its reader, and what they told since."""

import json
from collections.abc import Mapping
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from dashboard.desk import Desk
from dashboard.journal import Tracked
from dashboard.operations import Reading
from dashboard.operations.trackers import Carried, carried
from dashboard.picture import Line, Reel
from dashboard.tracks import Track
from dashboard.tracks.track import milliseconds

UNKNOWN = -1


class Following:
    """Knows the devices of each reel it was asked for; reads only what is new of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: WeakKeyDictionary[Reel, tuple[int, list[Line]]] = WeakKeyDictionary()
        self._lock = Lock()

    def devices(self, reading: Reading) -> dict[Carried, int]:
        """Return what carries which device in an operation, and the device's number.

        A device that never told anything has none, and is left out.
        """
        told = self.carried(reading)
        numbers = {
            (device.organisation, device.name): device.id
            for organisation in {one.organisation for one in told}
            for device in self._desk.tracks.devices(organisation)
        }
        found = ((one, numbers.get((one.organisation, one.device))) for one in told)
        return {one: number for one, number in found if number is not None}

    def carried(self, reading: Reading) -> list[Carried]:
        """Return what carries which device in an operation, heard or not."""
        return carried(self._lines(reading.reel))

    def _lines(self, reel: Reel) -> list[Line]:
        """Return the lines that hand over a tracker; whether they count is theirs to say."""
        with reel.reading(), self._lock:
            seen, lines = self._seen.get(reel, (0, []))
            lines += [line for line in reel.lines[seen:] if isinstance(line.entry.fact, Tracked)]
            self._seen[reel] = (len(reel.lines), lines)
            return list(lines)


def last_told(devices: Mapping[Carried, int], tracks: Mapping[int, Track]) -> str:
    """Return the last fix of each object among ``tracks``, as the stream tells it; JSON rows."""
    last: dict[str, list[Any]] = {}
    for one, number in devices.items():
        track = tracks.get(number)
        row = None if track is None else _last_within(track, one)
        if row is not None and (one.object_id not in last or last[one.object_id][1] < row[0]):
            last[one.object_id] = [one.object_id, *row]
    return json.dumps(list(last.values()), ensure_ascii=False, separators=(",", ":"))


def _last_within(track: Track, one: Carried) -> list[Any] | None:
    """Return the last fix told while the device was there: ms, s, °, °, km/h, °, m, doubt."""
    within = track.at_ms >= milliseconds(one.starts_at)
    if one.ends_at is not None:
        within &= track.at_ms < milliseconds(one.ends_at)
    numbers = np.flatnonzero(within)
    if len(numbers) == 0:
        return None
    at = numbers[np.argmax(track.at_ms[numbers])]
    tenths = (track.speed[at], track.course[at], track.accuracy[at])
    return [
        int(track.at_ms[at]),
        int(track.received_s[at]),
        int(track.lon[at]) / 1e7,
        int(track.lat[at]) / 1e7,
        *(None if value == UNKNOWN else int(value) / 10 for value in tenths),
        int(track.doubt[at]),
    ]
