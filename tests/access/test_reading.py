"""What an organisation may read, held against the plainest rules on random shared evenings."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.access.actor import Actor
from dashboard.journal import MemoryJournal, UnknownOperationError, Withheld
from dashboard.journal.admission import FallenTargetError
from dashboard.operations import Library, Shelf, ShelfPictures
from tests.access.evenings import (
    OPENING,
    ORGANISATIONS,
    OURS,
    THEIRS,
    said,
    shared_evenings,
)
from tests.access.naive import has_access, may_read
from tests.conftest import OPENED, Stopwatch

instants = st.integers(0, 40).map(lambda m: OPENED + timedelta(minutes=m))


def actor(organisation, role="coordinator"):
    return Actor(name="x", organisation=organisation, role=role)


def told(steps, operation="demo"):
    """Tell an evening to a journal in memory; return the journal and its clock."""
    clock = Stopwatch()
    journal = MemoryJournal(clock)
    tell(journal, clock, steps, operation)
    return journal, clock


def tell(journal, clock, steps, operation):
    journal.append(operation, said(OURS, OPENING))
    for minutes, draft in steps:
        clock.now += timedelta(minutes=minutes)
        with suppress(FallenTargetError):
            journal.append(operation, draft)


def library_of(journal, clock):
    shelf = Shelf(journal)
    return Library(journal, shelf, ShelfPictures(shelf), clock)


@settings(max_examples=200)
@given(shared_evenings(), instants)
def test_each_organisation_reads_what_the_plain_rules_say_and_nothing_else(steps, now):
    journal, clock = told(steps)
    entries = journal.entries("demo")
    library = library_of(journal, clock)
    clock.now = max(now, entries[-1].recorded_at)

    for organisation in ORGANISATIONS:
        allowed = has_access(entries, organisation, clock.now)
        listed = [o.id for o in library.operations(actor(organisation))]
        assert listed == (["demo"] if allowed else [])
        if not allowed:
            with pytest.raises(UnknownOperationError):
                library.reading(actor(organisation), "demo")
            continue
        seen = library.reading(actor(organisation), "demo").entries()
        for entry, shown in zip(entries, seen, strict=True):
            reads = may_read(entries, organisation, clock.now, entry)
            assert isinstance(shown.fact, Withheld) != reads
            assert (shown.seq, shown.digest, shown.seal) == (entry.seq, entry.digest, entry.seal)
            if not reads:
                assert (shown.author, shown.organisation, shown.text) == ("", "", "")
                assert (shown.content, shown.nonce, shown.objects) == ("", b"", ())


@settings(max_examples=150)
@given(shared_evenings(), st.lists(st.integers(0, 12), max_size=6))
def test_a_view_that_grew_with_the_journal_is_the_one_wound_at_once(steps, pauses):
    clock = Stopwatch()
    journal = MemoryJournal(clock)
    library = library_of(journal, clock)
    journal.append("demo", said(OURS, OPENING))
    for number, (minutes, draft) in enumerate(steps):
        clock.now += timedelta(minutes=minutes + (pauses[number] if number < len(pauses) else 0))
        with suppress(FallenTargetError):
            journal.append("demo", draft)
        for organisation in ORGANISATIONS:
            with suppress(UnknownOperationError):
                grown = library.reading(actor(organisation), "demo")
                anew = library_of(journal, clock).reading(actor(organisation), "demo")
                assert grown.entries() == anew.entries()
                assert grown.generation == anew.generation
                assert grown.reel.versions == anew.reel.versions


@settings(max_examples=150)
@given(shared_evenings(), instants)
def test_seeing_as_another_shows_what_it_could_read_then(steps, then):
    journal, clock = told(steps)
    entries = journal.entries("demo")
    library = library_of(journal, clock)
    clock.now = entries[-1].recorded_at
    reading = library.reading(actor(OURS), "demo")

    reel = library.seen_as(reading, THEIRS, then)

    past = [shown.seq for shown in reading.entries() if shown.recorded_at <= then]
    if not past or not has_access(entries, THEIRS, then):
        assert reel.lines == []
        return
    ours = {e.seq for e in entries if may_read(entries, OURS, clock.now, e)}
    assert [line.entry.seq for line in reel.lines] == past
    for line in reel.lines:
        entry = entries[line.entry.seq - 1]
        reads = may_read(entries, THEIRS, then, entry) and entry.seq in ours
        assert isinstance(line.entry.fact, Withheld) != reads


def test_a_token_for_one_operation_opens_no_other():
    journal, clock = told([], "demo")
    tell(journal, clock, [], "autre")
    bound = Actor(name="x", organisation=OURS, role="reader", scope="demo")
    library = library_of(journal, clock)

    assert [o.id for o in library.operations(bound)] == ["demo"]
    with pytest.raises(UnknownOperationError):
        library.reading(bound, "autre")
