"""The page finds in a roster what the server does: random rosters are told to both.

They are told here by ``picture/roster.py`` and ``planning/shifts.py``; the page's script reads the
same reels and is asked the same (``opsmap/tests/same-shifts.test.ts``).
"""

import json
import os
from dataclasses import asdict, replace
from datetime import timedelta
from random import Random

import pytest

from dashboard.clock import microseconds, milliseconds_up
from dashboard.exchange.reel_file import reel_json
from dashboard.journal import Changed, Draft, Moved, Placed, Planned, Transitioned, Withdrawn
from dashboard.layers import STAFFING
from dashboard.operations import operation_from
from dashboard.picture import Reel, roster_at
from dashboard.planning.shifts import ORDER, Customs, findings
from tests.conftest import OPENED
from tests.opsmap.test_front_end import packages, run  # noqa: F401  a fixture
from tests.picture.test_every_fold import told

CASES = 400

# Minutes are few, so that what meets, meets often; and so are the customs.
CUSTOMS = Customs(duty_min=6, break_min=2, handover_min=3, speed_kmh=900)

TEAMS = ["x", "x", "y", "y", "z", "", None, 3]
PLACES = ["pma1", "pma1", "pma1", "prv2", "hall", "", None]
USES = ["post", "post", "handover", "patrol", "standby", "break", "étrange", None]
NEEDS = [{}, {"teams_needed": 0}, {"teams_needed": 2}, {"teams_needed": True}]
STATUSES = ["planned", "planned", "planned", "planned", "active", "closed"]
ASSIGNMENTS = [f"aff{number}" for number in range(7)] + ["équipe 8"]
KINDS = {"pma1": "medical_post", "prv2": "casualty_point", "hall": "site"}


def minute(rng, least=0, most=12):
    return OPENED + timedelta(minutes=rng.randint(least, most))


def window(rng):
    """Return from when to when; sometimes one is missing, or the end comes first."""
    start, end = minute(rng), minute(rng)
    if rng.random() < 0.9:
        start, end = sorted((start, end))
    return [None if rng.random() < 0.05 else at for at in (start, end)]


def placed(rng, object_id, kind, values):
    start, end = window(rng)
    place = [rng.randint(-20, 20) / 8, rng.randint(300, 400) / 8]
    return Placed(
        object_id=object_id,
        kind=kind,
        status=rng.choice(STATUSES),
        geometry={"type": "Point", "coordinates": place} if rng.random() < 0.9 else None,
        values=values,
        planned_from=start,
        planned_to=end,
    )


def assigned(rng, object_id):
    said = {"team": rng.choice(TEAMS), "place": rng.choice(PLACES), "use": rng.choice(USES)}
    return placed(rng, object_id, "assignment", said)


def news(rng):
    """Return what becomes of an assignment or a place."""
    name = rng.choice([*ASSIGNMENTS, *KINDS])
    match rng.randrange(5):
        case 0:
            return Transitioned(object_id=name, verb="turn", status=rng.choice(STATUSES))
        case 1:
            start, end = window(rng)
            return Planned(object_id=name, planned_from=start, planned_to=end)
        case 2 if name in KINDS:
            return Changed(object_id=name, values=rng.choice(NEEDS))
        case 2:
            return Changed(object_id=name, values={"place": rng.choice(PLACES)})
        case 3:
            return Moved(object_id=name, geometry={"type": "Point", "coordinates": [1.5, 44.5]})
        case _:
            return Withdrawn(object_id=name)


def evening(rng):
    """Return steps: a plan said as the operation opens, then what becomes of some of it."""
    plan = [placed(rng, name, kind, rng.choice(NEEDS)) for name, kind in KINDS.items()]
    plan += [assigned(rng, name) for name in rng.sample(ASSIGNMENTS, rng.randint(3, 8))]
    facts = [(OPENED, fact) for fact in plan]
    facts += [(minute(rng), news(rng)) for _ in range(rng.randint(0, 5))]
    return [
        (
            rng.randint(0, 1) if at > OPENED else 0,
            Draft(author="ada", organisation="SAMU", occurred_at=at, fact=fact),
        )
        for at, fact in facts
    ]


def moment(rng):
    """Return (T, K); mostly late in the evening, as known today."""
    known = minute(rng, -1, 14) if rng.random() < 0.2 else None
    return minute(rng, 6, 14), known


def ms(at):
    return milliseconds_up(microseconds(at))


def case(entries, moment, span):
    reel = Reel()
    reel.extend(entries)
    t, known = moment
    roster = roster_at(reel, t, STAFFING, span, known_at=known)
    found = findings(roster.shifts, roster.demands, span, CUSTOMS)
    operation = operation_from(entries[0])
    return {
        "reel": json.loads(reel_json(reel, operation, tell=lambda _: "")),
        "at": ms(t),
        "known": None if known is None else ms(known),
        "span": span and [ms(one) for one in span],
        "shifts": [
            {
                "id": one.shift_id, "team": one.team, "place": one.place, "use": one.use,
                "start": ms(one.starts_at), "end": ms(one.ends_at), "at": one.at,
            }
            for one in roster.shifts
        ],
        "demands": [
            {
                "place": one.place, "teams": one.teams, "start": ms(one.starts_at),
                "end": ms(one.ends_at),
            }
            for one in roster.demands
        ],
        "unscheduled": roster.unscheduled,
        "findings": [
            {
                "matter": one.matter, "shifts": one.shift_ids, "team": one.team,
                "other": one.other, "place": one.place, "toPlace": one.to_place,
                "start": ms(one.starts_at), "end": ms(one.ends_at), "minutes": one.minutes,
                "teams": one.teams, "needed": one.needed,
            }
            for one in found
        ],
    }  # fmt: skip


@pytest.mark.xdist_group("front end")
def test_the_page_finds_what_the_server_finds(packages, tmp_path):  # noqa: F811
    rng = Random(33)  # noqa: S311  the same rosters each time
    span = (OPENED + timedelta(minutes=2), OPENED + timedelta(minutes=10))

    cases = [case(told(evening(rng)), moment(rng), rng.choice([None, span])) for _ in range(CASES)]

    # Among them is every matter.
    assert {one["matter"] for each in cases for one in each["findings"]} == set(ORDER)
    told_here = tmp_path / "cases.json"
    told_here.write_text(
        json.dumps(
            {
                "staffing": {
                    "assignment": STAFFING.assignment,
                    "needing": dict(STAFFING.needing),
                },
                "customs": asdict(replace(CUSTOMS)),
                "cases": cases,
            }
        ),
        encoding="utf-8",
    )

    status, said_there = run(
        "node",
        "node_modules/vitest/vitest.mjs",
        "run",
        "tests/same-shifts.test.ts",
        env=os.environ | {"VIGIE_ROSTERS": str(told_here)},
    )

    assert status == 0, said_there
    assert "1 passed" in said_there
