"""Receiving positions: read, judged, kept, counted, and told to who looks. One bad one stops none.

1. A device nobody knows is noted at first sight: its positions are kept, whoever carries it.
2. A status that comes with one is an entry of the operation whose team carries the device.
3. What is refused is counted, and kept as it came, with the sentence that says why.
4. Whoever looks at an operation is woken at most twice a second, however much comes.
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from dashboard.access.actor import Actor
from dashboard.desk import Desk
from dashboard.feeds import Feed, Message
from dashboard.geo import Box, meet, swapped
from dashboard.layers import KINDS
from dashboard.operations.following import Following
from dashboard.operations.statuses import carrying, record_status, told_with
from dashboard.text import RefusedError, Text
from dashboard.tracks import DOUBTS, Doubt, Fix, Heard, Kept, Reason, Reasons, Refused, judge
from dashboard.tracks.judging import OLDEST
from dashboard.tracks.reception import MOST_REFUSED

KNOWN = 20_000
"""Devices whose last places are at hand."""

PASSED = Text(
    fr="message sans position : une salutation, une zone, une discussion",
    en="a message without a position: a greeting, a zone, a chat",
)
IDLE = timedelta(minutes=15)
"""How long the last place of a device that says no more is at hand: erased elsewhere, it goes."""

AREAS_S = 60
"""How long the areas of an organisation's operations are taken to be the same, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a message.

    Attributes:
        heard: How many fixes were kept, were here already, are doubted, were refused.
        doubts: How many are doubted, by what is strange about them.
        refused: The parts that were refused, and why.
    """

    heard: Heard
    doubts: Mapping[Doubt, int]
    refused: tuple[tuple[int, RefusedError], ...]


Near = tuple[Fix, Fix | None]
"""The last fix of a device, and the last of it that was no leap."""


class Receiver:
    """Takes in what feeds bring. Safe to share between threads."""

    def __init__(self, desk: Desk, following: Following) -> None:
        self._desk = desk
        self._following = following
        # On a server others receive, too: what this process heard last may not be the last.
        self._remembers = desk.settings.is_embedded
        self._last: OrderedDict[int, tuple[datetime, Near]] = OrderedDict()
        self._numbers: OrderedDict[tuple[str, str], tuple[int, str]] = OrderedDict()
        self._areas: dict[str, tuple[datetime, list[Box]]] = {}
        self._lock = Lock()

    def take(
        self, who: Actor, feed: Feed, message: Message, *, oldest: timedelta = OLDEST
    ) -> Received:
        """Keep the positions of ``message``, on behalf of the organisation of ``who``.

        Args:
            who: Who sends or hands in.
            feed: The format it is in.
            message: What came.
            oldest: How long ago a position may be; a file that is handed in may be older.

        Raises:
            StoreUnreachableError: Nothing was kept; it is to be sent again.
        """
        return self.take_all(who, feed, [message], oldest=oldest)

    def take_all(
        self,
        who: Actor,
        feed: Feed,
        messages: Sequence[Message],
        *,
        way: str = "",
        oldest: timedelta = OLDEST,
    ) -> Received:
        """Keep the positions of messages that came together: all of them at once, or none.

        Args:
            who: Who sends or hands in.
            feed: The format they are in.
            messages: What came, in order.
            way: What they are counted under; the format, where they came by HTTP.
            oldest: How long ago a position may be.

        Raises:
            StoreUnreachableError: Nothing was kept; it is to be sent again.
        """
        readings = [(message, feed.read(message)) for message in messages]
        refused = [
            (part.number, part.why, part.original)
            for _, reading in readings
            for part in reading.refused
        ]
        told = [(fix, message) for message, reading in readings for fix in reading.fixes]
        batch: defaultdict[int, list[Kept]] = defaultdict(list)
        near: dict[int, Near] = {}
        areas, organisation = self._areas_of(who), who.organisation
        names = dict.fromkeys(fix.device for fix, _ in told)
        numbers = {name: self._number(organisation, name, feed) for name in names}
        told.sort(key=lambda each: each[0].at)
        for number, (fix, message) in enumerate(told, start=1):
            device = numbers[fix.device]
            before = self._before(device, fix, near.get(device))
            try:
                kept = judge(
                    fix,
                    received_at=message.received_at,
                    before=[one for one in before or () if one is not None],
                    area=_mistaken(fix, areas),
                    oldest=oldest,
                )
            except RefusedError as why:
                refused.append((number, why.with_traceback(None), _original(fix)))
                continue
            near[device] = _after(before, kept)
            if self._remembers:
                self._remember(device, near[device])
            batch[device].append(kept)
        counted = self._desk.tracks.keep(batch) if batch else None
        # Once the positions are kept: a status says of which team only where its device is known.
        for kept in (each for some in batch.values() for each in some):
            status = told_with(kept.fix)
            if status is None:
                continue
            there = carrying(self._desk, self._following, who, status.device, status.at)
            said = record_status(self._desk, there, status, kinds=KINDS)
            refused.extend((0, not_possible, _original(kept.fix)) for not_possible in said)
        doubts = Counter(
            kept.doubt for some in batch.values() for kept in some if kept.doubt is not None
        )
        heard = Heard(
            messages=len(messages),
            fixes=counted.new if counted else 0,
            repeated=counted.repeated if counted else 0,
            doubted=doubts.total(),
            refused=len(refused),
        )
        passed = sum(reading.passed for _, reading in readings)
        at = max(message.received_at for message in messages)
        self._note(organisation, way or feed.key, at, heard, refused, _reasons(doubts, passed))
        if counted and counted.new:
            self._desk.beacon.ring(None)
        why_refused = tuple((number, why) for number, why, _ in refused)
        return Received(heard=heard, doubts=doubts, refused=why_refused)

    def forget(self, device: int) -> None:
        """Forget where a device was last: its track was erased."""
        with self._lock:
            self._last.pop(device, None)

    def turn_away(
        self,
        who: Actor,
        feed: Feed,
        why: RefusedError,
        *,
        way: str = "",
        count: int = 1,
        original: bytes = b"",
    ) -> None:
        """Count messages of which nothing was read, and keep why; one of them as it came."""
        heard = Heard(messages=count, refused=count)
        refused = [(1, why, original)]
        more = {_reason(why): count - 1} if count > 1 else {}
        self._note(who.organisation, way or feed.key, self._desk.clock(), heard, refused, more)

    def slow_down(self, who: Actor, way: str, why: Text) -> None:
        """Count that somebody is read more slowly than they send; nothing of it is lost."""
        reasons = {Reason(kind="slowed", why=why): 1}
        self._note(who.organisation, way, self._desk.clock(), Heard(), [], reasons)

    def _note(
        self,
        organisation: str,
        way: str,
        at: datetime,
        heard: Heard,
        refused: Sequence[tuple[int, RefusedError, bytes]],
        reasons: Reasons,
    ) -> None:
        kept = [
            Refused(received_at=at, why=why.told, original=original)
            for _, why, original in refused[-MOST_REFUSED:]
        ]
        counted = Counter(_reason(why) for _, why, _ in refused) + Counter(reasons)
        self._desk.reception.note(organisation, way, at, heard, kept, counted)

    def _number(self, organisation: str, name: str, feed: Feed) -> int:
        """Return the number of a device, which never changes, without asking the store twice."""
        with self._lock:
            known = self._numbers.get((organisation, name))
        if known is not None and known[1] == feed.key:
            return known[0]
        number = self._desk.tracks.device(organisation, name, feed.key)
        with self._lock:
            self._numbers[organisation, name] = (number, feed.key)
            if len(self._numbers) > KNOWN:
                self._numbers.popitem(last=False)
        return number

    def _before(self, device: int, fix: Fix, near: Near | None) -> Near | None:
        """Return what a device told before ``fix``; ``near`` is what the same message told of it.

        What is older than all that was heard is looked up: a file may tell of last week what is
        live today.
        """
        if near is None:
            with self._lock:
                near = self._last.get(device, (None, None))[1]
        if near is not None and near[0].at <= fix.at:
            return near
        found = self._desk.tracks.latest([device], fix.at).get(device)
        return None if found is None else _after(None, found)

    def _remember(self, device: int, near: Near) -> None:
        now = self._desk.clock()
        with self._lock:
            _, last = self._last.pop(device, (now, near))
            self._last[device] = now, near if last[0].at <= near[0].at else last
            while len(self._last) > KNOWN or now - next(iter(self._last.values()))[0] > IDLE:
                self._last.popitem(last=False)

    def _areas_of(self, who: Actor) -> list[Box]:
        """Return where the operations are that go on, and that an organisation sees."""
        now = self._desk.clock()
        with self._lock:
            known = self._areas.get(who.organisation)
        if known is not None and now - known[0] < timedelta(seconds=AREAS_S):
            return known[1]
        areas = [
            operation.area
            for operation in self._desk.library.operations(who)
            if operation.area is not None
            and operation.starts_at - timedelta(days=1) <= now <= operation.ends_at
        ]
        with self._lock:
            self._areas[who.organisation] = (now, areas)
        return areas


def _reason(why: RefusedError) -> Reason:
    return Reason(kind="refused", why=why.text)


def _reasons(doubts: Mapping[Doubt, int], passed: int) -> Reasons:
    """Return what is counted besides refusals: what is doubted, and what is no position."""
    counted = {Reason(kind="doubted", why=DOUBTS[doubt]): count for doubt, count in doubts.items()}
    return counted | ({Reason(kind="passed", why=PASSED): passed} if passed else {})


def _after(before: Near | None, kept: Kept) -> Near:
    """Return what is near the fix that follows ``kept``, which followed ``before``."""
    if kept.doubt == "leap":
        return kept.fix, before[1] if before else None
    return kept.fix, kept.fix


def _mistaken(fix: Fix, areas: Iterable[Box]) -> Box | None:
    """Return the area a fix would be in, were its axes exchanged; None where it is in one."""
    there = (fix.lon, fix.lat, fix.lon, fix.lat)
    found = None
    for area in areas:
        if meet(there, area):
            return None
        if meet(swapped(there), area):
            found = area
    return found


def _original(fix: Fix) -> bytes:
    """Return a fix that was read and refused, as text: which of the message it was."""
    told: Mapping[str, object] = {
        "device": fix.device,
        "at": fix.at.isoformat(),
        "lon": fix.lon,
        "lat": fix.lat,
        "status": fix.status,
    }
    return ", ".join(f"{name}={value}" for name, value in told.items()).encode()
