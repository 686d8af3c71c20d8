"""The stores of tracks: numbered in the order of commits, sealed whole or not, erased for good."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.clock import EPOCH, FAR
from dashboard.storage import (
    SchemaTooNewError,
    SqlReception,
    SqlTracks,
    StoreUnreachableError,
    engine_for,
    fix_keeping,
    fix_reading,
    fix_sealing,
    tracks_engine,
    upgrade,
)
from dashboard.storage.engine import snapshot, writing
from dashboard.tracks import unpack
from dashboard.tracks.track import row_of
from tests.storage.keeping import NINE, PROCESSES, fix, keep_and_seal
from tests.storage.stores import SQL_STORES, new_url

PATIENCE_S = 60


@pytest.fixture
def tracks_store(engine):
    beside = tracks_engine(engine)
    yield beside
    beside.dispose()


@pytest.fixture
def tracks(tracks_store):
    return SqlTracks(tracks_store)


def instants(tracks, device):
    chunks = tracks.chunks([device], EPOCH, FAR)
    found = [at for c in chunks for at in unpack(c.body, c.starts_ms, c.count).at_ms.tolist()]
    assert len(set(found)) == len(found)
    return sorted(found)


def test_a_file_has_its_tracks_beside_it_its_owner_s_alone(file):
    beside = tracks_engine(file)

    path = Path(beside.url.database)
    assert path == Path(file.url.database).with_name("store-tracks.sqlite")
    assert path.stat().st_mode & 0o777 == 0o600
    with beside.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA secure_delete")) == 1
    beside.dispose()


def test_tracks_are_there_again_when_the_file_is_opened_again(file):
    beside = tracks_engine(file)
    tracks = SqlTracks(beside)
    device = tracks.device("SAMU", "balise", "nmea")
    tracks.keep({device: [fix(0)]})
    beside.dispose()

    again = tracks_engine(file)

    assert SqlTracks(again).cursor() == 1
    assert SqlTracks(again).device("SAMU", "balise", "nmea") == device
    again.dispose()


def test_a_file_of_the_first_version_keeps_its_tracks_and_counts_reasons_from_now_on(file):
    beside = tracks_engine(file)
    SqlTracks(beside).device("SAMU", "balise", "nmea")
    with writing(beside) as connection:
        connection.execute(text("DROP TABLE feed_reason"))
        connection.execute(text("PRAGMA user_version = 1"))
    beside.dispose()

    again = tracks_engine(file)

    assert [one.name for one in SqlTracks(again).devices("SAMU")] == ["balise"]
    assert SqlReception(again).days("SAMU") == []
    again.dispose()


def test_a_file_made_by_a_later_version_is_refused_and_left_alone(file):
    beside = tracks_engine(file)
    with writing(beside) as connection:
        connection.execute(text("PRAGMA user_version = 9"))
    beside.dispose()

    with pytest.raises(SchemaTooNewError, match="upgraded by a later version"):
        tracks_engine(file)


def test_a_file_of_tracks_that_is_something_else_is_refused(file, tmp_path):
    letter = tmp_path / "store-tracks.sqlite"
    letter.write_text("Madame, Monsieur, " * 100)

    with pytest.raises(StoreUnreachableError, match="cannot be created or read"):
        tracks_engine(file)

    assert letter.read_text().startswith("Madame")


def test_a_file_of_tracks_that_cannot_be_made_is_refused(file, tmp_path):
    (tmp_path / "store-tracks.sqlite").mkdir()

    with pytest.raises(StoreUnreachableError, match="cannot be created or read"):
        tracks_engine(file)


def test_a_reader_never_passes_a_number_that_is_kept_later(tracks_store, tracks):
    """The first writer has its numbers and is slow to commit: the second waits for it."""
    first, second = (tracks.device("SAMU", name, "nmea") for name in "ab")
    written = threading.Event()

    def keep_second():
        tracks.keep({second: [fix(1)]})
        written.set()

    with writing(tracks_store) as connection:
        fix_keeping.keep(connection, {first: {1: row_of(fix(0))}})
        thread = threading.Thread(target=keep_second)
        thread.start()
        overtook = written.wait(0.5)
        news = tracks.since(0, [first, second], 100)
    thread.join(PATIENCE_S)
    later = tracks.since(news.cursor, [first, second], 100)

    assert not overtook
    assert (news.cursor, news.tracks) == (0, {})
    assert sorted(later.tracks) == [first, second]


def test_sealing_that_is_cut_short_loses_nothing_and_is_done_again(tracks, monkeypatch):
    device = tracks.device("SAMU", "balise", "nmea")
    tracks.keep({device: [fix(minutes) for minutes in range(0, 240, 20)]})
    before, made = instants(tracks, device), []

    def breaking(connection, number, chunk):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(chunk)
        return kept(connection, number, chunk)

    kept = fix_sealing._kept
    monkeypatch.setattr(fix_sealing, "_kept", breaking)
    with pytest.raises(KeyboardInterrupt):
        tracks.seal(NINE + timedelta(hours=4))
    cut = instants(tracks, device), tracks.sealed([device], EPOCH, FAR)
    monkeypatch.setattr(fix_sealing, "_kept", kept)
    sealed = tracks.seal(NINE + timedelta(hours=4))

    assert cut == (before, [])
    assert [each.count for each in sealed] == [3, 3, 3, 3]
    assert instants(tracks, device) == before


@pytest.mark.parametrize("kind", SQL_STORES)
def test_writers_and_sealers_that_are_killed_lose_nothing_acknowledged(kind, tmp_path):
    url = new_url(kind, tmp_path)
    engine = engine_for(url)
    upgrade(engine)
    beside = tracks_engine(engine)
    tracks = SqlTracks(beside)
    device = tracks.device("SAMU", "balise", "nmea")
    notes = tmp_path / "notes"
    acknowledged = set()
    for round_ in range(2):
        notes.write_text("")
        process = PROCESSES.Process(target=keep_and_seal, args=(url, device, round_, notes))
        process.start()
        while notes.read_text().count("\n") < 5 + round_:
            assert process.is_alive()
        process.kill()
        process.join(PATIENCE_S)
        acknowledged |= {int(line) for line in notes.read_text().split("\n")[:-1]}

    found = instants(tracks, device)

    assert acknowledged <= set(found)
    assert tracks.keep({device: [fix(-1)]}).new == 1
    assert tracks.sealed([device], EPOCH, FAR)
    beside.dispose()
    engine.dispose()


def test_an_erased_track_is_gone_from_the_file(file):
    beside = tracks_engine(file)
    tracks = SqlTracks(beside)
    device = tracks.device("SAMU", "balise", "nmea")
    tracks.keep({device: [fix(minutes) for minutes in range(60)]})
    (chunk,) = tracks.chunks([device], EPOCH, FAR)
    tracks.seal(NINE + timedelta(hours=1))
    folder = Path(file.url.database).parent

    def in_files():
        return any(chunk.body in path.read_bytes() for path in folder.iterdir())

    before = in_files()
    tracks.erase(device, NINE, NINE + timedelta(hours=1))

    assert (before, in_files()) == (True, False)
    beside.dispose()


def test_a_bulk_of_fixes_of_many_days_is_told_from_what_is_sealed(tracks, monkeypatch):
    monkeypatch.setattr(fix_keeping, "AT_ONCE", 7)
    device = tracks.device("SAMU", "balise", "nmea")
    bulk = [fix(minutes * 45) for minutes in range(100)]
    tracks.keep({device: bulk[::3]})
    tracks.seal(NINE + timedelta(hours=40))

    counted = tracks.keep({device: bulk})

    assert counted.new == 100 - len(bulk[::3])
    assert instants(tracks, device) == [row_of(kept)[0] for kept in bulk]


def test_what_is_read_together_is_of_one_instant(tracks_store, tracks):
    """Between a reader's two questions somebody seals: each fix is still there exactly once."""
    device = tracks.device("SAMU", "balise", "nmea")
    tracks.keep({device: [fix(0), fix(1)]})

    with snapshot(tracks_store) as connection:
        before = connection.execute(fix_reading.LAST).scalar_one()
        tracks.seal(NINE + timedelta(hours=1))
        tracks.keep({device: [fix(2)]})
        span = (row_of(fix(0))[0], row_of(fix(9))[0])
        chunks = list(fix_reading.chunks(connection, [device], *span, after=0))
        news = fix_reading.news(connection, [device], 0, 100)

    assert before == news.cursor == 2
    assert [chunk.count for chunk in chunks] == [2]
    assert len(news.tracks[device]) == 2
