"""Teams that go about: between the places they were given, no faster than a car, the same again."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exercise import Walk
from dashboard.exercise.walking import FASTEST_KMH, METRES_PER_DEGREE, NOISE_M

PLACES = [(-1.55, 43.48), (-1.48, 43.49), (-1.52, 43.46)]
MARGIN_DEG = 10 * NOISE_M / METRES_PER_DEGREE


def metres(one, other):
    east = (other.lon - one.lon) * METRES_PER_DEGREE * math.cos(math.radians(one.lat))
    return math.hypot(east, (other.lat - one.lat) * METRES_PER_DEGREE)


@given(st.integers(0, 10_000))
def test_a_team_stays_among_its_places_and_goes_no_faster_than_it_can(seed):
    walk = Walk(PLACES, seed)
    steps = [walk.at(5.0 * turn) for turn in range(200)]

    for one, other in itertools.pairwise(steps):
        assert metres(one, other) <= FASTEST_KMH / 3.6 * 5 + 12 * NOISE_M
        assert -1.55 - MARGIN_DEG <= other.lon <= -1.48 + MARGIN_DEG
        assert 43.46 - MARGIN_DEG <= other.lat <= 43.49 + MARGIN_DEG
        assert 0 <= other.course_deg < 360


def test_the_same_seed_walks_the_same_way_and_another_does_not():
    one, same, other = (Walk(PLACES, seed) for seed in (7, 7, 8))

    assert [one.at(t) for t in range(0, 900, 30)] == [same.at(t) for t in range(0, 900, 30)]
    assert one.at(1_000) != other.at(1_000)


def test_with_one_place_only_a_team_stands_there():
    step = Walk(PLACES[:1], 1).at(500)

    assert (step.lon, step.lat) == pytest.approx(PLACES[0], abs=MARGIN_DEG)
