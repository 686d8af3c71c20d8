"""The page holds casualties against places as the server does: random evenings told to both.

The page's script reads the same reels and is asked the same, by
``opsmap/tests/same-capacities.test.ts``.
"""

import json
import os
from dataclasses import asdict
from datetime import timedelta
from random import Random

import pytest

from dashboard.clock import microseconds, milliseconds_up
from dashboard.exchange.reel_file import reel_json
from dashboard.journal import Changed, Draft, Placed, Planned, Transitioned
from dashboard.layers import INTAKE, SCENARIO
from dashboard.operations import operation_from
from dashboard.picture import Reel, expected_of, holds_of
from dashboard.planning.capacity import balances
from tests.conftest import OPENED
from tests.opsmap.test_front_end import packages, run  # noqa: F401  a fixture
from tests.picture.test_every_fold import told

CASES = 300
KINDS = {"pma": "medical_post", "pma2": "medical_post", "chu": "hospital",
         "cai": "survivor_reception", "scn": "scenario", "autre": "scenario"}  # fmt: skip
COUNTS = [0, 1, 2, 3, 7, 12, -1, True, None, "beaucoup"]
KEYS = [
    f"{name}_{category}"
    for name in ("capacity", "present", "remaining")
    for category in ("absolute", "relative")
] + ["capacity", "present", "absolute", "relative", "involved"]
STATUSES = ["planned", "active", "active", "considered", "closed"]


def values(rng):
    return {key: rng.choice(COUNTS) for key in rng.sample(KEYS, rng.randint(0, len(KEYS)))}


def minute(rng, most=12):
    return OPENED + timedelta(minutes=rng.randint(0, most))


def window(rng):
    start, end = minute(rng), minute(rng)
    if rng.random() < 0.9:
        start, end = sorted((start, end))
    return {
        "planned_from": None if rng.random() < 0.1 else start,
        "planned_to": None if rng.random() < 0.1 else end,
    }


def evening(rng):
    """Return steps: places and scenarios, and what becomes of some of them."""
    facts = [
        (
            OPENED,
            Placed(
                object_id=name,
                kind=kind,
                status=rng.choice(STATUSES),
                values=values(rng),
                **window(rng),
            ),
        )
        for name, kind in KINDS.items()
    ]
    for _ in range(rng.randint(0, 6)):
        name = rng.choice([*KINDS])
        news = [
            Changed(object_id=name, values=values(rng)),
            Transitioned(object_id=name, verb="turn", status=rng.choice(STATUSES)),
            Planned(object_id=name, **window(rng)),
        ]
        facts.append((minute(rng), rng.choice(news)))
    return [
        (0, Draft(author="ada", organisation="SAMU", occurred_at=at, fact=fact))
        for at, fact in facts
    ]


def case(entries, moment):
    reel = Reel()
    reel.extend(entries)
    t, known = moment
    picture = reel.at(t, known_at=known)
    holds, scenarios = holds_of(picture, INTAKE), expected_of(picture, SCENARIO)
    return {
        "reel": json.loads(reel_json(reel, operation_from(entries[0]), tell=lambda _: "")),
        "at": milliseconds_up(microseconds(t)),
        "known": None if known is None else milliseconds_up(microseconds(known)),
        "holds": [asdict(one) for one in holds],
        "expected": [asdict(one) for one in scenarios],
        "balances": [[asdict(one) for one in balances(each, holds)] for each in scenarios],
    }


@pytest.mark.xdist_group("front end")
def test_the_page_counts_what_the_server_counts(packages, tmp_path):  # noqa: F811
    cases = []

    rng = Random(33)  # noqa: S311  the same evenings each time
    for _ in range(CASES):
        known = minute(rng, 14) if rng.random() < 0.2 else None
        cases.append(case(told(evening(rng)), (minute(rng, 14), known)))

    # In some there are too few places.
    lacking = [
        one["short"] for each in cases for some in each["balances"] for one in some if one["first"]
    ]
    assert len(lacking) > 10
    told_here = tmp_path / "cases.json"
    told_here.write_text(
        json.dumps({"intake": {"scenario": SCENARIO, "sides": INTAKE}, "cases": cases}),
        encoding="utf-8",
    )

    status, said = run(
        "node",
        "node_modules/vitest/vitest.mjs",
        "run",
        "tests/same-capacities.test.ts",
        env=os.environ | {"VIGIE_CAPACITIES": str(told_here)},
    )

    assert status == 0, said
    assert "1 passed" in said
