"""The roster: assignments and places of a journal as shifts and demands, at an instant."""

from datetime import timedelta

from dashboard.journal import Changed, Placed, Planned, Transitioned, Withdrawn
from dashboard.layers import STAFFING
from dashboard.picture import Reel, roster_at
from tests.conftest import OPENED, at

SPAN = (OPENED, OPENED + timedelta(hours=6))
POST = Placed(
    object_id="pma",
    kind="medical_post",
    status="planned",
    geometry={"type": "Point", "coordinates": [-1.5, 43.5]},
    planned_from=at("19:00"),
    planned_to=at("23:00"),
)
ASSIGNMENT = Placed(
    object_id="aff",
    kind="assignment",
    status="planned",
    geometry={"type": "Point", "coordinates": [-1.5, 43.5]},
    values={"team": "smur", "place": "pma"},
    planned_from=at("19:00"),
    planned_to=at("22:00"),
)


def roster(journal, clock, known=None, span=SPAN):
    reel = Reel()
    reel.extend(journal.entries("demo"))
    return roster_at(reel, at(clock), STAFFING, span, known_at=known and at(known))


def hours(found):
    return [(f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}") for one in found]


def test_what_is_planned_lasts_as_planned(record, journal):
    record("18:05", POST)
    record("18:06", ASSIGNMENT)

    found = roster(journal, "18:10")

    (shift,) = found.shifts
    assert (shift.shift_id, shift.team, shift.place, shift.use) == ("aff", "smur", "pma", "post")
    assert shift.at == (-1.5, 43.5)
    assert hours(found.shifts) == [("19:00", "22:00")]
    assert [(one.place, one.teams) for one in found.demands] == [("pma", 1)]
    assert hours(found.demands) == [("19:00", "23:00")]


def test_what_was_put_off_lasts_as_was_said_last_and_as_was_known(record, journal):
    record("18:06", ASSIGNMENT)
    record("18:30", Planned(object_id="aff", planned_from=at("20:00"), planned_to=at("23:00")))

    assert hours(roster(journal, "18:20").shifts) == [("19:00", "22:00")]
    assert hours(roster(journal, "18:40").shifts) == [("20:00", "23:00")]
    assert hours(roster(journal, "18:40", known="18:20").shifts) == [("19:00", "22:00")]


def test_what_was_taken_up_lasts_from_then_and_until_it_was_ended(record, journal):
    record("18:06", ASSIGNMENT)
    record("19:12", Transitioned(object_id="aff", verb="take_up", status="active"))
    record("21:40", Transitioned(object_id="aff", verb="end", status="closed"))

    assert hours(roster(journal, "19:20").shifts) == [("19:12", "22:00")]
    assert hours(roster(journal, "21:50").shifts) == [("19:12", "21:40")]


def test_what_was_cancelled_or_left_the_map_is_no_shift(record, journal):
    record("18:06", ASSIGNMENT)
    record("18:20", Transitioned(object_id="aff", verb="cancel", status="closed"))
    assert roster(journal, "18:30").shifts == ()

    record("18:40", POST)
    record("18:50", Withdrawn(object_id="pma"))
    assert roster(journal, "19:00").demands == ()


def test_without_hours_or_a_team_it_is_listed_apart(record, journal):
    record("18:06", Placed(object_id="a", kind="assignment", status="planned"))
    record(
        "18:07",
        Placed(object_id="b", kind="assignment", status="active", values={"team": "smur"}),
    )

    found = roster(journal, "18:10")

    assert found.shifts == ()
    assert found.unscheduled == ("a", "b")


def test_a_place_needs_as_many_teams_as_are_asked_for(record, journal):
    record("18:05", POST)
    record("18:06", Changed(object_id="pma", values={"teams_needed": 3}))
    record("18:07", Placed(object_id="hall", kind="site", status="planned",
                           planned_from=at("19:00"), planned_to=at("20:00")))  # fmt: skip

    assert [(one.place, one.teams) for one in roster(journal, "18:10").demands] == [("pma", 3)]

    record("18:20", Changed(object_id="hall", values={"teams_needed": 1}))
    record("18:21", Changed(object_id="pma", values={"teams_needed": 0}))
    assert [one.place for one in roster(journal, "18:30").demands] == ["hall"]


def test_a_post_needs_somebody_from_when_it_was_due_or_open(record, journal):
    record("18:05", POST)
    record("19:30", Transitioned(object_id="pma", verb="open", status="active"))
    assert hours(roster(journal, "19:40").demands) == [("19:00", "23:00")]

    record("19:50", Placed(object_id="prv", kind="casualty_point", status="active"))
    assert hours(roster(journal, "20:00").demands) == [("19:00", "23:00"), ("19:50", "00:00")]
    assert hours(roster(journal, "20:00", span=None).demands) == [("19:00", "23:00")]

    record("20:30", Transitioned(object_id="pma", verb="close", status="closed"))
    assert hours(roster(journal, "20:40").demands) == [("19:00", "20:30"), ("19:50", "00:00")]


def test_a_use_nobody_knows_holds_the_post(record, journal):
    record("18:06", ASSIGNMENT)
    record("18:07", Changed(object_id="aff", values={"use": "cooking"}))

    assert roster(journal, "18:10").shifts[0].use == "post"
