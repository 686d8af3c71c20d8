"""How a sheet is divided and how much ground is on it, compared with geodesy on the ellipsoid."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.printing.paper import MARGIN_MM, ORIENTATIONS, SIZES, Part, Sheet
from dashboard.printing.scale import CLOSEST, bar, ground_m, look_at, rounded_up

EVERY = [
    Sheet(size=size, orientation=orientation, exercise=exercise)
    for size, orientation, exercise in product(SIZES, ORIENTATIONS, (False, True))
]
WGS84 = Geod(ellps="WGS84")
SHEETS = st.sampled_from(EVERY)
LATITUDES = st.floats(-60, 60)
SCALES = st.integers(1_000, 500_000)


@pytest.mark.parametrize("sheet", EVERY, ids=lambda s: f"{s.size} {s.orientation} {s.exercise}")
def test_no_part_of_a_sheet_covers_another_or_leaves_its_margins(sheet):
    parts = (sheet.head, sheet.map, sheet.aside, sheet.foot)

    for one, other in combinations(parts, 2):
        apart = one.right_mm <= other.left_mm or other.right_mm <= one.left_mm
        assert apart or one.bottom_mm <= other.top_mm or other.bottom_mm <= one.top_mm
    for part in parts:
        assert part.left_mm >= MARGIN_MM
        assert part.top_mm >= MARGIN_MM
        assert part.right_mm <= sheet.width_mm - MARGIN_MM + 1e-9
        assert part.bottom_mm <= sheet.height_mm - MARGIN_MM - sheet.band_mm + 1e-9


@pytest.mark.parametrize("sheet", EVERY, ids=lambda s: f"{s.size} {s.orientation} {s.exercise}")
def test_the_map_has_the_most_of_a_sheet_and_fits_one_canvas(sheet):
    drawn = sheet.map

    assert drawn.width_mm * drawn.height_mm > sheet.width_mm * sheet.height_mm * 0.42
    assert max(drawn.width_mm, drawn.height_mm) / 25.4 * sheet.paper.dpi <= 8192


def test_a_sheet_as_a_picture_has_as_many_dots_as_its_size_says():
    assert Sheet(size="A4", orientation="landscape").pixels == (3508, 2480)
    assert Sheet(size="A0", orientation="portrait").pixels == (4967, 7022)


@given(SHEETS, st.floats(-170, 170), LATITUDES, SCALES)
def test_the_scale_said_is_the_scale_of_the_ground(sheet, lon, lat, scale):
    outlook = look_at((lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1), sheet.map, scale)
    part = Part(left_mm=0, top_mm=0, width_mm=10, height_mm=10)

    west, south, east, north = outlook.shows(part)

    _, _, wide = WGS84.inv(west, outlook.lat, east, outlook.lat)
    _, _, high = WGS84.inv(outlook.lon, south, outlook.lon, north)
    assert wide == pytest.approx(ground_m(10, scale), rel=0.008)
    assert high == pytest.approx(ground_m(10, scale), rel=0.008)


@given(SHEETS, st.floats(-5, 9), st.floats(42, 51))
def test_in_france_the_scale_is_true_to_three_in_a_thousand(sheet, lon, lat):
    outlook = look_at((lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1), sheet.map, 25_000)
    part = Part(left_mm=0, top_mm=0, width_mm=40, height_mm=40)

    west, south, east, north = outlook.shows(part)

    _, _, wide = WGS84.inv(west, outlook.lat, east, outlook.lat)
    _, _, high = WGS84.inv(outlook.lon, south, outlook.lon, north)
    assert wide == pytest.approx(1000, rel=0.003)
    assert high == pytest.approx(1000, rel=0.003)


@given(SHEETS, st.floats(-170, 170), LATITUDES, st.floats(1e-6, 4), st.floats(1e-6, 4))
def test_a_fitted_map_shows_all_that_was_asked_at_the_next_round_scale(sheet, lon, lat, wide, high):
    asked = (lon - wide, lat - high, lon + wide, lat + high)

    outlook = look_at(asked, sheet.map)

    shown = outlook.shows(sheet.map)
    assert shown[0] <= asked[0] + 1e-9
    assert shown[1] <= asked[1] + 1e-9
    assert shown[2] >= asked[2] - 1e-9
    assert shown[3] >= asked[3] - 1e-9
    assert outlook.scale == rounded_up(outlook.scale) >= CLOSEST


def test_symbols_are_as_large_on_every_sheet_while_more_ground_fits():
    """A zoom is a number of CSS pixels for the world, and a CSS pixel is 0.26 mm on any paper."""
    area = (-1.6, 43.4, -1.4, 43.5)
    small, large = Sheet(size="A4"), Sheet(size="A0")

    one, other = (look_at(area, sheet.map, 25_000) for sheet in (small, large))

    assert one.zoom == other.zoom
    assert other.shows(large.map)[2] > one.shows(small.map)[2]


@given(st.floats(1_000, 9_000_000))
def test_a_round_scale_is_not_rounded_again(scale):
    up = rounded_up(scale)

    assert up >= scale * (1 - 1e-6)
    assert up <= scale * 1.35
    assert rounded_up(up) == up


@given(st.integers(500, 10_000_000), st.floats(40, 140))
def test_a_bar_is_a_round_length_at_its_scale_and_fits(scale, longest_mm):
    found = bar(scale, longest_mm)

    assert longest_mm / 2.6 < found.width_mm <= longest_mm + 1e-9
    assert ground_m(found.width_mm, scale) == pytest.approx(found.part_m * found.parts)
    assert str(found.part_m * found.parts).rstrip("0") in {"1", "2", "5"}
    assert len(found.marks("fr")) == found.parts + 1
