"""What was kept after a cursor, told in order: hot fixes one by one, sealed ones by the chunk.

A chunk comes in the place of its highest number. So at whatever number a reader stops, all fixes
up to there were told, or are in a chunk that is still to come.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from dashboard.tracks.chunk import unpack
from dashboard.tracks.sealing import Numbered
from dashboard.tracks.store import News
from dashboard.tracks.track import Track, joined, track_of
from dashboard.tracks.track_file import Chunk


def news_of(
    hot: Sequence[tuple[int, Numbered]],
    sealed: Sequence[tuple[int, Chunk]],
    *,
    last: int,
    limit: int,
) -> News:
    """Return the first of what was kept after a cursor, until there are ``limit`` fixes.

    Args:
        hot: The ``limit`` first of the hot fixes after it, with their devices, by number.
        sealed: The ``limit`` first of the chunks that go beyond it, by highest number.
        last: The number of the last fix there is.
        limit: At how many fixes to stop.
    """
    told = defaultdict[int, list[Track]](list)
    rows = defaultdict[int, list[Sequence[int]]](list)
    count = 0
    for number, item in _in_order(hot, sealed):
        if isinstance(item, Chunk):
            told[item.device].append(unpack(item.body, item.starts_ms, item.count))
            count += item.count
        else:
            device, row = item
            rows[device].append(row)
            count += 1
        if count >= limit:
            last = number
            break
    for device, some in rows.items():
        told[device].append(track_of(some))
    return News(cursor=last, tracks={device: joined(tracks) for device, tracks in told.items()})


def _in_order(
    hot: Sequence[tuple[int, Numbered]], sealed: Sequence[tuple[int, Chunk]]
) -> Iterable[tuple[int, Chunk | tuple[int, Sequence[int]]]]:
    fixes = ((number, (device, row)) for device, (number, row) in hot)
    return sorted(chain(fixes, sealed), key=lambda item: item[0])
