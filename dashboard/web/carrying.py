"""Who carries which tracker: what an organisation sees of it, handing one out, taking it back.

1. Only what goes on is looked at: an operation that is closed for a month hands nothing out.
2. A tracker is handed out from its first position nobody had yet: nothing of it is lost.
3. What was recorded by mistake is recorded again, or undone: it then never told anything.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from dashboard.access.actor import Actor
from dashboard.access.policy import may
from dashboard.clock import from_microseconds
from dashboard.desk import Desk
from dashboard.journal import Draft, Entry, Tracked
from dashboard.layers import KINDS
from dashboard.operations import NotRecordableError, Operation, Reading, record
from dashboard.operations.following import Following
from dashboard.operations.trackers import Carried
from dashboard.text import Text
from dashboard.tracks import Device, unpack
from dashboard.tracks.track import milliseconds
from dashboard.web.forms import number_in
from dashboard.web.reader import Reader

AFTERWARDS = timedelta(days=30)
"""How long after its end an operation that is closed still hands out: tracks come in late."""

MOVING = tuple(key for key, layer in KINDS.items() if layer.nature == "mobile")
"""The kinds of what carries a tracker."""

Until = Literal["now", "never"]

NO_DEVICE = Text(fr="Choisir une balise de la liste.", en="Choose a tracker from the list.")
NO_TEAM = Text(fr="Choisir une équipe de la liste.", en="Choose a team from the list.")
NOT_THERE = Text(
    fr="« {device} » n'est plus avec cette équipe : la page était ancienne.",
    en="“{device}” is no longer with that team: the page was old.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An operation, as far as trackers go.

    Attributes:
        operation: Which.
        may: Whether the reader may hand out and take back there.
        carried: Who carries trackers of the reader's organisation, or did, or is going to.
        teams: The names of those who may, by their object's id, in order.
        names: The names of those who do.
    """

    operation: Operation
    may: bool
    carried: Sequence[Carried]
    teams: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A tracker that is to be with a team; left out, ``starts_at`` is when nothing is lost."""

    device: Device
    operation: str
    object_id: str
    starts_at: datetime | None
    ends_at: datetime | None


def device_in(devices: Iterable[Device], said: str) -> Device | None:
    """Return the tracker of the number a form says; None where none of ``devices`` has it."""
    number = number_in(said)
    return next((one for one in devices if one.id == number), None)


class Carrying:
    """Tells who carries what, and records that it changes hands."""

    def __init__(self, desk: Desk, following: Following) -> None:
        self._desk = desk
        self._following = following

    def scenes(self, who: Actor) -> list[Scene]:
        """Return the operations in which ``who`` sees trackers, the latest to start first."""
        now, library = self._desk.clock(), self._desk.library
        phases = ((operation, library.phase(operation)) for operation in library.operations(who))
        return [
            library.ask(who, operation.id, self._scene)
            for operation, phase in phases
            if phase in {"planned", "active"}
            or (phase == "closed" and now - operation.ends_at < AFTERWARDS)
        ]

    def hand_out(self, who: Reader, handed: Handed, confirmed: Collection[str]) -> Entry:
        """Record that a tracker is with a team.

        Raises:
            RefusedError: It may not be, or looks like a slip.
        """
        starts_at = handed.starts_at or self._first_free(who.actor, handed)
        fact = Tracked(
            object_id=handed.object_id,
            device=handed.device.name,
            starts_at=starts_at,
            ends_at=handed.ends_at,
        )
        # When it changes hands; what is only foreseen is decided now.
        occurred_at = min(starts_at, self._desk.clock())
        return self._record(who, handed.operation, fact, occurred_at, confirmed)

    def lend(
        self, who: Reader, operation: str, object_id: str, device: str, ends_at: datetime
    ) -> Entry:
        """Record that a tracker nobody heard yet is with a team, from now on.

        Raises:
            RefusedError: It may not be.
        """
        now = self._desk.clock()
        fact = Tracked(object_id=object_id, device=device, starts_at=now, ends_at=ends_at)
        return self._record(who, operation, fact, now)

    def name_of(self, who: Actor, operation: str, object_id: str) -> str:
        """Return what a team is called now.

        Raises:
            NotRecordableError: There is no such team.
        """
        teams = self._desk.library.ask(who, operation, self._scene).teams
        if object_id not in teams:
            raise NotRecordableError(NO_TEAM)
        return teams[object_id]

    def take_back(
        self, who: Reader, operation: str, object_id: str, device: str, until: Until
    ) -> Entry:
        """Record that a tracker is with a team no more, or that it never was.

        Raises:
            RefusedError: It may not be, or the tracker is not there.
        """
        scene = self._desk.library.ask(who.actor, operation, self._scene)
        now = self._desk.clock()
        for one in scene.carried:
            if (one.object_id, one.device) == (object_id, device) and goes_on(one, now):
                ends_at = one.starts_at if until == "never" else max(one.starts_at, now)
                fact = Tracked(
                    object_id=object_id, device=device, starts_at=one.starts_at, ends_at=ends_at
                )
                return self._record(who, operation, fact, now)
        raise NotRecordableError(NOT_THERE, device=device)

    def _record(
        self,
        who: Reader,
        operation: str,
        fact: Tracked,
        occurred_at: datetime,
        confirmed: Collection[str] = (),
    ) -> Entry:
        draft = Draft(
            author=who.name,
            organisation=who.organisation,
            occurred_at=occurred_at,
            category="logistics",
            fact=fact,
        )
        return record(self._desk, who.actor, operation, draft, kinds=KINDS, confirmed=confirmed)

    def _scene(self, reading: Reading) -> Scene:
        objects = reading.picture(self._desk.clock(), kinds=MOVING).objects
        names = {key: obj.name for key, obj in objects.items()}
        mine = [
            one
            for one in self._following.carried(reading)
            if one.organisation == reading.actor.organisation
        ]
        others = {one.object_id for one in mine} - set(names)
        return Scene(
            operation=reading.operation,
            may=may(reading.actor, "track", reading.standing),
            carried=mine,
            teams=dict(sorted(names.items(), key=lambda item: item[1].casefold())),
            names=names | {one: reading.reel.called(one) or one for one in others},
        )

    def _first_free(self, who: Actor, handed: Handed) -> datetime:
        """Return when a tracker told its first position of an operation that nobody had; else now.

        Whoever had it before keeps what it told with them.
        """
        now, device = self._desk.clock(), handed.device
        scenes = self._desk.library.ask(who, handed.operation, self._scene), *self.scenes(who)
        ends = [
            now if one.ends_at is None else one.ends_at
            for scene in scenes
            for one in scene.carried
            if one.device == device.name and one.starts_at <= now
        ]
        since = max([scenes[0].operation.starts_at, *ends])
        if since >= now:
            return now
        firsts = [
            at_ms
            for chunk in self._desk.tracks.chunks([device.id], since, now)
            for at_ms in unpack(chunk.body, chunk.starts_ms, chunk.count).at_ms.tolist()
            if at_ms >= milliseconds(since)
        ]
        return max(since, from_microseconds(min(firsts) * 1000)) if firsts else now


def goes_on(one: Carried, now: datetime) -> bool:
    """Return whether a tracker is with somebody now, or is going to be."""
    return one.ends_at is None or one.ends_at > now
