"""Somebody who keeps fixes and seals them in a process of their own, until they are killed."""

import multiprocessing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard.storage import SqlTracks, engine_for, tracks_engine
from dashboard.tracks import Fix, Kept
from dashboard.tracks.track import row_of

NINE = datetime(2026, 6, 21, 9, 0, tzinfo=UTC)
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def fix(minutes: float) -> Kept:
    """Return a fix so many minutes after nine."""
    at = NINE + timedelta(minutes=minutes)
    return Kept(fix=Fix(device="x", at=at, lon=-1.55, lat=43.48), received_at=at)


def keep_and_seal(url: str, device: int, round_: int, notes: Path) -> None:
    """Keep a fix every seven minutes, note each once it is kept, seal every fourth time."""
    tracks = SqlTracks(tracks_engine(engine_for(url)))
    with notes.open("a", buffering=1) as file:
        for number in range(100_000):
            kept = fix(round_ * 100_000 + number * 7)
            tracks.keep({device: [kept]})
            file.write(f"{row_of(kept)[0]}\n")
            if number % 4 == 3:
                tracks.seal(kept.fix.at)
