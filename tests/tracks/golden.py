"""Writes the samples the TypeScript decoder is tested against: the same bytes, the same numbers.

``python -m tests.tracks.golden`` writes them anew; ``test_samples.py`` holds them to the format.
"""

import json
from pathlib import Path

from dashboard.tracks.chunk import pack
from dashboard.tracks.track import LARGEST, NO_ALTITUDE, UNKNOWN, Track, track_of
from dashboard.tracks.track_file import Chunk, TeamChunk, written

FOLDER = Path(__file__).parent / "samples"
STARTS_MS = 1_566_637_200_000  # 24 August 2019, 09:00 UTC
COLUMNS = (
    "at",
    "received",
    "lon",
    "lat",
    "speed",
    "course",
    "accuracy",
    "altitude",
    "battery",
    "doubt",
)


def walk(count: int, *, starts_ms: int = STARTS_MS, lon: int = -15_561_000) -> Track:
    """Return a walk along the front at Biarritz, with every oddity the format allows."""
    rows = []
    for number in range(count):
        at_ms = starts_ms + number * 5000 + number * number % 7
        rows.append(
            (
                at_ms,
                at_ms // 1000 + (number * 3) % 5,
                lon + number * 613 - (number % 11) * 41,
                434_868_000 - number * 271 + (number % 7) * 29,
                UNKNOWN if number % 13 == 0 else 40 + number % 30,
                UNKNOWN if number % 17 == 0 else (3500 + number * 37) % 3600,
                UNKNOWN if number % 19 == 0 else 30 + number % 50,
                NO_ALTITUDE if number % 5 == 0 else 120 - number,
                UNKNOWN if number % 23 == 0 else 100 - number // 3,
                number % 5 if number % 29 == 0 else 0,
            )
        )
    return track_of(rows)


def edges() -> Track:
    """Return fixes at the ends of what the columns hold."""
    least = (0, 0, 0, LARGEST, 0, 0)
    most = (LARGEST, 3600, LARGEST, NO_ALTITUDE, 100, 4)
    unknown = (UNKNOWN, UNKNOWN, UNKNOWN, NO_ALTITUDE + 1, UNKNOWN, 1)
    return track_of(
        [
            (STARTS_MS, 1_566_637_200, -1_800_000_000, -900_000_000, *least),
            (STARTS_MS + 1, 1_566_633_600, 1_800_000_000, 900_000_000, *most),
            (STARTS_MS + 3_599_999, 1_598_176_800, 0, 0, *unknown),
        ]
    )


def columns(track: Track, starts_ms: int = STARTS_MS) -> dict[str, list[int]]:
    """Return the ten columns by name: ``at`` after ``starts``, ``received`` after ``at``."""
    at = track.at_ms - starts_ms
    received = track.received_s - track.at_ms // 1000
    lists = [column.tolist() for column in (at, received, *track.columns()[2:])]
    return dict(zip(COLUMNS, lists, strict=True))


def file_chunks() -> list[TeamChunk]:
    """Return the chunks of the sample file: two devices for one team, and a team with an accent."""
    told = (
        ("vlm-250", 7, walk(90), STARTS_MS - 7_200_000, STARTS_MS + 300_000),
        ("vlm-250", 12, edges(), STARTS_MS + 300_000, None),
        ("équipe-3", 9, walk(1, lon=-15_000_000), STARTS_MS, None),
    )
    return [
        TeamChunk(
            team=team,
            chunk=Chunk(
                device=device, starts_ms=STARTS_MS, count=len(track), body=pack(track, STARTS_MS)
            ),
            from_ms=from_ms,
            to_ms=to_ms,
        )
        for team, device, track, from_ms, to_ms in told
    ]


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    track = walk(90)
    (FOLDER / "chunk.bin").write_bytes(pack(track, STARTS_MS))
    described = {"starts": STARTS_MS, "count": len(track), "columns": columns(track)}
    (FOLDER / "chunk.json").write_text(json.dumps(described) + "\n")
    chunks = file_chunks()
    (FOLDER / "tracks.vtf").write_bytes(written(48211, chunks))
    told = [
        {
            "object": chunk.team,
            "device": chunk.chunk.device,
            "starts": chunk.chunk.starts_ms,
            "count": chunk.chunk.count,
            "bytes": len(chunk.chunk.body),
            "from": chunk.from_ms,
            "to": chunk.to_ms,
            "columns": columns(read),
        }
        for chunk, read in zip(chunks, (walk(90), edges(), walk(1, lon=-15_000_000)), strict=True)
    ]
    text = json.dumps({"cursor": 48211, "chunks": told}, ensure_ascii=False)
    (FOLDER / "tracks.json").write_text(text + "\n")


if __name__ == "__main__":
    write()
