"""What everything that keeps fixes promises, in memory, in a file or on a server."""

import hashlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.clock import EPOCH, FAR
from dashboard.storage import SqlTracks, tracks_engine
from dashboard.tracks import Counted, Fix, Kept, MemoryTracks, forget, unpack
from dashboard.tracks.chunk import MOST_FIXES
from dashboard.tracks.track import row_of
from tests.conftest import Stopwatch
from tests.storage.stores import SQL_STORES, new_engine

NINE = datetime(2026, 6, 21, 9, 0, tzinfo=UTC)
ANY = 10_000
NAMES = count(1)
ONE_STORE = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def clock():
    return Stopwatch(NINE)


@pytest.fixture(scope="module", params=["memory", *SQL_STORES])
def tracks(request, clock, tmp_path_factory):
    """What keeps fixes in this kind of store, for all tests of this module."""
    if request.param == "memory":
        yield MemoryTracks(clock)
        return
    engine = new_engine(request.param, tmp_path_factory.mktemp("store"))
    beside = tracks_engine(engine)
    yield SqlTracks(beside, clock)
    beside.dispose()
    engine.dispose()


def new_device(tracks, organisation="SAMU 64"):
    return tracks.device(organisation, f"balise-{next(NAMES)}", "traccar")


@pytest.fixture
def device(tracks):
    return new_device(tracks)


def fix(minutes, lon=-1.55, *, late_s=1, doubt=None, seconds=0):
    """Return a fix so long after nine, received ``late_s`` seconds afterwards."""
    at = NINE + timedelta(minutes=minutes, seconds=seconds)
    told = Fix(device="x", at=at, lon=lon, lat=43.48, speed_kmh=12.5)
    return Kept(fix=told, received_at=at + timedelta(seconds=late_s), doubt=doubt)


def kept_in(tracks, device, starts_at=EPOCH, ends_at=FAR):
    """Return the numbers of all fixes of a device, in order; each may be there once."""
    rows = [
        row
        for chunk in tracks.chunks([device], starts_at, ends_at)
        for row in unpack(chunk.body, chunk.starts_ms, chunk.count).rows()
    ]
    assert len({row[0] for row in rows}) == len(rows)
    return sorted(rows)


def seal(tracks, device, hours):
    """Seal what was over so many hours after nine; return the chunks of one device."""
    made = tracks.seal(NINE + timedelta(hours=hours))
    return [each for each in made if each.device == device]


def rows(*fixes):
    return sorted(map(row_of, fixes))


def test_a_device_has_one_number_and_comes_by_the_feed_it_came_by_last(tracks, clock):
    organisation = f"SAMU {next(NAMES)}"
    first = tracks.device(organisation, "balise-7", "traccar")
    clock.now = NINE + timedelta(minutes=5)

    again = tracks.device(organisation, "balise-7", "owntracks")
    other = tracks.device(organisation, "balise \\ \0 é", "nmea")
    elsewhere = tracks.device(organisation + "b", "balise-7", "traccar")
    clock.now = NINE

    assert again == first
    assert len({first, other, elsewhere}) == 3
    told = tracks.devices(organisation)
    assert [(d.id, d.organisation, d.name, d.feed) for d in told] == [
        (first, organisation, "balise-7", "owntracks"),
        (other, organisation, "balise \\ \0 é", "nmea"),
    ]
    assert [d.first_seen_at for d in told] == [NINE, NINE + timedelta(minutes=5)]


def test_a_device_was_last_seen_when_the_last_of_its_fixes_was_received(tracks):
    organisation = f"SAMU {next(NAMES)}"
    device = new_device(tracks, organisation)

    tracks.keep({device: [fix(30), fix(10)]})
    tracks.keep({device: [fix(20)]})

    (told,) = tracks.devices(organisation)
    assert told.last_seen_at == fix(30).received_at


def test_many_at_once_see_a_new_device_as_one(tracks):
    name = f"balise-{next(NAMES)}"
    with ThreadPoolExecutor(8) as people:
        numbers = set(people.map(lambda _: tracks.device("SAMU 64", name, "cot"), range(16)))

    assert len(numbers) == 1


def test_a_fix_that_comes_twice_is_kept_once_as_it_was_first(tracks, device):
    other = new_device(tracks)

    first = tracks.keep({device: [fix(1), fix(2), fix(1, lon=2.0)], other: [fix(1)]})
    again = tracks.keep({device: [fix(2, lon=2.0), fix(3)], other: []})

    assert first == Counted(new=3, repeated=1)
    assert again == Counted(new=1, repeated=1)
    assert kept_in(tracks, device) == rows(fix(1), fix(2), fix(3))
    assert tracks.keep({}) == Counted(new=0, repeated=0)


batches = st.lists(
    st.lists(st.integers(0, 150).map(lambda minutes: fix(minutes, late_s=minutes % 7)), max_size=6),
    max_size=6,
)


@ONE_STORE
@given(batches=batches, data=st.data())
def test_order_repetition_and_sealing_in_between_change_nothing(tracks, batches, data):
    device = new_device(tracks)
    whole = {row_of(kept) for batch in batches for kept in batch}
    order = data.draw(st.permutations([*batches, *batches]))

    new = 0
    for batch in order:
        new += tracks.keep({device: batch}).new
        if data.draw(st.booleans()):
            tracks.seal(NINE + timedelta(minutes=data.draw(st.integers(0, 200))))

    assert new == len(whole)
    assert kept_in(tracks, device) == sorted(whole)


def test_only_whole_hours_that_are_over_are_sealed(tracks, device):
    tracks.keep({device: [fix(0), fix(59), fix(60), fix(61)]})

    assert seal(tracks, device, 0.99) == []
    (sealed,) = seal(tracks, device, 1.01)

    assert (sealed.device, sealed.count, sealed.erased_at) == (device, 2, None)
    assert (sealed.first_at, sealed.last_at) == (fix(0).fix.at, fix(59).fix.at)
    assert kept_in(tracks, device) == rows(fix(0), fix(59), fix(60), fix(61))
    assert seal(tracks, device, 1.01) == []


def test_the_digest_is_that_of_the_body_as_it_is_sent(tracks, device):
    tracks.keep({device: [fix(0), fix(1), fix(70)]})
    sealed = seal(tracks, device, 3)

    chunks = tracks.chunks([device], EPOCH, FAR)

    digests = [hashlib.sha256(chunk.body).hexdigest() for chunk in chunks]
    assert digests == [each.sha256 for each in sealed]
    assert [chunk.starts_ms % 3_600_000 for chunk in chunks] == [0, 0]


def test_what_comes_late_for_a_sealed_hour_makes_a_further_chunk(tracks, device):
    tracks.keep({device: [fix(0), fix(10)]})
    first = seal(tracks, device, 1)

    counted = tracks.keep({device: [fix(0), fix(5)]})
    second = seal(tracks, device, 1)

    assert counted == Counted(new=1, repeated=1)
    assert [each.count for each in (*first, *second)] == [2, 1]
    assert kept_in(tracks, device) == rows(fix(0), fix(5), fix(10))
    assert tracks.sealed([device], EPOCH, FAR) == [*first, *second]
    assert tracks.sealed([device], NINE + timedelta(minutes=11), FAR) == []


def test_an_hour_of_too_many_fixes_makes_several_chunks(tracks, device, monkeypatch):
    monkeypatch.setattr("dashboard.tracks.sealing.MOST_FIXES", 3)
    assert MOST_FIXES > 3
    tracks.keep({device: [fix(n) for n in range(7)]})

    sealed = seal(tracks, device, 1)

    assert [each.count for each in sealed] == [3, 3, 1]
    assert kept_in(tracks, device) == rows(*(fix(n) for n in range(7)))


def test_years_of_hot_fixes_are_sealed_in_one_go(tracks, device):
    tracks.keep({device: [fix(n * 60 * 24 * 400) for n in range(-3, 1)]})

    assert len(seal(tracks, device, 1)) == 4


def test_the_cursor_says_what_is_new_and_never_goes_back(tracks, device):
    start = tracks.cursor()
    tracks.keep({device: [fix(0), fix(1)]})
    middle = tracks.cursor()
    tracks.keep({device: [fix(-5)], new_device(tracks): [fix(0)]})

    news = tracks.since(middle, [device], ANY)
    tracks.seal(NINE + timedelta(hours=5))

    assert start < middle < tracks.cursor()
    assert news.cursor == tracks.cursor()
    assert list(news.tracks) == [device]
    assert sorted(news.tracks[device].rows()) == rows(fix(-5))
    assert tracks.since(news.cursor, [device], ANY).tracks == {}
    assert tracks.since(start, [], ANY).cursor == tracks.cursor()


@ONE_STORE
@given(data=st.data())
def test_who_reads_on_from_the_cursor_misses_nothing(tracks, data):
    devices = [new_device(tracks), new_device(tracks)]
    cursor, read = tracks.cursor(), defaultdict(set)
    told = defaultdict(set)

    def look(limit):
        nonlocal cursor
        news = tracks.since(cursor, devices, limit)
        for device, track in news.tracks.items():
            read[device].update(track.rows())
        assert news.cursor >= cursor
        cursor = news.cursor

    for _ in range(data.draw(st.integers(1, 8))):
        device = data.draw(st.sampled_from(devices))
        minutes = data.draw(st.lists(st.integers(0, 130), max_size=5, unique=True))
        tracks.keep({device: [fix(m) for m in minutes]})
        told[device].update(row_of(fix(m)) for m in minutes)
        if data.draw(st.booleans()):
            tracks.seal(NINE + timedelta(minutes=data.draw(st.integers(0, 200))))
        if data.draw(st.booleans()):
            look(data.draw(st.integers(1, 4)))
    while cursor < tracks.cursor():
        look(2)

    assert {d: its for d, its in read.items() if its} == {d: its for d, its in told.items() if its}


def test_chunks_after_a_cursor_are_those_with_something_new(tracks, device):
    tracks.keep({device: [fix(0)]})
    tracks.seal(NINE + timedelta(hours=1))
    tracks.keep({device: [fix(61)]})
    cursor = tracks.cursor()
    tracks.keep({device: [fix(1), fix(62)]})

    chunks = tracks.chunks([device], EPOCH, FAR, after=cursor)

    assert sorted(
        row for c in chunks for row in unpack(c.body, c.starts_ms, c.count).rows()
    ) == rows(fix(1), fix(62))


def test_chunks_of_a_time_are_sealed_ones_whole_and_hot_ones_to_the_instant(tracks, device):
    other = new_device(tracks)
    tracks.keep({device: [fix(0), fix(30), fix(59)], other: [fix(30)]})
    tracks.seal(NINE + timedelta(hours=1))
    tracks.keep({device: [fix(60), fix(65), fix(70)]})

    def within(first, last):
        starts_at, ends_at = (NINE + timedelta(minutes=m) for m in (first, last))
        return kept_in(tracks, device, starts_at, ends_at)

    assert within(25, 70) == rows(fix(0), fix(30), fix(59), fix(60), fix(65))
    assert within(60, 61) == rows(fix(60))
    assert within(-10, 0) == within(71, 90) == []
    assert {c.device for c in tracks.chunks([device, other], EPOCH, FAR)} == {device, other}


@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_last_fix_at_an_instant_is_the_last_one_that_was_there(tracks, is_sealed):
    device, silent = new_device(tracks), new_device(tracks)
    tracks.keep({device: [fix(0), fix(10), fix(20)]})
    if is_sealed:
        tracks.seal(NINE + timedelta(hours=1))

    def last(minutes, **asked):
        at = NINE + timedelta(minutes=minutes)
        found = tracks.latest([device, silent], at, **asked)
        assert set(found) <= {device}
        return row_of(found[device]) if found else None

    assert last(-1) is None
    assert last(10) == row_of(fix(10))
    assert last(19.9) == row_of(fix(10))
    assert last(25) == row_of(fix(20))
    assert last(35) == row_of(fix(20))
    assert last(35.1) is None
    assert last(35.1, look_back_s=3600) == row_of(fix(20))


def test_the_last_fix_has_the_name_the_device_has_for_itself(tracks):
    device = tracks.device("SAMU 64", f"GSM {next(NAMES)}", "traccar")
    tracks.keep({device: [fix(0)]})

    assert tracks.latest([device], NINE)[device].fix.device.startswith("GSM ")


@pytest.mark.parametrize("is_sealed", [False, True])
def test_what_was_received_later_was_not_known_yet(tracks, device, is_sealed):
    tracks.keep({device: [fix(0), fix(5, late_s=600)]})
    if is_sealed:
        tracks.seal(NINE + timedelta(hours=1))
    at = NINE + timedelta(minutes=6)

    then = tracks.latest([device], at, known_at=at)
    later = tracks.latest([device], at, known_at=at + timedelta(minutes=9))

    assert row_of(then[device]) == row_of(fix(0))
    assert row_of(later[device]) == row_of(fix(5, late_s=600))


@pytest.mark.parametrize("is_sealed", [False, True])
def test_fixes_with_a_doubt_are_passed_over_when_asked(tracks, device, is_sealed):
    tracks.keep({device: [fix(0), fix(1, doubt="inaccurate"), fix(2, doubt="leap")]})
    if is_sealed:
        tracks.seal(NINE + timedelta(hours=1))
    at = NINE + timedelta(minutes=2)

    assert tracks.latest([device], at)[device].doubt == "leap"
    assert tracks.latest([device], at, passing_over=["leap"])[device].doubt == "inaccurate"
    assert tracks.latest([device], at, passing_over=["leap", "inaccurate"])[device].doubt is None


def test_the_last_fix_is_found_across_hot_and_sealed_and_late_ones(tracks, device):
    tracks.keep({device: [fix(55), fix(58)]})
    tracks.seal(NINE + timedelta(hours=1))
    tracks.keep({device: [fix(56), fix(59)]})
    tracks.seal(NINE + timedelta(hours=1))
    tracks.keep({device: [fix(57), fix(61)]})

    found = [
        tracks.latest([device], NINE + timedelta(minutes=minutes))[device].fix.at
        for minutes in (55, 56, 57, 58, 59, 60, 61)
    ]

    assert found == [fix(m).fix.at for m in (55, 56, 57, 58, 59, 59, 61)]


def test_erasing_takes_the_bytes_and_leaves_the_digest(tracks, device, clock):
    tracks.keep({device: [fix(0), fix(30), fix(70), fix(130)]})
    sealed = seal(tracks, device, 3)

    gone = tracks.erase(device, NINE + timedelta(minutes=69), NINE + timedelta(minutes=71))

    assert [(g.number, g.sha256, g.count) for g in gone] == [
        (sealed[1].number, sealed[1].sha256, 1)
    ]
    assert gone[0].erased_at == clock.now
    assert kept_in(tracks, device) == rows(fix(0), fix(30), fix(130))
    assert tracks.sealed([device], EPOCH, FAR) == [sealed[0], gone[0], sealed[2]]
    assert tracks.latest([device], NINE + timedelta(minutes=71)) == {}
    assert tracks.erase(device, NINE, NINE + timedelta(hours=2))[0].number == sealed[0].number


def test_erasing_goes_by_whole_hours_outwards_hot_fixes_too(tracks, device):
    tracks.keep({device: [fix(-1), fix(0), fix(30), fix(59), fix(60)]})
    cursor = tracks.cursor()

    gone = tracks.erase(device, NINE + timedelta(minutes=29), NINE + timedelta(minutes=31))

    assert [each.count for each in gone] == [3]
    assert kept_in(tracks, device) == rows(fix(-1), fix(60))
    assert tracks.cursor() == cursor


def test_what_was_erased_does_not_come_back(tracks, device):
    tracks.keep({device: [fix(0), fix(30)]})
    tracks.erase(device, NINE, NINE + timedelta(hours=1))

    counted = tracks.keep({device: [fix(0), fix(15), fix(31)]})

    assert counted == Counted(new=1, repeated=2)
    assert kept_in(tracks, device) == rows(fix(31))
    assert tracks.since(0, [device], ANY).tracks[device].at_ms.tolist() == [row_of(fix(31))[0]]


def test_old_tracks_are_forgotten_but_those_held_back(tracks):
    organisation = f"SAMU {next(NAMES)}"
    free, held = new_device(tracks, organisation), new_device(tracks, organisation)
    tracks.keep({free: [fix(0), fix(61)], held: [fix(0)], new_device(tracks): [fix(0)]})

    gone = forget(tracks, organisation, NINE + timedelta(minutes=65), {held})

    assert [(each.device, each.count) for each in gone] == [(free, 1)]
    assert kept_in(tracks, free) == rows(fix(61))
    assert kept_in(tracks, held) == rows(fix(0))


def test_many_keep_and_seal_at_once_and_nothing_is_lost_or_doubled(tracks):
    devices = [new_device(tracks) for _ in range(4)]
    cursor, read = tracks.cursor(), defaultdict(list)

    def work(number):
        device = devices[number % 4]
        new = tracks.keep({device: [fix(number % 8 * 15 + n, seconds=n) for n in range(10)]}).new
        if number % 3 == 0:
            tracks.seal(NINE + timedelta(hours=1 + number % 2))
        return new

    with ThreadPoolExecutor(6) as people:
        done = [people.submit(work, number) for number in range(32)]
        while not all(future.done() for future in done):
            news = tracks.since(cursor, devices, 7)
            cursor = news.cursor
            for device, track in news.tracks.items():
                read[device] += track.rows()
    while cursor < tracks.cursor():
        news = tracks.since(cursor, devices, 100)
        cursor = news.cursor
        for device, track in news.tracks.items():
            read[device] += track.rows()

    kept = {device: kept_in(tracks, device) for device in devices}
    assert sum(future.result() for future in done) == sum(map(len, kept.values()))
    assert {device: sorted(set(its)) for device, its in read.items()} == kept
