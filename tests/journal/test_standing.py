"""Which entries count: a strike falls with the entry that strikes it."""

from dashboard.journal import Noted, Struck, standing, stands


def numbers(entries):
    return sorted(entry.seq for entry in standing(entries))


def test_a_struck_entry_no_longer_counts(record, journal):
    said = record("18:05", Noted(), text="x")
    record("18:06", Struck(seq=said.seq, reason="erreur"))

    assert numbers(journal.entries("demo")) == [1, 3]


def test_striking_the_strike_brings_the_entry_back(record, journal):
    record("18:05", Noted(), text="x")
    record("18:06", Struck(seq=2, reason="erreur"))
    record("18:07", Struck(seq=3, reason="non, c'était juste"))

    assert numbers(journal.entries("demo")) == [1, 2, 4]


def test_striking_a_correction_brings_back_what_it_replaced(record, journal):
    record("18:05", Noted(), text="12 blessés")
    record("18:06", Noted(), text="13 blessés", corrects=2)
    record("18:07", Struck(seq=3, reason="mauvaise ligne"))

    assert numbers(journal.entries("demo")) == [1, 2, 4]


def test_a_thousand_strikes_of_strikes_are_decided_all_the_same():
    assert not stands(1, lambda seq: [seq + 1] if seq < 5_000 else [])
    assert stands(2, lambda seq: [seq + 1] if seq < 5_000 else [])
