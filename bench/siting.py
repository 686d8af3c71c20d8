"""The best places and the cover of a day: how long they take, beside the usual library.

    python bench/siting.py

Two hundred candidates and five thousand spots with people, drawn as a town is: thick in its middle.
For n = 5 to 20 the most people are reached within eight minutes: here, told with its proof; by
spopt (which asks CBC through pulp), its model and its solving apart; and by the very same program
given to HiGHS without merging spots. Then all with the fewest, the least mean time with its bound,
and the cover of a thousand instants: one product here, one instant after the other in numpy.

Times are of straight lines (``coverage/crow.py``): what is measured takes a matrix, whatever made
it. spopt is of no use to Vigie: ``pip install spopt``, to compare.
"""

import os
import sys
import time
from contextlib import suppress

import numpy as np

from dashboard.coverage import exact, proving
from dashboard.coverage.cover import cover_of, states_of
from dashboard.coverage.crow import CrowGround
from dashboard.coverage.demand import Crowd, Place, demand_of
from dashboard.coverage.ground import Spots
from dashboard.coverage.merging import merged
from dashboard.coverage.siting import Question, value_of

CANDIDATES, SPOTS, INSTANTS = 200, 5_000, 1_000
WITHIN_S, LIMIT_S = 480, 3_600
MIDDLE = (-8.61, 41.15)
SPREAD_DEG = 0.06
SEED = 20260621
PATIENCE_S = 60


def unheard(_fraction):
    """Nobody watches."""


def timed(make):
    started = time.perf_counter()
    made = make()
    return made, time.perf_counter() - started


def town(rng, count):
    """Return places around the middle, thick there and thin outside."""
    lon = rng.normal(MIDDLE[0], SPREAD_DEG, count)
    lat = rng.normal(MIDDLE[1], SPREAD_DEG * 0.75, count)
    return Spots(lon=lon, lat=lat)


def question(times, weights, aim, n):
    return Question(
        aim=aim,
        times=times,
        weights=weights,
        within_s=WITHIN_S,
        limit_s=LIMIT_S,
        n=n,
        settled=np.zeros(len(times), dtype=bool),
    )


def searched(asked):
    """Return what is found before anything is proved."""
    first = proving.search.searched(asked, unheard, PATIENCE_S)
    return proving.shaken(asked, first, unheard, time.monotonic() + PATIENCE_S)


def spopt_most(reach, weights, n):
    """Return the people spopt reaches, and the seconds of its model and of its solving."""
    with suppress(ImportError):
        import pulp  # noqa: PLC0415  it may not be there
        from spopt.locate import MCLP  # noqa: PLC0415

        cost = np.where(reach.T, 0.0, 2.0)
        model, building = timed(
            lambda: MCLP.from_cost_matrix(cost, weights, service_radius=1.0, p_facilities=n)
        )
        solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=PATIENCE_S)
        _, solving = timed(lambda: model.solve(solver))
        chosen = [i for i, served in enumerate(model.fac2cli) if served]
        people = float(weights[reach[chosen].any(axis=0)].sum()) if chosen else 0.0
        return people, building, solving
    return None


def most(times, weights):
    total = weights.sum()
    reach = times <= WITHIN_S
    _, merging = timed(lambda: merged(reach, weights))
    groups = merged(reach, weights)
    print(f"\nThe most people, within {WITHIN_S / 60:g} min; seconds, share of people reached")
    print(f"  {len(groups.weights)} groups of {SPOTS} spots, merged in {merging:.3f} s;", end=" ")
    print(f"{100 * weights[reach.any(axis=0)].sum() / total:.2f} % can be reached at all")
    print(
        f"  {'n':>3}{'here':>9}{'share':>9}{'gap':>9}{'no merging':>12}{'searched':>10}{'share':>9}"
        f"{'spopt':>18}{'share':>9}"
    )
    nothing = np.zeros(CANDIDATES, dtype=bool)
    kept = reach.any(axis=0)
    for n in (5, 10, 15, 20):
        asked = question(times, weights, "most", n)
        choice, here = timed(lambda asked=asked: proving.best_choice(asked, unheard, PATIENCE_S))
        _, bare = timed(
            lambda n=n: exact.most(reach[:, kept], weights[kept], nothing, n, PATIENCE_S)
        )
        quick, searching = timed(lambda asked=asked: searched(asked))
        other = spopt_most(reach, weights, n)
        told = "not installed" if other is None else f"{other[1]:.1f} + {other[2]:.1f}"
        theirs = "" if other is None else f"{100 * other[0] / total:>8.2f}%"
        found = value_of(asked, quick)
        print(
            f"  {n:>3}{here:>9.2f}{100 * choice.value / total:>8.2f}%{choice.gap:>9.1e}"
            f"{bare:>12.2f}{searching:>10.2f}{100 * found / total:>8.2f}%{told:>18}"
            f"{theirs}",
            flush=True,
        )


def others(times, weights):
    print("\nThe other aims; seconds")
    fewest, took = timed(
        lambda: proving.best_choice(question(times, weights, "all", 0), unheard, PATIENCE_S)
    )
    print(f"  all with the fewest: {took:.2f} s, {fewest.value:g} places, proved: {fewest.proved}")
    for aim, said in (("mean", "least mean"), ("worst", "least worst")):
        for n in (5, 20):
            asked = question(times, weights, aim, n)
            choice, took = timed(
                lambda asked=asked: proving.best_choice(asked, unheard, PATIENCE_S)
            )
            print(
                f"  {said}, n = {n}: {took:.2f} s, {choice.value:.1f} s, bound "
                f"{choice.bound:.1f} s, gap {100 * choice.gap:.3f} %",
                flush=True,
            )


def day(times, weights, rng):
    """Compare the cover of a day computed by states with the same, instant after instant."""
    there = np.repeat(rng.random((INSTANTS // 5, CANDIDATES)) < 0.2, 5, axis=0)
    spots = Spots(lon=np.zeros(SPOTS), lat=np.zeros(SPOTS))
    crowd = Crowd(
        place=Place(id="town", name="town", lon=0, lat=0),
        spots=spots,
        share=weights / weights.sum(),
        people=np.full(INSTANTS, weights.sum()),
    )
    demand = demand_of([crowd], INSTANTS)
    moving = rng.random((INSTANTS, CANDIDATES)) < 0.2

    def by_states(told):
        states = states_of(told, np.zeros(INSTANTS, dtype=int))
        return cover_of(states, [times], demand, WITHIN_S)

    def one_by_one(told):
        reach = times <= WITHIN_S
        return [float(weights[reach[now].any(axis=0)].sum()) for now in told]

    print(f"\nThe cover of {INSTANTS} instants, {CANDIDATES} helps, {SPOTS} spots; seconds")
    for name, told in (("a change every five", there), ("all of them differ", moving)):
        found, here = timed(lambda told=told: by_states(told))
        plain, bare = timed(lambda told=told: one_by_one(told))
        if not np.allclose(found.reached, plain):
            sys.exit("the two ways do not agree")
        print(f"  {name}: here {here:.2f} (double cover and waits too), single alone {bare:.2f}")


def main():
    rng = np.random.default_rng(SEED)
    candidates, spots = town(rng, CANDIDATES), town(rng, SPOTS)
    weights = rng.integers(1, 100, SPOTS).astype(np.float64)
    ground = CrowGround()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    times, took = timed(lambda: ground.times(candidates, spots, mode="drive", limit_s=LIMIT_S))
    print(f"{CANDIDATES} by {SPOTS} times in straight lines: {took:.2f} s")
    most(times, weights)
    others(times, weights)
    day(times, weights, rng)
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    sys.exit(main())
