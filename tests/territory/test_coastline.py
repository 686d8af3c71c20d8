"""The sea is on the right of its shore, whatever the extract left of it."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.territory.coastline import sea

BOX = (0.0, 0.0, 10.0, 10.0)


def sea_of(*lines, box=BOX):
    """Return the sea of shores, each a list of points with the land on their left."""
    found = sea([shapely.to_wkb(shapely.LineString(line)) for line in lines], box)
    return shapely.union_all(found) if found else shapely.Polygon()


def wet(water, *places):
    return [water.contains(shapely.Point(place)) for place in places]


def test_inland_there_is_no_sea():
    assert sea([], BOX) == []
    assert sea_of([(20, 20), (30, 30)]).is_empty


def test_a_shore_from_side_to_side_parts_land_and_sea():
    # Going east with the land, north, on the left.
    water = sea_of([(-1, 5), (11, 5)])

    assert water.area == pytest.approx(50)
    assert wet(water, (5, 2), (5, 8)) == [True, False]


def test_a_shore_the_other_way_has_the_sea_on_the_other_side():
    assert wet(sea_of([(11, 5), (-1, 5)]), (5, 2), (5, 8)) == [False, True]


def test_a_shore_that_stops_short_of_the_box_does_not_flood_the_land():
    water = sea_of([(0.2, 5), (9.8, 5)])

    assert water.area == pytest.approx(50)
    assert wet(water, (5, 2), (5, 8)) == [True, False]


def test_a_shore_that_stops_far_from_the_box_does_not_either():
    assert wet(sea_of([(3, 5), (7, 5)]), (5, 2), (5, 8)) == [True, False]


def test_a_gap_in_the_shore_is_closed():
    water = sea_of([(-1, 5), (4.5, 5)], [(5.5, 5), (11, 5)])

    assert water.area == pytest.approx(50)


def test_an_island_is_land_in_the_sea():
    # Counter-clockwise: the land inside is on the left.
    water = sea_of([(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)])

    assert water.area == pytest.approx(96)
    assert wet(water, (5, 5), (1, 1)) == [False, True]


def test_an_inland_sea_is_sea():
    water = sea_of([(4, 4), (4, 6), (6, 6), (6, 4), (4, 4)])

    assert water.area == pytest.approx(4)


def test_a_coast_with_its_islands_and_a_lagoon():
    shore, island = [(-1, 5), (11, 5)], [(4, 1), (6, 1), (6, 3), (4, 3), (4, 1)]
    lagoon = [(4, 7), (4, 8), (5, 8), (5, 7), (4, 7)]

    water = sea_of(shore, island, lagoon)

    assert water.area == pytest.approx(50 - 4 + 1)
    assert wet(water, (1, 1), (5, 2), (5, 9), (4.5, 7.5)) == [True, False, False, True]


def test_a_shore_in_pieces_is_one_shore():
    water = sea_of([(-1, 5), (3, 6)], [(3, 6), (7, 4)], [(7, 4), (11, 5)])

    assert wet(water, (5, 1), (5, 9)) == [True, False]


@given(st.lists(st.floats(1, 9), min_size=2, max_size=8))
def test_whatever_the_shore_land_and_sea_fill_the_box(heights):
    step = 12 / (len(heights) - 1)
    shore = [(-1 + at * step, height) for at, height in enumerate(heights)]

    south, north = sea_of(shore), sea_of(shore[::-1])

    assert south.area + north.area == pytest.approx(100)
    assert wet(south, (5, 0.5), (5, 9.5)) == [True, False]
