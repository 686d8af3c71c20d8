"""The difference of two pictures is what leads from one to the other, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given

from dashboard.geo import apart
from dashboard.journal import Changed, Moved, Placed, Planned, Transitioned, Withdrawn
from dashboard.picture import Difference, Picture, difference, picture_at
from tests.conftest import at
from tests.picture.naive import plainly
from tests.picture.test_every_fold import moments, told
from tests.stories import evenings

HERE = {"type": "Point", "coordinates": [-1.5561, 43.4868]}
THERE = {"type": "Point", "coordinates": [-1.5436, 43.4868]}
POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="planned",
    geometry=HERE,
    values={"name": "Nord", "present_relative": 1},
)


def seen(picture):
    """Return what a reader sees of a picture; a value that is not known is not there."""
    return {
        name: (kind, status, geometry, known(values), start, end)
        for name, (kind, status, geometry, values, start, end) in plainly(picture).items()
    }


def known(values):
    # Yes is not one: a plain dict would take them for the same.
    return {(key, type(v) is bool): v for key, v in values.items() if v is not None}


def applied(change: Difference, before: Picture) -> dict:
    """Do to a picture, part by part, what a difference says was done."""
    objects = dict(before.objects)
    for gone in change.removed:
        del objects[gone.object_id]
    for part in change.changes:
        one = objects[part.before.object_id]
        values = dict(one.values) | {key: new for key, (_, new) in part.values.items()}
        one = replace(one, values=values)
        if part.kind:
            one = replace(one, kind=part.kind[1])
        if part.status:
            one = replace(one, status=part.status[1])
        if part.window:
            one = replace(one, planned_from=part.window[1][0], planned_to=part.window[1][1])
        if part.moved:
            one = replace(one, geometry=part.after.geometry)
        objects[one.object_id] = one
    objects |= {new.object_id: new for new in change.added}
    return objects


@given(evenings(), moments(), moments())
def test_what_changed_done_to_the_earlier_picture_gives_the_later_one(steps, first, second):
    entries = told(steps)
    before, after = (picture_at(entries, t, known_at=k) for t, k in (first, second))

    change = difference(before, after)

    assert seen(replace(before, objects=applied(change, before))) == seen(after)


@given(evenings(), moments(), moments())
def test_nothing_changed_exactly_where_both_pictures_look_alike(steps, first, second):
    entries = told(steps)
    before, after = (picture_at(entries, t, known_at=k) for t, k in (first, second))

    assert bool(difference(before, after)) == (seen(before) != seen(after))
    assert not difference(before, before)


@given(evenings(), moments(), moments())
def test_backwards_what_was_added_is_removed_and_every_change_is_turned_round(steps, first, second):
    entries = told(steps)
    before, after = (picture_at(entries, t, known_at=k) for t, k in (first, second))

    on, back = difference(before, after), difference(after, before)

    assert (on.added, on.removed) == (back.removed, back.added)
    for there, here in zip(on.changes, back.changes, strict=True):
        assert (there.before, there.after) == (here.after, here.before)
        assert there.values == {key: (a, b) for key, (b, a) in here.values.items()}
        if there.way and here.way:
            assert there.way.distance_m == pytest.approx(here.way.distance_m, abs=1e-6)


def test_one_change_says_all_that_became_of_an_object(record, journal):
    record("18:05", POST)
    record("18:10", Planned(object_id="pma1", planned_from=at("19:00")))
    record("18:20", Transitioned(object_id="pma1", verb="open", status="active"))
    record("18:21", Moved(object_id="pma1", geometry=THERE))
    record("18:30", Changed(object_id="pma1", values={"present_relative": 3, "psm": None}))
    entries = journal.entries("demo")

    (change,) = difference(
        picture_at(entries, at("18:07")), picture_at(entries, at("18:40"))
    ).changes

    assert change.status == ("planned", "active")
    assert change.window == ((None, None), (at("19:00"), None))
    assert dict(change.values) == {"present_relative": (1, 3)}
    assert round(change.way.distance_m) == 1011
    assert round(change.way.bearing_deg) == 90


def test_what_came_and_what_left_is_told_whole(record, journal):
    record("18:05", POST)
    record("18:10", replace(POST, object_id="pma2"))
    record("18:20", Withdrawn(object_id="pma1"))
    entries = journal.entries("demo")

    change = difference(picture_at(entries, at("18:06")), picture_at(entries, at("18:30")))

    assert [o.object_id for o in change.added] == ["pma2"]
    assert [o.object_id for o in change.removed] == ["pma1"]
    assert not change.changes


def test_yes_is_not_one_and_unknown_is_not_said(record, journal):
    record("18:05", replace(POST, values={"name": "Nord", "lit": 1}))
    record("18:10", Changed(object_id="pma1", values={"lit": True, "psm": None}))
    entries = journal.entries("demo")

    (change,) = difference(
        picture_at(entries, at("18:06")), picture_at(entries, at("18:30"))
    ).changes

    assert dict(change.values) == {"lit": (1, True)}


def test_a_zone_redrawn_about_its_middle_has_moved_by_nothing(record, journal):
    def square(half):
        ring = [[-half, -half], [half, -half], [half, half], [-half, half], [-half, -half]]
        return {"type": "Polygon", "coordinates": [ring]}

    record("18:05", replace(POST, kind="zone", geometry=square(1)))
    record("18:10", Moved(object_id="pma1", geometry=square(2)))
    entries = journal.entries("demo")

    (change,) = difference(
        picture_at(entries, at("18:06")), picture_at(entries, at("18:30"))
    ).changes

    assert change.moved
    assert change.way.distance_m == 0


def test_what_had_no_place_has_moved_by_no_distance(record, journal):
    record("18:05", replace(POST, geometry=None))
    record("18:10", Moved(object_id="pma1", geometry=HERE))
    entries = journal.entries("demo")

    (change,) = difference(
        picture_at(entries, at("18:06")), picture_at(entries, at("18:30"))
    ).changes

    assert change.moved
    assert change.way is None


def test_a_degree_of_meridian_is_as_long_as_geodesists_say():
    """Vincenty's own check: Flinders Peak to Buninyong, 54 972.271 m at 306° 52' 05.37"."""
    flinders = (144 + 25 / 60 + 29.52440 / 3600, -(37 + 57 / 60 + 3.72030 / 3600))
    buninyong = (143 + 55 / 60 + 35.38390 / 3600, -(37 + 39 / 60 + 10.15610 / 3600))

    way = apart(flinders, buninyong)

    assert way.distance_m == pytest.approx(54972.271, abs=0.01)
    assert way.bearing_deg == pytest.approx(306 + 52 / 60 + 5.37 / 3600, abs=1e-5)
