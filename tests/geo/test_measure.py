"""Measures on the ellipsoid, against places whose distances and areas are known."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo import measure

PLACES = st.tuples(st.floats(-170, 170), st.floats(-70, 70))


def test_a_degree_of_latitude_and_a_nautical_mile():
    degree = measure.leg((2, 45), (2, 46))

    assert degree.distance_m == pytest.approx(111_141, abs=10)
    assert degree.bearing == pytest.approx(0, abs=1e-9)
    assert measure.leg((2, 46), (2, 45)).bearing == pytest.approx(180)


def test_a_line_has_its_legs_and_is_as_long_as_they_are():
    line = [(-1.5561, 43.4868), (-1.5544, 43.4939), (-1.4797, 43.4806)]

    found = measure.legs(line)

    assert len(found) == 2
    assert measure.length(line) == sum(each.distance_m for each in found)
    assert 80 < found[1].bearing < 110


def test_a_hole_is_no_part_of_an_area_and_its_edge_is_one_of_the_outline():
    outer, inner = measure.circle((1, 49), 1000), measure.circle((1, 49), 500)
    found = measure.surface(measure.ring((1, 49), 500, 1000))

    whole, hole = measure.surface(outer), measure.surface(inner)

    assert found.area_m2 == pytest.approx(whole.area_m2 - hole.area_m2)
    assert found.perimeter_m == pytest.approx(whole.perimeter_m + hole.perimeter_m)


def test_several_areas_are_summed():
    one = measure.circle((1, 49), 1000)
    two = {"type": "MultiPolygon", "coordinates": [one["coordinates"]] * 2}

    assert measure.surface(two).area_m2 == pytest.approx(2 * measure.surface(one).area_m2)


@given(PLACES, st.floats(0, 360), st.floats(1, 100_000))
def test_going_and_measuring_agree(place, bearing, distance):
    there = measure.leg(place, measure.away(place, bearing, distance))

    assert there.distance_m == pytest.approx(distance, abs=1e-3)


@given(PLACES, st.floats(10, 50_000))
def test_a_circle_is_as_wide_as_it_says(place, radius):
    disc = measure.circle(place, radius)
    ring = disc["coordinates"][0]

    assert ring[0] == ring[-1]
    for corner in ring:
        assert measure.leg(place, tuple(corner)).distance_m == pytest.approx(radius, rel=1e-6)
    area = measure.surface(disc).area_m2
    assert area == pytest.approx(math.pi * radius**2, rel=0.002)
    assert measure.contains(disc, place)


def test_a_sector_is_its_part_of_the_circle_the_way_of_the_clock():
    quarter = measure.sector((1, 49), 315, 45, 1000)

    whole = measure.surface(measure.circle((1, 49), 1000)).area_m2
    assert measure.surface(quarter).area_m2 == pytest.approx(whole / 4, rel=0.001)
    assert measure.contains(quarter, measure.away((1, 49), 0, 900))
    assert not measure.contains(quarter, measure.away((1, 49), 180, 100))


def test_a_sector_all_around_is_a_circle():
    assert measure.sector((1, 49), 10, 10, 1000)["coordinates"][0][0] != [1, 49]


def test_an_outline_is_part_of_its_area():
    square = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}

    assert measure.contains(square, (0, 1))
    assert not measure.contains(square, (-0.001, 1))
