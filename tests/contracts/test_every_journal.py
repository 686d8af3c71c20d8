"""What every journal promises, in memory, in a file or on a server."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from dashboard.journal import (
    TOLD_EVERY,
    Changed,
    Draft,
    Foreign,
    Head,
    MemoryJournal,
    Moved,
    Noted,
    Placed,
    Struck,
    entry_from,
    first_break,
    standing,
)
from dashboard.journal.admission import (
    BrokenJournalError,
    FallenTargetError,
    KeyReusedError,
    OperationExistsError,
    UnknownOperationError,
)
from dashboard.journal.chain import digest_of, seal_of
from dashboard.storage import SqlJournal
from tests.conftest import Stopwatch, at
from tests.storage.stores import SQL_STORES, new_engine
from tests.stories import OPENING

POST = Placed(object_id="pma1", kind="medical_post", status="active", values={"name": "AMP 1"})


@pytest.fixture(scope="module", params=["memory", *SQL_STORES])
def store(request, tmp_path_factory):
    """What makes a journal on this kind of store, all on the same one."""
    if request.param == "memory":
        yield MemoryJournal
        return
    engine = new_engine(request.param, tmp_path_factory.mktemp("store"))
    yield lambda clock: SqlJournal(engine, clock)
    engine.dispose()


@pytest.fixture
def journal(store, clock):
    return store(clock)


@pytest.fixture
def demo(journal):
    """An operation that was just opened, by a name no other test has."""
    name = f"demo-{uuid4()}"
    journal.append(name, said("18:00", OPENING))
    return name


def said(occurred, fact, **more):
    return Draft(author="ada", organisation="SAMU", occurred_at=at(occurred), fact=fact, **more)


def test_what_is_appended_is_what_is_read(journal, demo):
    told = [
        journal.append(demo, said("18:05", POST, text="AMP 1 ouvert", priority="urgent")),
        journal.append(demo, said("18:06", Changed(object_id="pma1", values={"present": 3}))),
        journal.append(demo, said("18:07", Noted(object_ids=("pma1", "pma1", "équipe 2")))),
    ]

    assert journal.entries(demo)[1:] == told
    assert first_break(journal.entries(demo), head=journal.head(demo)) is None


def test_entries_are_numbered_without_a_gap_in_each_operation(journal, demo):
    other = f"other-{demo}"
    journal.append(other, said("18:00", OPENING))

    for operation in (demo, other, demo, demo, other):
        journal.append(operation, said("18:05", Noted()))

    assert [e.seq for e in journal.entries(demo)] == [1, 2, 3, 4]
    assert [e.seq for e in journal.entries(other)] == [1, 2, 3]
    assert journal.head(other) == Head(seq=3, seal=journal.entries(other)[-1].seal)


def test_operations_come_in_the_order_they_were_opened(journal, demo):
    later = f"later-{demo}"

    journal.append(later, said("17:00", OPENING))

    operations = journal.operations()
    assert operations.index(demo) < operations.index(later)


def test_a_page_of_entries_begins_after_the_one_last_seen(journal, demo):
    for minute in range(5):
        journal.append(demo, said(f"18:0{minute}", Noted()))

    assert [e.seq for e in journal.entries(demo, after=2, limit=3)] == [3, 4, 5]
    assert journal.entries(demo, after=6) == []
    assert journal.entries(demo, limit=0) == []


def test_the_hour_of_recording_never_runs_backwards(journal, demo, clock):
    clock.now = at("18:30")
    journal.append(demo, said("18:05", Noted()))

    clock.now = at("18:20")
    late = journal.append(demo, said("18:20", Noted()))

    assert late.recorded_at == at("18:30")


def test_every_refusal_leaves_the_journal_as_it_was(journal, demo, clock):
    journal.append(demo, said("18:05", POST), key="k1")
    before = journal.entries(demo)

    with pytest.raises(FallenTargetError):
        journal.append(demo, said("18:06", Struck(seq=9, reason="?")))
    with pytest.raises(KeyReusedError):
        journal.append(demo, said("18:06", Noted()), key="k1")
    with pytest.raises(OperationExistsError):
        journal.append(demo, said("18:06", OPENING))
    clock.now = at("18:40")
    after = journal.append(demo, said("18:07", Noted()))

    assert journal.entries(demo) == [*before, after]
    assert after.recorded_at == at("18:40")


def test_nobody_writes_to_an_operation_that_was_not_opened(journal):
    nobody = f"nobody-{uuid4()}"

    for ask in (journal.entries, journal.head):
        with pytest.raises(UnknownOperationError, match="no operation called “nobody"):
            ask(nobody)
    with pytest.raises(UnknownOperationError):
        journal.append(nobody, said("18:05", Noted()))
    assert nobody not in journal.operations()


def test_an_operation_is_opened_once(journal, demo):
    with pytest.raises(OperationExistsError):
        journal.append(demo, said("18:01", OPENING))


def test_a_fact_of_another_house_is_kept_word_for_word(journal, demo):
    fact = Foreign(name="DroneLaunched", body={"battery": 81, "où": ["a", 1e-7, None, {"x": []}]})

    entry = journal.append(demo, said("18:05", fact))

    assert journal.entries(demo)[-1] == entry
    assert journal.entries(demo)[-1].fact == fact


@pytest.mark.parametrize(
    "text",
    [
        "Évacué à l'Hôpital Nord — “vite”",
        "1e-7",
        "🚑👩🏽‍⚕️",
        "nul \0 au milieu",
        "a\\u0000b\\",
        "\u202e\r\n\t",
    ],
)
def test_sealed_words_survive_byte_for_byte(journal, demo, text):
    values = {text: text, "tiny": 1e-7, "big": 2**53 + 1, "whole": 1.0, "no": None}
    fact = Placed(object_id=text, kind=text, status=text, values=values)

    entry = journal.append(demo, said("18:05", fact, text=text), key=text)

    kept = journal.entries(demo)[-1]
    assert kept.content.encode() == entry.content.encode()
    assert kept == entry
    assert journal.append(demo, said("18:05", fact, text=text), key=text) == entry
    assert first_break(journal.entries(demo)) is None


def test_an_instant_is_the_same_whatever_its_offset(journal, demo):
    in_noumea = at("18:05").astimezone(timezone(timedelta(hours=11)))

    journal.append(demo, replace(said("18:05", Noted()), occurred_at=in_noumea))

    assert journal.entries(demo)[-1].occurred_at == at("18:05")


@pytest.mark.parametrize(
    "instant", [datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_the_ends_of_time_are_kept_too(journal, demo, instant):
    entry = journal.append(demo, replace(said("18:00", POST), occurred_at=instant))

    assert journal.entries(demo)[-1] == entry


def test_a_draft_repeated_under_its_key_is_recorded_once(journal, demo, clock):
    first = journal.append(demo, said("18:05", POST), key="k1")
    clock.now = at("18:10")

    again = journal.append(demo, said("18:05", POST), key="k1")

    assert again == first
    assert len(journal.entries(demo)) == 2


def test_a_key_serves_for_one_draft_in_each_operation(journal, demo):
    other = f"other-{demo}"
    journal.append(other, said("18:00", OPENING))
    journal.append(demo, said("18:05", POST), key="k1")

    journal.append(other, said("18:06", Noted()), key="k1")
    with pytest.raises(KeyReusedError, match="“k1” was already used"):
        journal.append(demo, said("18:06", Noted()), key="k1")


def test_an_opening_repeated_under_its_key_is_recorded_once(journal, demo):
    name = f"keyed-{demo}"

    first = journal.append(name, said("18:00", OPENING), key="k1")

    assert journal.append(name, said("18:00", OPENING), key="k1") == first


@pytest.mark.parametrize("target", [0, -1, 3, 10**30])
def test_what_is_struck_must_be_there(journal, demo, target):
    journal.append(demo, said("18:05", POST))

    with pytest.raises(FallenTargetError, match="There is no entry no"):
        journal.append(demo, said("18:06", Struck(seq=target, reason="erreur")))


def test_the_opening_can_be_neither_struck_nor_corrected(journal, demo):
    with pytest.raises(FallenTargetError, match="opening"):
        journal.append(demo, said("18:06", Struck(seq=1, reason="erreur")))
    with pytest.raises(FallenTargetError, match="opening"):
        journal.append(demo, said("18:06", Noted(), corrects=1))


def test_of_two_corrections_of_one_entry_the_second_is_refused(journal, demo):
    journal.append(demo, said("18:05", POST, text="AMP 1 ouvert"))
    journal.append(demo, said("18:06", POST, text="AMP 1 ouvert à l'heure", corrects=2))

    with pytest.raises(FallenTargetError, match="somebody else"):
        journal.append(demo, said("18:06", POST, text="AMP 1 ouvert en retard", corrects=2))


def test_striking_a_strike_brings_back_what_it_struck(journal, demo):
    journal.append(demo, said("18:05", POST))
    journal.append(demo, said("18:06", Struck(seq=2, reason="erreur")))
    journal.append(demo, said("18:07", Struck(seq=3, reason="c'était juste")))

    journal.append(demo, said("18:08", POST, corrects=2))

    assert {e.seq for e in standing(journal.entries(demo))} == {1, 4, 5}


def from_elsewhere(*drafts, name=None):
    """Return a journal sealed in another house, opened and then told ``drafts``."""
    name = name or f"elsewhere-{uuid4()}"
    elsewhere = MemoryJournal(Stopwatch())
    for draft in (said("18:00", OPENING), *drafts):
        elsewhere.append(name, draft)
    return elsewhere.entries(name)


def test_a_journal_from_elsewhere_is_kept_as_it_is_and_goes_on(journal):
    entries = from_elsewhere(
        said("18:05", POST),
        said("18:06", Foreign(name="DroneLaunched", body={})),
        said("18:07", Struck(seq=2, reason="erreur")),
    )

    name = entries[0].operation
    journal.adopt(entries)

    assert journal.entries(name) == entries
    with pytest.raises(FallenTargetError):
        journal.append(name, said("18:08", POST, corrects=2))
    journal.append(name, said("18:08", Struck(seq=4, reason="si")))
    assert first_break(journal.entries(name), head=journal.head(name)) is None


def test_a_broken_journal_is_refused_with_its_number_and_nothing_is_kept(journal):
    entries = from_elsewhere(said("18:05", POST), said("18:06", Noted(), text="12 blessés"))
    last = entries[-1]
    altered = replace(last, content=last.content.replace("12", "21"))

    with pytest.raises(BrokenJournalError, match="3 no longer says what was sealed"):
        journal.adopt([*entries[:-1], altered])

    assert last.operation not in journal.operations()
    journal.adopt(entries)


def test_a_journal_that_is_here_already_is_not_adopted(journal, demo):
    with pytest.raises(OperationExistsError):
        journal.adopt(from_elsewhere(said("18:05", POST), name=demo))

    assert len(journal.entries(demo)) == 1


def test_a_journal_of_nothing_or_of_two_operations_is_refused(journal):
    with pytest.raises(BrokenJournalError, match="begin with an opening"):
        journal.adopt([])
    entries = from_elsewhere(said("18:05", POST))
    with pytest.raises(BrokenJournalError, match="another operation"):
        journal.adopt([entries[0], replace(entries[1], operation="elsewhere")])


ODD_PLACES = [
    {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
    {"type": "Polygon", "coordinates": []},
    {"type": "Point", "coordinates": [2.35, 48.85, 35.0]},
    {"type": "Point", "coordinates": [400, -3000]},
    {"type": "Point", "coordinates": ["2", None]},
    {"type": "Point", "coordinates": []},
    {"type": "Point"},
    {"type": "Circle", "coordinates": [2, 48], "radius": 5},
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [2, 48]}]},
    {"type": "Feature", "geometry": None, "properties": {}},
    {"coordinates": {"lat": 2}},
    {},
    {"type": None, "\0": "\0"},
]


@pytest.mark.parametrize("place", ODD_PLACES, ids=repr)
def test_an_odd_geometry_hinders_neither_writing_nor_adopting(journal, demo, place):
    post = replace(POST, geometry=place)

    entry = journal.append(demo, said("18:05", post))
    entries = from_elsewhere(
        said("18:05", post), said("18:06", Moved(object_id="pma1", geometry=place))
    )
    journal.adopt(entries)

    assert journal.entries(demo)[-1] == entry
    assert journal.entries(entries[0].operation) == entries


def test_an_entry_of_another_house_that_strikes_itself_counts(journal):
    opening, *_ = from_elsewhere()
    words = opening.content.replace('"fact":"Opened"', '"corrects":1,"fact":"Opened"')
    itself = resealed(opening, words)
    journal.adopt([itself])

    journal.append(opening.operation, said("18:05", POST))

    assert len(standing(journal.entries(opening.operation))) == 2


def test_infinities_of_another_house_are_kept(journal):
    entries = from_elsewhere(said("18:05", replace(POST, values={"present": 7})))
    words = entries[1].content.replace('"present":7', '"present":1e999')

    journal.adopt([entries[0], resealed(entries[1], words)])

    assert journal.entries(entries[0].operation)[1].fact.values == {"present": float("inf")}


def resealed(entry, content):
    """Return ``entry`` as if its house had sealed ``content`` instead."""
    digest = digest_of(entry.nonce, content)
    return entry_from(
        content=content,
        nonce=entry.nonce,
        digest=digest,
        previous=entry.previous,
        seal=seal_of(entry.previous, entry.seq, digest),
    )


def placed(number, minute="18:05"):
    return said(minute, Placed(object_id=f"zone{number}", kind="zone", status="active"))


def test_several_are_kept_one_after_the_other_at_one_instant(journal, demo, clock):
    clock.now = at("18:30")
    drafts = [placed(1), said("18:04", Noted(), text="relevé"), placed(2)]

    told = journal.append_all(demo, drafts)

    assert [entry.seq for entry in told] == [2, 3, 4]
    assert {entry.recorded_at for entry in told} == {at("18:30")}
    assert journal.entries(demo)[1:] == told
    assert first_break(journal.entries(demo), head=journal.head(demo)) is None
    assert journal.append(demo, said("18:31", Noted())).seq == 5


class InTheMiddleError(Exception):
    """Somebody stops it."""


@pytest.mark.parametrize("stopped", [0.0, 0.5, 1.0])
def test_what_is_stopped_in_the_middle_leaves_nothing(journal, demo, stopped):
    before = journal.entries(demo)
    drafts = [placed(number) for number in range(2 * TOLD_EVERY)]

    def told(fraction):
        if fraction == stopped:
            raise InTheMiddleError

    with pytest.raises(InTheMiddleError):
        journal.append_all(demo, drafts, key="k", told=told)

    assert journal.entries(demo) == before
    assert journal.append_all(demo, drafts[:1], key="k")[0].seq == 2


@pytest.mark.parametrize(
    "wrong", [said("18:06", Struck(seq=99, reason="erreur")), said("18:06", OPENING)]
)
def test_one_that_is_refused_takes_the_others_with_it(journal, demo, wrong):
    before = journal.entries(demo)

    with pytest.raises((FallenTargetError, OperationExistsError)):
        journal.append_all(demo, [placed(1), wrong, placed(2)], key="k")

    assert journal.entries(demo) == before


def test_one_may_strike_another_of_the_same_lot(journal, demo):
    told = journal.append_all(demo, [placed(1), said("18:06", Struck(seq=2, reason="erreur"))])

    assert told[0] not in standing(journal.entries(demo))


def test_several_under_one_key_are_kept_once(journal, demo):
    drafts = [placed(1), placed(2)]
    first = journal.append_all(demo, drafts, key="k")
    journal.append(demo, said("18:20", Noted()))

    again = journal.append_all(demo, drafts, key="k")

    assert again == first
    assert journal.head(demo).seq == 4
    for other in ([placed(1)], [placed(2), placed(1)]):
        with pytest.raises(KeyReusedError):
            journal.append_all(demo, other, key="k")
    with pytest.raises(KeyReusedError):
        journal.append(demo, placed(1), key="k")


def test_nothing_at_all_is_kept_as_nothing(journal, demo):
    assert journal.append_all(demo, [], key="k") == []
    assert journal.head(demo).seq == 1


def test_several_want_an_operation_too(journal):
    with pytest.raises(UnknownOperationError):
        journal.append_all("nowhere", [placed(1)])
