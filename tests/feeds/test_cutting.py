"""Streams cut into messages: the same however they come, bounded, and one bad stops none."""

import pytest
import takproto
from hypothesis import given
from hypothesis import strategies as st

from dashboard.feeds import FEEDS, Message
from dashboard.feeds.cot_stream import LONGEST_EVENT, EventCutter
from dashboard.feeds.nmea_stream import MOST_LINES, SentenceCutter
from tests.feeds.samples import RECEIVED, SAMPLES

GOOD = (
    b'<event uid="A" type="a-f-G" time="2019-09-26T01:00:00Z"><point lat="49.4" lon="1.0"/></event>'
)
FRAME = bytes(takproto.xml2proto(GOOD, takproto.TAKProtoVer.STREAM))
DECLARED = b"<?xml version='1.0' encoding='UTF-8'?>\n" + GOOD
RMC = b"$GPRMC,180001.00,A,4712.600,N,00133.000,W,12.0,90.0,210626,,,A\r\n"
GGA = b"$GPGGA,180001.00,4712.600,N,00133.000,W,1,08,0.9,12.0,M,47.0,M,,\r\n"


def pieces(cutter, parts):
    found = [piece for part in parts for piece in cutter.feed(part)]
    return [*found, *cutter.rest()]


def parted(draw, whole):
    """Return a stream in the pieces a network makes of it."""
    ends = sorted(draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    return [whole[a:b] for a, b in zip([0, *ends], [*ends, len(whole)], strict=True)]


def fixes(found, feed="cot"):
    return [
        fix
        for piece in found
        if piece.why is None
        for fix in FEEDS[feed]
        .read(Message(body=piece.body, received_at=RECEIVED, device="a"))
        .fixes
    ]


@given(
    data=st.data(),
    messages=st.lists(
        st.sampled_from(
            [GOOD, DECLARED, FRAME, b"noise", b"<event uid=", b"\n\n", b"\xbf", b"</a>"]
        )
    ),
)
def test_a_stream_of_events_is_cut_the_same_however_it_comes(data, messages):
    whole = b"".join(messages)

    found = pieces(EventCutter(), parted(data.draw, whole))

    assert found == pieces(EventCutter(), [whole])
    assert b"".join(b"".join(one.body for one in found).split()) == b"".join(whole.split())


@given(noise=st.binary(max_size=200), data=st.data())
def test_whatever_comes_between_two_events_both_are_read(noise, data):
    # A byte of protobuf may announce a length that reaches into the next event: by a rare chance
    # alone, since a message must begin as one.
    noise = noise.replace(b"\xbf", b"").replace(b"<!", b"").replace(b"<?", b"")
    stream = parted(data.draw, GOOD + noise + GOOD)

    assert len(fixes(pieces(EventCutter(), stream))) == 2


@pytest.mark.parametrize(
    "noise",
    [
        GOOD[:40],
        DECLARED[:60],
        b"<event/>",
        b'<!DOCTYPE event [<!ENTITY a "aaaa">]><event uid="&a;"></event>',
        b"\x00\x01\x02 GET / HTTP/1.1\r\n\r\n",
        b"\xbf\xff\xff\xff\xff\xff",
        b"\xbf<",
        FRAME[:1],
    ],
)
def test_a_bad_event_is_one_piece_and_the_good_ones_around_it_are_read(noise):
    found = pieces(EventCutter(), [GOOD + noise + GOOD + DECLARED])

    assert len(fixes(found)) == 3
    assert [one.body for one in found] == [GOOD, noise, GOOD, DECLARED]


def test_an_event_of_a_hundred_megabytes_takes_no_room_is_told_once_and_passed_over():
    cutter = EventCutter()
    found, most = cutter.feed(GOOD + b"<event uid='x'><detail>"), 0
    for _ in range(1600):
        found += cutter.feed(b"x" * 65_536)
        most = max(most, len(cutter._held))
    found += cutter.feed(b"</detail></event>" + GOOD)

    assert most <= LONGEST_EVENT + 65_536
    assert [one.why is None for one in found] == [True, False, True]
    assert "goes beyond 500000 bytes" in found[1].why.say("en")
    assert found[1].body.startswith(b"<event uid='x'>")
    assert len(fixes(found)) == 2


def test_an_event_begun_after_one_that_never_ends_is_read():
    cutter = EventCutter()

    found = cutter.feed(b"<event uid='x'>" + b"y" * LONGEST_EVENT + GOOD[:20]) + cutter.feed(
        GOOD[20:]
    )

    assert len(fixes(found)) == 1


@given(data=st.data(), lines=st.lists(st.sampled_from([RMC, GGA, b"\r\n", b"noise\n", b"x" * 300])))
def test_a_stream_of_sentences_is_cut_the_same_however_it_comes(data, lines):
    whole = b"".join(lines) + b"\n"
    parts = parted(data.draw, whole)

    found = pieces(SentenceCutter(), parts)

    at_once = pieces(SentenceCutter(), [whole])
    assert [one.why is None for one in found] == [one.why is None for one in at_once]
    assert fixes(found, "nmea") == fixes(at_once, "nmea")


def test_the_sentences_of_a_second_make_one_position_with_its_altitude():
    other = GGA.replace(b"180001", b"180002")

    first, second = pieces(SentenceCutter(), [GGA, RMC, other])

    (one,) = fixes([first], "nmea")
    assert (one.altitude_m, round(one.speed_kmh, 1)) == (12.0, 22.2)
    assert len(fixes([second], "nmea")) == 1


def test_a_line_without_end_is_told_once_and_the_next_is_read():
    found = pieces(SentenceCutter(), [b"x" * 100_000, b"y" * 100_000, b"\r\n" + RMC])

    assert [one.why is None for one in found] == [False, True]
    assert len(fixes(found, "nmea")) == 1


def test_lines_without_a_time_are_not_held_for_ever():
    cutter = SentenceCutter()

    found = [piece for _ in range(3 * MOST_LINES) for piece in cutter.feed(b"$GPGSV,1*00\r\n")]

    assert len(found) == 2


def test_a_real_recording_is_read_from_a_stream_as_from_a_file():
    whole = (SAMPLES / "nmea/gateway.nmea").read_bytes()
    parts = [whole[at : at + 50] for at in range(0, len(whole), 50)]

    assert fixes(pieces(SentenceCutter(), parts), "nmea") == fixes(
        [*pieces(SentenceCutter(), [whole])], "nmea"
    )
