"""Asking the store what was so in a place."""

from dataclasses import replace

import pytest

from dashboard.journal import Moved, UnknownOperationError
from dashboard.storage import SqlPictures
from tests.conftest import OPENED
from tests.storage.evening import PARIS, POST, said, tell_evening


@pytest.fixture
def journal(engine):
    return tell_evening(engine)


@pytest.fixture
def seen(engine, journal):
    """Return the names of what a picture shows: ``seen(box=..., kinds=...)``."""

    def _seen(**asked):
        return set(SqlPictures(engine).picture("demo", OPENED, **asked).objects)

    return _seen


def test_a_box_shows_what_meets_it_and_a_box_elsewhere_nothing(seen):
    # The zone's bounds cover Paris; its shape, a thin triangle, does not.
    assert seen(box=PARIS) == {"pma1"}
    assert seen(box=(2.8, 48.0, 2.95, 48.2)) == {"zone1"}
    assert seen(box=(-60.0, 14.0, -61.0, 15.0)) == set()


def test_a_box_that_only_touches_a_point_shows_it(seen):
    assert seen(box=(2.35, 48.85, 2.36, 48.86)) == {"pma1"}
    assert seen(box=(2.3500001, 48.85, 2.36, 48.86)) == set()


def test_what_has_no_place_is_listed_and_not_found_by_its_place(seen):
    assert seen() == {"pma1", "zone1", "équipe 2", "orbite"}
    assert "orbite" not in seen(box=(-180, -90, 180, 90))


def test_what_crosses_itself_is_found_where_it_lies_and_given_back_as_it_was(engine, journal):
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}

    journal.append("demo", said(Moved(object_id="pma1", geometry=bow)))

    found = SqlPictures(engine).picture("demo", OPENED, box=(0.45, 0.8, 0.55, 1.0)).objects
    assert found == {}
    found = SqlPictures(engine).picture("demo", OPENED, box=(0.9, 0.4, 2.0, 0.6)).objects
    assert found["pma1"].geometry == bow


def test_kinds_choose_what_is_shown(seen):
    assert seen(kinds=["team", "drone"]) == {"équipe 2", "orbite"}
    assert seen(kinds=["team", "medical_post"], box=PARIS) == {"pma1"}


def test_a_geometry_comes_back_as_the_entry_has_it(engine, journal):
    precise = {
        "type": "Point",
        "coordinates": [2.350000000000001, 48, 35.5],
        "bbox": [2, 48, 3, 49],
        "é": None,
    }

    journal.append("demo", said(replace(POST, geometry=precise)))

    kept = SqlPictures(engine).picture("demo", OPENED, box=PARIS).objects.get("pma1")
    assert kept is None
    kept = SqlPictures(engine).picture("demo", OPENED, box=(2, 48, 3, 48)).objects["pma1"]
    assert kept.geometry == precise
    assert isinstance(kept.geometry["coordinates"][1], int)


def test_nobody_sees_an_operation_that_was_not_opened(engine):
    with pytest.raises(UnknownOperationError):
        SqlPictures(engine).picture("nobody", OPENED)
