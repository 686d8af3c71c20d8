"""Shifts: each matter told by an example, its edges, and all of them by the plainest reading."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.planning.shifts import (
    Customs,
    Demand,
    Shift,
    findings,
    merged,
    travel_min,
    without,
)
from tests.conftest import OPENED, at

HENDAYE, BIARRITZ = (-1.7781, 43.3602), (-1.5366, 43.4796)
SPAN = (at("08:00"), at("23:00"))


def shift(shift_id, team, start, end, **more):
    return Shift(
        shift_id=shift_id,
        team=team,
        place=more.pop("place", "pma"),
        use=more.pop("use", "post"),
        starts_at=at(start),
        ends_at=at(end),
        **more,
    )


def demand(start, end, teams=1, place="pma"):
    return Demand(place=place, teams=teams, starts_at=at(start), ends_at=at(end))


def told(shifts, demands=(), *, but=("duty",), **more):
    """Return (matter, from, to, minutes) of what is found, but for some matters."""
    return [
        (one.matter, f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}", one.minutes)
        for one in findings(shifts, demands, **more)
        if one.matter not in but
    ]


def test_a_team_at_two_places_at_once_is_double_booked_while_both_last():
    shifts = [
        shift("a", "smur", "09:00", "13:00", place="hendaye"),
        shift("b", "smur", "12:30", "17:00", place="bayonne"),
    ]

    assert told(shifts) == [("double", "12:30", "13:00", 30)]
    one = next(one for one in findings(shifts, []) if one.matter == "double")
    assert (one.shift_ids, one.place, one.to_place) == (("a", "b"), "hendaye", "bayonne")


def test_one_duty_after_the_other_is_no_double_booking_nor_is_a_break():
    assert told([shift("a", "x", "09:00", "12:00"), shift("b", "x", "12:00", "14:00")]) == []
    resting = shift("p", "x", "10:00", "10:30", use="break", place=None)
    assert told([shift("a", "x", "09:00", "12:00"), resting]) == []


def test_to_hand_over_where_one_is_posted_is_one_booking():
    handing = shift("b", "x", "11:30", "12:00", use="handover")

    assert told([shift("a", "x", "09:00", "12:00"), handing]) == []
    assert told([shift("a", "x", "09:00", "12:00", place="hall"), handing])


def test_three_bookings_at_once_are_told_by_pairs():
    shifts = [shift(name, "x", "09:00", "10:00", place=name) for name in "abc"]

    assert [one.shift_ids for one in findings(shifts, [])] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_place_is_uncovered_before_between_and_after_its_teams():
    shifts = [shift("a", "x", "09:00", "11:00"), shift("b", "y", "11:20", "13:00")]

    assert told(shifts, [demand("08:30", "13:30")]) == [
        ("uncovered", "08:30", "09:00", 30),
        ("uncovered", "11:00", "11:20", 20),
        ("uncovered", "13:00", "13:30", 30),
    ]


def test_a_place_that_nobody_holds_is_uncovered_throughout():
    assert told([], [demand("09:00", "12:00")]) == [("uncovered", "09:00", "12:00", 180)]


def test_fewer_teams_than_asked_are_told_with_how_many_there_are():
    shifts = [shift("a", "x", "09:00", "12:00"), shift("b", "y", "09:00", "10:00")]

    found = findings(shifts, [demand("09:00", "12:00", teams=2)])

    assert [(one.matter, one.teams, one.needed, one.minutes) for one in found] == [
        ("uncovered", 1, 2, 120)
    ]


def test_one_team_assigned_twice_to_a_place_is_one_team():
    shifts = [shift("a", "x", "09:00", "11:00"), shift("b", "x", "10:00", "12:00")]

    assert told(shifts, [demand("09:00", "12:00")]) == []
    assert told(shifts, [demand("09:00", "12:00", teams=2)]) == [
        ("uncovered", "09:00", "12:00", 180)
    ]


@pytest.mark.parametrize("use", ["patrol", "standby", "break"])
def test_who_walks_waits_or_rests_holds_no_place(use):
    shifts = [shift("a", "x", "09:00", "12:00", use=use)]

    assert told(shifts, [demand("09:00", "12:00")]) == [("uncovered", "09:00", "12:00", 180)]


def test_a_break_leaves_the_place_alone_wherever_it_is_taken():
    shifts = [
        shift("a", "x", "09:00", "12:00"),
        shift("p", "x", "10:00", "10:30", use="break", place="canteen"),
    ]

    assert told(shifts, [demand("09:00", "12:00")]) == [("uncovered", "10:00", "10:30", 30)]


def test_a_relief_that_comes_as_the_former_leaves_has_nothing_handed_over():
    shifts = [shift("a", "x", "09:00", "12:00"), shift("b", "y", "12:00", "15:00")]

    assert told(shifts, [demand("09:00", "15:00")]) == [("handover", "12:00", "12:00", 0)]


@pytest.mark.parametrize(("comes", "minutes"), [("11:55", 5), ("11:51", 9)])
def test_a_short_hand_over_is_told_by_its_minutes(comes, minutes):
    shifts = [shift("a", "x", "09:00", "12:00"), shift("b", "y", comes, "15:00")]

    assert told(shifts, [demand("09:00", "15:00")]) == [("handover", comes, "12:00", minutes)]
    (one,) = findings(shifts, [demand("09:00", "15:00")])
    assert (one.team, one.other, one.needed) == ("x", "y", 10)


def test_a_hand_over_as_long_as_asked_is_none_to_look_at():
    shifts = [shift("a", "x", "09:00", "12:00"), shift("b", "y", "11:50", "15:00")]

    assert told(shifts, [demand("09:00", "15:00")]) == []


def test_nothing_is_handed_over_where_the_place_closes_or_the_same_team_stays():
    closing = [shift("a", "x", "09:00", "12:00"), shift("b", "y", "12:00", "15:00")]
    staying = [shift("a", "x", "09:00", "12:00"), shift("b", "x", "12:00", "15:00")]

    assert told(closing, [demand("09:00", "12:00")]) == []
    assert told(staying, [demand("09:00", "15:00")]) == []


def test_a_way_that_takes_longer_than_there_is_time_is_too_short_by_the_difference():
    shifts = [
        shift("a", "x", "09:00", "12:00", place="hendaye", at=HENDAYE),
        shift("b", "x", "12:30", "15:00", place="biarritz", at=BIARRITZ),
    ]

    assert travel_min(HENDAYE, BIARRITZ, Customs()) == 47
    assert told(shifts) == [("travel", "12:00", "12:30", 17)]
    assert told(shifts, customs=Customs(speed_kmh=80)) == []


def test_where_a_place_is_not_known_no_way_is_too_long():
    shifts = [
        shift("a", "x", "09:00", "12:00", place="a"),
        shift("b", "x", "12:00", "15:00", place="b", at=BIARRITZ),
    ]

    assert told(shifts) == []


def test_six_hours_on_duty_are_not_long_and_a_minute_more_is():
    assert told([shift("a", "x", "09:00", "15:00")], but=()) == []
    assert told([shift("a", "x", "09:00", "15:01")], but=()) == [("duty", "09:00", "15:01", 361)]


def test_a_break_or_a_pause_interrupts_a_duty_if_it_is_long_enough():
    morning, noon = shift("a", "x", "09:00", "13:00"), shift("b", "x", "13:19", "16:00")
    assert told([morning, noon], but=()) == [("duty", "09:00", "16:00", 420)]
    assert told([morning, shift("b", "x", "13:20", "16:00")], but=()) == []

    day = shift("a", "x", "09:00", "17:00")
    short = shift("p", "x", "12:00", "12:19", use="break")
    rest = shift("p", "x", "12:00", "12:20", use="break")
    assert told([day, short], but=()) == [("duty", "09:00", "17:00", 480)]
    assert told([day, rest], but=()) == []


def test_who_waits_in_reserve_is_on_duty():
    assert told([shift("a", "x", "09:00", "16:00", use="standby")], but=())


def test_before_the_operation_and_after_it_is_outside():
    shifts = [shift("a", "x", "07:30", "09:00"), shift("b", "y", "22:00", "23:40")]

    assert told(shifts, span=SPAN) == [
        ("outside", "07:30", "09:00", 30),
        ("outside", "22:00", "23:40", 40),
    ]
    assert told(shifts) == []


# By the plainest reading: minute by minute, over two hours.

LONG = 120
TEAMS, PLACES = ["x", "y", "z"], ["pma", "prv"]


@st.composite
def rosters(draw):
    shifts = []
    for number in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, LONG - 1))
        shifts.append(
            Shift(
                shift_id=f"s{number}",
                team=draw(st.sampled_from(TEAMS)),
                place=draw(st.sampled_from([None, *PLACES])),
                use=draw(
                    st.sampled_from(["post", "post", "post", "handover", "patrol", "standby"])
                    | st.just("break")
                ),
                starts_at=minute(start),
                ends_at=minute(draw(st.integers(start + 1, LONG))),
            )
        )
    demands = [
        Demand(
            place=place,
            teams=draw(st.integers(1, 3)),
            starts_at=minute(draw(st.integers(0, 60))),
            ends_at=minute(draw(st.integers(61, LONG))),
        )
        for place in draw(st.lists(st.sampled_from(PLACES), unique=True))
    ]
    return shifts, demands


def minute(count):
    return OPENED + timedelta(minutes=count)


def holds(shifts, place, count):
    """Return the teams that hold a place during the minute that begins at ``count``."""

    def now(one):
        return one.starts_at <= minute(count) < one.ends_at

    resting = {one.team for one in shifts if one.use == "break" and now(one)}
    there = {
        one.team
        for one in shifts
        if one.use in {"post", "handover"} and one.place == place and now(one)
    }
    return there - resting


@given(rosters())
def test_the_minutes_a_place_is_uncovered_are_those_counted_one_by_one(roster):
    shifts, demands = roster

    found = [one for one in findings(shifts, demands) if one.matter == "uncovered"]

    for one in demands:
        lacking = {
            count
            for count in range(LONG)
            if one.starts_at <= minute(count) < one.ends_at
            and len(holds(shifts, one.place, count)) < one.teams
        }
        listed = [
            (count, finding.teams)
            for finding in found
            if finding.place == one.place
            for count in range(LONG)
            if finding.starts_at <= minute(count) < finding.ends_at
        ]
        assert sorted(count for count, _ in listed) == sorted(lacking)
        assert all(len(holds(shifts, one.place, count)) == teams for count, teams in listed)


@given(rosters())
def test_the_minutes_of_a_double_booking_are_those_both_last(roster):
    shifts, demands = roster
    by_id = {one.shift_id: one for one in shifts}

    found = [one for one in findings(shifts, demands) if one.matter == "double"]

    for finding in found:
        one, other = (by_id[name] for name in finding.shift_ids)
        assert one.team == other.team == finding.team
        assert one.place is None or one.place != other.place
        both = sum(
            all(each.starts_at <= minute(n) < each.ends_at for each in (one, other))
            for n in range(LONG)
        )
        assert finding.minutes == both > 0


@given(rosters(), st.randoms())
def test_what_is_found_does_not_depend_on_the_order_it_is_told_in(roster, random):
    shifts, demands = roster
    shuffled = random.sample(shifts, len(shifts)), random.sample(demands, len(demands))

    assert findings(*shuffled, span=SPAN) == findings(shifts, demands, span=SPAN)


@given(rosters(), st.integers(-500, 500))
def test_a_roster_put_off_as_a_whole_has_the_same_to_look_at(roster, minutes):
    shifts, demands = roster
    by = timedelta(minutes=minutes)

    def later(one):
        return type(one)(
            **{name: getattr(one, name) for name in one.__slots__}
            | {"starts_at": one.starts_at + by, "ends_at": one.ends_at + by}
        )

    assert findings([later(s) for s in shifts], [later(d) for d in demands]) == [
        later(one) for one in findings(shifts, demands)
    ]


stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12))).map(
    lambda found: [(minute(start), minute(start + long)) for start, long in found]
)


@given(stretches, stretches)
def test_what_is_left_is_what_lies_in_the_one_and_not_in_the_other(some, gone):
    def within(of, count):
        return any(start <= minute(count) < end for start, end in of)

    left = without(merged(some), merged(gone))

    for count in range(60):
        assert within(left, count) == (within(some, count) and not within(gone, count))
