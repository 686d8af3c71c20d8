"""What every store promises when many write at once, and when writers die in the middle."""

from itertools import chain

import pytest
from sqlalchemy import text

from dashboard.journal import Draft, Placed, first_break
from dashboard.picture import Reel
from dashboard.storage import SqlJournal, engine_for, upgrade
from dashboard.storage.engine import is_embedded
from tests.conftest import OPENED
from tests.contracts.writers import Writer
from tests.storage.stores import SQL_STORES, kept_versions, new_url, versions_of
from tests.stories import OPENING

POST = Placed(object_id="pma1", kind="medical_post", status="active")
TEAMS = [f"team{number}" for number in range(10)]


@pytest.fixture(params=SQL_STORES)
def url(request, tmp_path):
    """A store where ``demo`` was opened and ten teams stand ready."""
    url = new_url(request.param, tmp_path)
    engine = engine_for(url)
    upgrade(engine)
    journal = SqlJournal(engine)
    for fact in (OPENING, *(Placed(object_id=t, kind="team", status="active") for t in TEAMS)):
        journal.append("demo", said(fact))
    engine.dispose()
    return url


@pytest.fixture
def engine(url):
    engine = engine_for(url)
    yield engine
    engine.dispose()


def test_ten_processes_write_one_chain_without_fork_gap_or_loss(url, engine, tmp_path):
    writers = [Writer(url, team, 12, tmp_path) for team in TEAMS]

    ends = [writer.leave() for writer in writers]

    journal = SqlJournal(engine)
    entries = journal.entries("demo")
    acknowledged = sorted(chain.from_iterable(w.acknowledged for w in writers))
    assert ends == [0] * len(TEAMS)
    assert acknowledged == list(range(len(TEAMS) + 2, len(TEAMS) + 2 + 12 * len(TEAMS)))
    assert first_break(entries, head=journal.head("demo")) is None
    assert len(entries) == acknowledged[-1]
    assert [e.recorded_at for e in entries] == sorted(e.recorded_at for e in entries)
    assert kept_versions(engine, "demo") == versions_of(reel_of(entries))


def test_writers_killed_in_the_middle_lose_nothing_acknowledged(url, engine, tmp_path):
    acknowledged = {}
    for round_ in range(3):
        folder = tmp_path / str(round_)
        folder.mkdir()
        writers = [Writer(url, team, 10_000, folder) for team in TEAMS[:4]]
        for number, writer in enumerate(writers):
            writer.wait_for(2 + number)
        for writer in writers:
            writer.kill()
        for team, writer in zip(TEAMS, writers, strict=False):
            acknowledged |= dict.fromkeys(writer.acknowledged, team)

    journal = SqlJournal(engine)
    after = journal.append("demo", said(POST))
    entries = journal.entries("demo")
    assert {seq: entries[seq - 1].author for seq in acknowledged} == acknowledged
    assert first_break(entries, head=journal.head("demo")) is None
    assert entries[-1] == after
    assert kept_versions(engine, "demo") == versions_of(reel_of(entries))
    if is_embedded(engine):
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            tree = text("SELECT rtreecheck('rtree_object_version_geometry')")
            assert connection.scalar(tree) == "ok"


def said(fact):
    return Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=fact)


def reel_of(entries):
    reel = Reel()
    reel.extend(entries)
    return reel
