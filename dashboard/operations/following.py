"""Which devices an operation follows, for its reader: at hand, for it is asked all the time."""

from threading import Lock
from weakref import WeakKeyDictionary

from dashboard.journal import Tracked
from dashboard.operations.library import Reading
from dashboard.operations.trackers import Carried, carried
from dashboard.picture import Line, Reel
from dashboard.tracks import Tracks


class Following:
    """Knows the devices of each reel it was asked for; reads only what is new of it."""

    def __init__(self, tracks: Tracks) -> None:
        self._tracks = tracks
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
            for device in self._tracks.devices(organisation)
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
