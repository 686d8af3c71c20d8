"""What is a place on the earth, and what each thing that is not one is told."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.geo import UnreadablePlaceError, centre, check_box, check_geometry, meet, swapped
from dashboard.geo.places import MOST_POSITIONS

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
BOWTIE = [[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [-1.5561, 43.4868]),
        ("Point", (-1.5561, 43.4868, 12.0)),
        ("MultiPoint", [[0, 0], [1, 1]]),
        ("LineString", [[0, 0], [1, 1]]),
        ("MultiLineString", [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]),
        ("Polygon", [SQUARE]),
        ("Polygon", [SQUARE, [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 0.5]]]),
        ("MultiPolygon", [[SQUARE], [[[5, 5], [6, 5], [6, 6], [5, 5]]]]),
    ],
)
def test_every_shape_we_draw_is_a_place(kind, coordinates):
    check_geometry({"type": kind, "coordinates": coordinates})


@pytest.mark.parametrize(
    ("kind", "coordinates", "fr", "en"),
    [
        ("GeometryCollection", [], "ne peut pas être placée", "cannot be placed"),
        (None, [0, 0], "ne peut pas être placée", "cannot be placed"),
        (["Point"], [0, 0], "ne peut pas être placée", "cannot be placed"),
        ("Point", None, "n'est pas une position", "is not a position"),
        ("Point", [1], "[longitude, latitude]", "[longitude, latitude]"),
        ("Point", [1, 2, 3, 4], "n'est pas une position", "is not a position"),
        ("Point", ["1", "2"], "n'est pas une position", "is not a position"),
        ("Point", [True, 2], "n'est pas une position", "is not a position"),
        ("Point", [math.nan, 2], "n'est pas une position", "is not a position"),
        ("Point", [math.inf, 2], "n'est pas une position", "is not a position"),
        ("Point", [10**400, 2], "n'est pas une position", "is not a position"),
        ("Point", [43.5, 181], "hors du monde", "outside the world"),
        ("Point", [-180.001, 0], "longitude (-180 à 180) vient d'abord", "longitude (-180 to 180)"),
        ("LineString", [[0, 0]], "au moins 2 points", "at least 2 points"),
        ("LineString", [0, 0], "Le point 1", "Point 1"),
        ("MultiPoint", [], "imbriquées", "nested"),
        ("Polygon", [0, 0], "imbriquées", "nested"),
        ("Polygon", [SQUARE[:-1]], "n'est pas fermé", "is not closed"),
        ("Polygon", [[[0, 0], [1, 1], [0, 0]]], "n'est pas fermé", "is not closed"),
        ("Polygon", [BOWTIE], "se croise", "crosses"),
        ("MultiPolygon", [[SQUARE], [BOWTIE]], "près de (1, 1)", "near (1, 1)"),
    ],
)
def test_what_is_no_place_is_told_so(kind, coordinates, fr, en):
    with pytest.raises(UnreadablePlaceError) as refused:
        check_geometry({"type": kind, "coordinates": coordinates})

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")


def test_a_shape_has_a_bounded_number_of_points():
    line = [[0, i / 1000] for i in range(MOST_POSITIONS + 1)]

    check_geometry({"type": "LineString", "coordinates": line[:-1]})
    with pytest.raises(UnreadablePlaceError, match="simplify"):
        check_geometry({"type": "LineString", "coordinates": line})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
)
kinds = st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon"])


@given(kinds | json_values, json_values)
def test_whatever_is_sent_is_a_place_or_is_refused_in_a_sentence(kind, coordinates):
    geometry = {"type": kind, "coordinates": coordinates}

    refused = refusal_of(geometry)

    if refused is None:
        assert centre(geometry) is not None
    else:
        assert refused.say("fr") != refused.say("en")


def refusal_of(geometry):
    try:
        check_geometry(geometry)
    except UnreadablePlaceError as refused:
        return refused
    return None


@given(json_values)
@example([[[None, None]]])
@example([[["a", "b"]]])
@example([[[math.inf, 0]]])
def test_what_another_house_sent_as_a_place_has_a_centre_or_none(coordinates):
    found = centre({"type": "Polygon", "coordinates": coordinates})

    assert found is None or all(map(math.isfinite, found))


@pytest.mark.parametrize(
    "box",
    [(1, 2, 3), (3, 0, 1, 2), (0, 2, 1, 1), (0, 0, 0, 1), (-181, 0, 0, 1), (0, 0, math.nan, 1)],
)
def test_a_box_is_west_south_east_north(box):
    with pytest.raises(UnreadablePlaceError) as refused:
        check_box(box)

    assert "ouest, sud, est, nord" in refused.value.say("fr")
    assert "west, south, east, north" in refused.value.say("en")


def test_boxes_meet_when_they_touch():
    assert meet((0, 0, 1, 1), (1, 1, 2, 2))
    assert not meet((0, 0, 1, 1), (1.1, 0, 2, 1))
    assert swapped((1, 2, 3, 4)) == (2, 1, 4, 3)
