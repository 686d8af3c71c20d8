"""The store goes away while we write: it is told in a sentence, and nothing is half kept."""

import sqlite3
import traceback
from contextlib import closing

import pytest
from sqlalchemy import text

from dashboard.journal import Noted, first_break
from dashboard.storage import (
    SqlJournal,
    StoreUnreachableError,
    UnknownStoreError,
    appending,
    engine_for,
    upgrade,
)
from dashboard.storage import engine as engines
from dashboard.storage.engine import is_embedded
from tests import postgis
from tests.storage.evening import said, tell_evening
from tests.storage.stores import needs_postgis


def is_whole(journal, count):
    entries = journal.entries("demo")
    return len(entries) == count and first_break(entries, head=journal.head("demo")) is None


def test_a_file_locked_by_another_program_is_told_and_the_next_entry_is_kept(file, monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE_S", 0)
    journal = tell_evening(file)
    with closing(sqlite3.connect(file.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreUnreachableError, match="Not recorded") as refusal:
            journal.append("demo", said(Noted()))

    assert "Votre texte est conservé" in refusal.value.say("fr")
    journal.append("demo", said(Noted()))
    assert is_whole(journal, 6)


def test_a_full_disk_is_told_and_the_journal_stays_whole(file):
    journal = tell_evening(file)
    long = "Madame, Monsieur, " * 10_000
    with file.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    with pytest.raises(StoreUnreachableError, match="Not recorded"):
        journal.append("demo", said(Noted(object_ids=(long,))))

    assert is_whole(journal, 5)
    with file.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1073741823"))
    journal.append("demo", said(Noted(object_ids=(long,))))
    assert is_whole(journal, 6)


def test_what_fails_half_way_leaves_nothing(engine, monkeypatch):
    journal = tell_evening(engine)
    broken = "SELECT pg_terminate_backend(pg_backend_pid())"
    if is_embedded(engine):
        broken = "SELECT * FROM a_table_that_went"

    def project(connection, _operation, _entry):
        connection.execute(text(broken))

    with monkeypatch.context() as during:
        during.setattr(appending, "project", project)
        with pytest.raises(StoreUnreachableError, match="Not recorded"):
            journal.append("demo", said(Noted()), key="k1")

    entry = journal.append("demo", said(Noted()), key="k1")
    assert entry.seq == 6
    assert is_whole(journal, 6)


@needs_postgis
def test_a_server_that_stops_is_told_and_the_next_entry_is_kept_when_it_is_back():
    server = postgis.Cluster()
    engine = engine_for(server.new_database())
    upgrade(engine)
    journal = tell_evening(engine)

    server.stop()
    with pytest.raises(StoreUnreachableError, match="Not recorded"):
        journal.append("demo", said(Noted()))
    with pytest.raises(StoreUnreachableError, match="does not answer"):
        journal.head("demo")
    server.start()
    journal.append("demo", said(Noted()))

    assert is_whole(journal, 6)
    engine.dispose()
    server.remove()


def test_a_password_is_never_told(tmp_path):
    url = f"postgresql+psycopg://vigie:s3cr3t@/nowhere?host={tmp_path}"

    with pytest.raises(StoreUnreachableError) as refusal:
        SqlJournal(engine_for(url)).operations()

    told = "".join(traceback.format_exception(refusal.value))
    assert "vigie:***@" in str(refusal.value)
    assert "s3cr3t" not in told


@pytest.mark.parametrize(
    "url",
    ["", "vigie.gpkg", "sqlite://", "sqlite:///:memory:", "oracle://a:s3cr3t@b", "mysql://b/c"],
)
def test_a_url_that_names_no_store_is_refused_with_what_was_possible(url):
    with pytest.raises(UnknownStoreError, match="names no store; write sqlite") as refusal:
        engine_for(url)

    assert "s3cr3t" not in "".join(traceback.format_exception(refusal.value))
