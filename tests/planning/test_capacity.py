"""Casualties against places: worked examples, edges, and what holds whatever the counts."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.planning.capacity import (
    CATEGORIES,
    Expected,
    Hold,
    arrived,
    balance,
    balances,
    places,
)

HOUR = 3_600_000


def expected(relative=0, absolute=0, involved=0, starts=0, ends=2 * HOUR):
    counts = {"absolute": absolute, "relative": relative, "involved": involved}
    return Expected(scenario="s", counts=counts, starts=starts, ends=ends)


def hold(left, opens=None, closes=None, side="posts", category="relative"):
    return Hold(place="pma", side=side, category=category, left=left, opens=opens, closes=closes)


def found(scenario, holds):
    one = balance(scenario, "posts", "relative", holds)
    return one.left, one.short, one.first, one.worst


def test_twenty_over_two_hours_fill_twelve_places_after_an_hour_and_eighteen_minutes():
    assert found(expected(20), [hold(12)]) == (12, 8, HOUR * 13 // 10, 2 * HOUR)


def test_as_many_places_as_casualties_are_enough():
    assert found(expected(20), [hold(20)]) == (20, 0, None, None)
    assert found(expected(20), [hold(19)]) == (19, 1, 2 * HOUR, 2 * HOUR)


def test_a_post_that_opens_late_leaves_them_without_a_place_until_then():
    assert found(expected(20), [hold(40, opens=HOUR)]) == (0, 9, HOUR // 10, HOUR * 9 // 10)


def test_a_post_that_closes_takes_its_places_with_it():
    assert found(expected(20), [hold(40, closes=HOUR)]) == (40, 20, HOUR, 2 * HOUR)


def test_nobody_expected_lacks_no_place_even_where_a_post_is_over_full():
    assert found(expected(0), [hold(-3)]) == (-3, 0, None, None)
    assert found(expected(1), [hold(-3)]) == (-3, 4, 0, 2 * HOUR)


def test_posts_hospitals_and_receptions_are_each_held_against_all_who_come():
    holds = [
        hold(4),
        hold(30, side="hospitals"),
        hold(9, side="receptions", category="involved"),
    ]

    told = [
        (one.side, one.category, one.expected, one.left, one.short)
        for one in balances(expected(20, absolute=2, involved=10), holds)
    ]

    assert told == [
        ("posts", "absolute", 2, 0, 2),
        ("posts", "relative", 20, 4, 16),
        ("hospitals", "absolute", 2, 0, 2),
        ("hospitals", "relative", 20, 30, 0),
        ("receptions", "involved", 10, 9, 1),
    ]


scenarios = st.builds(
    expected,
    relative=st.integers(0, 40),
    starts=st.integers(0, 50),
    ends=st.integers(51, 400),
)
holdings = st.lists(
    st.builds(
        hold,
        left=st.integers(-3, 12),
        opens=st.none() | st.integers(0, 400),
        closes=st.none() | st.integers(0, 400),
    ),
    max_size=5,
)


@given(scenarios, holdings)
def test_what_lacks_is_what_is_counted_millisecond_by_millisecond(scenario, holds):
    lacking = {
        at: arrived(scenario, "relative", at) - places(holds, at)
        for at in range(scenario.starts, scenario.ends + 1)
    }
    short = max(0, *lacking.values()) if scenario.counts["relative"] else 0
    first = next((at for at, by in lacking.items() if by > 0), None) if short else None
    worst = next(at for at, by in lacking.items() if by == short) if short else None

    assert found(scenario, holds)[1:] == (short, first, worst)


@given(scenarios)
def test_all_come_within_the_hours_and_none_before(scenario):
    for category in CATEGORIES:
        assert arrived(scenario, category, scenario.starts) == 0
        assert arrived(scenario, category, scenario.ends) == scenario.counts[category]
