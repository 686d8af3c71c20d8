"""Mending: what comes out is a place, covers what was gone around, and is left alone when whole."""

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import shape

from dashboard.geo import UnreadablePlaceError, check_geometry, crossing, mended

BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
WHOLE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}

corners = st.lists(
    st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=3, max_size=9, unique=True
)


def test_a_bow_tie_becomes_two_parts_that_touch():
    parts = mended(BOW_TIE)

    assert parts["type"] == "MultiPolygon"
    assert len(parts["coordinates"]) == 2
    assert shape(parts).area == pytest.approx(2)
    assert crossing(BOW_TIE) == (1, 1)


def test_what_does_not_cross_itself_is_left_alone():
    assert mended(WHOLE) == WHOLE
    assert crossing(WHOLE) is None
    assert crossing({"type": "Point", "coordinates": [1, 2]}) is None


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]},
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        {"type": "Polygon", "coordinates": "ici"},
    ],
)
def test_what_cannot_be_mended_is_refused_in_a_sentence(geometry):
    with pytest.raises(UnreadablePlaceError) as refused:
        mended(geometry)

    assert refused.value.say("fr") != refused.value.say("en")


@given(corners)
def test_whatever_is_drawn_is_a_place_once_mended(drawn):
    ring = [list(at) for at in (*drawn, drawn[0])]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    assume(shapely.minimum_rotated_rectangle(shape(geometry)).area > 0)

    try:
        whole = mended(geometry)
    except UnreadablePlaceError:
        # Gone and come back by the same way: nothing was gone around.
        assert shapely.make_valid(shape(geometry), method="structure").area == 0
        return

    check_geometry(whole)
    assert shape(whole).area > 0
    around = shape(geometry).convex_hull.buffer(1e-6)
    assert around.covers(shape(whole))
