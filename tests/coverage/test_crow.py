"""Times in a straight line: known answers, what is closed, and what holds for every place."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.coverage.cells import cells_of, middles
from dashboard.coverage.crow import ELSEWHERE, GOINGS, CrowGround, Going
from dashboard.coverage.ground import MODES, Closed, Spots
from dashboard.coverage.regions import NO_REGIONS, ground_of

LIMIT = 7_200
CROW = CrowGround()
SIREN_IN_TOWN = Going(detour=1.3, slow_kmh=50, fast_kmh=50)
SIREN_IN_THE_OPEN = Going(detour=1.3, slow_kmh=80, fast_kmh=80)
WEST, EAST = (-1.60, 47.22), (-1.50, 47.22)


def wall(lon=-1.55, **more):
    """A line from south to north between WEST and EAST."""
    line = {"type": "LineString", "coordinates": [[lon, 47.20], [lon, 47.24]]}
    return Closed(geometry=line, **more)


def square(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def minutes(start, end, *, mode="drive", ground=CROW, closed=()):
    times = ground.times(
        Spots.of([start]), Spots.of([end]), mode=mode, limit_s=LIMIT, closed=closed
    )
    return float(times[0, 0]) / 60


@pytest.mark.parametrize(
    ("going", "distance_m", "expected_min"),
    [
        (SIREN_IN_TOWN, 5_616, 8.8),  # Hall XXL to Hôtel-Dieu
        (SIREN_IN_TOWN, 6_219, 9.7),  # Hôtel du Palais to the hospital of Bayonne
        (SIREN_IN_THE_OPEN, 28_288, 27.6),  # that hospital to Hendaye station
    ],
)
def test_the_worked_examples_come_out(going, distance_m, expected_min):
    seconds = going.seconds(np.array([float(distance_m)]))

    assert round(float(seconds[0]) / 60, 1) == expected_min


def test_a_ground_may_be_given_other_detours_and_speeds():
    palace, station = (-1.5561, 43.4868), (-1.7813, 43.3527)
    ground = CrowGround(goings=dict(GOINGS) | {"emergency": SIREN_IN_THE_OPEN})

    theirs = minutes(palace, station, mode="emergency", ground=ground)
    ours = minutes(palace, station, mode="emergency")

    assert theirs == pytest.approx(23_564 * 1.3 / 80_000 * 60, abs=0.2)
    assert ours > theirs


@pytest.mark.parametrize(
    ("mode", "distance_m", "expected_s"),
    [
        ("drive", 10_000, 13.5 / (22 + 38 * (1 - np.exp(-13.5 / 12))) * 3600 + 40),
        ("walk", 800, 840),  # 1 120 m at 4.8 km/h
        ("helicopter", 22_000, 840),  # eight minutes, then six
        ("emergency", 0, 40),
    ],
)
def test_each_mode_goes_as_it_is_said_to(mode, distance_m, expected_s):
    assert GOINGS[mode].seconds(np.array([float(distance_m)]))[0] == pytest.approx(expected_s)


def test_emergency_access_is_quicker_than_driving_and_walking_slower():
    distances = np.linspace(500, 60_000, 50)

    assert (GOINGS["emergency"].seconds(distances) < GOINGS["drive"].seconds(distances)).all()
    assert (GOINGS["walk"].seconds(distances) > GOINGS["drive"].seconds(distances)).all()


@pytest.mark.parametrize("mode", MODES)
@given(near=st.floats(0, 200_000), more=st.floats(1, 50_000))
def test_farther_never_takes_less(mode, near, more):
    seconds = GOINGS[mode].seconds(np.array([near, near + more]))

    assert seconds[0] < seconds[1]


def test_what_a_line_would_cross_is_not_reached_nor_what_lies_in_it():
    zone = Closed(geometry=square(-1.56, 47.21, -1.54, 47.23))

    assert minutes(WEST, EAST) < 60
    for closed in (wall(), zone):
        assert minutes(WEST, EAST, closed=[closed]) == np.inf
    assert minutes(WEST, (-1.55, 47.22), closed=[zone]) == np.inf
    assert minutes((-1.55, 47.22), EAST, closed=[zone]) == np.inf
    assert minutes(WEST, (-1.57, 47.22), closed=[zone]) < 60


def test_emergency_services_pass_where_they_may_and_nobody_else():
    closed = [wall(open_to_emergency=True)]

    assert minutes(WEST, EAST, mode="emergency", closed=closed) < 60
    assert minutes(WEST, EAST, mode="drive", closed=closed) == np.inf
    assert minutes(WEST, EAST, mode="emergency", closed=[wall()]) == np.inf


def test_a_closed_point_stops_nobody():
    point = Closed(geometry={"type": "Point", "coordinates": [-1.55, 47.22]})

    assert minutes(WEST, EAST, closed=[point]) == minutes(WEST, EAST)


def test_an_outline_that_crosses_itself_closes_what_it_goes_round():
    bow = {
        "type": "Polygon",
        "coordinates": [
            [[-1.56, 47.20], [-1.54, 47.24], [-1.54, 47.20], [-1.56, 47.24], [-1.56, 47.20]]
        ],
    }

    assert minutes(WEST, EAST, closed=[Closed(geometry=bow)]) == np.inf


def test_a_field_is_the_times_to_the_middles_of_its_cells():
    cells = cells_of((-1.7, 47.1, -1.4, 47.3), 31, 17)
    closed = [wall()]

    field = CROW.field(WEST, cells, mode="drive", limit_s=900, closed=closed)

    ends = middles(cells)
    told = CROW.times(Spots.of([WEST]), ends, mode="drive", limit_s=900, closed=closed)
    assert field.shape == (17, 31)
    assert np.array_equal(field, told.reshape(17, 31))
    assert np.isfinite(field).any()
    assert np.isinf(field).any()
    assert field[np.isfinite(field)].max() <= 900


@given(
    starts=st.lists(st.tuples(st.floats(-1.7, -1.4), st.floats(47.1, 47.3)), min_size=1, max_size=4)
)
def test_nothing_is_reached_sooner_for_something_being_closed(starts):
    ends = Spots.of([EAST, (-1.55, 47.25), (-1.45, 47.15)])
    asked = {"mode": "walk", "limit_s": LIMIT}

    free = CROW.times(Spots.of(starts), ends, **asked)
    barred = CROW.times(Spots.of(starts), ends, **asked, closed=[wall()])

    assert (barred >= free).all()


def test_it_says_what_it_is_and_whether_anybody_measured_it():
    model = CROW.model("drive")

    assert (model.kind, model.spread, model.against) == ("crow", None, "")
    assert CROW.snapped(Spots.of([WEST]), "drive").distance_m.tolist() == [0]


@pytest.mark.parametrize("mode", ELSEWHERE.spreads)
def test_where_there_are_no_roads_the_error_is_the_widest_that_was_measured(mode):
    """The figures are those of the table, so that neither is changed without the other."""
    text = Path("docs/performance.md").read_text(encoding="utf-8")
    rows = text.split("### The crow beside roads")[1].split("\n## ")[0].splitlines()
    names = {"drive": 1, "emergency": 2, "walk": 3}
    measured = [row.split("|")[1 + names[mode]] for row in rows if " to " in row and "|" in row]
    pairs = [tuple(map(float, cell.split(" to "))) for cell in measured]

    model = ground_of((0, 0, 1, 1), NO_REGIONS).model(mode)

    assert len(pairs) == len(model.beside) == 3
    assert model.spread == (min(low for low, _ in pairs), max(high for _, high in pairs))
    assert (model.against, model.measured_at) == ("roads", "2026-11-30")


def test_by_air_there_is_nothing_to_measure_it_beside():
    assert ground_of((0, 0, 1, 1), NO_REGIONS).model("helicopter").spread is None
