"""The page tells of a journal what the server does: what changed, and what is not as planned.

Random evenings are told here by ``picture/difference.py`` and ``picture/plan.py``; the page's
script reads the same reels and is asked the same (``opsmap/tests/same.test.ts``).
"""

import json
import os

import pytest
from hypothesis import given, settings

from dashboard.clock import microseconds, milliseconds_up
from dashboard.exchange.reel_file import reel_json
from dashboard.operations import operation_from
from dashboard.picture import Reel, deviations, difference, parts
from tests.opsmap.test_front_end import packages, run  # noqa: F401  a fixture
from tests.picture.test_every_fold import moments, told
from tests.picture.test_plan import FORESIGHT, plans
from tests.stories import evenings


def ms(at):
    return None if at is None else milliseconds_up(microseconds(at))


def plain(side):
    return [ms(one) for one in side] if isinstance(side, tuple) else side


def way(told):
    return told and {"distance": told.distance_m, "bearing": told.bearing_deg}


def case(entries, first, second):
    reel = Reel()
    reel.extend(entries)
    (start, _), (end, known) = first, second
    operation = operation_from(entries[0])
    change = difference(reel.at(start, known_at=known), reel.at(end, known_at=known))
    return {
        "reel": json.loads(reel_json(reel, operation, tell=lambda _: "")),
        "from": ms(start),
        "to": ms(end),
        "known": ms(known),
        "foresight": {
            "planned": sorted(FORESIGHT.planned),
            "mobile": sorted(FORESIGHT.mobile),
        },
        "parts": [
            {
                "change": part.change,
                "object": part.about.object_id,
                "before": plain(part.before),
                "after": plain(part.after),
                "key": part.key,
                "way": way(part.way),
            }
            for part in parts(change)
        ],
        "deviations": [
            {
                "departure": one.departure,
                "object": one.about.object_id,
                "minutes": one.minutes,
                "plannedAt": ms(one.planned_at),
                "actualAt": ms(one.actual_at),
                "plannedPlace": one.planned_place,
                "way": way(one.way),
            }
            for one in deviations(reel, end, FORESIGHT, known_at=known)
        ],
    }


@pytest.mark.xdist_group("front end")
def test_the_page_tells_what_the_server_tells(packages, tmp_path):  # noqa: F811
    cases = []

    # The same evenings each time: among them is every kind of change, which is looked for below.
    @settings(max_examples=300, database=None, derandomize=True)
    @given(evenings() | evenings(said=plans), moments(), moments())
    def collect(steps, first, second):
        cases.append(case(told(steps), first, second))

    collect()
    assert {d["departure"] for one in cases for d in one["deviations"]} >= {"elsewhere", "missed"}
    assert {p["change"] for one in cases for p in one["parts"]} >= {"moved", "value", "window"}
    told_here = tmp_path / "cases.json"
    told_here.write_text(json.dumps(cases), encoding="utf-8")

    status, said = run(
        "node",
        "node_modules/vitest/vitest.mjs",
        "run",
        "tests/same.test.ts",
        env=os.environ | {"VIGIE_CASES": str(told_here)},
    )

    assert status == 0, said
    assert "1 passed" in said
