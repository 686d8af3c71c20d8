"""The best places: against every choice there is, on questions small enough to try them all."""

import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.coverage import exact, proving, search
from dashboard.coverage.merging import merged
from dashboard.coverage.proving import best_choice
from dashboard.coverage.shaking import shaken
from dashboard.coverage.siting import (
    Question,
    SitingError,
    check,
    unreached,
    value_of,
    worths,
)

LIMIT = 3600.0
FAR = float("inf")
ENOUGH_S = 120.0
"""Nothing here takes a second, but on a machine that is busy with something else."""


def unheard(_fraction):
    """Nobody listens."""


def question(times, weights, aim="most", n=1, settled=(), within_s=300.0):
    told = np.array(times, dtype=np.float32)
    fixed = np.zeros(len(told), dtype=bool)
    fixed[list(settled)] = True
    return Question(
        aim=aim,
        times=told,
        weights=np.array(weights, dtype=np.float64),
        within_s=within_s,
        limit_s=LIMIT,
        n=n,
        settled=fixed,
    )


def every(asked):
    """The values of every choice of so many places, the settled ones among them."""
    fixed = set(np.flatnonzero(asked.settled).tolist())
    sizes = range(len(fixed), len(asked.times) + 1) if asked.aim == "all" else [asked.total]
    for size in sizes:
        for chosen in combinations(range(len(asked.times)), size):
            if fixed <= set(chosen):
                yield value_of(asked, chosen)


@st.composite
def questions(draw, aim):
    candidates = draw(st.integers(2, 6))
    spots = draw(st.integers(1, 8))
    time = st.sampled_from([60, 120, 240, 299, 300, 301, 600, 1200, FAR])
    row = st.lists(time, min_size=spots, max_size=spots)
    times = draw(st.lists(row, min_size=candidates, max_size=candidates))
    weights = draw(st.lists(st.integers(0, 50), min_size=spots, max_size=spots))
    weights[0] += 1
    settled = draw(st.sets(st.integers(0, candidates - 1), max_size=candidates - 1))
    n = draw(st.integers(1, candidates - len(settled)))
    return question(times, weights, aim, 0 if aim == "all" else n, settled)


def in_one_process(asked):
    """What HiGHS answers, without the process it has of its own."""
    told = proving._asked(asked)
    if told is None:
        return None
    return exact.solve({name: np.asarray(value) for name, value in told.items()}, ENOUGH_S)


@pytest.mark.parametrize(("aim", "best"), [("most", max), ("all", min), ("worst", min)])
@given(data=st.data())
@settings(max_examples=60)
def test_no_choice_is_better_than_the_one_that_is_proved(aim, best, data):
    asked = data.draw(questions(aim))

    solved = in_one_process(asked)

    wanted = best(every(asked))
    if solved is None:
        assert wanted == (asked.settled.sum() if aim == "all" else 0)
        return
    found = value_of(asked, tuple(solved.chosen.tolist()))
    assert solved.proved
    assert found == pytest.approx(wanted)
    assert solved.bound == pytest.approx(wanted)
    assert set(np.flatnonzero(asked.settled)) <= set(solved.chosen.tolist())


@given(questions("mean"))
def test_the_bound_of_the_mean_is_one_and_its_answer_is_no_better_than_the_best(asked):
    found = search.median(asked, unheard, ENOUGH_S)

    wanted = min(every(asked))
    assert found.value == pytest.approx(value_of(asked, found.chosen))
    assert found.value >= wanted - 1e-6
    assert found.bound <= wanted + 1e-6
    assert not found.proved or found.value == pytest.approx(wanted)
    assert len(found.chosen) == asked.total


@given(questions("most"))
def test_searching_never_says_more_than_there_is_and_keeps_what_is_settled(asked):
    found = search.searched(asked, unheard, ENOUGH_S)

    assert value_of(asked, found) <= max(every(asked))
    assert set(np.flatnonzero(asked.settled)) <= set(found)
    assert len(found) == asked.total


@pytest.mark.parametrize(("aim", "sign"), [("most", 1), ("all", -1), ("worst", -1)])
@given(data=st.data())
def test_what_is_found_at_once_never_passes_the_best_nor_its_bound_falls_short(aim, sign, data):
    asked = data.draw(questions(aim))

    found = proving._start(asked, unheard, ENOUGH_S)

    best = sign * max(sign * value for value in every(asked))
    assert sign * found.value <= sign * best + 1e-9
    assert sign * found.bound >= sign * best - 1e-9
    assert not found.proved or found.value == pytest.approx(best)


@given(questions("most"))
def test_merged_spots_are_told_apart_by_nobody(asked):
    groups = merged(asked.reach, asked.weights)

    for chosen in combinations(range(len(asked.times)), min(2, len(asked.times))):
        reached = groups.reach[list(chosen)].any(axis=0)
        assert groups.weights[reached].sum() == pytest.approx(value_of(asked, chosen))
    for spot, group in enumerate(groups.of):
        if group >= 0:
            assert (groups.reach[:, group] == asked.reach[:, spot]).all()


TWO_SIDES = [[60, 120, FAR, FAR], [FAR, 240, 240, FAR], [FAR, FAR, 60, 200]]
"""Three candidates in a row, four spots: the middle one reaches both middles."""


@pytest.mark.parametrize(
    ("aim", "n", "chosen", "value"),
    [
        ("most", 1, (2,), 70),
        ("most", 2, (0, 2), 100),
        ("all", 0, (0, 2), 2),
        ("mean", 2, (0, 2), (10 * 60 + 20 * 120 + 30 * 60 + 40 * 200) / 100),
        ("worst", 2, (0, 2), 200),
    ],
)
def test_an_answer_anyone_can_check_by_hand(aim, n, chosen, value):
    found = best_choice(question(TWO_SIDES, [10, 20, 30, 40], aim, n), unheard, ENOUGH_S)

    assert (found.chosen, found.value) == (chosen, pytest.approx(value))
    assert found.proved
    assert found.gap == 0


def test_the_same_question_has_the_same_answer():
    rng = np.random.default_rng(1)
    asked = question(rng.uniform(60, 900, (30, 200)), rng.integers(1, 90, 200), "most", 5)

    assert best_choice(asked, unheard, ENOUGH_S) == best_choice(asked, unheard, ENOUGH_S)


def test_each_place_says_whom_it_alone_reaches():
    asked = question(TWO_SIDES, [10, 20, 30, 40])

    first, second, third = worths(asked, (0, 1, 2))

    assert (first.reached, first.alone, first.spots.tolist()) == (30, 10, [0])
    assert (second.reached, second.alone, second.spots.tolist()) == (50, 0, [])
    assert (third.reached, third.alone, third.spots.tolist()) == (70, 40, [3])
    assert (first.nearest, second.nearest, third.nearest) == (30, 0, 70)
    assert first.slower_s == pytest.approx((10 * (LIMIT - 60) + 20 * 120) / 100)


def test_one_place_alone_cannot_be_left_out():
    (only,) = worths(question(TWO_SIDES, [10, 20, 30, 40]), (1,))

    assert only.slower_s is None


def test_what_no_candidate_reaches_is_named_with_who_would_come_first():
    asked = question([[60, 900, FAR], [60, 700, FAR]], [5, 6, 7])

    nobody, late = unreached(asked)

    assert (nobody.spot, nobody.nearest, nobody.time_s) == (2, None, FAR)
    assert (late.spot, late.nearest, late.time_s) == (1, 1, 700)


def test_all_leaves_out_what_nobody_could_reach():
    found = best_choice(question([[60, FAR], [FAR, FAR]], [5, 6], "all", 0), unheard, ENOUGH_S)

    assert (found.chosen, found.value, found.proved) == ((0,), 1, True)


def test_where_nobody_is_in_reach_the_answer_is_that_none_is():
    found = best_choice(question([[900], [FAR]], [5], "all", 0), unheard, ENOUGH_S)

    assert (found.chosen, found.value, found.proved) == ((), 0, True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (question(TWO_SIDES, [0, 0, 0, 0]), "Nobody to reach"),
        (question(TWO_SIDES, [1, 1, 1, 1], n=4), "4 places to choose among 3"),
        (question(TWO_SIDES, [1, 1, 1, 1], n=0), "0 places to choose"),
        (question(TWO_SIDES, [1, 1, 1, 1], settled=(0, 1, 2)), "No place is possible"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(SitingError, match=sentence):
        check(wrong)


class StopError(Exception):
    """Whoever asked no longer wants to know."""


@pytest.mark.parametrize("aim", ["most", "worst"])
def test_whoever_stops_it_ends_the_process_too(aim, monkeypatch):
    started = []
    real = proving.subprocess.Popen
    monkeypatch.setattr(
        proving.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1]
    )
    rng = np.random.default_rng(3)
    asked = question(rng.uniform(60, 900, (60, 900)), rng.integers(1, 90, 900), aim, 3)

    def told(fraction):
        if started:
            raise StopError

    with pytest.raises(StopError):
        best_choice(asked, told, ENOUGH_S)

    assert [process.returncode for process in started] == [-9]


def test_where_so_few_cannot_come_to_all_the_worst_wait_is_the_limit():
    asked = question([[60, FAR], [FAR, 60]], [5, 6], "worst", 1)

    found = best_choice(asked, unheard, ENOUGH_S)

    assert (found.value, found.proved) == (LIMIT, True)


def test_no_place_adds_nothing():
    assert worths(question([[900]], [5], "all", 0), ()) == []


def test_without_time_to_prove_it_the_best_found_is_said_to_be_that():
    rng = np.random.default_rng(5)
    places, spots = rng.uniform(0, 1, (70, 2)), rng.uniform(0, 1, (1500, 2))
    times = 3000 * np.linalg.norm(places[:, None] - spots[None], axis=2)
    asked = question(times, rng.integers(1, 90, 1500), "mean", 15)

    found = search.median(asked, unheard, 0.0)

    assert not found.proved
    assert found.gap > 0
    assert found.bound < found.value


@given(questions("most"))
def test_shaking_loses_nobody_and_keeps_what_is_settled(asked):
    first = search.searched(asked, unheard, ENOUGH_S)

    found = shaken(asked, first, unheard, time.monotonic() + ENOUGH_S)

    assert value_of(asked, first) <= value_of(asked, found) <= max(every(asked))
    assert set(np.flatnonzero(asked.settled)) <= set(found)
    assert len(set(found)) == asked.total


def stuck():
    """A town where exchanges come to an end before the best: two posts of three must move."""
    rng = np.random.default_rng(1)
    reach = rng.random((30, 400)) < 0.12
    weights = rng.integers(1, 100, 400).astype(float)
    return Question(
        aim="most",
        times=np.where(reach, 60.0, np.inf),
        weights=weights,
        within_s=300,
        limit_s=3_600,
        n=6,
        settled=np.zeros(30, dtype=bool),
    )


def test_where_no_exchange_helps_shaking_still_finds_better_and_the_same_each_time():
    asked = stuck()
    first = search.searched(asked, unheard, ENOUGH_S)

    found = shaken(asked, first, unheard, time.monotonic() + ENOUGH_S)

    assert value_of(asked, found) > value_of(asked, first)
    assert found == shaken(asked, first, unheard, time.monotonic() + ENOUGH_S)
    assert found == best_choice(asked, unheard, ENOUGH_S).chosen


def test_shaking_ends_when_it_is_told_to_and_where_there_is_no_time():
    asked = stuck()
    first = search.searched(asked, unheard, ENOUGH_S)

    def left(part):
        if part > 0.1:
            raise KeyboardInterrupt

    assert shaken(asked, first, unheard, time.monotonic() - 1) == first
    with pytest.raises(KeyboardInterrupt):
        shaken(asked, first, left, time.monotonic() + ENOUGH_S)
