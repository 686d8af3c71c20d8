"""What is reached and what is not, instant by instant: against one help and one spot at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.coverage.cover import cover_of, gaps_of, states_of
from dashboard.coverage.demand import Crowd, Place, demand_of
from dashboard.coverage.ground import Spots

FAR = float("inf")


def crowd(name, people, spots=1):
    place = Place(id=name, name=name.title(), lon=0.0, lat=45.0)
    where = Spots.of([(0.01 * number, 45.0) for number in range(spots)])
    return Crowd(
        place=place,
        spots=where,
        share=np.full(spots, 1 / spots),
        people=np.array(people, dtype=np.float64),
    )


def covered(there, times, crowds, within_s=300.0, ground=None):
    """The cover of a day; ``times`` of one set of closed roads, or of each."""
    there = np.array(there, dtype=bool)
    sets = [times] if ground is None else times
    told = [np.array(one, dtype=np.float32) for one in sets]
    closed = np.zeros(len(there), dtype=int) if ground is None else np.array(ground)
    demand = demand_of(crowds, len(there))
    return cover_of(states_of(there, closed), told, demand, within_s)


def test_a_place_is_reached_while_its_post_is_there():
    cover = covered([[0], [1], [1], [0]], [[120]], [crowd("stade", [0, 800, 900, 900])])

    assert cover.people.tolist() == [0, 800, 900, 900]
    assert cover.reached.tolist() == [0, 800, 900, 0]
    assert cover.twice.tolist() == [0, 0, 0, 0]
    assert (cover.places.tolist(), cover.whole.tolist()) == ([0, 1, 1, 1], [0, 1, 1, 0])
    (gap,) = gaps_of(cover)
    assert (gap.first, gap.last, gap.people, gap.wait_s) == (3, 3, 900, FAR)


def test_two_helps_in_time_cover_twice():
    cover = covered([[1, 0], [1, 1]], [[120], [299]], [crowd("stade", [100, 100])])

    assert cover.reached.tolist() == [100, 100]
    assert cover.twice.tolist() == [0, 100]


def test_a_place_may_be_reached_in_part_and_the_gap_says_how_far_the_rest_is():
    cover = covered([[1], [1]], [[100, 400, 700, 100]], [crowd("marche", [1000, 2000], spots=4)])

    assert cover.reached.tolist() == [500, 1000]
    assert cover.whole.tolist() == [0, 0]
    (gap,) = gaps_of(cover)
    assert (gap.first, gap.last, gap.people, gap.wait_s, gap.spot) == (0, 1, 1000, 700, 2)


def test_a_gap_lasts_without_a_break_and_ends_with_the_people():
    people = [50, 50, 50, 0, 50, 50]

    first, second = gaps_of(covered([[0]] * 5 + [[1]], [[60]], [crowd("parc", people)]))

    assert [(gap.first, gap.last) for gap in (first, second)] == [(0, 2), (4, 4)]


def test_a_road_that_closes_makes_a_gap():
    times = [[[120]], [[900]]]

    (gap,) = gaps_of(
        covered([[1], [1], [1]], times, [crowd("quai", [10, 10, 10])], ground=[0, 1, 1])
    )

    assert (gap.first, gap.last, gap.wait_s, gap.at) == (1, 2, 900, 1)


def test_the_wait_of_a_gap_is_the_longest_while_it_lasts():
    (gap,) = gaps_of(covered([[1, 0], [0, 1]], [[400], [500]], [crowd("quai", [10, 10])]))

    assert (gap.wait_s, gap.at) == (500, 1)


def test_nobody_anywhere_is_no_gap():
    cover = covered([[1], [0]], np.zeros((1, 0)), [])

    assert gaps_of(cover) == []
    assert cover.people.tolist() == [0, 0]


@st.composite
def days(draw):
    helps, instants, places = (
        draw(st.integers(0, 3)),
        draw(st.integers(1, 6)),
        draw(st.integers(1, 3)),
    )
    spots = [draw(st.integers(1, 3)) for _ in range(places)]
    crowds = [
        crowd(
            f"p{number}",
            draw(st.lists(st.integers(0, 9), min_size=instants, max_size=instants)),
            size,
        )
        for number, size in enumerate(spots)
    ]
    time = st.sampled_from([100, 300, 301, 700, FAR])
    shape = (2, helps, sum(spots))
    count = int(np.prod(shape))
    times = np.array(draw(st.lists(time, min_size=count, max_size=count)), dtype=np.float32)
    there = draw(st.lists(st.booleans(), min_size=instants * helps, max_size=instants * helps))
    ground = draw(st.lists(st.integers(0, 1), min_size=instants, max_size=instants))
    return (
        np.array(there, dtype=bool).reshape(instants, helps),
        times.reshape(shape),
        crowds,
        ground,
    )


@given(days())
def test_every_instant_is_what_it_is_by_itself(day):
    there, times, crowds, ground = day

    cover = covered(there, list(times), crowds, ground=ground)

    demand = demand_of(crowds, len(there))
    for instant, (now, closed) in enumerate(zip(there, ground, strict=True)):
        reached = twice = 0.0
        longest = np.zeros(len(crowds))
        for spot, (place, weight) in enumerate(
            zip(demand.place, demand.weights(instant), strict=True)
        ):
            waits = sorted(times[closed, now, spot].tolist())
            in_time = sum(wait <= 300 for wait in waits)
            reached += weight * (in_time >= 1)
            twice += weight * (in_time >= 2)
            if in_time == 0 and weight > 0:
                longest[place] = max(longest[place], waits[0] if waits else FAR)
        assert cover.reached[instant] == pytest.approx(reached)
        assert cover.twice[instant] == pytest.approx(twice)
        assert cover.wait_s[:, instant].tolist() == longest.tolist()


@given(days())
def test_gaps_are_all_that_is_missed_and_nothing_else(day):
    there, times, crowds, ground = day
    cover = covered(there, list(times), crowds, ground=ground)

    missed = np.zeros(cover.missed.shape, dtype=bool)
    for gap in gaps_of(cover):
        while_so = slice(gap.first, gap.last + 1)
        assert not missed[gap.place, while_so].any()
        missed[gap.place, while_so] = True
        assert gap.people == cover.missed[gap.place, while_so].max()
        for beyond in (gap.first - 1, gap.last + 1):
            assert not (0 <= beyond < missed.shape[1] and cover.missed[gap.place, beyond] > 0)

    assert (missed == (cover.missed > 0)).all()
