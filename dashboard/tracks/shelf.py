"""What is kept of one device in memory: its hot fixes by instant, and its chunks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.tracks.chunk import unpack
from dashboard.tracks.sealing import Numbered, Packed, instant_of
from dashboard.tracks.store import Device, Sealed
from dashboard.tracks.track import Track
from dashboard.tracks.track_file import Chunk


@dataclass(slots=True, kw_only=True)
class SealedChunk:
    """A chunk and its number; its body goes when it is erased."""

    number: int
    packed: Packed
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Shelf:
    """What is kept of one device: hot fixes by instant, and chunks."""

    device: Device
    hot: dict[int, Numbered] = field(default_factory=dict)
    sealed: list[SealedChunk] = field(default_factory=list)


def here(shelf: Shelf) -> Iterator[SealedChunk]:
    """Return the chunks that were not erased."""
    return (each for each in shelf.sealed if each.erased_at is None)


def touches(sealed: SealedChunk, starts_ms: int, ends_ms: int) -> bool:
    """Return whether a fix of the chunk may lie in this time."""
    return sealed.packed.first_ms < ends_ms and sealed.packed.last_ms >= starts_ms


def holds(sealed: SealedChunk, at_ms: int) -> bool:
    """Return whether a fix of this instant is in the chunk, or may have been before it went."""
    if not sealed.packed.first_ms <= at_ms <= sealed.packed.last_ms:
        return False
    return sealed.erased_at is not None or at_ms in track_in(sealed.packed).at_ms


def track_in(packed: Packed) -> Track:
    """Return the fixes of a chunk."""
    return unpack(packed.body, packed.starts_ms, packed.count)


def chunk_of(device: int, packed: Packed) -> Chunk:
    """Return a chunk as it is sent."""
    return Chunk(device=device, starts_ms=packed.starts_ms, count=packed.count, body=packed.body)


def told_of(shelf: Shelf, sealed: SealedChunk) -> Sealed:
    """Return what the journal is told of a chunk."""
    return Sealed(
        number=sealed.number,
        device=shelf.device.id,
        first_at=instant_of(sealed.packed.first_ms),
        last_at=instant_of(sealed.packed.last_ms),
        count=sealed.packed.count,
        sha256=sealed.packed.sha256,
        erased_at=sealed.erased_at,
    )
