"""How far a place is from an object: from its nearest point, along the ellipsoid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo.apart import apart
from dashboard.geo.nearby import away_from

AREA = {"type": "Polygon", "coordinates": [[[-1, 47], [1, 47], [1, 48], [-1, 48], [-1, 47]]]}


def test_inside_an_area_nothing_is_far_and_outside_its_edge_counts():
    assert away_from(AREA, 0, 47.5) == 0
    assert away_from(AREA, 1.01, 47.5) == pytest.approx(753, abs=3)


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_from_a_point_it_is_the_geodesic(lon, lat, east, north):
    point = {"type": "Point", "coordinates": [lon, lat]}
    there = (lon + east, lat + north)

    assert away_from(point, *there) == pytest.approx(apart((lon, lat), there).distance_m, abs=0.01)


@pytest.mark.parametrize(
    "odd", [{}, {"type": "Point"}, {"type": "Point", "coordinates": []}, {"type": "Kiosk"}]
)
def test_what_is_no_place_is_nowhere(odd):
    assert away_from(odd, 0, 0) is None
