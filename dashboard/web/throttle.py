"""Guessing is slowed down: for an address, whatever it tries, and for a login, whoever tries it.

An attempt counts from the moment it begins, so that a hundred begun at once are not all the first.
After a few that failed, each next one waits twice as long, up to five minutes; a quarter of an hour
without any is forgiven. An address a login came in from lately does not wait for what others do to
that login: who tries the door of a cell all evening does not lock the cell out.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock

from dashboard.clock import Clock

LONGEST = timedelta(minutes=5)
FORGIVEN = timedelta(minutes=15)
ROOM = 10_000
"""How many addresses, and how many logins, are remembered; the oldest are forgotten first."""

OF_AN_ADDRESS = 20
"""A whole cell may sit behind one address, and mistype at the start of its shift."""

OF_A_LOGIN = 5
NOW = timedelta(0)


@dataclass(frozen=True, slots=True)
class _Tried:
    """How often in vain, and when last."""

    count: int
    last_at: datetime


class Throttle:
    """Lets a key try ``free`` times, then ever less often."""

    def __init__(self, free: int) -> None:
        self._free = free
        self._tried: OrderedDict[str, _Tried] = OrderedDict()

    def wait(self, key: str, now: datetime) -> timedelta:
        """Return how long ``key`` has to wait before it may try."""
        tried = self._of(key, now)
        over = tried.count - self._free
        if over < 0:
            return NOW
        pause = min(timedelta(seconds=2.0 ** min(over + 1, 16)), LONGEST)
        return max(tried.last_at + pause - now, NOW)

    def count(self, key: str, now: datetime) -> None:
        """Note an attempt."""
        self._tried[key] = _Tried(self._of(key, now).count + 1, now)
        self._tried.move_to_end(key)
        if len(self._tried) > ROOM:
            self._tried.popitem(last=False)

    def uncount(self, key: str) -> None:
        """Take back the last attempt: it was none, or not in vain."""
        tried = self._tried.pop(key, None)
        if tried is not None and tried.count > 1:
            self._tried[key] = _Tried(tried.count - 1, tried.last_at)

    def forget(self, key: str) -> None:
        """Forget what was tried."""
        self._tried.pop(key, None)

    def _of(self, key: str, now: datetime) -> _Tried:
        tried = self._tried.get(key)
        return tried if tried and now - tried.last_at < FORGIVEN else _Tried(0, now)


class Attempts:
    """The attempts to sign in: by address and by login. Safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._addresses = Throttle(OF_AN_ADDRESS)
        self._logins = Throttle(OF_A_LOGIN)
        self._came_from: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._told: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self._lock = Lock()

    def begin(self, address: str, login: str) -> timedelta:
        """Begin an attempt, or return how long to wait before it may be one."""
        place, now = place_of(address), self._clock()
        with self._lock:
            pause = self._addresses.wait(place, now)
            if place not in self._came_from.get(login, ()):
                pause = max(pause, self._logins.wait(login, now))
            if pause == NOW:
                self._addresses.count(place, now)
                self._logins.count(login, now)
        return pause

    def is_news(self, address: str, login: str, seconds: int) -> bool:
        """Return whether a pause was not told before: it is written down once, not each knock."""
        key, now = (place_of(address), login), self._clock()
        with self._lock:
            told = key in self._told and now < self._told[key]
            if not told:
                self._told[key] = now + timedelta(seconds=seconds)
                if len(self._told) > ROOM:
                    self._told.popitem(last=False)
        return not told

    def undo(self, address: str, login: str) -> None:
        """Take an attempt back that was not compared after all."""
        with self._lock:
            self._addresses.uncount(place_of(address))
            self._logins.uncount(login)

    def turned_away(self, login: str) -> None:
        """Note that an attempt was not compared: too many wait.

        It still counts for the address. Else fifty of them keep everybody waiting for as long as
        they like, since what is not compared would never slow them down.
        """
        with self._lock:
            self._logins.uncount(login)

    def succeeded(self, address: str, login: str) -> None:
        """Note that an attempt was not in vain.

        The failures of the address stay: else one account would let its owner try all others.
        """
        place = place_of(address)
        with self._lock:
            self._addresses.uncount(place)
            self._logins.forget(login)
            before = self._came_from.pop(login, ())
            self._came_from[login] = (place, *(p for p in before if p != place))[:8]
            if len(self._came_from) > ROOM:
                self._came_from.popitem(last=False)


def place_of(address: str) -> str:
    """Return what stands for an address: of IPv6, the network a subscriber has as a whole.

    >>> place_of("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::'
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
