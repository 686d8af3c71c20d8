"""A track file (VTF1): a header that says whose each chunk is, then their bodies one by one."""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.text import RefusedError, Text
from dashboard.tracks.chunk import MOST_FIXES

MAGIC = b"VTF1"
LENGTH = struct.Struct("<I")

NOT_ONE = Text(
    fr="Ce n'est pas un fichier de traces (VTF1), ou il est incomplet.",
    en="This is no track file (VTF1), or it is not complete.",
)


class CorruptTrackFileError(RefusedError):
    """Bytes that are no track file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some fixes of one device, packed.

    Attributes:
        device: Its number.
        starts_ms: What the times are counted from, milliseconds since 1970.
        count: How many fixes.
        body: What ``pack`` made of them.
    """

    device: int
    starts_ms: int
    count: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChunk:
    """A chunk, and whose fixes these are while the device told where that team was.

    Attributes:
        team: The object's id.
        chunk: Fixes of the device that told.
        from_ms: When it began to tell where this team was, milliseconds since 1970.
        to_ms: When it ended; None while it goes on.
    """

    team: str
    chunk: Chunk
    from_ms: int
    to_ms: int | None


def written(cursor: int, chunks: Sequence[TeamChunk]) -> bytes:
    """Return the track file of ``chunks``; ``cursor`` is where its reader goes on from."""
    header = json.dumps(
        {"cursor": cursor, "chunks": [_described(chunk) for chunk in chunks]},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    return b"".join((MAGIC, LENGTH.pack(len(header)), header, *(c.chunk.body for c in chunks)))


def read(file: bytes) -> tuple[int, list[TeamChunk]]:
    """Return the cursor and the chunks of a track file.

    The bodies are not looked into: ``unpack`` does.

    Raises:
        CorruptTrackFileError: It is none, or bytes are missing or too many.
    """
    try:
        if file[:4] != MAGIC:
            raise CorruptTrackFileError(NOT_ONE)
        (length,) = LENGTH.unpack_from(file, 4)
        end = 8 + length
        header = json.loads(file[8:end])
        chunks = []
        for told in header["chunks"]:
            start, end = end, end + _bounded(told["bytes"], len(file))
            chunks.append(_chunk(told, file[start:end]))
        cursor = _bounded(header["cursor"], 2**63)
    except (struct.error, ValueError, KeyError, TypeError, RecursionError):
        raise CorruptTrackFileError(NOT_ONE) from None
    if end != len(file):
        raise CorruptTrackFileError(NOT_ONE)
    return cursor, chunks


def _described(told: TeamChunk) -> dict[str, Any]:
    return {
        "object": told.team,
        "device": told.chunk.device,
        "starts": told.chunk.starts_ms,
        "count": told.chunk.count,
        "bytes": len(told.chunk.body),
        "from": told.from_ms,
        "to": told.to_ms,
    }


def _chunk(told: dict[str, Any], body: bytes) -> TeamChunk:
    chunk = Chunk(
        device=_bounded(told["device"], 2**63),
        starts_ms=_bounded(told["starts"], 2**63),
        count=_bounded(told["count"], MOST_FIXES + 1),
        body=body,
    )
    to_ms = None if told["to"] is None else _bounded(told["to"], 2**63)
    from_ms = _bounded(told["from"], 2**63)
    return TeamChunk(team=str(told["object"]), chunk=chunk, from_ms=from_ms, to_ms=to_ms)


def _bounded(number: object, below: int) -> int:
    """Return a whole number of the header.

    Raises:
        ValueError: It is none, or not between 0 and ``below``.
    """
    if type(number) is not int or not 0 <= number < below:
        raise ValueError(number)
    return number
