"""Times of access in a town one knows by heart, each worked out by hand."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.coverage.cells import middles
from dashboard.coverage.crow import EXTRACTS
from dashboard.coverage.ground import Cells, Closed, Spots
from dashboard.coverage.regions import ground_of
from dashboard.roads.catalogue import Roads
from tests.roads.quadrille import BOX, UP, drive_s, metres, place, walk_s

HOUR = 3600.0
ACROSS_S, UP_S = drive_s((1, 1), (2, 1)), drive_s((1, 1), (1, 2))
INF = math.inf
ROAD_BOX = (-1.61, 47.19, -1.565, 47.225)


@pytest.fixture(scope="module")
def ground(built):
    return built[0].holding(ROAD_BOX)


def box_of(west, south, east, north):
    """A closed box, in columns and rows of the town."""
    (w, s), (e, n) = place(west, south), place(east, north)
    return {"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]}


def line_of(*crossings):
    return {"type": "LineString", "coordinates": [list(place(*each)) for each in crossings]}


def times(ground, starts, ends, mode="drive", limit_s=HOUR, closed=()):
    spots = (Spots.of([place(*each) for each in places]) for places in (starts, ends))
    return ground.times(*spots, mode=mode, limit_s=limit_s, closed=closed)


def time(ground, start, end, mode="drive", **how):
    return float(times(ground, [start], [end], mode, **how)[0, 0])


@pytest.mark.parametrize(
    ("mode", "start", "end", "seconds"),
    [
        # Three blocks along a street, and a second at each crossing.
        ("drive", (1, 0), (4, 0), drive_s((1, 0), (4, 0))),
        # Within one block: no crossing but a part of the second at its end.
        ("drive", (2.25, 2), (2.75, 2), ACROSS_S / 2),
        # Up the one-way street as it goes, and around it back.
        ("drive", (0, 0), (0, 3), drive_s((0, 0), (0, 3))),
        ("drive", (0, 3), (0, 0), drive_s((0, 3), (1, 3), (1, 0), (0, 0))),
        ("drive", (0, 2.75), (0, 2.25), UP_S / 2 + drive_s((0, 3), (1, 3), (1, 2), (0, 2))),
        # No left turn at (3, 3): past it, and back; with a siren as one pleases.
        ("drive", (2.5, 3), (3, 3.5), ACROSS_S / 2 + UP_S * 2.5),
        ("emergency", (2.5, 3), (3, 3.5), ACROSS_S / 2 + UP_S / 2),
        ("drive", (3.5, 3), (3, 3.5), ACROSS_S / 2 + UP_S / 2),
        # The bollard holds cars, whoever drives them; who walks passes.
        ("drive", (5, 2), (5, 3), drive_s((5, 2), (4, 2), (4, 3), (5, 3))),
        ("emergency", (5, 2), (5, 3), drive_s((5, 2), (4, 2), (4, 3), (5, 3))),
        ("walk", (5, 2), (5, 3), walk_s(place(5, 2), place(5, 3))),
        ("drive", (5, 2), (5, 2.25), (UP_S - 1) / 4),
        ("drive", (5, 2.25), (5, 2), (UP_S - 1) / 4 + 0.5),
        # The gate opens to emergency services alone.
        ("drive", (1, 4), (1, 5), drive_s((1, 4), (2, 4), (2, 5), (1, 5))),
        ("emergency", (1, 4), (1, 5), UP_S),
        # The street for walkers, at 15.6 km/h, is sooner than three blocks around.
        ("drive", (4, 5), (5, 5), drive_s((4, 5), (4, 4), (5, 4), (5, 5))),
        ("emergency", (4, 5), (5, 5), metres(place(4, 5), place(5, 5)) / (15.6 / 3.6) + 1),
        # The private road is walked along, or driven at 22.5 km/h; its corner is no crossing.
        ("drive", (5, 6), (7.5, 6), ACROSS_S - 1 + walk_s(place(6, 6), place(7.5, 6))),
        ("emergency", (5, 6), (7.5, 6), ACROSS_S - 1 + metres(place(6, 6), place(7.5, 6)) / 6.25),
        # Across the block on foot; around it by car.
        ("walk", (1, 1), (2, 2), walk_s(place(1, 1), place(2, 2))),
        ("drive", (1, 1), (2, 2), ACROSS_S + UP_S),
        # An island by itself, and nothing from one to the other.
        ("drive", (20, 3), (21, 4), (ACROSS_S + UP_S - 2)),
        ("drive", (20, 3), (20, 4), UP_S - 1),
        ("drive", (3, 3), (20, 3), INF),
        ("walk", (20, 3), (3, 3), INF),
    ],
)  # fmt: skip
def test_a_time_is_what_one_works_out_by_hand(ground, mode, start, end, seconds):
    assert time(ground, start, end, mode) == pytest.approx(seconds, rel=1e-3, abs=0.02)


def test_the_motorway_is_taken_when_it_is_sooner_and_met_by_who_is_on_it(ground):
    south = -0.0018 / UP
    link_s = metres(place(0, 0), place(0.2, south)) / (59.5 / 3.6)
    along_s = metres(place(0.2, south), place(5.8, south)) / (119.6 / 3.6)

    assert time(ground, (0, 0), (6, 0)) == pytest.approx(2 * link_s + along_s + 1, abs=0.05)
    assert time(ground, (0, 0), (3, south)) == pytest.approx(link_s + along_s / 2, abs=0.05)
    # Twenty metres beside it, one is not on it: the nearest street is walked from.
    beside = (3.5, south + 20 / 300)
    walked_s = walk_s(place(*beside), place(3.5, 0))
    street_s = drive_s((2, 0), (3, 0)) + ACROSS_S / 2
    assert time(ground, (2, 0), beside) == pytest.approx(street_s + walked_s, abs=0.2)


def test_a_place_off_the_road_is_walked_to_and_refused_beyond_half_a_kilometre(ground):
    court = (4.5, 4.5)
    snapped = ground.snapped(Spots.of([place(*court), place(2.5, 2), place(-5, 3)]), "drive")

    assert snapped.distance_m == pytest.approx([150, 0, 5 * 302.2], rel=0.01, abs=0.1)
    assert (snapped.lon[1], snapped.lat[1]) == pytest.approx(place(2.5, 2))
    assert (snapped.lon[2], snapped.lat[2]) == pytest.approx(place(-5, 3)), "itself: it meets none"
    # From the nearest side of the block, the southern or the northern: the car park leads nowhere.
    walked_s = float(snapped.distance_m[0]) / (4.8 / 3.6)
    assert time(ground, (4, 4), court) == pytest.approx(ACROSS_S / 2 + walked_s, abs=35)
    assert time(ground, (3, 3), (-5, 3)) == INF
    assert time(ground, (-5, 3), (3, 3)) == INF


def test_what_takes_longer_than_the_limit_is_not_reached(ground):
    assert time(ground, (1, 0), (4, 0), limit_s=3 * ACROSS_S + 0.1) < INF
    assert time(ground, (1, 0), (4, 0), limit_s=3 * ACROSS_S - 0.1) == INF


def test_many_starts_for_few_ends_are_asked_from_the_ends(ground):
    starts = [(c / 2, r / 2) for c in range(13) for r in range(13)]
    ends = [(0, 2.75), (3, 3.5), (5, 2.25)]

    together = times(ground, starts, ends)
    one_by_one = np.array([[time(ground, start, end) for end in ends] for start in starts[::7]])

    assert together.dtype == np.float32
    assert together.shape == (169, 3)
    assert together[::7] == pytest.approx(one_by_one, abs=0.02)


CELLS = Cells(box=ROAD_BOX, columns=40, rows=44)


@pytest.mark.parametrize("mode", ["drive", "emergency", "walk"])
def test_a_field_is_the_times_to_the_middles_of_its_cells(ground, mode):
    start = place(2.3, 3)

    field = ground.field(start, CELLS, mode=mode, limit_s=HOUR)

    spots = middles(CELLS)
    asked = ground.times(Spots.of([start]), spots, mode=mode, limit_s=HOUR)[0]
    near = ground.snapped(spots, mode).distance_m <= 120
    assert field.shape == (44, 40)
    assert near.sum() > 500
    assert field.ravel()[near] == pytest.approx(asked[near])
    if mode != "emergency":
        assert np.isinf(field.ravel()[~near]).all(), "too far from any road to be coloured"


@given(st.floats(0, 6), st.floats(0, 6), st.floats(30, 900), st.floats(1, 3))
@settings(max_examples=25)
def test_more_time_reaches_no_less(ground, column, row, limit_s, more):
    start = place(column, row)
    for mode in ("drive", "walk"):
        less = ground.field(start, CELLS, mode=mode, limit_s=limit_s)
        longer = ground.field(start, CELLS, mode=mode, limit_s=limit_s * more)

        assert np.array_equal(less[np.isfinite(less)], longer[np.isfinite(less)])
        assert (longer[np.isinf(less)] > limit_s).all()


CORNER = st.tuples(st.floats(-0.5, 6.5), st.floats(-0.5, 6.5))


@given(
    st.lists(CORNER, min_size=1, max_size=4), st.lists(CORNER, min_size=1, max_size=8), st.data()
)
@settings(max_examples=30)
def test_a_siren_is_never_slower_whatever_is_closed(ground, starts, ends, data):
    closed = data.draw(st.lists(closures(), max_size=2))

    driven = times(ground, starts, ends, closed=closed)
    siren = times(ground, starts, ends, "emergency", closed=closed)

    assert (siren <= driven + 1e-3).all()


@st.composite
def closures(draw):
    """A closed box somewhere in the town."""
    west, south = draw(st.floats(0, 5)), draw(st.floats(0, 5))
    east, north = west + draw(st.floats(0.05, 2)), south + draw(st.floats(0.05, 2))
    geometry = draw(
        st.sampled_from([box_of(west, south, east, north), line_of((west, south), (east, north))])
    )
    return Closed(geometry=geometry, open_to_emergency=draw(st.booleans()))


def test_a_closed_perimeter_is_gone_around(ground):
    closed = [Closed(geometry=box_of(2.7, 2.7, 3.3, 3.3))]

    assert time(ground, (2, 3), (4, 3)) == pytest.approx(2 * ACROSS_S, abs=0.02)
    around_s = drive_s((2, 3), (2, 2), (4, 2), (4, 3))
    assert time(ground, (2, 3), (4, 3), closed=closed) == pytest.approx(around_s, abs=0.02)
    assert time(ground, (2, 3), (4, 3), "emergency", closed=closed) == pytest.approx(
        around_s, abs=0.02
    )
    assert time(ground, (2, 3), (2.6, 3), closed=closed) == pytest.approx(0.6 * ACROSS_S, abs=0.02)
    assert time(ground, (4, 3), (2.6, 3), closed=closed) == pytest.approx(
        around_s + 0.6 * ACROSS_S, abs=0.02
    ), "one comes up to it from either side"


def test_emergency_services_pass_what_is_open_to_them_alone(ground):
    closed = [Closed(geometry=box_of(2.7, 2.7, 3.3, 3.3), open_to_emergency=True)]

    assert time(ground, (2, 3), (4, 3), closed=closed) > 3.9 * ACROSS_S
    assert time(ground, (2, 3), (4, 3), "emergency", closed=closed) == pytest.approx(
        2 * ACROSS_S, abs=0.02
    )
    assert time(ground, (2, 3), (4, 3), "walk", closed=closed) > time(
        ground, (2, 3), (4, 3), "walk"
    )


def test_nobody_gets_in_and_who_starts_inside_may_leave(ground):
    closed = [Closed(geometry=box_of(2.7, 2.7, 3.3, 3.3))]

    found = times(ground, [(3, 3), (2, 3)], [(3, 3.2), (5, 3)], closed=closed)

    assert found[0] == pytest.approx([UP_S * 0.2, 2 * ACROSS_S], abs=0.05)
    assert found[1, 0] == INF
    # The other way round too, when there are more starts than ends.
    back = times(ground, [(3, 3), (2, 3), (1, 3)], [(5, 3)], closed=closed)
    assert back[0, 0] == pytest.approx(2 * ACROSS_S, abs=0.05)
    assert back[1, 0] == pytest.approx(3 * ACROSS_S + 2 * UP_S, abs=0.05)


@pytest.mark.parametrize(
    "geometry",
    [line_of((1.5, 0.8), (1.5, 1.2)), {"type": "Point", "coordinates": list(place(1.5, 1.01))},
     line_of((1.3, 1), (1.7, 1))],
)  # fmt: skip
def test_a_line_or_a_point_that_is_closed_cuts_its_street(ground, geometry):
    closed = [Closed(geometry=geometry)]

    found = time(ground, (1, 1), (2, 1), closed=closed)

    assert found == pytest.approx(ACROSS_S + 2 * UP_S, abs=0.05)


def test_a_place_whose_way_to_its_road_is_closed_takes_another(ground):
    # In a block, nearest to the street south of it; a line is closed between the two.
    court, closed = (2.5, 2.3), [Closed(geometry=line_of((2.1, 2.15), (2.9, 2.15)))]

    open_s = time(ground, (2, 2), court)
    around_s = time(ground, (2, 2), court, closed=closed)

    assert open_s == pytest.approx(ACROSS_S / 2 + walk_s(place(2.5, 2), place(*court)), abs=1)
    nearest = walk_s(place(2, 2.3), place(*court))
    assert around_s == pytest.approx(UP_S * 0.3 + nearest, abs=2)


@given(
    st.floats(0.6, 3),
    st.floats(0.6, 3),
    st.floats(1, 2.9),
    st.floats(1, 2.9),
    st.lists(CORNER, min_size=1, max_size=12),
)
@settings(max_examples=30)
def test_a_closed_ring_is_crossed_by_nobody_either_way(ground, west, south, wide, high, places):
    outer = box_of(west, south, west + wide, south + high)["coordinates"][0]
    inner = box_of(west + 0.2, south + 0.2, west + wide - 0.2, south + high - 0.2)["coordinates"][0]
    closed = [Closed(geometry={"type": "Polygon", "coordinates": [outer, inner[::-1]]})]
    inside = [
        west + 0.2 < c < west + wide - 0.2 and south + 0.2 < r < south + high - 0.2
        for c, r in places
    ]
    outside = [not (west <= c <= west + wide and south <= r <= south + high) for c, r in places]

    for mode in ("drive", "emergency", "walk"):
        found = times(ground, places, places, mode, closed=closed)

        assert np.isinf(found[np.ix_(inside, outside)]).all()
        assert np.isinf(found[np.ix_(outside, inside)]).all()


@given(
    st.lists(CORNER, min_size=1, max_size=4), st.lists(CORNER, min_size=1, max_size=6), st.data()
)
@settings(max_examples=20)
def test_what_is_closed_makes_no_way_shorter(ground, starts, ends, data):
    closed = data.draw(st.lists(closures(), min_size=1, max_size=3))

    open_ = times(ground, starts, ends)
    shut = times(ground, starts, ends, closed=closed)

    assert (shut >= open_ - 1e-3).all()


@given(
    st.lists(CORNER, min_size=1, max_size=6), st.lists(CORNER, min_size=1, max_size=6), st.data()
)
@settings(max_examples=20)
def test_the_soonest_of_many_is_the_least_of_their_times(ground, starts, ends, data):
    closed = data.draw(st.lists(closures(), max_size=2))
    spots = [Spots.of([place(*each) for each in places]) for places in (starts, ends)]

    found, who = ground.nearest(*spots, mode="drive", limit_s=HOUR, closed=closed)

    each = ground.times(*spots, mode="drive", limit_s=HOUR, closed=closed)
    assert found == pytest.approx(each.min(axis=0), abs=0.01)
    reached = np.isfinite(found)
    assert (who[~reached] == -1).all()
    assert each[who[reached], reached.nonzero()[0]] == pytest.approx(found[reached], abs=0.01)


def test_a_geometry_nobody_can_read_closes_nothing(ground):
    closed = [Closed(geometry={"type": "Polygone", "coordinates": 3}), Closed(geometry=None)]

    assert time(ground, (2, 3), (4, 3), closed=closed) == pytest.approx(2 * ACROSS_S, abs=0.02)


def test_a_helicopter_knows_no_road(ground):
    seconds = time(ground, (3, 3), (20, 3), "helicopter")

    assert seconds == pytest.approx(
        480 + metres(place(3, 3), place(20, 3)) / (220 / 3.6), rel=0.005
    )
    assert ground.model("helicopter").kind == "crow"
    assert ground.model("drive").kind == "roads"
    assert ground.model("drive").name == "Quadrille"
    assert ground.model("drive").against == "engine"
    assert ground.model("emergency").spread is None, "nobody measured"
    assert ground.model("drive").taken_at == "2026-05-01T04:00:00+00:00"
    field = ground.field(place(3, 3), CELLS, mode="helicopter", limit_s=HOUR)
    assert field.shape == (44, 40)
    start = Spots.of([place(3, 3)])
    assert ground.nearest(start, start, mode="helicopter", limit_s=HOUR)[1].tolist() == [0]
    assert np.isinf(ground.leaving_s(start, mode="helicopter", limit_s=HOUR)).all()


def test_one_is_told_where_the_extract_ends(ground):
    starts = Spots.of([place(3, 6), place(3, 5), place(20, 3)])

    leaving_s = ground.leaving_s(starts, mode="drive", limit_s=HOUR)

    north_m = metres(place(3, 6), (place(3, 0)[0], BOX[3]))
    north_s = north_m / (80 * 0.86 / 3.6)
    assert leaving_s == pytest.approx([north_s, north_s + UP_S, INF], abs=0.1)
    assert np.isinf(ground.leaving_s(starts, mode="drive", limit_s=10)).all()
    known = ground.known(Cells(box=(-1.70, 47.20, -1.60, 47.21), columns=10, rows=1))
    assert known.tolist() == [[False] * 5 + [True] * 5]


def test_nothing_is_asked_of_nowhere(ground):
    nowhere, here = Spots.of([]), Spots.of([place(1, 1)])

    assert ground.times(nowhere, here, mode="drive", limit_s=HOUR).shape == (0, 1)
    assert ground.times(here, nowhere, mode="drive", limit_s=HOUR).shape == (1, 0)
    assert len(ground.snapped(nowhere, "drive").distance_m) == 0
    assert ground.nearest(nowhere, here, mode="drive", limit_s=HOUR)[1].tolist() == [-1]
    lost = Spots(lon=np.array([np.nan]), lat=np.array([47.2]))
    assert np.isinf(ground.times(lost, here, mode="drive", limit_s=HOUR)).all()


def test_threads_share_a_ground(built):
    ground = Roads(built[0].folder).holding(ROAD_BOX)
    closed = [Closed(geometry=box_of(2.7, 2.7, 3.3, 3.3))]
    starts = [(c, r) for c in range(6) for r in range(6)]

    def ask(start):
        return ground.field(place(*start), CELLS, mode="drive", limit_s=HOUR, closed=closed)

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(ask, starts))

    assert all(
        np.array_equal(found, ask(start)) for found, start in zip(together, starts, strict=True)
    )


def test_the_smallest_region_that_holds_a_box_is_taken(built):
    roads, _ = built

    assert roads.holding(ROAD_BOX) is roads.holding(ROAD_BOX), "and opened once"
    assert roads.holding((-1.7, 47.19, -1.565, 47.225)) is None, "it holds a part only"
    assert Roads(roads.folder / "absent").holding(ROAD_BOX) is None


def test_a_straight_line_beside_a_region_has_the_error_measured_on_its_roads(built):
    roads, region = built
    part = (-1.7, 47.19, -1.565, 47.225)

    model = ground_of(part, roads).model("walk")

    assert model.kind == "crow", "the region holds a part only"
    assert model.spread == (region.crow["walk"].low, region.crow["walk"].high)
    assert (model.beside, model.measured_at) == ((region.title,), region.built_at)
    far = ground_of((5, 45, 6, 46), roads).model("walk")
    assert far.beside == EXTRACTS, "it has no part of that at all"
