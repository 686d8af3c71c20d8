"""A big plausible journal, sealed in memory: what the benches and the stress tests read.

Posts, teams, zones and incidents around Paris. Each is placed early on, then moves, counts heads,
changes status, now and then leaves; some news comes late, some is corrected, some is struck.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from dashboard.access.demonstration import CHAIRS
from dashboard.journal import (
    NOTHING,
    Changed,
    Draft,
    Entry,
    Fact,
    Geometry,
    Head,
    Moved,
    Noted,
    Opened,
    Placed,
    Struck,
    Transitioned,
    Withdrawn,
    seal,
)

HOUSE = CHAIRS[0].actor.organisation
"""Whose the journals are: that of who a demonstration is read by, so that a page may open them."""

OPENED_AT = datetime(2026, 6, 21, 6, 0, tzinfo=UTC)
PACE = timedelta(seconds=1)
"""Between two entries."""

KINDS = ("team", "team", "team", "medical_post", "incident", "zone")
STATUSES = ("planned", "active", "engaged", "saturated", "closed")
LATE, CORRECTED, STRUCK, NOTED = 0.03, 0.02, 0.01, 0.05
"""The share of entries that are told minutes after the fact, replaced, struck, or mere notes."""


def journal(
    objects: int,
    entries: int,
    seed: int = 1,
    operation: str = "bench",
    *,
    opened_at: datetime = OPENED_AT,
    goes_on: timedelta = timedelta(),
) -> list[Entry]:
    """Return a journal of ``entries`` entries about ``objects`` objects; the same for one seed.

    The operation ends when as much time as ``goes_on`` has passed after the last entry.
    """
    rng = random.Random(seed)
    sealed: list[Entry] = []
    head = NOTHING
    for draft, recorded_at in _drafts(rng, objects, entries, opened_at, goes_on):
        entry = seal(
            draft,
            operation=operation,
            after=head,
            recorded_at=recorded_at,
            nonce=rng.randbytes(16),
        )
        sealed.append(entry)
        head = Head(seq=entry.seq, seal=entry.seal)
    return sealed


def _drafts(
    rng: random.Random, objects: int, entries: int, opened_at: datetime, goes_on: timedelta
) -> Iterator[tuple[Draft, datetime]]:
    named: set[int] = set()
    ends_at = opened_at + entries * PACE + goes_on
    for seq in range(1, entries + 1):
        recorded_at = occurred_at = opened_at + (seq - 1) * PACE
        corrects = None
        fact: Fact
        if seq == 1:
            fact = Opened(name="Grand rassemblement", starts_at=opened_at, ends_at=ends_at)
        elif seq <= objects + 1:
            fact = _placed(rng, seq - 2)
        elif rng.random() < STRUCK and (target := _unnamed(rng, seq, named)):
            fact = Struck(seq=target, reason="erreur de saisie")
        else:
            fact = _news(rng, objects)
            if rng.random() < CORRECTED:
                corrects = _unnamed(rng, seq, named)
            if rng.random() < LATE:
                occurred_at -= rng.randrange(60, 3600) * timedelta(seconds=1)
        yield (
            Draft(
                author="ada",
                organisation=HOUSE,
                occurred_at=occurred_at,
                fact=fact,
                text="Point de situation transmis par radio, rien d'autre à signaler.",
                corrects=corrects,
            ),
            recorded_at,
        )


def _unnamed(rng: random.Random, seq: int, named: set[int]) -> int | None:
    """Return a recent entry that nothing names yet, and mark it named."""
    target = rng.randrange(max(2, seq - 500), seq)
    if target in named or target == 1:
        return None
    named.add(target)
    return target


def _placed(rng: random.Random, number: int) -> Placed:
    kind = KINDS[number % len(KINDS)]
    return Placed(
        object_id=f"{kind}-{number}",
        kind=kind,
        status="planned",
        geometry=_zone(rng) if kind == "zone" else _point(rng),
        values={"name": f"{kind} n° {number}", "present": 0},
    )


def _news(rng: random.Random, objects: int) -> Fact:
    number = rng.randrange(objects)
    kind = KINDS[number % len(KINDS)]
    name = f"{kind}-{number}"
    drawn = rng.random()
    if drawn < NOTED:
        return Noted(object_ids=(name,))
    if drawn < 0.06:
        return Withdrawn(object_id=name)
    if drawn < 0.10:
        return _placed(rng, number)
    if drawn < 0.50:
        return Moved(object_id=name, geometry=_zone(rng) if kind == "zone" else _point(rng))
    if drawn < 0.80:
        return Changed(object_id=name, values={"present": rng.randrange(200)})
    status = rng.choice(STATUSES)
    return Transitioned(object_id=name, verb="set", status=status)


def _point(rng: random.Random) -> Geometry:
    return {"type": "Point", "coordinates": [_degree(rng, 2.2), _degree(rng, 48.8)]}


def _zone(rng: random.Random) -> Geometry:
    west, south = _degree(rng, 2.2), _degree(rng, 48.8)
    east, north = round(west + 0.01, 6), round(south + 0.01, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _degree(rng: random.Random, least: float) -> float:
    return round(least + rng.random() * 0.2, 6)
