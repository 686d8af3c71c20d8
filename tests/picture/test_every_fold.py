"""What every way of folding promises: the picture the plainest fold gives, at any (T, K)."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.clock import microseconds
from dashboard.journal import Draft, MemoryJournal, standing
from dashboard.journal.admission import FallenTargetError
from dashboard.picture import Reel, picture_at
from dashboard.storage import SqlJournal, SqlPictures
from tests.conftest import OPENED, Stopwatch
from tests.picture.naive import naive_picture, plainly
from tests.storage.stores import SQL_STORES, kept_versions, new_engine, versions_of
from tests.stories import OPENING, evenings


@pytest.fixture(scope="module", params=SQL_STORES)
def engine(request, tmp_path_factory):
    """A store the examples share, each in an operation of its own."""
    engine = new_engine(request.param, tmp_path_factory.mktemp("folds"))
    yield engine
    engine.dispose()


def told(steps):
    """Tell an evening to a journal in memory."""
    clock = Stopwatch()
    journal = MemoryJournal(clock)
    open_in(journal, "demo")
    tell(journal, clock, "demo", steps)
    return journal.entries("demo")


def open_in(journal, operation):
    opening = Draft(author="a", organisation="o", occurred_at=OPENED, fact=OPENING)
    journal.append(operation, opening)


def tell(journal, clock, operation, steps):
    """Tell an evening; what the journal refuses (a fallen target) is not told."""
    for minutes, draft in steps:
        clock.now += timedelta(minutes=minutes)
        with suppress(FallenTargetError):
            journal.append(operation, draft)


def moments():
    """Return pairs (T, K): on minutes, so on the very instants of entries; K None is today."""
    instants = st.integers(-1, 14).map(lambda m: OPENED + timedelta(minutes=m))
    return st.tuples(instants, st.none() | instants)


@given(evenings(), moments(), st.randoms(use_true_random=False))
def test_the_fold_is_the_plain_one_in_any_reading_order(steps, moment, rng):
    entries = told(steps)
    at, known_at = moment

    picture = picture_at(rng.sample(entries, len(entries)), at, known_at=known_at)

    assert plainly(picture) == naive_picture(entries, at, known_at)


@given(evenings(), moments(), st.integers(1, 30))
def test_the_reel_is_the_fold_whether_read_at_once_or_in_pieces(steps, moment, first):
    entries = told(steps)
    at, known_at = moment
    reel = Reel()

    reel.extend(entries[:first])
    reel.extend(entries)

    assert dict(reel.at(at, known_at=known_at).objects) == dict(
        picture_at(entries, at, known_at=known_at).objects
    )


@settings(max_examples=60, deadline=None)
@given(evenings(), st.lists(moments(), min_size=1, max_size=6), st.integers(0, 24))
def test_the_store_has_the_versions_of_the_reel_whether_adopted_or_appended(
    engine, steps, asked, adopted
):
    operation, clock = str(uuid4()), Stopwatch()
    elsewhere, journal, pictures = (
        MemoryJournal(clock),
        SqlJournal(engine, clock),
        SqlPictures(engine),
    )
    open_in(elsewhere, operation)
    tell(elsewhere, clock, operation, steps[:adopted])

    journal.adopt(elsewhere.entries(operation))
    tell(journal, clock, operation, steps[adopted:])

    entries = journal.entries(operation)
    reel = Reel()
    reel.extend(entries)
    assert kept_versions(engine, operation) == versions_of(reel)
    for at, known_at in asked:
        picture = pictures.picture(operation, at, known_at=known_at)
        assert plainly(picture) == naive_picture(entries, at, known_at)
        assert picture == reel.at(at, known_at=known_at)


@settings(max_examples=30)
@given(evenings(), st.integers(1, 4))
def test_the_store_keeps_the_same_versions_of_what_is_told_in_lots(engine, steps, size):
    operation, clock = str(uuid4()), Stopwatch()
    journal = SqlJournal(engine, clock)
    open_in(journal, operation)

    for start in range(0, len(steps), size):
        lot = steps[start : start + size]
        clock.now += timedelta(minutes=sum(minutes for minutes, _ in lot))
        with suppress(FallenTargetError):
            journal.append_all(operation, [draft for _, draft in lot])

    reel = Reel()
    reel.extend(journal.entries(operation))
    assert kept_versions(engine, operation) == versions_of(reel)


@given(evenings())
def test_an_entry_is_struck_in_the_log_exactly_while_it_does_not_count(steps):
    entries = told(steps)
    reel = Reel()
    reel.extend(entries)

    for minute in range(60):
        known = OPENED + timedelta(minutes=minute)
        counting = {e.seq for e in standing_at(entries, known)}
        for line in reel.lines:
            if line.entry.recorded_at <= known:
                assert (line.entry.seq in counting) == (not struck_at(line, known))


def standing_at(entries, known):
    return standing(e for e in entries if e.recorded_at <= known)


def struck_at(line, known):
    return any(start <= microseconds(known) < end for start, end in line.struck)
