"""The day of an operation: who is where, who helps, what is closed, told as an evening is."""

from datetime import timedelta

import numpy as np
import pytest

from dashboard.access.actor import Actor
from dashboard.coverage.crowds import Counting
from dashboard.covering.curve import covered, read
from dashboard.covering.day import PeriodError, instants_of
from dashboard.covering.matrices import Going
from dashboard.covering.people import Asking, DemandError, Drawn, people_of
from dashboard.journal import Changed, Moved, Placed, Planned, Transitioned
from dashboard.operations import Library, Shelf, ShelfPictures
from tests.conftest import OPENED, at
from tests.covering.grounds import Flat

ADA = Actor(name="ada", organisation="SAMU", role="coordinator")
HOURS = instants_of(OPENED, OPENED + timedelta(hours=4), 5)
"""18:00, 19:00, … 22:00."""


def point(lon, lat=45.0):
    return {"type": "Point", "coordinates": [lon, lat]}


def placed(name, kind, status="active", lon=0.0, **values):
    window = {key: values.pop(key) for key in ("planned_from", "planned_to") if key in values}
    return Placed(
        object_id=name,
        kind=kind,
        status=status,
        geometry=values.pop("geometry", point(lon)),
        values={"name": name.upper(), **values},
        **window,
    )


@pytest.fixture
def reading(journal, clock):
    """The operation as its own people read it, once everything has been told."""

    def reading():
        shelf = Shelf(journal)
        library = Library(journal, shelf, ShelfPictures(shelf), clock)
        return library.reading(ADA, "demo")

    return reading


def told(inputs, within_s=300, ground=None, going=None):
    return covered(inputs, ground or Flat(), within_s, going or Going(), lambda _: None)


def test_a_post_covers_a_gathering_from_its_opening_to_its_closing(record, reading):
    record("18:00", placed("stade", "gathering", crowd=800))
    record("18:00", placed("pma", "medical_post", "planned", lon=0.003))
    record("19:00", Transitioned(object_id="pma", verb="open", status="active"))
    record("21:00", Transitioned(object_id="pma", verb="close", status="closed"))

    found = told(read(reading(), HOURS, Asking(), due=False))

    assert found.cover.people.tolist() == [800] * 5
    assert found.cover.reached.tolist() == [0, 800, 800, 0, 0]
    assert [(gap.first, gap.last) for gap in found.gaps] == [(0, 0), (3, 4)]


def test_what_is_planned_counts_while_it_is_due_where_that_is_asked(record, reading):
    window = {"planned_from": at("19:00"), "planned_to": at("21:00")}
    record("18:00", placed("stade", "gathering", "planned", expected=500, **window))
    record("18:00", placed("pma", "medical_post", "planned", lon=0.003, **window))

    due = told(read(reading(), HOURS, Asking()))
    so = told(read(reading(), HOURS, Asking(), due=False))

    assert due.cover.people.tolist() == [0, 500, 500, 0, 0]
    assert due.cover.reached.tolist() == [0, 500, 500, 0, 0]
    assert so.cover.people.tolist() == [0] * 5


def test_a_crowd_follows_its_figures_and_the_reader_says_which_counts(record, reading):
    record("18:00", placed("marche", "gathering", declared_crowd=4000))
    values = {"crowd@police": 9000, "crowd@organisers": 15000}
    record("20:00", Changed(object_id="marche", values=values))

    high = people_of(reading(), HOURS, Asking())
    police = people_of(reading(), HOURS, Asking(counting=Counting(rule="source", source="police")))

    assert high.demand.people.sum(axis=0).tolist() == [4000, 4000, 15000, 15000, 15000]
    assert police.demand.people.sum(axis=0).tolist() == [4000, 4000, 9000, 9000, 9000]
    assert high.sources == ("declared_crowd", "organisers", "police")
    assert [place.instead for place in police.demand.places] == [True, False]


def test_a_figure_that_is_none_of_people_counts_nobody_and_is_told(record, reading):
    record("18:00", placed("parc", "gathering", crowd=0))
    record("18:00", placed("stade", "gathering", crowd=10))

    found = people_of(reading(), HOURS, Asking())

    assert found.demand.people.sum(axis=0).tolist() == [10] * 5
    (sentence,) = found.left_out
    assert sentence.en.startswith("PARC: 0 is no number of people")


def test_what_has_dispersed_and_what_nobody_counts_is_nobody(record, reading):
    record("18:00", placed("stade", "gathering", crowd=10))
    record("18:00", placed("mairie", "site"))
    record("20:00", Transitioned(object_id="stade", verb="disperse", status="closed"))

    found = people_of(reading(), HOURS, Asking())

    assert found.demand.people.sum(axis=0).tolist() == [10, 10, 0, 0, 0]


def test_a_team_that_moves_is_another_help_and_only_counts_while_it_is_available(record, reading):
    record("18:00", placed("stade", "gathering", crowd=10))
    record("18:00", placed("smur", "team", "available", lon=0.003, vehicle="SMUR.VLM"))
    record("19:00", Moved(object_id="smur", geometry=point(0.5)))
    record("21:00", Moved(object_id="smur", geometry=point(0.003)))
    record("22:00", Transitioned(object_id="smur", verb="alert", status="alerted"))

    found = told(read(reading(), HOURS, Asking()))

    assert found.cover.reached.tolist() == [10, 0, 0, 10, 0]
    assert {help_.mode for help_ in found.inputs.day.helps} == {"emergency"}
    assert len(found.inputs.day.helps) == 2


def test_a_team_in_the_place_it_took_up_is_counted_once(record, reading):
    record("18:00", placed("stade", "gathering", crowd=10))
    record("18:00", placed("smur", "team", "available", lon=0.003))
    record("18:00", placed("poste", "assignment", lon=0.003, team="smur"))

    found = told(read(reading(), HOURS, Asking()))

    assert found.cover.reached.tolist() == [10] * 5
    assert found.cover.twice.tolist() == [0] * 5


def test_a_closure_makes_a_gap_while_it_holds_and_emergency_passage_does_not(record, reading):
    line = {"type": "LineString", "coordinates": [[0.001, 44.9], [0.001, 45.1]]}
    record("18:00", placed("stade", "gathering", crowd=10, lon=0.003))
    record("18:00", placed("pma", "medical_post", lon=0.0))
    record("19:00", placed("pont", "closure", geometry=line))
    record("21:00", Transitioned(object_id="pont", verb="lift", status="closed"))

    walking = told(read(reading(), HOURS, Asking()))

    assert walking.cover.reached.tolist() == [10, 0, 0, 10, 10]
    (gap,) = walking.gaps
    assert (gap.first, gap.last, gap.wait_s) == (1, 2, np.inf)


def test_each_help_goes_as_it_goes_and_each_state_of_the_roads_is_asked_once(record, reading):
    line = {"type": "LineString", "coordinates": [[0.5, 44.9], [0.5, 45.1]]}
    record("18:00", placed("stade", "gathering", crowd=10))
    record("18:00", placed("pma", "medical_post", lon=0.001))
    record("18:00", placed("smur", "team", "available", lon=0.002, vehicle="SMUR.AR"))
    record("20:00", placed("pont", "closure", geometry=line))
    ground = Flat()

    told(read(reading(), HOURS, Asking()), ground=ground)

    assert sorted(ground.asked) == [
        (1, 1, "emergency", 0),
        (1, 1, "emergency", 1),
        (1, 1, "walk", 0),
        (1, 1, "walk", 1),
    ]


def test_launch_and_pace_are_in_the_time(record, reading):
    record("18:00", placed("stade", "gathering", crowd=10))
    record("18:00", placed("pma", "medical_post", lon=0.003))  # 180 s away
    inputs = read(reading(), HOURS[:1], Asking())

    def reached(**going):
        return told(inputs, going=Going(**going)).cover.reached.tolist()

    assert reached(launch_s=120) == [10]
    assert reached(launch_s=121) == [0]
    assert reached(pace="prudent", launch_s=66) == [10]
    assert reached(pace="prudent", launch_s=67) == [0]


def test_an_area_with_a_density_has_as_many_people_as_it_is_large(reading):
    square = {
        "type": "Polygon",
        "coordinates": [[[0, 45], [0.01, 45], [0.01, 45.01], [0, 45.01], [0, 45]]],
    }

    found = people_of(
        reading(),
        HOURS[:1],
        Asking(drawn=[Drawn(name="Quai", geometry=square, density=10, unit="ha")]),
    )

    # 788 m by 1 111 m.
    assert found.demand.people.sum() == pytest.approx(876, abs=2)


@pytest.mark.parametrize("density", [0, -1, 11, float("nan")])
def test_an_area_without_a_density_of_people_is_refused(reading, density):
    square = {"type": "Polygon", "coordinates": [[[0, 45], [1, 45], [1, 46], [0, 45]]]}

    with pytest.raises(DemandError, match="“Quai”"):
        people_of(
            reading(), HOURS, Asking(drawn=[Drawn(name="Quai", geometry=square, density=density)])
        )


def test_a_period_has_an_end_after_its_start():
    assert instants_of(OPENED, OPENED, 1) == (OPENED,)
    assert instants_of(OPENED, at("20:00"), 3) == (OPENED, at("19:00"), at("20:00"))
    with pytest.raises(PeriodError):
        instants_of(OPENED, OPENED, 2)


def test_a_window_that_is_moved_moves_the_cover(record, reading):
    record("18:00", placed("stade", "gathering", crowd=10))
    window = {"planned_from": at("19:00"), "planned_to": at("20:00")}
    record("18:00", placed("pma", "medical_post", "planned", lon=0.003, **window))
    later = Planned(object_id="pma", planned_from=at("20:00"), planned_to=at("22:00"))
    record("18:30", later)

    assert told(read(reading(), HOURS, Asking())).cover.reached.tolist() == [0, 0, 10, 10, 0]
    before = read(reading(), HOURS, Asking(), known_at=at("18:15"))
    assert told(before).cover.reached.tolist() == [0, 10, 0, 0, 0]
