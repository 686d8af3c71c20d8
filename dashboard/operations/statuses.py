"""Statuses that devices send: each becomes an entry, once, at the hour it is of.

The rules:
- What a team was already at that hour is not said again. What is told late stands at its own hour,
  and what was said for later holds: nothing that comes late moves a team back.
- A step its status did not allow is refused in a sentence, and recorded nowhere.
- "On scene" far from everything it could be the scene of is recorded, and to be confirmed.
- What a device said by mistake it takes back: the entry is struck, and stays readable.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.access.actor import Actor
from dashboard.access.policy import AT_WORK
from dashboard.geo import centre
from dashboard.geo.apart import apart
from dashboard.journal import Draft, Entry, Struck, Transitioned
from dashboard.operations.following import Following
from dashboard.operations.library import Reading
from dashboard.operations.office import Kinds, Office
from dashboard.operations.refusals import ImpossibleVerbError
from dashboard.picture import MapObject, Picture
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

ON_SCENE = "on_scene"
FAR_M = 1_000.0
"""Farther than this from a scene, a team is probably not there yet (domain practice)."""

SCENES = frozenset(
    {
        "casualty_point", "gathering", "hazard", "incident", "medical_post", "site",
        "survivor_reception",
    }
)  # fmt: skip
FAR = "à {km:.1f} km de « {name} », le lieu le plus proche"

NOT_POSSIBLE = Text(
    fr="« {device} » dit « {status_fr} », ce qui n'est pas possible pour « {name} », qui était "
    "« {was_fr} » : rien n'a été écrit.",
    en="“{device}” says “{status_en}”, which is not possible for “{name}”, which was “{was_en}”: "
    "nothing was written.",
)
TAKEN_BACK = "annulé par l'équipe elle-même"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTold:
    """A status a device told.

    Attributes:
        device: What the device calls itself.
        at: When the team came to it.
        status: Which, a key of the statuses of its kind.
        place: Longitude and latitude of the device then; None where it did not say.
    """

    device: str
    at: datetime
    status: str
    place: tuple[float, float] | None = None


def told_with(fix: Fix) -> StatusTold | None:
    """Return the status that came with a fix, if one did."""
    if fix.status is None:
        return None
    return StatusTold(device=fix.device, at=fix.at, status=fix.status, place=(fix.lon, fix.lat))


def carrying(
    office: Office, following: Following, who: Actor, device: str, at: datetime
) -> Iterator[tuple[Reading, str]]:
    """Yield each object that carried a device of ``who``'s organisation at ``at``, and where.

    Only in operations that are at work: nothing is written in another.
    """
    for operation in office.library.operations(who):
        if office.library.phase(operation) not in AT_WORK:
            continue
        reading = office.library.reading(who, operation.id)
        for one in following.carried(reading):
            if (one.organisation, one.device) == (who.organisation, device) and one.holds(at):
                yield reading, one.object_id


def record_status(
    office: Office, there: Iterable[tuple[Reading, str]], told: StatusTold, *, kinds: Kinds
) -> Iterator[RefusedError]:
    """Record a status of whoever carries the device that told it; yield refusals.

    Args:
        office: Where it is written.
        there: Who carried the device then (``carrying``).
        told: What the device told.
        kinds: The kinds known here, which say what steps are possible.
    """
    for reading, object_id in there:
        refusal = _record(office, reading, object_id, told, kinds)
        if refusal is not None:
            yield refusal


def take_back_status(
    office: Office, there: Iterable[tuple[Reading, str]], told: StatusTold
) -> None:
    """Strike what a device told by mistake, if it still counts; asked twice, it is done once."""
    for reading, object_id in there:
        entry = _entry_of(reading, object_id, told)
        if entry is None:
            continue
        draft = Draft(
            author=told.device,
            organisation=reading.actor.organisation,
            occurred_at=office.clock(),
            fact=Struck(seq=entry.seq, reason=TAKEN_BACK),
            category="means",
            means="automatic",
        )
        office.journal.append(reading.operation.id, draft, key=f"back:{_key(told, object_id)}")


def _entry_of(reading: Reading, object_id: str, told: StatusTold) -> Entry | None:
    """Return the entry a device's status became, while it counts."""
    with reading.reel.reading():
        for line in reversed(reading.reel.lines):
            entry, fact = line.entry, line.entry.fact
            if (
                line.counts
                and isinstance(fact, Transitioned)
                and (fact.object_id, fact.status) == (object_id, told.status)
                and (entry.author, entry.organisation) == (told.device, reading.actor.organisation)
                and entry.occurred_at == told.at
            ):
                return entry
    return None


def _record(
    office: Office, reading: Reading, object_id: str, told: StatusTold, kinds: Kinds
) -> RefusedError | None:
    picture = reading.reel.at(told.at)
    obj = picture.objects.get(object_id)
    kind = None if obj is None else kinds.get(obj.kind)
    if obj is None or kind is None or obj.status == told.status:
        return None
    verbs = kind.verbs_for(obj)
    verb = next((key for key, verb in verbs.items() if verb.after == told.status), None)
    if verb is None:
        now, was = kind.status(told.status).label, kind.status(obj.status).label
        return ImpossibleVerbError(
            NOT_POSSIBLE,
            device=told.device,
            name=obj.name,
            status_fr=now.fr,
            status_en=now.en,
            was_fr=was.fr,
            was_en=was.en,
        )
    doubt = _far_from(told, picture) if told.status == ON_SCENE else ""
    draft = Draft(
        author=told.device,
        organisation=reading.actor.organisation,
        occurred_at=told.at,
        fact=Transitioned(object_id=object_id, verb=verb, status=told.status),
        text=doubt,
        category="means",
        reliability="unconfirmed" if doubt else "confirmed",
        means="automatic",
    )
    office.journal.append(reading.operation.id, draft, key=_key(told, object_id))
    return None


def _far_from(told: StatusTold, picture: Picture) -> str:
    """Return how far the nearest place is that could be the scene, where it is far."""
    if told.place is None:
        return ""
    scenes = [obj for obj in picture.objects.values() if obj.kind in SCENES]
    found = [(_metres(told.place, obj), obj) for obj in scenes]
    there = [(far, obj) for far, obj in found if far is not None]
    if not there:
        return ""
    far, obj = min(there, key=lambda pair: pair[0])
    return "" if far <= FAR_M else FAR.format(km=far / 1000, name=obj.name).replace(".", ",", 1)


def _metres(here: tuple[float, float], obj: MapObject) -> float | None:
    place = centre(obj.geometry)
    return None if place is None else apart(here, place).distance_m


def _key(told: StatusTold, object_id: str) -> str:
    """Return what makes the same status of the same hour the same entry."""
    said = f"{told.device} {told.at.isoformat()} {told.status} {object_id}"
    return f"status:{hashlib.sha256(said.encode()).hexdigest()}"
