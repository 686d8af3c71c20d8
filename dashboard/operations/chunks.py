"""Chunks of fixes, and the journals: which of them an operation follows, and which it was told of.

Told are digests, how many fixes they seal, and from when to when: no device and no team. Where
anything of an operation is kept for some, how many chunks there are is the owner's alone.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from dashboard.journal import Draft, FixesErased, FixesSealed, Journal, KeyReusedError
from dashboard.operations.following import Following
from dashboard.operations.library import Reading
from dashboard.tracks import Sealed, Tracks

AUTHOR = "Vigie"

Telling = type[FixesSealed] | type[FixesErased]


def chunks_of(
    reading: Reading, following: Following, tracks: Tracks, until: datetime
) -> Iterable[Sealed]:
    """Return the chunks of the devices an operation follows, while it does, and ``until`` then."""
    found: dict[int, Sealed] = {}
    for one, device in following.devices(reading).items():
        ends_at = until if one.ends_at is None else one.ends_at
        for chunk in tracks.sealed([device], one.starts_at, ends_at):
            found[chunk.number] = chunk
    return found.values()


def not_told(reading: Reading, fact: Telling, chunks: Iterable[Sealed]) -> list[Sealed]:
    """Return those of ``chunks`` of which no entry of the operation tells by such a ``fact``."""
    told = {
        digest
        for line in reading.reel.lines
        if isinstance(line.entry.fact, fact)
        for digest in line.entry.fact.digests
    }
    return [chunk for chunk in chunks if chunk.sha256 not in told]


def tell(
    journal: Journal,
    reading: Reading,
    made: Callable[..., FixesSealed | FixesErased],
    chunks: Sequence[Sealed],
    now: datetime,
) -> None:
    """Record what ``made`` makes of ``chunks``; two that do so at once tell it once."""
    if not chunks:
        return
    fact = made(
        starts_at=min(chunk.first_at for chunk in chunks),
        ends_at=max(chunk.last_at for chunk in chunks),
        count=sum(chunk.count for chunk in chunks),
        digests=tuple(sorted({chunk.sha256 for chunk in chunks})),
    )
    draft = Draft(
        author=AUTHOR,
        organisation=reading.operation.organisation,
        occurred_at=now,
        category="logistics",
        fact=fact,
        audience=() if reading.charter.limits(now) else None,
    )
    which = "sealed" if isinstance(fact, FixesSealed) else "erased"
    key = f"{which}:{hashlib.sha256(''.join(fact.digests).encode()).hexdigest()}"
    with suppress(KeyReusedError):  # somebody who looked at the same moment has told it
        journal.append(reading.operation.id, draft, key=key)
