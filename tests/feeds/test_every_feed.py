"""What holds for every feed: nothing is raised, nothing lost, all is said in both languages."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.feeds import FEEDS, feed, parts
from tests.feeds.samples import SAMPLES, read

MESSAGES = [(path.parent.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*/*"))]
BY_LINE = {"nmea", "csv"}
XML_OR_JSON = [b"[", b'{"a":', b"<a>", b'"\\']


def counted(reading):
    return len(reading.fixes) + len(reading.refused) + reading.passed


def check_said(reading):
    for refused in reading.refused:
        for sentence in (refused.why.say("fr"), refused.why.say("en")):
            assert sentence.endswith((".", "?", "…"))
            sentence.encode()
        assert len(refused.why.say("fr")) < 500


def test_every_feed_has_samples_and_every_sample_a_feed():
    assert {key for key, _ in MESSAGES} == set(FEEDS)
    assert all(key == one.key for key, one in FEEDS.items())


@pytest.mark.parametrize(("key", "body"), MESSAGES)
def test_every_sample_is_read(key, body):
    reading = read(key, body, device="device")

    assert reading.fixes or reading.passed
    check_said(reading)


@pytest.mark.parametrize("key", FEEDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_whatever_comes_nothing_is_raised(key, body):
    reading = read(key, body)

    check_said(reading)
    if body.strip() and key != "csv":
        assert counted(reading)


@pytest.mark.parametrize(("key", "body"), MESSAGES)
@settings(max_examples=40)
@given(data=st.data())
def test_a_sample_that_was_damaged_loses_nothing(key, body, data):
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 40)))
    damaged = body[:start] + data.draw(st.binary(max_size=20)) + body[end:]

    reading = read(key, damaged, device="device")

    check_said(reading)
    for refused in reading.refused:
        assert refused.original or not damaged
    if key in BY_LINE:
        written = [line for line in damaged.splitlines() if line.strip()]
        whole = key == "csv" and [one.original for one in reading.refused] == [damaged]
        assert whole or counted(reading) == len(written) - (key == "csv")


@pytest.mark.parametrize(("key", "body"), MESSAGES)
def test_a_sample_that_was_cut_is_read_as_far_as_it_goes(key, body):
    for end in range(0, len(body), 7):
        check_said(read(key, body[:end], device="device"))


@pytest.mark.parametrize("key", FEEDS)
def test_what_is_too_large_is_not_read_and_said(key):
    (refused,) = read(key, b" " * 10_000_000).refused

    assert refused.why.text is feed.TOO_LARGE
    assert len(refused.original) == 10_000_000


@pytest.mark.parametrize("key", FEEDS)
@pytest.mark.parametrize("piece", XML_OR_JSON)
def test_what_is_nested_without_end_is_said(key, piece):
    reading = read(key, piece * (900_000 // len(piece)), device="device")

    assert reading.refused
    check_said(reading)


def test_a_message_of_too_many_parts_is_read_to_a_point_and_the_rest_kept(monkeypatch):
    monkeypatch.setattr(parts, "MOST_PARTS", 2)
    rows = [f"a,{1566637200 + second},43.4,-1.5" for second in range(5)]

    reading = read("csv", "\n".join(["device,time,lat,lon", *rows]))

    assert len(reading.fixes) == 2
    (refused,) = reading.refused
    assert refused.number == 4
    assert refused.original.decode().endswith("\n".join(rows[2:]))


def test_no_feed_reads_a_clock_or_a_network():
    folder = SAMPLES.parents[1] / "dashboard" / "feeds"

    for path in folder.glob("*.py"):
        assert not re.search(r"\b(?:now\(|httpx|socket|urlopen|open\()", path.read_text()), path
