"""Places left and casualties expected, as a journal says them."""

from dashboard.journal import Changed, Placed, Transitioned
from dashboard.layers import INTAKE, SCENARIO
from dashboard.picture import expected_of, holds_of, picture_at
from tests.conftest import at

POST = Placed(
    object_id="pma",
    kind="medical_post",
    status="planned",
    values={"capacity_absolute": 2, "capacity_relative": 12},
    planned_from=at("19:00"),
    planned_to=at("23:00"),
)
HOSPITAL = Placed(
    object_id="chu",
    kind="hospital",
    status="active",
    values={"capacity_absolute": 5, "capacity_relative": 20, "remaining_relative": 8},
)
CROWD = Placed(
    object_id="scn",
    kind="scenario",
    status="considered",
    values={"absolute": 3, "relative": 20, "involved": "beaucoup"},
    planned_from=at("20:00"),
    planned_to=at("22:00"),
)


def left(journal, clock):
    picture = picture_at(journal.entries("demo"), at(clock))
    return [
        (one.place, one.category, one.left, one.opens is None, one.closes is None)
        for one in holds_of(picture, INTAKE)
    ]


def test_a_planned_post_has_its_places_in_its_window_and_an_open_one_less_who_is_there(
    record, journal
):
    record("18:05", POST)
    assert left(journal, "18:10") == [
        ("pma", "absolute", 2, False, False),
        ("pma", "relative", 12, False, False),
    ]

    record("19:00", Transitioned(object_id="pma", verb="open", status="active"))
    record("19:10", Changed(object_id="pma", values={"present_relative": 5}))
    assert left(journal, "19:20") == [
        ("pma", "absolute", 2, True, False),
        ("pma", "relative", 7, True, False),
    ]

    record("20:00", Transitioned(object_id="pma", verb="close", status="closed"))
    assert left(journal, "20:10") == []


def test_a_hospital_has_what_it_declares_left_else_its_capacity_unless_it_takes_nobody_in(
    record, journal
):
    record("18:05", HOSPITAL)
    assert left(journal, "18:10") == [
        ("chu", "absolute", 5, True, True),
        ("chu", "relative", 8, True, True),
    ]

    record("18:20", Transitioned(object_id="chu", verb="close", status="closed"))
    assert left(journal, "18:30") == []


def test_what_is_not_declared_is_no_place(record, journal):
    record("18:05", Placed(object_id="chu", kind="hospital", status="active"))
    record(
        "18:06",
        Placed(object_id="pma", kind="medical_post", status="active",
               values={"capacity_relative": -4, "capacity_absolute": True}),
    )  # fmt: skip

    assert left(journal, "18:10") == []


def test_a_scenario_expects_its_counts_over_its_window_until_it_is_set_aside(record, journal):
    def expected(clock):
        return expected_of(picture_at(journal.entries("demo"), at(clock)), SCENARIO)

    record("18:05", CROWD)
    record("18:06", Placed(object_id="other", kind="scenario", status="considered"))
    (one,) = expected("18:10")
    assert one.counts == {"absolute": 3, "relative": 20, "involved": 0}
    assert one.ends - one.starts == 2 * 3_600_000

    record("18:20", Transitioned(object_id="scn", verb="set_aside", status="closed"))
    assert expected("18:30") == []
