"""A chunk gives back every number that was packed; any other bytes are refused."""

import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tracks import DOUBTS, Fix, Kept
from dashboard.tracks.chunk import LONGEST_MS, MOST_FIXES, CorruptChunkError, pack, unpack
from dashboard.tracks.track import joined, kept_of, row_of, track_of
from tests.tracks.golden import FOLDER, columns, edges, walk
from tests.tracks.tracks import STARTS_MS, rows, tracks

AT = datetime(2019, 8, 24, 9, 0, 5, 250_000, tzinfo=UTC)
FIX = Fix(
    device="balise-7",
    at=AT,
    lon=-1.5561,
    lat=43.4868,
    altitude_m=12.3,
    accuracy_m=8.0,
    speed_kmh=23.1,
    course_deg=96.0,
    battery=0.87,
)


@given(tracks(longest_ms=LONGEST_MS))
def test_what_is_packed_is_what_is_read(track):
    body = pack(track, STARTS_MS)

    assert list(unpack(body, STARTS_MS, len(track)).rows()) == list(track.rows())


def test_the_sample_holds_the_numbers_said_beside_it():
    told = json.loads((FOLDER / "chunk.json").read_text())
    body = (FOLDER / "chunk.bin").read_bytes()

    track = unpack(body, told["starts"], told["count"])

    assert columns(track, told["starts"]) == told["columns"]
    assert list(track.rows()) == list(walk(90).rows())


def test_a_body_is_read_as_the_format_says_byte_by_byte():
    track = walk(90)
    inflated = zlib.decompress(pack(track, STARTS_MS))

    for number, told in enumerate(columns(track).values()):
        column = inflated[number * 360 : (number + 1) * 360]
        value, read = 0, []
        for i in range(90):
            zigzag = sum(column[byte * 90 + i] << 8 * byte for byte in range(4))
            value = (value + ((zigzag >> 1) ^ -(zigzag & 1))) % 2**32
            read.append(value - 2**32 if value >= 2**31 else value)
        assert read == told


@given(st.binary(max_size=200), st.integers(-1, 50))
def test_bytes_that_are_no_chunk_are_refused(body, count):
    with pytest.raises(CorruptChunkError, match="Unreadable chunk"):
        unpack(body, STARTS_MS, count)


@given(tracks(), st.data())
def test_a_chunk_that_was_altered_is_refused(track, data):
    body = bytearray(pack(track, STARTS_MS))
    where = data.draw(st.integers(2, len(body) - 1))  # the first two tell how hard it was deflated
    body[where] ^= data.draw(st.integers(1, 255))

    with pytest.raises(CorruptChunkError):
        unpack(bytes(body), STARTS_MS, len(track))


def test_what_would_inflate_beyond_its_count_is_not_inflated():
    bomb = zlib.compress(bytes(10**8))

    for count in (1, 10_000, MOST_FIXES, MOST_FIXES + 1):
        with pytest.raises(CorruptChunkError):
            unpack(bomb, STARTS_MS, count)


def test_numbers_that_are_no_fixes_are_refused():
    track = walk(3)
    wrong = (
        replace(track, at_ms=track.at_ms[[0, 2, 1]]),
        replace(track, lon=np.full(3, 1_800_000_001, np.int32)),
        replace(track, lat=np.full(3, -900_000_001, np.int32)),
        replace(track, doubt=np.full(3, 9, np.int32)),
    )

    for numbers in wrong:
        with pytest.raises(CorruptChunkError, match="in order of time"):
            unpack(pack(numbers, STARTS_MS), STARTS_MS, 3)


def test_a_track_that_does_not_fit_one_chunk_is_a_mistake_of_ours():
    for track, starts_ms in (
        (track_of([]), STARTS_MS),
        (edges(), STARTS_MS + 1),
        (edges(), STARTS_MS - LONGEST_MS),
    ):
        with pytest.raises(ValueError, match="chunk"):
            pack(track, starts_ms)


def test_a_fix_is_kept_to_the_units_of_the_format():
    kept = Kept(fix=FIX, received_at=AT + timedelta(milliseconds=1), doubt="speed")

    back = kept_of("balise-7", row_of(kept))

    assert back.fix == FIX
    assert back.received_at == datetime(2019, 8, 24, 9, 0, 6, tzinfo=UTC)
    assert back.doubt == "speed"


def test_what_a_device_did_not_tell_stays_unknown_and_so_does_what_is_no_number():
    bare = Fix(device="balise-7", at=AT, lon=2.0, lat=48.0)
    strange = replace(
        bare, speed_kmh=-3.0, accuracy_m=float("inf"), altitude_m=1e12, course_deg=float("nan")
    )

    read = [kept_of("balise-7", row_of(Kept(fix=fix, received_at=AT))) for fix in (bare, strange)]

    assert [kept.fix for kept in read] == [bare, bare]


@given(rows())
def test_a_fix_that_was_read_is_kept_as_the_same_numbers(row):
    assert row_of(kept_of("balise-7", row)) == row


@given(st.lists(rows(), max_size=20))
def test_a_track_is_in_order_and_has_one_fix_at_an_instant(given_rows):
    track = track_of(given_rows)

    first = {}
    for row in given_rows:
        first.setdefault(row[0], row)
    assert list(track.rows()) == [first[at] for at in sorted(first)]
    assert list(joined([track, track]).rows()) == list(track.rows())


def test_a_track_of_nothing_is_a_track():
    assert len(joined([])) == 0
    assert track_of([]).kept("balise-7") == []


def test_every_doubt_has_its_number():
    numbered = [
        kept_of("x", row_of(Kept(fix=FIX, received_at=AT, doubt=doubt))).doubt for doubt in DOUBTS
    ]

    assert numbered == list(DOUBTS)
