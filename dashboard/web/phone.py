"""A telephone that tells where it is and how far its team is: for whom it speaks, what it tells.

1. It is told what its wearer has to know: which team, in which operation, who can see it.
2. What it tells late stands at the hour it is of; what it tells twice is written once.
3. A status of an hour at which it was with no team is refused in a sentence, never lost in silence.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.access.policy import AT_WORK
from dashboard.desk import Desk
from dashboard.feeds import FEEDS, Message
from dashboard.layers import KINDS
from dashboard.operations import Reading
from dashboard.operations.following import Following
from dashboard.operations.statuses import StatusTold, carrying, record_status, take_back_status
from dashboard.text import RefusedError, Text
from dashboard.tracks.judging import AHEAD
from dashboard.web.carrying import MOVING
from dashboard.web.reader import Reader
from dashboard.web.receiving import Receiver

FEED = FEEDS["phone"]

WITH_NOBODY = Text(
    fr="Ce téléphone n'était avec aucune équipe à {at:%H:%M} UTC, ou son opération est close : "
    "l'état n'a pas été écrit. Un coordinateur le confie sur la page Balises.",
    en="This phone was with no team at {at:%H:%M} UTC, or its operation is closed: the status was "
    "not written. A coordinator hands it out on the page Trackers.",
)
TO_COME = Text(
    fr="Cet état est de {at:%H:%M} UTC, une heure à venir : régler l'horloge du téléphone.",
    en="This status is of {at:%H:%M} UTC, which is to come: set the clock of the phone.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaks:
    """An object a telephone speaks for, and who can see it.

    Attributes:
        reading: The operation.
        object_id: The object, a team most often.
        name: What it is called.
        kind: Its kind.
        status: Its status now.
        since: Since when the telephone is with it.
        until: Until when; None for open.
        readers: The organisations that can see where it is, the owner of the operation first.
    """

    reading: Reading
    object_id: str
    name: str
    kind: str
    status: str
    since: datetime
    until: datetime | None
    readers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneStatus:
    """A status somebody pressed on a telephone, or took back."""

    told: StatusTold
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of what a telephone told: fixes kept, here before, and what was refused."""

    kept: int = 0
    repeated: int = 0
    refused: tuple[RefusedError, ...] = ()


class Phones:
    """Knows for whom a telephone speaks, and takes in what it tells."""

    def __init__(self, desk: Desk, following: Following, receiver: Receiver) -> None:
        self._desk = desk
        self._following = following
        self._receiver = receiver

    def now(self) -> datetime:
        """Return the present instant, by the clock of this machine."""
        return self._desk.clock()

    def speaks_for(self, who: Reader) -> list[Speaks]:
        """Return the objects the telephone of ``who`` is with now."""
        now, library = self._desk.clock(), self._desk.library
        return [
            found
            for operation in library.operations(who.actor)
            if library.phase(operation) in AT_WORK
            for found in library.ask(
                who.actor, operation.id, lambda reading: self._in(reading, who, now)
            )
        ]

    def take_fixes(self, who: Reader, fixes: Sequence[Mapping[str, object]]) -> Heard:
        """Keep the positions of the telephone of ``who``.

        Raises:
            StoreUnreachableError: Nothing was kept; it is to be sent again.
        """
        if not fixes:
            return Heard()
        body = json.dumps({"fixes": list(fixes)}).encode()
        message = Message(body=body, received_at=self._desk.clock(), device=who.device)
        received = self._receiver.take(who.actor, FEED, message)
        return Heard(
            kept=received.heard.fixes,
            repeated=received.heard.repeated,
            refused=tuple(why for _, why in received.refused),
        )

    def take_status(self, who: Reader, said: PhoneStatus) -> Sequence[RefusedError]:
        """Record a status of whoever the telephone is with, or take it back; return refusals."""
        desk, told = self._desk, said.told
        if told.at > desk.clock() + AHEAD:
            return [RefusedError(TO_COME, at=told.at)]
        there = list(carrying(desk, self._following, who.actor, told.device, told.at))
        if not there:
            return [RefusedError(WITH_NOBODY, at=told.at)]
        if said.taken_back:
            take_back_status(desk, there, told)
            return []
        return list(record_status(desk, there, told, kinds=KINDS))

    def _in(self, reading: Reading, who: Reader, now: datetime) -> list[Speaks]:
        """Return the objects the telephone is with in one operation."""
        objects = reading.picture(now, kinds=MOVING).objects
        granted = reading.charter.grants(now)
        return [
            Speaks(
                reading=reading,
                object_id=one.object_id,
                name=objects[one.object_id].name,
                kind=objects[one.object_id].kind,
                status=objects[one.object_id].status,
                since=one.starts_at,
                until=one.ends_at,
                readers=[reading.charter.owner, *sorted(set(granted) - {reading.charter.owner})],
            )
            for one in self._following.carried(reading)
            if (one.organisation, one.device) == (who.organisation, who.device)
            and one.holds(now)
            and one.object_id in objects
        ]
