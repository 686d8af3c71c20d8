"""The shelf: reels at hand, each as far as its journal goes."""

from datetime import timedelta

import pytest

from dashboard.journal import Draft, Noted, Opened, UnknownOperationError
from dashboard.operations import Shelf
from tests.conftest import OPENED


def opened(journal, name, days):
    fact = Opened(name=name, starts_at=OPENED + timedelta(days=days), ends_at=OPENED)
    draft = Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=fact)
    journal.append(name, draft)


def test_a_reel_goes_as_far_as_its_journal_each_time_it_is_asked(journal, record):
    shelf = Shelf(journal)
    reel = shelf.reel("demo")

    record("18:05", Noted(), text="x")

    assert shelf.reel("demo") is reel
    assert reel.head == journal.head("demo")


def test_the_longest_unused_reel_is_put_away_first(journal):
    shelf = Shelf(journal, room=2, lines=2)
    for name in ("a", "b"):
        opened(journal, name, 0)
    first, second = shelf.reel("demo"), shelf.reel("a")

    shelf.reel("demo")
    shelf.reel("b")

    assert shelf.reel("demo") is first
    assert shelf.reel("a") is not second


def test_short_reels_are_kept_however_many_they_are(journal):
    shelf = Shelf(journal, room=2, lines=9)
    names = [f"op{number}" for number in range(8)]
    for name in names:
        opened(journal, name, 0)
    first = [shelf.reel(name) for name in names]

    again = [shelf.reel(name) for name in names]

    assert all(one is other for one, other in zip(first, again, strict=True))


def test_the_latest_operation_comes_first(journal):
    opened(journal, "earlier", -2)
    opened(journal, "later", 2)

    assert [o.id for o in Shelf(journal).operations()] == ["later", "demo", "earlier"]


def test_what_opens_an_operation_is_read_once(journal, monkeypatch):
    opened(journal, "later", 2)
    shelf = Shelf(journal)
    asked = []
    entries = journal.entries

    def counted(operation, **which):
        asked.append(operation)
        return entries(operation, **which)

    monkeypatch.setattr(journal, "entries", counted)

    before = shelf.operations()
    opened(journal, "latest", 3)
    after = shelf.operations()

    assert [o.id for o in before] == ["later", "demo"]
    assert [o.id for o in after] == ["latest", "later", "demo"]
    assert sorted(asked) == ["demo", "later", "latest"]


def test_winding_reads_every_reel_there_is_room_for(journal):
    shelf = Shelf(journal)

    shelf.wind()

    assert shelf._reels["demo"].head == journal.head("demo")


def test_an_operation_nobody_opened_is_refused(journal):
    with pytest.raises(UnknownOperationError):
        Shelf(journal).reel("nobody")
