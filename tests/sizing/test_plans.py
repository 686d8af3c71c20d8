"""What the rule asks of a whole plan: at one time, once for the same people, less who is there."""

from dataclasses import replace
from datetime import UTC

import pytest

from dashboard.journal import Placed
from dashboard.picture import LATEST, foreseen_at
from dashboard.sizing import PlanNeed, need_of, plan_need
from tests.conftest import OPENED, at
from tests.sizing.conftest import LEVELS, march, pair


@pytest.fixture
def plan(reading):
    """The plan as it stands once all has been said."""
    return lambda: dict(foreseen_at(reading().reel, LATEST, OPENED).objects)


@pytest.fixture
def need(plan):
    return lambda: plan_need(plan(), OPENED, UTC)


def other(name, start, end, lon=-1.7, **values):
    fact = march(start=start, end=end, name=name, **LEVELS, **values)
    return replace(fact, object_id=name, geometry={"type": "Point", "coordinates": [lon, 47.21]})


def hall(lon=-1.551):
    return Placed(
        object_id="hall",
        kind="site",
        status="planned",
        geometry={"type": "Point", "coordinates": [lon, 47.21]},
        values={"name": "Hall", "expected": 10_000} | LEVELS,
    )


def test_what_is_asked_at_one_time_adds_up_and_one_after_the_other_does_not(record, need):
    record("18:05", march(start="19:00", end="20:00", expected=10_000, **LEVELS))
    alone = need().asked
    record("18:06", other("soir", "20:00", "21:00", expected=10_000))
    assert need().asked == alone == 12
    record("18:07", other("nuit", "19:30", "21:00", lon=-1.8, expected=10_000))

    assert need().asked == 2 * alone


def test_a_site_asks_for_its_people_but_not_while_they_gather_there(record, need):
    record("18:05", march(start="19:00", end="20:00", expected=20_000, **LEVELS))
    gathered = need().asked
    record("18:06", hall())
    assert need().asked == gathered
    record("18:07", hall(lon=-1.56))

    assert need().asked == gathered + 12


def test_what_cannot_be_sized_is_counted_apart(record, need):
    assert need() == PlanNeed(asked=None, lacking=None, unsized=0)
    record("18:05", march(expected=10_000))
    assert need() == PlanNeed(asked=None, lacking=None, unsized=1)
    record("18:06", march(expected=10_000, status="closed", **LEVELS))

    assert need() == PlanNeed(asked=None, lacking=None, unsized=0)


def test_what_is_lacking_is_that_of_the_worst_hour_as_the_need_tells_it(record, reading, need):
    record("18:05", march(start="19:00", end="21:00", expected=10_000, **LEVELS))
    record("18:06", pair(1, crew=8, status="planned", start="19:00", end="21:00"))
    record("18:07", pair(2, crew=4, status="planned", start="19:00", end="20:15"))

    assert need().lacking == 4
    told = need_of(reading(), "marche", at("18:30"), None, at("18:30"))
    assert need().lacking == max(told.asked - hour.placed for hour in told.hours)


def test_a_plan_with_more_than_is_asked_lacks_nobody(record, need):
    record("18:05", march(start="19:00", end="21:00", expected=10_000, **LEVELS))
    record("18:06", pair(1, crew=30, status="planned", start="19:00", end="21:00"))

    assert (need().asked, need().lacking) == (12, 0)


def test_without_hours_it_is_asked_for_all_the_time_and_nothing_is_said_to_lack(record, need):
    record("18:05", replace(march(expected=10_000, **LEVELS), planned_from=None, planned_to=None))
    record("18:06", other("soir", "20:00", "21:00", expected=10_000))

    assert need().asked == 24
    assert need().lacking == 12
