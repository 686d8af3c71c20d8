"""The board: what is listened to, whether it works, and if not, since when and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from dashboard.clock import Clock
from dashboard.feeds import FEEDS, Feed
from dashboard.text import RefusedError, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way positions come in by, besides HTTP.

    Attributes:
        feed: The format they are in.
        label: What people call it.
        connects: Whether we connect to whom it comes from, who does not connect to us.
    """

    feed: Feed
    label: Text
    connects: bool = False


WAYS: Mapping[str, Way] = {
    "owntracks-mqtt": Way(
        feed=FEEDS["owntracks"],
        label=Text(fr="OwnTracks par MQTT", en="OwnTracks by MQTT"),
        connects=True,
    ),
    "cot-tcp": Way(feed=FEEDS["cot"], label=Text(fr="TAK par TCP", en="TAK by TCP")),
    "cot-tls": Way(feed=FEEDS["cot"], label=Text(fr="TAK par TLS", en="TAK by TLS")),
    "cot-udp": Way(feed=FEEDS["cot"], label=Text(fr="TAK par UDP", en="TAK by UDP")),
    "nmea-tcp": Way(feed=FEEDS["nmea"], label=Text(fr="NMEA par TCP", en="NMEA by TCP")),
    "nmea-gateway": Way(
        feed=FEEDS["nmea"], label=Text(fr="Passerelle NMEA", en="NMEA gateway"), connects=True
    ),
}
"""By the key they are counted under, which is also that of nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How one way in is.

    Attributes:
        way: Its key in ``WAYS``.
        place: Where we listen, or whom we are connected to.
        is_up: Whether positions can come in.
        since: Since when it is so; None while it was not tried yet.
        why: What went wrong last, and stands there while it works again.
        failed_at: When it last went wrong.
        connected: How many are connected to us.
    """

    way: str
    place: str
    is_up: bool = False
    since: datetime | None = None
    why: Text | None = None
    failed_at: datetime | None = None
    connected: int = 0


class Board:
    """The state of each way in. Safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._states: dict[tuple[str, str], State] = {}
        self._lock = Lock()

    def states(self) -> list[State]:
        """Return how each way in is, in the order of ``WAYS``."""
        order = list(WAYS)
        with self._lock:
            return sorted(self._states.values(), key=lambda one: (order.index(one.way), one.place))

    def clear(self) -> None:
        """Forget every way in: nothing is listened to here."""
        with self._lock:
            self._states.clear()

    def expect(self, way: str, place: str) -> None:
        """Note that a way is about to be opened."""
        with self._lock:
            self._states[way, place] = State(way=way, place=place)

    def up(self, way: str, place: str) -> None:
        """Note that positions can come in."""
        now = self._clock()
        with self._lock:
            state = self._state(way, place)
            since = state.since if state.is_up else now
            self._states[way, place] = replace(state, is_up=True, since=since)

    def down(self, way: str, place: str, why: RefusedError) -> None:
        """Note that they cannot, and why."""
        now = self._clock()
        with self._lock:
            state = self._state(way, place)
            since = now if state.is_up or state.since is None else state.since
            self._states[way, place] = replace(
                state, is_up=False, since=since, connected=0, why=why.told, failed_at=now
            )

    def connected(self, way: str, place: str, count: int) -> None:
        """Note how many are connected."""
        with self._lock:
            state = self._states.get((way, place))
            if state is not None:
                self._states[way, place] = replace(state, connected=count)

    def _state(self, way: str, place: str) -> State:
        """Return how a way is; who listened before us may have cleared it off the board."""
        return self._states.get((way, place)) or State(way=way, place=place)
