"""A chunk: a track as the bytes it is kept and sent as (docs/tracks-format.md).

All ten columns are packed and read in a few operations of numpy, whatever their length.
"""

import zlib

import numpy as np

from dashboard.text import RefusedError, Text
from dashboard.tracks.track import DEGREE, DOUBT_NAMES, Track, track_from

COLUMNS = 10
BYTES_A_FIX = COLUMNS * 4

MOST_FIXES = 65_536
"""How many fixes a chunk holds: an hour of eighteen a second. Inflated, that is 2.6 MB."""

LONGEST_MS = 2**31 - 1
"""How long after ``starts`` a chunk may go on: 24 days."""

MARGIN = 1024
"""Bytes that deflating may add to what does not deflate, at the most."""

TOO_LARGE = Text(
    fr="Morceau de trace illisible : {count} positions en {size} octets ; un morceau en a de 1 à "
    "{most}, de 40 octets au plus.",
    en="Unreadable chunk of a track: {count} fixes in {size} bytes; a chunk has from 1 to {most}, "
    "of 40 bytes at the most.",
)
NOT_DEFLATED = Text(
    fr="Morceau de trace illisible : ce ne sont pas {count} positions compressées (zlib).",
    en="Unreadable chunk of a track: these are not {count} deflated fixes (zlib).",
)
NOT_FIXES = Text(
    fr="Morceau de trace illisible : {count} nombres par colonne, mais qui ne sont pas des "
    "positions dans l'ordre du temps.",
    en="Unreadable chunk of a track: {count} numbers to a column, but they are no fixes in order "
    "of time.",
)


class CorruptChunkError(RefusedError):
    """Bytes that are no chunk, or not the one they are said to be."""


def pack(track: Track, starts_ms: int) -> bytes:
    """Return the body of the chunk of ``track``, whose times are counted from ``starts_ms``.

    Args:
        track: From 1 to ``MOST_FIXES`` fixes, from ``starts_ms`` to ``LONGEST_MS`` after it.
        starts_ms: Milliseconds since 1970.

    Raises:
        ValueError: The track is longer than that.
    """
    if not 0 < len(track) <= MOST_FIXES:
        raise ValueError(f"{len(track)} fixes do not make one chunk")
    after = track.at_ms - starts_ms
    if after[0] < 0 or after[-1] > LONGEST_MS:
        raise ValueError(f"fixes from {after[0]} to {after[-1]} ms after the start of their chunk")
    _, _, *others = track.columns()
    received = track.received_s - track.at_ms // 1000
    numbers = np.stack([after, received, *others]).astype(np.int32)
    # Whole numbers of 32 bits overflow silently, which is the "modulo 2^32" of the format.
    differences = np.diff(numbers, axis=1, prepend=np.zeros((COLUMNS, 1), np.int32))
    unsigned = ((differences << 1) ^ (differences >> 31)).astype("<u4")
    shuffled = unsigned.view(np.uint8).reshape(COLUMNS, -1, 4).transpose(0, 2, 1)
    return zlib.compress(shuffled.tobytes())


def unpack(body: bytes, starts_ms: int, count: int) -> Track:
    """Return the track of ``count`` fixes that was packed into ``body``.

    Nothing larger than ``MOST_FIXES`` fixes is ever inflated.

    Raises:
        CorruptChunkError: It is not a chunk of ``count`` fixes.
    """
    size = count * BYTES_A_FIX
    if not 0 < count <= MOST_FIXES or len(body) > size + MARGIN:
        raise CorruptChunkError(TOO_LARGE, count=count, size=len(body), most=MOST_FIXES)
    inflating = zlib.decompressobj()
    try:
        inflated = inflating.decompress(body, size + 1)
    except zlib.error:
        raise CorruptChunkError(NOT_DEFLATED, count=count) from None
    if len(inflated) != size or not inflating.eof or inflating.unused_data:
        raise CorruptChunkError(NOT_DEFLATED, count=count)
    shuffled = np.frombuffer(inflated, np.uint8).reshape(COLUMNS, 4, count)
    unsigned = np.ascontiguousarray(shuffled.transpose(0, 2, 1)).view("<u4")[:, :, 0]
    differences = (unsigned >> 1).astype(np.int32) ^ -(unsigned & 1).astype(np.int32)
    after, received, *others = np.cumsum(differences, axis=1, dtype=np.int32)
    at_ms = after.astype(np.int64) + starts_ms
    track = track_from([at_ms, received + at_ms // 1000, *others])
    if not _are_fixes(track, starts_ms):
        raise CorruptChunkError(NOT_FIXES, count=count)
    return track


def _are_fixes(track: Track, starts_ms: int) -> bool:
    """Return whether the numbers may be those of fixes: in order, on the globe, known doubts."""
    return bool(
        track.at_ms[0] >= starts_ms
        and (np.diff(track.at_ms) > 0).all()
        and (np.abs(track.lon.astype(np.int64)) <= 180 * DEGREE).all()
        and (np.abs(track.lat.astype(np.int64)) <= 90 * DEGREE).all()
        and np.isin(track.doubt, list(DOUBT_NAMES)).all()
    )
