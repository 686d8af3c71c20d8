"""Views are wound beside the journal: what is limited meanwhile never slips in."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.access.charter import Charter
from dashboard.access.sight import Sight
from dashboard.journal import MemoryJournal, Noted, Reserved, Withheld
from dashboard.operations import Shelf, views
from dashboard.operations.views import Views
from tests.access.evenings import OPENING, OURS, THEIRS, said, shared_evenings
from tests.access.test_reading import told
from tests.conftest import Stopwatch


def entries_of(reel):
    return [line.entry for line in reel.lines]


@settings(max_examples=100)
@given(shared_evenings(), st.integers(0, 3))
def test_a_view_wound_beside_the_journal_is_the_one_wound_while_it_waits(steps, step):
    journal, clock = told(steps)
    base = Shelf(journal).reel("demo")
    now = clock.now + timedelta(minutes=1)

    beside = Views(step=step).view("demo", THEIRS, base, Charter(base), now)
    waiting = Views(step=10**6).view("demo", THEIRS, base, Charter(base), now)

    assert entries_of(beside[0]) == entries_of(waiting[0])
    assert beside[1] == waiting[1]


@pytest.mark.parametrize(
    ("fact", "audience"), [(Noted(), ()), (Reserved(seq=2, audience=()), None)]
)
def test_what_is_reserved_while_a_view_is_wound_is_not_in_it(monkeypatch, fact, audience):
    clock = Stopwatch()
    journal = MemoryJournal(clock)
    journal.append("demo", said(OURS, OPENING))
    for text in ("for all", "not for all"):
        kept = () if text == "not for all" else None
        journal.append("demo", said(OURS, Noted(), text=text, audience=kept))
    shelf = Shelf(journal)
    base = shelf.reel("demo")
    written = []

    class Interrupted(Sight):
        """Somebody writes the moment the winding begins."""

        def seen(self, entries, since):
            if not written:
                written.append(journal.append("demo", said(OURS, fact, audience=audience)))
                shelf.reel("demo")
            return super().seen(entries, since)

    monkeypatch.setattr(views, "Sight", Interrupted)
    reel, generation = Views(step=0).view("demo", THEIRS, base, Charter(base), clock.now)

    once, expected = Views(step=99).view("demo", THEIRS, base, Charter(base), clock.now)
    assert written
    assert entries_of(reel) == entries_of(once)
    assert generation == expected
    hidden = {line.entry.seq for line in reel.lines if isinstance(line.entry.fact, Withheld)}
    # What is said of a hidden entry is hidden as well.
    assert hidden == ({3, 4} if audience == () else {2, 3, 4})
