"""Where devices have been: fixes in bulk, beside the journal and sealed into it by the hour."""

from dashboard.tracks.chunk import CorruptChunkError, pack, unpack
from dashboard.tracks.fix import DOUBTS, Doubt, Fix, Kept
from dashboard.tracks.judging import judge
from dashboard.tracks.memory import MemoryTracks
from dashboard.tracks.reception import (
    FeedDay,
    Heard,
    MemoryReception,
    Reason,
    Reasons,
    Reception,
    Refused,
)
from dashboard.tracks.retention import forget
from dashboard.tracks.store import LOOK_BACK_S, Counted, Device, News, Sealed, Tracks
from dashboard.tracks.track import Track
from dashboard.tracks.track_file import Chunk, CorruptTrackFileError, TeamChunk

__all__ = [
    "DOUBTS",
    "LOOK_BACK_S",
    "Chunk",
    "CorruptChunkError",
    "CorruptTrackFileError",
    "Counted",
    "Device",
    "Doubt",
    "FeedDay",
    "Fix",
    "Heard",
    "Kept",
    "MemoryReception",
    "MemoryTracks",
    "News",
    "Reason",
    "Reasons",
    "Reception",
    "Refused",
    "Sealed",
    "TeamChunk",
    "Track",
    "Tracks",
    "forget",
    "judge",
    "pack",
    "unpack",
]
