"""The Maurer scheme: the worked examples, the edges of its tables, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.planning import FACTORS, CrowdError, Event, Need, needs_of

FACTOR = {one.key: one.factor for one in FACTORS}


def needs(permitted, expected, factor, **more):
    return needs_of(Event(permitted=permitted, expected=expected, factor=Fraction(factor), **more))


def test_a_trade_fair_indoors():
    found = needs(2_000, 1_900, FACTOR["exhibition"], indoors=True)

    assert (found.permitted_points, found.expected_points) == (8, 4)
    assert (found.points, found.helpers.count) == (Fraction("3.6"), 3)
    assert (found.transport.count, found.rescue.count, found.doctors.count) == (0, 0, 0)


def test_a_volleyball_match_indoors():
    found = needs(8_000, 7_293, FACTOR["sport"], indoors=True)

    assert found.points == Fraction("8.1")
    assert (found.helpers.count, found.transport.count, found.rescue.count) == (5, 1, 1)
    assert (found.doctors.count, found.command) == (0, "none")


def test_an_open_air_concert():
    found = needs(20_000, 18_000, FACTOR["concert"])

    assert found.points == 43
    assert (found.helpers.count, found.transport.count, found.rescue.count) == (30, 4, 2)
    assert (found.doctors.count, found.command, found.posts.count) == (2, "reduced", 0)


@pytest.mark.parametrize(
    ("permitted", "points"),
    [(1, 1), (500, 1), (501, 2), (20_000, 7), (20_001, 8), (30_000, 8), (30_001, 9)],
)
def test_points_of_who_is_permitted(permitted, points):
    assert needs(permitted, 1, 1).permitted_points == points


@pytest.mark.parametrize(
    ("points", "helpers", "rescue", "doctors"),
    [
        (2, 0, Need(count=0), 0),
        (4, 3, Need(count=0), 0),
        (13, 5, Need(count=1), 0),
        (14, 10, Need(count=1), 1),
        (22, 10, Need(count=1), 1),
        (60, 30, Need(count=3), 2),
        (61, 40, Need(count=4), 3),
        (120, 120, Need(count=6), 4),
        (121, 160, Need(count=7, or_more=True), 5),
    ],
)
def test_the_edges_of_the_tables(points, helpers, rescue, doctors):
    # One point for who is permitted, the others for who is expected.
    found = needs(1, 500 * (points - 1), 1)

    assert found.points == points
    assert (found.helpers.count, found.rescue, found.doctors.count) == (helpers, rescue, doctors)


def test_guests_and_violence_are_added_after_the_factor():
    found = needs(500, 500, "0.5", guests=6, violence=True)

    assert (found.guest_points, found.violence_points, found.points) == (20, 10, 31)
    assert needs(500, 500, "0.5", guests=500).guest_points == 30


@pytest.mark.parametrize("wrong", [{"permitted": 0}, {"expected": -5}, {"guests": -1}])
def test_what_is_no_crowd_is_refused(wrong):
    told = {"permitted": 500, "expected": 500, "factor": Fraction(1)} | wrong
    with pytest.raises(CrowdError):
        needs_of(Event(**told))


@given(
    st.integers(1, 200_000),
    st.integers(1, 199_000),
    st.sampled_from(FACTORS),
    st.booleans(),
    st.integers(0, 40),
)
def test_more_visitors_never_ask_for_less(permitted, expected, kind, indoors, guests):
    more = {"indoors": indoors, "guests": guests}
    one = needs(permitted, expected, kind.factor, **more)
    other = needs(permitted, expected + 500, kind.factor, **more)

    assert other.points > one.points
    for need in ("helpers", "transport", "rescue", "large", "doctors", "posts"):
        assert getattr(other, need).count >= getattr(one, need).count


def test_every_factor_has_a_name_of_its_own():
    assert len({one.key for one in FACTORS}) == len(FACTORS)
