"""A track file says whose each chunk is; other bytes are refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tracks.chunk import unpack
from dashboard.tracks.track_file import CorruptTrackFileError, read, written
from tests.tracks.golden import FOLDER, columns, file_chunks

SAMPLE = (FOLDER / "tracks.vtf").read_bytes()
HEADER_ENDS = 8 + int.from_bytes(SAMPLE[4:8], "little")


def test_what_is_written_is_what_is_read():
    assert read(written(48211, file_chunks())) == (48211, file_chunks())
    assert read(written(0, [])) == (0, [])


def test_the_sample_holds_what_is_said_beside_it():
    told = json.loads((FOLDER / "tracks.json").read_text())

    cursor, chunks = read(SAMPLE)

    assert cursor == told["cursor"]
    for chunk, said in zip(chunks, told["chunks"], strict=True):
        packed = chunk.chunk
        track = unpack(packed.body, packed.starts_ms, packed.count)
        assert said == {
            "object": chunk.team,
            "device": packed.device,
            "starts": packed.starts_ms,
            "count": packed.count,
            "bytes": len(packed.body),
            "from": chunk.from_ms,
            "to": chunk.to_ms,
            "columns": columns(track, packed.starts_ms),
        }


@given(st.binary(max_size=100))
def test_bytes_that_are_no_track_file_are_refused(file):
    for tried in (file, b"VTF1" + file):
        with pytest.raises(CorruptTrackFileError, match="no track file"):
            read(tried)


@pytest.mark.parametrize("length", [0, 3, 7, 8, HEADER_ENDS - 1, HEADER_ENDS, len(SAMPLE) - 1])
def test_a_file_that_was_cut_is_refused(length):
    with pytest.raises(CorruptTrackFileError):
        read(SAMPLE[:length])


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (b'"cursor":48211', b'"cursor":-8211'),
        (b'"count":90', b'"count":9e'),
        (b'"device":7,', b'"device":"",'),
        (b'"device"', b'"devise"'),
        (b'"chunks":[', b'"chunks":{'),
    ],
)
def test_a_header_that_says_something_else_is_refused(said, instead):
    header = SAMPLE[8:HEADER_ENDS].replace(said, instead, 1)
    file = b"VTF1" + len(header).to_bytes(4, "little") + header + SAMPLE[HEADER_ENDS:]

    assert header != SAMPLE[8:HEADER_ENDS]
    with pytest.raises(CorruptTrackFileError):
        read(file)


def test_bytes_after_the_last_body_are_refused():
    with pytest.raises(CorruptTrackFileError):
        read(SAMPLE + b"x")
