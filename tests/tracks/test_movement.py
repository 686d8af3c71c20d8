"""How a device moved: straight between fixes close in time, unknown across a gap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo.apart import apart
from dashboard.tracks.movement import (
    GAP_S,
    Gap,
    Stop,
    distance_m,
    drawn,
    gaps,
    known,
    legs_m,
    place_at,
    speeds_kmh,
    stops,
)
from dashboard.tracks.track import DEGREE, NO_ALTITUDE, UNKNOWN, track_of
from tests.tracks.tracks import STARTS_MS, tracks

REST = (UNKNOWN, UNKNOWN, UNKNOWN, NO_ALTITUDE, UNKNOWN)


def told(*fixes):
    """Return a track of (second, longitude, latitude[, doubt]) from the start on."""
    return track_of(
        (
            STARTS_MS + round(second * 1000),
            STARTS_MS // 1000 + second + 3,
            round(lon * DEGREE),
            round(lat * DEGREE),
            *REST,
            *(doubt or (0,)),
        )
        for second, lon, lat, *doubt in fixes
    )


def at(second):
    return STARTS_MS + round(second * 1000)


WALK = told((0, 2.0, 48.0), (10, 2.001, 48.002), (400, 2.1, 48.1))


def test_between_two_fixes_it_goes_straight():
    place = place_at(WALK, at(2.5))

    assert (place.lon, place.lat) == pytest.approx((2.00025, 48.0005))
    assert (place.age_s, place.between) == (2.5, True)


def test_on_a_fix_it_is_where_the_fix_says():
    place = place_at(WALK, at(10))

    assert (place.lon, place.lat, place.age_s, place.between) == (2.001, 48.002, 0, False)


@pytest.mark.parametrize("second", [11, 399, 401, 4000])
def test_across_a_gap_and_after_the_end_the_last_fix_stands_and_ages(second):
    place = place_at(WALK, at(second))

    last, where = (10, (2.001, 48.002)) if second < 400 else (400, (2.1, 48.1))
    assert ((place.lon, place.lat), place.age_s, place.between) == (where, second - last, False)


def test_before_the_first_fix_it_is_nowhere():
    assert place_at(WALK, at(-0.001)) is None
    assert place_at(told(), at(0)) is None


def test_how_long_a_gap_is_may_be_said():
    assert place_at(WALK, at(100), gap_s=390).between
    assert gaps(WALK) == [Gap(starts_ms=at(10), ends_ms=at(400))]
    assert gaps(WALK, gap_s=390) == gaps(told()) == []


def test_across_the_date_line_it_takes_the_short_way():
    track = told((0, 179.999, -17.0), (10, -179.997, -17.0))

    east, beyond = place_at(track, at(2.5)), place_at(track, at(7.5))

    assert (east.lon, beyond.lon) == pytest.approx((180.0, -179.998))
    assert stops(told((0, 179.9999, 0), (100, -179.9999, 0), (200, 179.9999, 0)))[0].lon == (
        pytest.approx(179.99997, abs=1e-5)
    )


@given(tracks(), st.integers(0, 3_600_000))
def test_it_is_never_outside_its_two_fixes_and_never_on_a_later_one_too_early(track, after):
    place = place_at(track, STARTS_MS + after)

    earlier = np.flatnonzero(track.at_ms <= STARTS_MS + after)
    assert (place is None) == (len(earlier) == 0)
    if place:
        assert place.age_s == (STARTS_MS + after - track.at_ms[earlier[-1]]) / 1000
        around = track.lat[earlier[-1] : earlier[-1] + 2] / DEGREE
        assert around.min() - 1e-9 <= place.lat <= around.max() + 1e-9
        assert -180 <= place.lon <= 180


def test_the_distance_is_that_on_the_ground():
    legs = [apart((2.0, 48.0), (2.001, 48.002)), apart((2.001, 48.002), (2.1, 48.1))]

    assert legs_m(WALK).tolist() == pytest.approx([leg.distance_m for leg in legs])
    assert distance_m(WALK) == pytest.approx(sum(leg.distance_m for leg in legs))
    assert distance_m(told()) == distance_m(told((0, 2, 48))) == 0


def test_the_speed_is_unknown_across_a_gap():
    first, second = speeds_kmh(WALK)

    assert first == pytest.approx(legs_m(WALK)[0] / 10 * 3.6)
    assert np.isnan(second)


def test_a_stop_is_a_while_at_one_place():
    standing = [(10 * n, 2.0 + n % 3 * 1e-4, 48.0) for n in range(20)]
    driving = [(200 + 10 * n, 2.01 + n * 0.01, 48.0) for n in range(10)]

    (stop,) = stops(told(*standing, *driving))

    assert stop == Stop(starts_ms=at(0), ends_ms=at(190), lon=pytest.approx(2.000095), lat=48.0)
    assert stops(told(*driving)) == stops(told()) == []


def test_a_red_light_is_no_stop_and_a_gap_ends_one():
    light = [(10 * n, 2.0, 48.0) for n in range(9)]
    silent = [(0, 2.0, 48.0), (60, 2.0, 48.0), (60 + GAP_S + 1, 2.0, 48.0), (250, 2.0, 48.0)]

    assert stops(told(*light)) == []
    assert stops(told(*silent)) == []
    assert len(stops(told(*silent), gap_s=600)) == 1


def test_what_is_doubted_is_not_drawn_but_what_only_came_late_is():
    track = told(*((n, 2.0, 48.0, n) for n in range(5)))

    assert drawn(track).doubt.tolist() == [0, 4]


def test_what_was_received_later_was_not_known():
    assert len(known(WALK, STARTS_MS // 1000 + 13)) == 2
    assert len(known(WALK, STARTS_MS // 1000 + 12)) == 1
