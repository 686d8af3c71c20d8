"""Starting from another operation: what it foresaw is planned again, its dates shifted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.access.actor import Actor
from dashboard.journal import (
    Granted,
    Noted,
    Opened,
    Placed,
    Reserved,
    Transitioned,
    UnknownOperationError,
)
from dashboard.layers import KINDS
from dashboard.operations import Model, copy_of, next_time, open_operation, same_weekday
from dashboard.text import Text
from tests.conftest import OPENED, at
from tests.operations.conftest import ADA, POST

YEAR = timedelta(days=365)
NEXT = Opened(name="Nantes 2027", starts_at=OPENED + YEAR, ends_at=OPENED + YEAR + timedelta(1))
MODEL = Model(operation="nantes", kinds=KINDS, text=Text(fr="Repris de {name}", en="From {name}"))
ARS = Actor(name="bob", organisation="ARS", role="coordinator")


def opened(office, actor=ADA):
    """The entries of an operation opened from ``nantes``."""
    entry = open_operation(office, actor, NEXT, model=MODEL)
    return office.journal.entries(entry.operation)


def test_what_was_planned_is_planned_again_with_its_window_shifted(office):
    office.write("18:05", replace(POST, planned_from=at("19:00"), planned_to=at("22:00")))
    office.write("19:00", Transitioned(object_id="pma1", verb="open", status="active"))

    opening, placed = opened(office)

    assert opening.fact == NEXT
    assert placed.text == "Repris de Nantes"
    assert placed.fact == replace(
        POST, planned_from=at("19:00") + YEAR, planned_to=at("22:00") + YEAR
    )


def test_what_stood_there_from_the_start_is_planned_and_what_came_up_is_not_copied(office):
    office.write("18:00", replace(POST, status="active"))
    came_up = Placed(object_id="feu", kind="incident", status="confirmed")
    office.write("18:30", came_up)

    _, *placed = opened(office)

    assert [(entry.fact.object_id, entry.fact.status) for entry in placed] == [("pma1", "planned")]


def test_a_kind_we_do_not_know_keeps_its_status(office):
    office.write("18:00", Placed(object_id="d1", kind="drone", status="flying"))

    _, placed = opened(office)

    assert placed.fact.status == "flying"


def test_what_another_organisation_keeps_for_some_is_left_behind(office):
    office.write("18:00", POST)
    office.write("18:01", Granted(organisation="ARS", level="coordinate", reason="suivi"))
    office.write("18:02", Reserved(object_id="pma1", audience=("ARS",)))

    assert len(opened(office, ARS)) == 1


def test_a_model_one_may_not_read_opens_nothing(office):
    stranger = replace(ARS, organisation="SAMU 99")

    with pytest.raises(UnknownOperationError):
        opened(office, stranger)

    assert "nantes-2027" not in office.journal.operations()


def test_the_days_of_teams_and_the_stages_are_planned_again_with_their_windows_shifted(office):
    stage = Placed(
        object_id="montage",
        kind="stage",
        status="planned",
        values={"name": "Montage", "part": "build_up"},
        planned_from=at("18:00"),
        planned_to=at("20:00"),
    )
    day = Placed(
        object_id="aff1",
        kind="assignment",
        status="planned",
        geometry=POST.geometry,
        values={"name": "Binôme 1 → Nord", "team": "binome-1", "place": "pma1"},
        planned_from=at("19:00"),
        planned_to=at("21:00"),
    )
    office.write("18:05", stage)
    office.write("18:06", day)
    office.write("18:10", Transitioned(object_id="montage", verb="begin", status="active"))
    office.write("18:20", Transitioned(object_id="aff1", verb="cancel", status="closed"))

    _, *placed = opened(office)

    again = {entry.fact.object_id: entry.fact for entry in placed}
    for one in (stage, day):
        start, end = one.planned_from + YEAR, one.planned_to + YEAR
        assert again[one.object_id] == replace(one, planned_from=start, planned_to=end)


def test_a_plan_comes_along_whole_with_its_crowds_its_assignments_and_what_sizes_it(office):
    crowd = Placed(
        object_id="fosse",
        kind="gathering",
        status="planned",
        values={"name": "Fosse", "expected": 8000, "crowd@police": 7000, "teams_needed": 2},
        planned_from=at("19:00"),
    )
    duty = Placed(
        object_id="a1",
        kind="assignment",
        status="planned",
        values={"name": "Fosse nord", "team": "eq1", "place": "fosse"},
        planned_from=at("19:00"),
        planned_to=at("22:00"),
    )
    for fact in (crowd, duty):
        office.write("18:05", fact)

    _, *placed = opened(office)

    assert [entry.fact for entry in placed] == [
        replace(crowd, planned_from=at("19:00") + YEAR),
        replace(duty, planned_from=at("19:00") + YEAR, planned_to=at("22:00") + YEAR),
    ]


def test_what_comes_along_and_what_does_not_is_told_before(office):
    office.write("18:00", replace(POST, status="active"))
    office.write("18:05", replace(POST, object_id="pma2"))
    office.write("18:20", Placed(object_id="feu", kind="incident", status="confirmed"))
    office.write("18:21", Noted(), text="Fumée visible du pont")
    office.write("18:22", Granted(organisation="ARS", level="read", reason="suivi"))

    found = office.library.ask(ADA, "nantes", lambda seen: copy_of(seen, at("19:00")))

    assert found.comes == {"medical_post": 2}
    assert (found.came_up, found.kept_back) == (1, 0)
    assert found.stays == {"Noted": 1, "Granted": 1}


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (date(2027, 6, 21), date(2027, 6, 20)),  # a Monday: the Sunday before
        (date(2027, 6, 20), date(2027, 6, 20)),
        (date(2027, 6, 23), date(2027, 6, 20)),
        (date(2027, 6, 24), date(2027, 6, 27)),
        (date(2027, 1, 2), date(2027, 1, 3)),  # in winter, at the same local hour
    ],
)
def test_the_same_weekday_near_a_date_is_offered_at_the_same_local_hour(office, near, expected):
    operation = office.library.reading(ADA, "nantes").operation

    start, end = same_weekday(operation, near)

    assert (start.date(), start.weekday(), start.hour) == (expected, 6, 20)
    assert (end.date() - start.date(), end.hour) == (timedelta(days=1), 2)


def test_the_next_time_is_the_next_anniversary(office):
    operation = office.library.reading(ADA, "nantes").operation
    leap = replace(operation, starts_at=OPENED.replace(year=2028, month=2, day=29))

    assert next_time(operation, date(2026, 6, 22)) == date(2027, 6, 21)
    assert next_time(operation, date(2030, 6, 22)) == date(2031, 6, 21)
    assert next_time(leap, date(2028, 3, 1)) == date(2029, 2, 28)
