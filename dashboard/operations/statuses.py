"""Statuses that devices send: each becomes an entry, once, at the hour it is of.

The rules:
- What a team was already at that hour is not said again. What is told late stands at its own hour,
  and what was said for later holds: nothing that comes late moves a team back.
- A step its status did not allow is refused in a sentence, and recorded nowhere.
- "On scene" far from everything it could be the scene of is recorded, and to be confirmed.
"""

import hashlib
from collections.abc import Iterator

from dashboard.access.actor import Actor
from dashboard.access.policy import AT_WORK
from dashboard.geo import centre
from dashboard.geo.apart import apart
from dashboard.journal import Draft, Transitioned
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


def record_status(
    office: Office, following: Following, who: Actor, fix: Fix, *, kinds: Kinds
) -> Iterator[RefusedError]:
    """Record the status that came with ``fix`` of whoever carries the device; yield refusals.

    Args:
        office: Where it is written.
        following: Who carries which device.
        who: In whose organisation the device is.
        fix: What the device told; nothing is done where it has no status.
        kinds: The kinds known here, which say what steps are possible.
    """
    if fix.status is None:
        return
    device = (who.organisation, fix.device)
    for operation in office.library.operations(who):
        reading = office.library.reading(who, operation.id)
        if reading.standing.phase not in AT_WORK:
            continue
        for one in following.devices(reading):
            if (one.organisation, one.device) == device and one.holds(fix.at):
                refusal = _record(office, reading, one.object_id, fix, kinds)
                if refusal is not None:
                    yield refusal


def _record(
    office: Office, reading: Reading, object_id: str, fix: Fix, kinds: Kinds
) -> RefusedError | None:
    picture = reading.reel.at(fix.at)
    obj = picture.objects.get(object_id)
    kind = None if obj is None else kinds.get(obj.kind)
    if obj is None or kind is None or obj.status == fix.status or fix.status is None:
        return None
    verbs = kind.verbs_for(obj)
    verb = next((key for key, verb in verbs.items() if verb.after == fix.status), None)
    if verb is None:
        now, was = kind.status(fix.status).label, kind.status(obj.status).label
        return ImpossibleVerbError(
            NOT_POSSIBLE,
            device=fix.device,
            name=obj.name,
            status_fr=now.fr,
            status_en=now.en,
            was_fr=was.fr,
            was_en=was.en,
        )
    doubt = _far_from(fix, picture) if fix.status == ON_SCENE else ""
    draft = Draft(
        author=fix.device,
        organisation=reading.actor.organisation,
        occurred_at=fix.at,
        fact=Transitioned(object_id=object_id, verb=verb, status=fix.status),
        text=doubt,
        category="means",
        reliability="unconfirmed" if doubt else "confirmed",
        means="automatic",
    )
    office.journal.append(reading.operation.id, draft, key=_key(fix, object_id))
    return None


def _far_from(fix: Fix, picture: Picture) -> str:
    """Return how far the nearest place is that could be the scene, where it is far."""
    found = [(_metres(fix, obj), obj) for obj in picture.objects.values() if obj.kind in SCENES]
    there = [(far, obj) for far, obj in found if far is not None]
    if not there:
        return ""
    far, obj = min(there, key=lambda pair: pair[0])
    return "" if far <= FAR_M else FAR.format(km=far / 1000, name=obj.name).replace(".", ",", 1)


def _metres(fix: Fix, obj: MapObject) -> float | None:
    place = centre(obj.geometry)
    return None if place is None else apart((fix.lon, fix.lat), place).distance_m


def _key(fix: Fix, object_id: str) -> str:
    """Return what makes the same status of the same hour the same entry."""
    told = f"{fix.device} {fix.at.isoformat()} {fix.status} {object_id}"
    return f"status:{hashlib.sha256(told.encode()).hexdigest()}"
