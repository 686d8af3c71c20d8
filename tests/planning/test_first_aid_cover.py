"""The French rule: the worked examples, the traps of binary numbers, and what must always hold."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.planning import LEVELS, Asked, CrowdError, access_level, delay_level, first_aid_cover


def cover(people, behaviour, access, delay, **more):
    return first_aid_cover(
        Asked(people=people, behaviour=behaviour, access=access, delay=delay, **more)
    )


@pytest.mark.parametrize(
    ("people", "levels", "ratio", "kind", "first_aiders"),
    [
        (300, (25, 25, 25), "0.225", "none", 0),
        (333, (25, 25, 25), "0.24975", "none", 0),
        (334, (25, 25, 25), "0.2505", "paps", 2),
        (1_500, (25, 25, 25), "1.125", "paps", 2),
        (1_501, (25, 25, 25), "1.12575", "small", 4),
        (5_333, (25, 25, 25), "3.99975", "small", 4),
        (5_334, (25, 25, 25), "4.0005", "small", 6),
        (8_000, (25, 25, 25), "6", "small", 6),
        (9_000, (25, 25, 25), "6.75", "small", 8),
        (9_000, (40, 40, 30), "9.9", "small", 10),
        (15_000, (40, 40, 30), "16.5", "medium", 18),
        (10_000, (40, 40, 40), "12", "small", 12),
        (30_000, (40, 40, 40), "36", "medium", 36),
        (36_001, (30, 35, 35), "36.001", "large", 38),
        (150_000, (40, 35, 25), "125", "large", 126),
    ],
)
def test_the_worked_examples(people, levels, ratio, kind, first_aiders):
    found = cover(people, *levels)

    assert found.ratio == Fraction(ratio)
    assert (found.kind, found.first_aiders) == (kind, first_aiders)
    assert found.notes == ()


def test_at_a_quarter_the_authority_decides_and_the_note_says_that_a_circular_does_not():
    found = cover(250, 30, 35, 35)

    assert (found.ratio, found.kind, found.notes) == (Fraction(1, 4), "none", ("at_the_edge",))


def test_a_point_of_alert_is_not_enough_for_actors_nor_half_an_hour_from_help():
    assert cover(1_000, 25, 25, 25, for_actors=True).first_aiders == 4
    far = cover(1_000, 25, 25, 40)
    assert (far.kind, far.first_aiders, far.notes) == ("small", 4, ("no_post_far_from_help",))
    assert cover(1_000, 25, 25, 40, no_post_far_from_help=False).first_aiders == 2
    # Where no cover is due, or a larger one is, nothing changes.
    assert cover(100, 25, 25, 40, for_actors=True).first_aiders == 0
    assert cover(10_000, 25, 25, 40, for_actors=True).notes == ()


@pytest.mark.parametrize("people", [0, -1, 10_000_001, 12.5, True, None])
def test_what_is_no_crowd_is_refused(people):
    with pytest.raises(CrowdError) as refused:
        cover(people, 25, 25, 25)
    assert str(people) in refused.value.say("fr")


levels = st.sampled_from(LEVELS)


@given(st.integers(1, 2_000_000), levels, levels, levels)
def test_first_aiders_go_in_pairs_and_are_never_fewer_than_the_ratio(people, p2, e1, e2):
    found = cover(people, p2, e1, e2)

    assert found.first_aiders == 2 * found.pairs
    if found.kind not in {"none", "paps"}:
        assert found.first_aiders >= max(4, math.ceil(found.ratio))
        assert found.first_aiders <= max(4, math.ceil(found.ratio) + 1)


@given(st.integers(1, 1_999_999), levels, levels, levels)
def test_more_people_never_ask_for_fewer_first_aiders(people, p2, e1, e2):
    one, more = cover(people, p2, e1, e2), cover(people + 1, p2, e1, e2)

    assert more.ratio > one.ratio
    assert more.first_aiders >= one.first_aiders


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ({}, 25),
        ({"tents_or_stands": True}, 30),
        ({"natural_ha": 2}, 30),
        ({"natural_ha": 2.1}, 35),
        ({"natural_ha": 5.1}, 40),
        ({"carry_m": 150}, 25),
        ({"carry_m": 151}, 30),
        ({"carry_m": 300}, 30),
        ({"carry_m": 600}, 35),
        ({"carry_m": 601}, 40),
        ({"slope_m": 100}, 25),
        ({"slope_m": 101}, 30),
        ({"slope_m": 151}, 35),
        ({"slope_m": 301}, 40),
        ({"hard_to_reach": True}, 35),
        ({"no_vehicle": True, "carry_m": 10}, 40),
        ({"natural_ha": 1, "carry_m": 400}, 35),
    ],
)
def test_the_worst_of_a_place_counts(place, level):
    assert access_level(**place) == level


@pytest.mark.parametrize(
    ("minutes", "level"), [(10, 25), (10.5, 30), (20, 30), (21, 35), (30, 35), (31, 40)]
)
def test_the_delay_of_public_help(minutes, level):
    assert delay_level(minutes) == level
