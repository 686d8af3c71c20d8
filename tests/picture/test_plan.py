"""What is not as planned: each way told by an example, and all of them by the plainest reading."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.journal import Changed, Moved, Placed, Planned, Transitioned, Withdrawn
from dashboard.picture import Foresight, Reel, deviations, picture_at
from tests.conftest import OPENED, at
from tests.picture.test_difference import HERE, THERE
from tests.picture.test_every_fold import moments, told
from tests.stories import evenings, instants, points

FORESIGHT = Foresight(planned={"medical_post", "team"}, mobile={"team"})
POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="planned",
    geometry=HERE,
    planned_from=at("19:00"),
    planned_to=at("22:00"),
)
OPEN = Transitioned(object_id="pma1", verb="open", status="active")
plans = st.one_of(
    st.builds(
        Placed,
        object_id=st.just("pma1"),
        kind=st.just("medical_post"),
        status=st.sampled_from(["planned", "planned", "active"]),
        geometry=points,
        planned_from=st.none() | instants,
        planned_to=st.none() | instants,
    ),
    st.builds(
        Transitioned,
        object_id=st.just("pma1"),
        verb=st.just("turn"),
        status=st.sampled_from(["active", "closed"]),
    ),
    st.builds(Moved, object_id=st.just("pma1"), geometry=points),
    st.builds(Planned, object_id=st.just("pma1"), planned_from=instants, planned_to=instants),
)
"""One post, planned, put in place, moved, taken down: most of these evenings depart from plan."""

CLOSE = Transitioned(object_id="pma1", verb="close", status="closed")


def found(journal, clock, known=None):
    """Return (departure, minutes) of what is not as planned."""
    reel = Reel()
    reel.extend(journal.entries("demo"))
    listed = deviations(reel, at(clock), FORESIGHT, known_at=known and at(known))
    return [(d.departure, d.minutes) for d in listed]


def test_nothing_is_late_before_its_window_nor_in_its_first_minute(record, journal):
    record("18:05", POST)

    assert found(journal, "18:59") == []
    assert found(journal, "19:00") == []
    assert found(journal, "19:01") == [("missing", 1)]


def test_what_is_not_in_place_is_late_by_more_and_more_then_missed(record, journal):
    record("18:05", POST)

    assert found(journal, "19:25") == [("missing", 25)]
    assert found(journal, "22:00") == []
    assert found(journal, "22:10") == [("missed", 10)]


def test_a_window_put_off_puts_off_the_delay(record, journal):
    record("18:05", POST)
    record("19:10", Planned(object_id="pma1", planned_from=at("20:00"), planned_to=at("22:00")))

    assert found(journal, "19:05") == [("missing", 5)]
    assert found(journal, "19:30") == []


def test_what_opened_late_or_early_stays_so_once_in_place(record, journal):
    record("18:05", POST)
    record("19:12", OPEN)

    assert found(journal, "19:11") == [("missing", 11)]
    assert found(journal, "21:00") == [("opened_late", 12)]

    early = replace(POST, object_id="pma2")
    record("21:05", early)
    record("21:06", replace(POST, object_id="pma3", planned_from=at("21:30")))
    record("21:10", replace(OPEN, object_id="pma3"))
    assert ("opened_early", 20) in found(journal, "21:11")


def test_what_stands_on_after_its_window_and_when_it_was_taken_down(record, journal):
    record("18:05", POST)
    record("19:00", OPEN)
    assert found(journal, "22:30") == [("overdue", 30)]

    record("22:40", CLOSE)
    assert found(journal, "23:00") == [("closed_late", 40)]
    assert found(journal, "22:30") == [("overdue", 30)]


def test_what_was_prolonged_in_place_is_neither_overdue_nor_early(record, journal):
    record("18:05", POST)
    record("19:00", OPEN)
    record("21:00", Planned(object_id="pma1", planned_from=at("19:00"), planned_to=at("23:00")))
    record("22:30", CLOSE)

    assert found(journal, "22:20") == []
    assert found(journal, "22:40") == [("closed_early", 30)]


def test_to_say_anew_when_it_was_to_open_does_not_make_it_punctual(record, journal):
    record("18:05", POST)
    record("19:30", OPEN)
    record("19:40", Planned(object_id="pma1", planned_from=at("19:30"), planned_to=at("22:00")))

    assert found(journal, "20:00") == [("opened_late", 30)]


def test_a_plan_that_is_moved_is_another_plan_and_what_is_put_elsewhere_departs_from_it(
    record, journal
):
    record("18:05", POST)
    record("18:30", Moved(object_id="pma1", geometry=THERE))
    record("19:00", OPEN)
    assert found(journal, "20:00") == []

    record("20:10", Moved(object_id="pma1", geometry=HERE))

    reel = Reel()
    reel.extend(journal.entries("demo"))
    (deviation,) = deviations(reel, at("20:20"), FORESIGHT)
    assert deviation.departure == "elsewhere"
    assert deviation.planned_place == THERE
    assert round(deviation.way.distance_m) == 1011
    assert round(deviation.way.bearing_deg) == 270


def test_put_in_place_and_moved_at_one_instant_the_planned_place_is_the_one_before(record, journal):
    record("18:05", POST)
    record("19:00", OPEN)
    record("19:00", Moved(object_id="pma1", geometry=THERE))

    assert found(journal, "19:00") == [("elsewhere", None)]


def test_a_few_metres_are_the_same_place_and_a_team_is_nowhere_else(record, journal):
    close_by = {"type": "Point", "coordinates": [-1.5561, 43.48685]}
    record("18:05", POST)
    record("18:06", replace(POST, object_id="eq1", kind="team"))
    record("19:00", OPEN)
    record("19:00", replace(OPEN, object_id="eq1", status="available"))
    record("19:10", Moved(object_id="pma1", geometry=close_by))
    record("19:10", Moved(object_id="eq1", geometry=THERE))

    assert found(journal, "19:30") == []


def test_what_was_planned_and_given_up_is_cancelled_closed_or_withdrawn(record, journal):
    record("18:05", POST)
    record("18:06", replace(POST, object_id="pma2"))
    record("18:30", replace(CLOSE, verb="cancel"))
    record("18:30", Withdrawn(object_id="pma2"))

    assert found(journal, "18:20") == []
    assert found(journal, "18:40") == [("cancelled", None), ("cancelled", None)]


def test_what_nobody_planned_is_told_where_there_is_a_plan(record, journal):
    record("18:05", replace(POST, status="active", planned_from=None, planned_to=None))
    assert found(journal, "18:20") == []

    record("18:30", replace(POST, object_id="pma2"))
    record("18:31", Placed(object_id="x", kind="kiosk", status="active"))

    assert found(journal, "18:40") == [("unplanned", None)]


def test_what_the_cell_did_not_know_yet_is_not_in_place_for_it(record, journal):
    record("18:05", POST)
    record("19:00", OPEN, learnt="19:40")

    assert found(journal, "19:30") == []
    assert found(journal, "19:30", known="19:30") == [("missing", 30)]


def test_a_value_that_changes_makes_no_deviation(record, journal):
    record("18:05", POST)
    record("19:00", OPEN)
    record("19:05", Changed(object_id="pma1", values={"present_relative": 4}))

    assert found(journal, "20:00") == []


@settings(max_examples=400)
@given(evenings() | evenings(said=plans) | evenings(said=plans), moments())
def test_the_list_is_the_one_of_the_plainest_reading(steps, moment):
    entries = told(steps)
    t, k = moment
    reel = Reel()
    reel.extend(entries)

    listed = [
        (d.about.object_id, d.departure, d.minutes)
        for d in deviations(reel, t, FORESIGHT, known_at=k)
    ]

    assert listed == sorted(listed, key=lambda d: d[0])
    assert sorted(map(str, listed)) == sorted(map(str, naive_deviations(entries, t, k)))


def naive_deviations(entries, t, k):
    """Look at the picture of every minute up to ``t``, and tell what differs at the end."""
    minutes = [OPENED + timedelta(minutes=m) for m in range(-1, 15)]
    pictures = [picture_at(entries, m, known_at=k) for m in minutes if m <= t]
    names = {name for picture in pictures for name in picture.objects}
    any_plan = any(o.status == "planned" for p in pictures for o in p.objects.values())
    return [
        (name, *told)
        for name in names
        for told in naive_of([(p.at, p.objects.get(name)) for p in pictures], t, any_plan)
    ]


def naive_of(seen, t, any_plan):  # noqa: C901, PLR0912
    late = lambda start, end: int((end - start).total_seconds() // 60)  # noqa: E731
    plan, opened, state, closed = None, None, None, None
    for instant, obj in seen:
        if obj is None:
            closed = closed or (instant if state else None)
            continue
        was_over = obj.status == "closed"
        closed = (closed if state is not None and closed else instant) if was_over else None
        state = obj
        if obj.status == "planned":
            plan, opened = obj, None
        elif not was_over and opened is None:
            opened = instant
    start, end = (plan or state).planned_from, state.planned_to
    if closed is None and state.status == "planned":
        if end and end <= t:
            if late(end, t):
                yield "missed", late(end, t)
        elif start and late(start, t) > 0:
            yield "missing", late(start, t)
        return
    if opened is None:
        if plan:
            yield "cancelled", None
        return
    if start and opened > start:
        yield "opened_late", late(start, opened)
    if start and opened < start:
        yield "opened_early", late(opened, start)
    if closed:
        if end and closed > end:
            yield "closed_late", late(end, closed)
        if end and closed < end:
            yield "closed_early", late(closed, end)
        return
    if end and late(end, t) > 0:
        yield "overdue", late(end, t)
    if plan is None:
        if any_plan and start is None and end is None and state.kind in FORESIGHT.planned:
            yield "unplanned", None
    elif (
        state.kind != "team"
        and None not in (plan.geometry, state.geometry)
        and plan.geometry != state.geometry  # no two places of the stories are near each other
    ):
        yield "elsewhere", None
