"""A gesture of several entries is recorded whole or not at all."""

import pytest

from dashboard.journal import Draft, Moved, Transitioned
from dashboard.layers import KINDS
from dashboard.operations import DoubtError, ImpossibleVerbError, record_together
from tests.conftest import at
from tests.operations.conftest import ADA, POST

ELSEWHERE = {"type": "Point", "coordinates": [-1.551, 47.212]}
AWAY = {"type": "Point", "coordinates": [2.35, 48.85]}
OPEN = Transitioned(object_id="pma1", verb="open", status="active")


def said(when, fact):
    return Draft(author=ADA.name, organisation=ADA.organisation, occurred_at=at(when), fact=fact)


def put_in_place(office, place, **more):
    drafts = [said("18:20", OPEN), said("18:20", Moved(object_id="pma1", geometry=place))]
    return record_together(office, ADA, "nantes", drafts, kinds=KINDS, **more)


def facts(office):
    return [type(entry.fact).__name__ for entry in office.journal.entries("nantes")]


@pytest.fixture
def planned(office):
    office.write("18:05", POST)
    office.clock.now = at("18:30")
    return office


def test_a_post_put_in_place_elsewhere_has_opened_and_moved_at_one_instant(planned):
    first, second = put_in_place(planned, ELSEWHERE)

    post = planned.library.reading(ADA, "nantes").reel.at(at("18:20")).objects["pma1"]
    assert (post.status, post.geometry) == ("active", ELSEWHERE)
    assert (first.seq + 1, first.recorded_at) == (second.seq, second.recorded_at)


def test_what_is_refused_of_one_leaves_nothing_of_the_other(planned):
    put_in_place(planned, ELSEWHERE)
    before = facts(planned)

    with pytest.raises(ImpossibleVerbError):
        put_in_place(planned, replace_place())

    assert facts(planned) == before


def replace_place():
    return {"type": "Point", "coordinates": [-1.552, 47.213]}


def test_a_doubt_about_one_holds_back_both_until_it_is_meant(planned):
    with pytest.raises(DoubtError) as doubt:
        put_in_place(planned, AWAY)
    assert "Transitioned" not in facts(planned)

    put_in_place(planned, AWAY, confirmed={doubt.value.code})

    assert facts(planned)[-2:] == ["Transitioned", "Moved"]


def test_a_gesture_repeated_under_its_key_is_recorded_once(planned):
    first = put_in_place(planned, ELSEWHERE, key="k")

    again = put_in_place(planned, ELSEWHERE, key="k")

    assert first == again
    assert facts(planned).count("Moved") == 1
