"""Where people are: spread over what is wide, counted once, by the figure that was asked for."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import mapping

from dashboard.coverage.crowds import Counting, CrowdError, counted
from dashboard.coverage.demand import (
    MOST_CELLS,
    Crowd,
    Place,
    demand_of,
    gathered,
    grid,
    spread,
)
from dashboard.coverage.ground import Spots
from dashboard.geo import apart

SQUARE = mapping(shapely.box(-1.56, 47.21, -1.55, 47.22))
BOTH = {"police": 9000, "organisers": 15000}


@pytest.mark.parametrize(
    ("counting", "people", "source"),
    [
        (Counting(), 15000, "organisers"),
        (Counting(rule="lowest"), 9000, "police"),
        (Counting(rule="source", source="police"), 9000, "police"),
    ],
)
def test_who_asks_says_which_estimate_counts(counting, people, source):
    found = counted("Marche", BOTH, counting)

    assert (found.people, found.source, found.instead) == (people, source, False)


def test_where_the_source_says_nothing_the_highest_counts_and_that_is_said():
    found = counted("Marche", BOTH, Counting(rule="source", source="préfecture"))

    assert (found.people, found.source, found.instead) == (15000, "organisers", True)


def test_where_nobody_gives_a_figure_there_is_none():
    assert counted("Marche", {}, Counting()) is None


@pytest.mark.parametrize("people", [0, -3, True, "beaucoup", float("nan"), 10_000_001])
def test_no_crowd_is_refused_with_the_place_it_was_said_of(people):
    with pytest.raises(CrowdError, match="Marche") as refused:
        counted("Marche", {"police": 10, "": people}, Counting())

    assert "n'est pas un nombre de personnes" in refused.value.say("fr")


def test_an_area_is_spread_over_cells_that_lie_in_it():
    over = spread(SQUARE)
    spots, share = over.spots, over.share

    assert len(spots) <= MOST_CELLS
    assert len(spots) > MOST_CELLS / 2
    assert share.sum() == pytest.approx(1)
    assert shapely.contains_xy(shapely.box(-1.56, 47.21, -1.55, 47.22), spots.lon, spots.lat).all()
    side = apart((spots.lon[0], spots.lat[0]), (spots.lon[1], spots.lat[1])).distance_m
    assert side == pytest.approx(over.cell_m, rel=0.1)
    assert 40 < side < 80


def test_a_small_square_has_cells_of_fifty_metres():
    over = spread(mapping(shapely.box(-1.56, 47.21, -1.558, 47.2115)))

    assert (len(over.spots), over.cell_m) == (16, 50)


def test_a_point_is_one_spot_and_a_sliver_too():
    for geometry in (
        {"type": "Point", "coordinates": [-1.5, 47.2]},
        mapping(shapely.Polygon([(0, 45), (0.00001, 45.00001), (0.00002, 45)])),
    ):
        over = spread(geometry)
        assert (len(over.spots), over.share.tolist()) == (1, [1.0])


def test_a_march_is_spread_along_its_way():
    street = {
        "type": "MultiLineString",
        "coordinates": [[[0, 45], [0.01, 45]], [[0.01, 45], [0.01, 45.005]]],
    }

    over = spread(street)

    # 786 m and 556 m, in steps of 50 m.
    assert len(over.spots) == pytest.approx(27, abs=2)
    assert over.share.sum() == pytest.approx(1)


@given(
    st.floats(-5, 8), st.floats(42, 51), st.floats(1e-5, 0.5), st.floats(1e-5, 0.5), st.floats(0, 1)
)
def test_whatever_its_size_an_area_has_some_cells_and_not_too_many(lon, lat, width, height, cut):
    area = shapely.Polygon([(lon, lat), (lon + width, lat), (lon + width * cut, lat + height)])

    over = spread(mapping(area))

    assert 1 <= len(over.spots) <= MOST_CELLS
    assert over.share.sum() == pytest.approx(1)


def test_the_order_of_crowds_says_nothing():
    crowds = [
        Crowd(
            place=Place(id=name, name=name, lon=0, lat=45),
            spots=Spots.of([(number, 45), (number, 46)]),
            share=np.array([0.25, 0.75]),
            people=np.array([100.0 * number, 40.0]),
        )
        for number, name in enumerate(("b", "a", "c"))
    ]

    one, other = demand_of(crowds, 2), demand_of(reversed(crowds), 2)

    assert [place.id for place in one.places] == ["a", "b", "c"]
    assert one.weights(0).tolist() == other.weights(0).tolist() == [25, 75, 0, 0, 50, 150]
    assert one.weights().sum() == pytest.approx((300 + 120) / 2)


def test_points_of_a_file_are_gathered_by_cells():
    spots = Spots.of([(0.0, 45.0), (0.0001, 45.0001), (0.1, 45.0), (0.0, 45.1)])

    cell = gathered(spots, np.array([1.0, 1.0, 1.0, 1.0]), 500)

    assert cell.tolist() == [0, 0, 1, 2]


def test_a_grid_has_nothing_outside_the_area():
    assert len(grid(SQUARE, 100_000)) == 1
    assert 90 <= len(grid(SQUARE, 90)) <= 120
