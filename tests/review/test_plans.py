"""A plan in figures: how long it leaves places with fewer teams than they need."""

from datetime import timedelta

from dashboard.journal import Placed, Transitioned
from dashboard.picture import LATEST, Reel, foreseen_at
from dashboard.review.plans import Uncovered, uncovered_of
from tests.conftest import OPENED, at

SPAN = (OPENED, OPENED + timedelta(hours=6))


def planned(name, kind, start, end, **values):
    return Placed(
        object_id=name,
        kind=kind,
        status="planned",
        values={"name": name, **values},
        planned_from=start and at(start),
        planned_to=end and at(end),
    )


def left(journal):
    reel = Reel()
    reel.extend(journal.entries("demo"))
    return uncovered_of(foreseen_at(reel, LATEST, OPENED).objects, SPAN)


def test_a_place_is_uncovered_while_it_has_fewer_teams_than_it_needs(record, journal):
    record("18:01", planned("pma", "medical_post", "19:00", "21:00"))
    assert left(journal) == Uncovered(minutes=120, places=1)

    record("18:02", planned("a", "assignment", "19:00", "20:30", team="t1", place="pma"))
    assert left(journal) == Uncovered(minutes=30, places=1)

    record("18:03", planned("quai", "gathering", "20:00", "20:45", teams_needed=2))
    assert left(journal) == Uncovered(minutes=75, places=2)


def test_what_became_of_the_plan_on_the_day_does_not_change_it(record, journal):
    record("18:01", planned("pma", "medical_post", "19:00", "21:00"))
    record("18:02", planned("a", "assignment", "19:00", "21:00", team="t1", place="pma"))
    record("19:40", Transitioned(object_id="pma", verb="open", status="active"))
    record("20:00", Transitioned(object_id="a", verb="take_up", status="active"))

    assert left(journal) == Uncovered(minutes=0, places=0)


def test_what_stood_already_needs_its_teams_until_the_end_and_what_was_closed_needs_none(
    record, journal
):
    record(
        "18:00",
        Placed(object_id="pma", kind="medical_post", status="active", values={"name": "pma"}),
    )
    record(
        "18:00",
        Placed(object_id="vieux", kind="medical_post", status="closed", values={"name": "vieux"}),
    )

    assert left(journal) == Uncovered(minutes=360, places=1)
