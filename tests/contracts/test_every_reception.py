"""What everything that counts what feeds receive promises, in memory, in a file or on a server."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from dashboard.storage import SqlReception, tracks_engine
from dashboard.text import Text
from dashboard.tracks import FeedDay, Heard, MemoryReception, Reason, Refused
from dashboard.tracks.reception import LONGEST_ORIGINAL, MOST_REFUSED
from tests.storage.stores import SQL_STORES, new_engine

EVENING = datetime(2026, 6, 21, 23, 59, tzinfo=UTC)
WHY = Text(fr="0° 0° n'est pas une position", en="0° 0° is no position")
ORGANISATIONS = (f"SAMU {number}" for number in count(1))


@pytest.fixture(scope="module", params=["memory", *SQL_STORES])
def reception(request, tmp_path_factory):
    """What counts in this kind of store, for all tests of this module."""
    if request.param == "memory":
        yield MemoryReception()
        return
    engine = new_engine(request.param, tmp_path_factory.mktemp("store"))
    beside = tracks_engine(engine)
    yield SqlReception(beside)
    beside.dispose()
    engine.dispose()


@pytest.fixture
def organisation():
    return next(ORGANISATIONS)


def message(number, original=None):
    said = f"message {number} \0\xff".encode() if original is None else original
    return Refused(received_at=EVENING + timedelta(seconds=number), why=WHY, original=said)


def test_what_a_feed_receives_is_counted_by_the_day(reception, organisation):
    def note(feed, minutes, heard):
        reception.note(organisation, feed, EVENING + timedelta(minutes=minutes), heard)

    note("traccar", -5, Heard(messages=2, fixes=3))
    note("traccar", -9, Heard(messages=1, repeated=1, doubted=1, refused=1))
    note("traccar", 1, Heard(messages=1, fixes=1))
    note("nmea", 1, Heard(messages=4))

    sunday, monday = date(2026, 6, 21), date(2026, 6, 22)
    assert reception.days(organisation) == [
        FeedDay(
            feed="nmea",
            day=monday,
            heard=Heard(messages=4),
            last_at=EVENING + timedelta(minutes=1),
        ),
        FeedDay(
            feed="traccar",
            day=monday,
            heard=Heard(messages=1, fixes=1),
            last_at=EVENING + timedelta(minutes=1),
        ),
        FeedDay(
            feed="traccar",
            day=sunday,
            heard=Heard(messages=3, fixes=3, repeated=1, doubted=1, refused=1),
            last_at=EVENING - timedelta(minutes=5),
        ),
    ]


def test_reasons_are_counted_by_the_day(reception, organisation):
    leap = Reason(kind="doubted", why=Text(fr="trop loin", en="too far"))
    nowhere = Reason(kind="refused", why=WHY)
    reception.note(organisation, "cot", EVENING, Heard(refused=1), reasons={nowhere: 1})
    reception.note(organisation, "cot", EVENING, Heard(), reasons={nowhere: 2, leap: 1})
    tomorrow = EVENING + timedelta(minutes=1)
    reception.note(organisation, "cot", tomorrow, Heard(), reasons={leap: 4})
    reception.note(organisation, "nmea", tomorrow, Heard(messages=1))

    told = {(day.feed, day.day.day): dict(day.reasons) for day in reception.days(organisation)}

    assert told == {
        ("cot", 21): {nowhere: 3, leap: 1},
        ("cot", 22): {leap: 4},
        ("nmea", 22): {},
    }


def test_nothing_is_told_of_the_feeds_of_others(reception, organisation):
    reception.note(organisation, "cot", EVENING, Heard(messages=1), [message(1)])

    other = next(ORGANISATIONS)
    assert reception.days(other) == []
    assert reception.refused(other, "cot") == []
    assert reception.refused(organisation, "nmea") == []


def test_what_was_refused_is_kept_as_it_came_the_last_first(reception, organisation):
    refused = [message(number) for number in range(3)]

    reception.note(organisation, "cot", EVENING, Heard(refused=2), refused[:2])
    reception.note(organisation, "cot", EVENING, Heard(refused=1), refused[2:])

    assert reception.refused(organisation, "cot") == refused[::-1]
    assert reception.refused(organisation, "cot", limit=2) == refused[:0:-1]


def test_of_a_long_message_the_beginning_is_kept(reception, organisation):
    long = bytes(range(256)) * 300

    reception.note(organisation, "cot", EVENING, Heard(refused=1), [message(0, long)])

    (kept,) = reception.refused(organisation, "cot")
    assert kept.original == long[:LONGEST_ORIGINAL]


def test_the_oldest_of_many_go_and_those_of_other_feeds_stay(reception, organisation):
    reception.note(organisation, "nmea", EVENING, Heard(refused=1), [message(0)])
    many = [message(number, b"x") for number in range(MOST_REFUSED + 7)]

    reception.note(organisation, "cot", EVENING, Heard(refused=5), many[:5])
    reception.note(organisation, "cot", EVENING, Heard(refused=2), many[5:])
    reception.note(organisation, "cot", EVENING, Heard(refused=1), [message(900, b"")])

    assert reception.refused(organisation, "cot") == [message(900, b""), *many[:-MOST_REFUSED:-1]]
    assert reception.refused(organisation, "nmea") == [message(0)]


def test_refused_messages_are_erased_and_their_counts_stay(reception, organisation):
    other = next(ORGANISATIONS)
    for whose in (organisation, other):
        for feed in ("nmea", "traccar"):
            reception.note(whose, feed, EVENING, Heard(messages=1, refused=1), [message(1)])

    gone = reception.forget_refused(organisation)

    assert gone == 2
    assert reception.refused(organisation, "nmea") == []
    assert [day.heard.refused for day in reception.days(organisation)] == [1, 1]
    assert len(reception.refused(other, "traccar")) == 1
