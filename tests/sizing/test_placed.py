"""The first-aiders placed hour by hour: there or planned, and for which gathering."""

from dashboard.journal import Changed, Moved, Placed, Transitioned
from dashboard.sizing import need_of
from tests.conftest import at
from tests.sizing.conftest import CROWD, LEVELS, march, pair


def hours(reading, moment="18:30", known=None, now="23:00"):
    found = need_of(reading(), "marche", at(moment), known and at(known), at(now))
    return [(f"{hour.start:%H:%M}", hour.there, hour.planned, hour.placed) for hour in found.hours]


def teams(reading, moment, now="23:00"):
    found = need_of(reading(), "marche", at(moment), None, at(now))
    return {one.team.object_id: (one.covers, one.how, one.state) for one in found.teams}


def test_who_is_there_and_who_is_planned_are_counted_each_hour(record, reading):
    record("18:05", march(start="19:30", end="22:00", **LEVELS, **CROWD))
    record("18:06", pair(1))
    record("18:07", pair(2, status="planned", start="20:00", end="22:00"))

    assert hours(reading, now="18:30") == [
        ("19:30", 2, 0, 2),
        ("20:00", 2, 2, 4),
        ("21:00", 2, 2, 4),
    ]


def test_who_was_planned_and_never_came_is_not_there_once_the_hour_is_over(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    record("18:06", pair(1, status="planned", start="19:00", end="21:00"))

    assert hours(reading, now="18:30") == [("19:00", 0, 2, 2), ("20:00", 0, 2, 2)]
    assert hours(reading, now="20:10") == [("19:00", 0, 2, 0), ("20:00", 0, 2, 2)]


def test_an_hour_has_the_fewest_of_its_quarters(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    record("18:06", pair(1))
    record(
        "19:20", Transitioned(object_id="binome-1", verb="make_unavailable", status="unavailable")
    )
    record("19:50", Transitioned(object_id="binome-1", verb="make_available", status="available"))

    assert hours(reading) == [("19:00", 0, 0, 0), ("20:00", 2, 0, 2)]


def test_what_was_believed_then_had_only_the_plan(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    record("18:30", pair(1))

    assert hours(reading, "18:20", known="18:20") == [("19:00", 0, 0, 0), ("20:00", 0, 0, 0)]
    assert hours(reading, "18:40", known="18:40") == [("19:00", 2, 0, 2), ("20:00", 2, 0, 2)]


def test_only_first_aiders_count_and_one_whose_crew_nobody_said_counts_for_nobody(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    record("18:06", pair(1, vehicle="SIS.VSAV"))
    record("18:07", pair(2, care="MED"))
    record("18:08", pair(3, crew=None))
    record("18:09", pair(4, vehicle="AASC.VPSP", care=None, crew=3))

    assert hours(reading)[0] == ("19:00", 3, 0, 3)
    assert set(teams(reading, "19:10")) == {"binome-3", "binome-4"}


def test_a_team_counts_where_it_is_said_to_or_near_the_gathering_that_goes_on(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    record("18:06", pair(1))
    record("18:07", pair(2, lon=-1.50))
    record("18:08", pair(3, lon=-1.50))
    record("18:20", Changed(object_id="binome-3", values={"covers": "marche"}))

    assert teams(reading, "19:10") == {
        "binome-1": ("marche", "near", "there"),
        "binome-2": (None, None, "there"),
        "binome-3": ("marche", "said", "there"),
    }
    record(
        "19:30",
        Moved(object_id="binome-2", geometry={"type": "Point", "coordinates": [-1.5505, 47.21]}),
    )
    assert teams(reading, "19:40")["binome-2"][1] == "near"


def test_a_team_stands_where_its_assignment_of_the_hour_is(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    record("18:06", pair(1, lon=-1.50))
    record(
        "18:07",
        Placed(
            object_id="aff",
            kind="assignment",
            status="planned",
            geometry={"type": "Point", "coordinates": [-1.55, 47.21]},
            values={"name": "Binôme 1 → marche", "team": "binome-1"},
            planned_from=at("20:00"),
            planned_to=at("21:00"),
        ),
    )

    assert hours(reading) == [("19:00", 0, 0, 0), ("20:00", 2, 0, 2)]


def test_the_short_hours_are_named(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    for number in range(1, 10):
        record("18:06", pair(number))
    record(
        "20:00", Transitioned(object_id="binome-1", verb="make_unavailable", status="unavailable")
    )

    found = need_of(reading(), "marche", at("18:30"), None, at("23:00"))

    assert (found.asked, [hour.placed for hour in found.hours]) == (18, [18, 16])
    assert [f"{hour.start:%H:%M}" for hour in found.short] == ["20:00"]
