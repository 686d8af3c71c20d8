"""Finding in an operation: the index answers as reading it all would, at any instant."""

import gc
import weakref
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.actor import Actor
from dashboard.clock import microseconds
from dashboard.finding import Finder
from dashboard.finding.lines import searched
from dashboard.finding.things import Things
from dashboard.journal import (
    Changed,
    Granted,
    MemoryJournal,
    Noted,
    Placed,
    Reserved,
    Struck,
    Transitioned,
    Withdrawn,
)
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.picture import END
from dashboard.review.sentences import sentence
from dashboard.search import query_of, tokens
from tests.access.evenings import OPENING, said
from tests.conftest import OPENED, Stopwatch, at
from tests.stories import evenings

US, THEM = "SAMU", "ARS"
ADA = Actor(name="ada", organisation=US, role="coordinator")
TEXTS = ["", "blessés évacués par la noria", "évacuation de l'hôpital", "n° 3 blessé", "cœur", "12"]
asked = st.sampled_from(
    [
        "blessé",
        "evacue",
        "évac",
        "hopitaux ",
        "3",
        "12 ",
        "noria bless",
        "pma",
        "nord",
        "de la",
        "x",
    ]
)
POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="planned",
    geometry={"type": "Point", "coordinates": [-1.55, 47.21]},
    values={"name": "Nord", "lead": "Dr Sanchez", "housing": "tent"},
)


class House:
    """A library over a journal in memory, and a finder."""

    def __init__(self):
        self.clock = Stopwatch()
        self.journal = MemoryJournal(self.clock)
        shelf = Shelf(self.journal)
        self.library = Library(self.journal, shelf, ShelfPictures(shelf), self.clock)
        self.finder = Finder()
        self.journal.append("op", said(US, OPENING))

    def tell(self, fact, clock=None, *, learnt=None, **more):
        occurred = self.clock.now if clock is None else at(clock)
        self.clock.now = at(learnt) if learnt else max(self.clock.now, occurred)
        return self.journal.append("op", said(US, fact, at=occurred, **more))

    def reading(self, actor=ADA):
        return self.library.reading(actor, "op")

    def find(self, text, *, shown=None, known_at=None, limit=50, locale="fr"):
        reading = self.reading()
        return self.finder.found(
            reading,
            query_of(text),
            locale,
            at=shown or at("23:00"),
            known_at=known_at,
            limit=limit,
        )


@pytest.fixture
def house():
    return House()


@st.composite
def told_evenings(draw):
    """Evenings in which something is said, too."""
    steps = draw(evenings(max_entries=14))
    return [(m, replace(d, text=draw(st.sampled_from(TEXTS)))) for m, d in steps]


def telling(steps, house, every=None):
    for minutes, draft in steps:
        house.clock.now += timedelta(minutes=minutes)
        try:
            house.journal.append("op", replace(draft, organisation=US))
        except Exception as error:  # noqa: BLE001  a strike of what fell already is refused
            assert "Fallen" in type(error).__name__  # noqa: PT017
        if every:
            every()
    return house


def keys(group):
    return [result.key for result in group.results]


@given(told_evenings(), asked)
def test_the_entries_found_are_those_that_say_it(steps, text):
    house, query = telling(steps, House()), query_of(text)

    found = house.finder.entries(house.reading(), query, "fr")

    reading, expected = house.reading(), []
    for line in reading.reel.lines:
        told = searched(line, sentence(line, "fr", ZoneInfo("Europe/Paris")))
        there = set(tokens(told))
        numbered = {str(line.entry.seq)}
        if all(a in numbered or any(query.finds(a, w) for w in there) for a in query.wanted):
            expected.append(line.entry.seq)
    assert found == expected
    assert sorted(map(int, keys(house.find(text).entries))) == expected


@given(told_evenings())
def test_every_word_of_an_entry_finds_it(steps):
    house = telling(steps, House())

    for result in house.find("n", limit=50).entries.results:
        for word in tokens(result.label.text):
            assert result.key in keys(house.find(f"{word} ").entries)


@given(told_evenings(), asked, st.integers(0, 12), st.none() | st.integers(0, 20))
def test_it_answers_the_same_however_it_grew(steps, text, minutes, known):
    shown = OPENED + timedelta(minutes=minutes)
    known_at = None if known is None else OPENED + timedelta(minutes=known)
    grown = House()
    telling(steps, grown, lambda: grown.find(text, shown=shown))

    at_once = grown.find(text, shown=shown, known_at=known_at)
    grown.finder = Finder()

    assert grown.find(text, shown=shown, known_at=known_at) == at_once


@given(told_evenings(), asked, st.integers(0, 20))
def test_what_the_cell_did_not_know_is_counted_and_not_told(steps, text, known):
    house, known_at = telling(steps, House()), OPENED + timedelta(minutes=known)

    then, today = house.find(text, known_at=known_at), house.find(text)

    recorded = {str(e.seq): e.recorded_at for e in house.journal.entries("op")}
    assert all(recorded[key] <= known_at for key in keys(then.entries))
    assert then.entries.total + then.entries.later == today.entries.total
    assert (today.entries.later, today.objects.later) == (0, 0)
    assert set(keys(today.objects)) <= set(keys(then.objects)) or then.objects.later


@given(told_evenings(), st.integers(0, 12), st.none() | st.integers(0, 20))
def test_an_object_is_shown_as_it_is_or_where_it_is_to_be_seen(steps, minutes, known):
    """For whatever is called by a digit: the names of these evenings are numbers."""
    house, shown = telling(steps, House()), OPENED + timedelta(minutes=minutes)
    known_at = None if known is None else OPENED + timedelta(minutes=known)
    things = Things("fr", ZoneInfo("Europe/Paris"))
    reel = house.reading().reel
    believed = END - 1 if known_at is None else microseconds(known_at)

    for digit in "0123456789":
        query = query_of(f"{digit} ")
        found = {
            r.key: r for r in house.find(query.text, shown=shown, known_at=known_at).objects.results
        }

        expected = {
            v.span.state.object_id
            for v in reel.versions
            if v.known_from <= believed < v.known_to
            and query.matches(" · ".join(things._said(v.span.state)))
        }
        assert set(found) == expected
        picture = reel.at(shown, known_at=known_at).objects
        for key, result in found.items():
            assert (result.at is None) == (key in picture) == (result.note == "")
            if result.at is None:
                assert result.label.text == picture[key].name
                assert result.status == picture[key].status
            else:
                there = reel.at(result.at, known_at=known_at).objects[key]
                assert query.matches(" · ".join(things._said(there)))


def test_the_very_words_come_first_then_the_newest(house):
    house.tell(Noted(), "18:05", text="les blessés sont évacués")
    house.tell(Noted(), "18:10", text="blessés évacués vers le CHU")
    house.tell(Noted(), "18:15", text="évacuation de 3 blessées")
    house.tell(Noted(), "18:20", text="rien")

    assert keys(house.find("blesses evacues").entries) == ["3", "4", "2"]
    assert keys(house.find("blesses").entries) == ["3", "2", "4"]
    assert keys(house.find("blesses", limit=2).entries) == ["3", "2"]


def test_an_object_that_left_is_found_with_where_it_was(house):
    house.tell(POST, "18:05")
    house.tell(Transitioned(object_id="pma1", verb="open", status="active"), "18:30")
    house.tell(Withdrawn(object_id="pma1"), "19:00")

    before = house.find("nord", shown=at("18:01")).objects.results[0]
    during = house.find("nord", shown=at("18:40")).objects.results[0]
    after = house.find("nord", shown=at("21:30")).objects.results[0]

    assert (before.note, before.at) == ("pas encore là ; vu d'abord : 20:05", at("18:05"))
    assert (during.note, during.at, during.status) == ("", None, "active")
    assert (after.note, after.at) == ("n'est plus là ; vu en dernier : 21:00", at("18:30"))
    assert after.text.text == "Postes médicaux avancés · En place"
    assert after.box == (-1.55, 47.21, -1.55, 47.21)
    english = house.find("nord", shown=at("21:30"), locale="en").objects.results[0]
    assert english.note == "no longer there; last seen 21:00"


def test_an_object_is_found_by_its_code_its_kind_and_its_fields(house):
    house.tell(POST, "18:05")

    for text in ("PMA", "poste médical", "postes medicaux", "sanchez", "tente", "pma nord"):
        assert keys(house.find(text).objects) == ["pma1"], text
    [result] = house.find("sanchez").objects.results
    assert result.text.text.endswith("Médecin PMA : Dr Sanchez")
    assert [result.text.text[a:b] for a, b in result.text.ranges] == ["Sanchez"]


def test_an_object_is_found_by_a_name_it_no_longer_has(house):
    house.tell(POST, "18:05")
    house.tell(Changed(object_id="pma1", values={"name": "Gare"}), "18:30")

    [result] = house.find("nord", shown=at("19:00")).objects.results

    assert (result.label.text, result.at) == ("Gare", None)
    assert "appelé aussi « Nord »" in result.text.text


def test_people_are_found_apart_with_how_to_reach_them(house):
    values = {"name": "Mme Etcheverry", "function": "cos", "phone": "05 59 00 00 00"}
    house.tell(
        Placed(object_id="p1", kind="person", status="present", geometry=None, values=values)
    )

    found = house.find("etcheverry")

    assert (keys(found.people), keys(found.objects)) == (["p1"], [])
    assert found.people.results[0].text.text == ("COS, commandant des opérations · 05 59 00 00 00")
    assert keys(house.find("commandant").people) == ["p1"]


def test_a_late_report_is_not_believed_before_it_is_written(house):
    house.tell(POST, "18:05", learnt="18:40")

    then = house.find("nord", shown=at("18:20"), known_at=at("18:20"))
    later = house.find("nord", shown=at("18:50"), known_at=at("18:50"))

    assert (keys(then.objects), then.objects.later) == ([], 1)
    assert (keys(then.entries), then.entries.later) == ([], 1)
    assert (keys(later.objects), later.objects.later) == (["pma1"], 0)


def test_a_struck_entry_is_found_and_said_not_to_count(house):
    house.tell(Noted(), "18:05", text="explosion au port")
    house.tell(Struck(seq=2, reason="doublon"), "18:10")

    [result] = [r for r in house.find("explosion").entries.results if r.key == "2"]

    assert not result.counts


def test_what_is_kept_for_others_is_in_no_index_of_theirs(house):
    house.tell(Granted(organisation=THEM, level="read", reason="appui"), "18:01")
    house.tell(POST, "18:05", text="secret")
    house.tell(Reserved(object_id="pma1", audience=(), embargo_until=None), "18:06")
    actor = Actor(name="zoé", organisation=THEM, role="reader")

    def theirs(text):
        return house.finder.found(house.reading(actor), query_of(text), "fr", at=at("19:00"))

    assert keys(house.find("nord").objects) == ["pma1"]
    for text in ("nord", "secret", "3 ", "4 ", "pma1", "réservé"):
        assert theirs(text).objects.total == 0, text
        assert theirs(text).entries.total == 0, text
    assert theirs("appui").entries.total == 1


def test_an_index_goes_with_its_reel(house):
    house.find("nord")
    reel = weakref.ref(house.reading().reel)

    house.library = None
    gc.collect()

    assert reel() is None
    assert len(house.finder._kept) == 0
