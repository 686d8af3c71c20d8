"""After the fact: delays, places left alone, response times beside predicted ones, late reports."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.coverage.crow import CrowGround
from dashboard.coverage.ground import Closed
from dashboard.journal import (
    Changed,
    Draft,
    MemoryJournal,
    Moved,
    Noted,
    Opened,
    Placed,
    Transitioned,
)
from dashboard.picture import Reel
from dashboard.review.manning import manning
from dashboard.review.openings import turnings
from dashboard.review.reports import delay_min, reports
from dashboard.review.responses import predicted, responses
from dashboard.review.spreading import spread_of
from tests.conftest import OPENED, Stopwatch, at

HERE = {"type": "Point", "coordinates": [-1.55, 47.21]}
THERE = {"type": "Point", "coordinates": [-1.55, 47.25]}
POSTS = frozenset({"medical_post"})


@pytest.fixture
def told():
    """Tell an evening: (when, fact) or (when, fact, when it was recorded); the reel of it."""

    def told(*steps):
        clock = Stopwatch()
        journal = MemoryJournal(clock)
        opening = Opened(name="Fête", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
        said = {"author": "ada", "organisation": "SAMU"}
        journal.append("fete", Draft(**said, occurred_at=OPENED, fact=opening))
        for when, fact, *learnt in steps:
            clock.now = at(learnt[0]) if learnt else max(clock.now, at(when))
            journal.append("fete", Draft(**said, occurred_at=at(when), fact=fact, text="x"))
        reel = Reel()
        reel.extend(journal.entries("fete"))
        return reel

    return told


def placed(name, kind="medical_post", status="planned", **said):
    return Placed(object_id=name, kind=kind, status=status, geometry=HERE, **said)


def turned(name, verb, status):
    return Transitioned(object_id=name, verb=verb, status=status)


def test_what_opened_and_closed_is_told_with_its_delay_and_when_it_was_known(told):
    reel = told(
        ("18:00", placed("pma", planned_from=at("19:00"), planned_to=at("22:00"))),
        ("19:12", turned("pma", "open", "active"), "19:30"),
        ("21:50", turned("pma", "close", "closed")),
    )

    opening, closing = turnings(reel, at("23:00"), frozenset())

    assert (opening.turn, opening.kept, opening.minutes) == ("opening", "done", 12)
    assert (opening.actual_at, opening.known_at) == (at("19:12"), at("19:30"))
    assert (closing.turn, closing.minutes) == ("closing", -10)


def test_what_never_opened_was_given_up_or_is_still_to_come_are_three_things(told):
    reel = told(
        ("18:00", placed("missed", planned_from=at("19:00"))),
        ("18:00", placed("rain", planned_from=at("19:00"))),
        ("18:00", placed("later", planned_from=at("22:00"))),
        ("18:00", placed("anytime")),
        ("18:30", turned("rain", "cancel", "closed")),
    )

    found = turnings(reel, at("20:00"), frozenset())

    assert {one.about.object_id: (one.kept, one.minutes) for one in found} == {
        "missed": ("never", None),
        "rain": ("given_up", None),
    }


def test_what_moves_by_nature_and_what_was_never_planned_have_no_delay(told):
    reel = told(
        ("18:00", placed("team", "team", planned_from=at("19:00"))),
        ("18:00", placed("pma", status="active", planned_from=at("19:00"))),
    )

    assert turnings(reel, at("23:00"), frozenset({"team"})) == []


def duty(name, team, place="pma", **window):
    values = {"team": team, "place": place}
    return placed(name, "assignment", values=values, **window)


def test_a_place_is_alone_while_it_stands_and_no_assignment_there_is_taken_up(told):
    reel = told(
        ("18:00", placed("pma", values={"teams_needed": 2})),
        ("18:00", duty("a1", "eq1", planned_from=at("19:00"), planned_to=at("22:00"))),
        ("18:00", duty("a2", "eq2", planned_from=at("19:00"), planned_to=at("22:00"))),
        ("19:00", turned("pma", "open", "active")),
        ("19:20", turned("a1", "take_up", "active")),
        ("20:00", turned("a2", "take_up", "active")),
        ("21:00", turned("a1", "end", "closed")),
        ("21:00", turned("a2", "end", "closed")),
        ("21:30", turned("pma", "close", "closed")),
    )

    (pma,) = manning(reel, at("23:00"), "assignment", POSTS).places

    assert (pma.needed, pma.minutes, pma.alone_min, pma.short_min) == (2, 150, 50, 40)
    assert [(one.starts_at, one.ends_at, one.teams) for one in pma.lacks] == [
        (at("19:00"), at("19:20"), 0),
        (at("19:20"), at("20:00"), 1),
        (at("21:00"), at("21:30"), 0),
    ]


def test_a_team_with_two_assignments_counts_once_and_a_plan_alone_holds_nothing(told):
    reel = told(
        ("18:00", placed("pma", status="active", values={"teams_needed": 2})),
        ("18:00", duty("a1", "eq1")),
        ("18:00", duty("a2", "eq1")),
        ("18:00", duty("a3", "eq2")),
        ("18:00", turned("a1", "take_up", "active")),
        ("18:00", turned("a2", "take_up", "active")),
    )

    (pma,) = manning(reel, at("19:00"), "assignment", POSTS).places

    assert (pma.alone_min, pma.short_min) == (0, 60)


def test_who_patrols_or_has_a_break_holds_no_place_by_the_rules_of_the_roster(told):
    def used(name, team, use, place="pma"):
        values = {"team": team, "place": place, "use": use}
        return placed(name, "assignment", values=values)

    reel = told(
        ("18:00", placed("pma", status="active")),
        ("18:00", used("a1", "eq1", "post")),
        ("18:00", used("a2", "eq2", "patrol")),
        ("18:00", used("a3", "eq1", "break", place=None)),
        ("18:00", turned("a1", "take_up", "active")),
        ("18:00", turned("a2", "take_up", "active")),
        ("18:20", turned("a3", "take_up", "active")),
        ("18:50", turned("a3", "end", "closed")),
    )

    (pma,) = manning(reel, at("19:00"), "assignment", POSTS).places

    assert [(one.starts_at, one.ends_at, one.teams) for one in pma.lacks] == [
        (at("18:20"), at("18:50"), 0)
    ]


def test_a_post_nobody_was_ever_assigned_to_is_not_said_to_be_empty(told):
    reel = told(("18:00", placed("pma", status="active")), ("18:00", placed("later")))

    found = manning(reel, at("19:00"), "assignment", POSTS)

    assert (found.places, [one.object_id for one in found.untold]) == ([], ["pma"])


TEAM = placed("smur", "team", "available", values={"name": "SMUR 1"})
ALERT = turned("smur", "alert", "alerted")
LEAVE = turned("smur", "depart", "en_route")
ARRIVE = turned("smur", "arrive", "on_scene")


def mission(*steps):
    return (("18:00", TEAM), *steps)


def test_a_response_goes_from_alert_to_scene_by_when_it_happened(told):
    reel = told(
        *mission(
            ("18:30", ALERT),
            ("18:35", LEAVE),
            ("18:47", ARRIVE, "19:10"),
            ("18:47", Moved(object_id="smur", geometry=THERE), "19:10"),
        )
    )

    (one,) = responses(reel, "team")

    assert (one.launch_s, one.travel_s, one.response_s) == (300, 720, 1020)
    assert (one.start, one.end, one.untold) == ((-1.55, 47.21), (-1.55, 47.25), "")
    assert one.known_at == at("19:10")


@pytest.mark.parametrize(
    ("steps", "untold"),
    [
        ([("18:30", ALERT)], "under_way"),
        ([("18:30", ALERT), ("18:33", turned("smur", "cancel", "available"))], "cancelled"),
        ([("18:30", ALERT), ("18:40", turned("smur", "transport", "transporting"))], "no_arrival"),
        ([("18:40", ARRIVE)], "unalerted"),
        ([("18:30", ALERT), ("18:40", ARRIVE)], "no_departure"),
        ([("18:30", ALERT), ("18:31", LEAVE), ("18:40", ARRIVE)], "same_place"),
    ],
)
def test_what_cannot_be_compared_says_why(told, steps, untold):
    (one,) = responses(told(*mission(*steps)), "team")

    assert one.untold == untold


def test_a_team_without_a_place_went_nobody_knows_where(told):
    nowhere = Placed(object_id="smur", kind="team", status="available")
    (one,) = responses(
        told(("18:00", nowhere), ("18:30", ALERT), ("18:31", LEAVE), ("18:40", ARRIVE)), "team"
    )

    assert one.untold == "nowhere"


def test_two_missions_of_one_team_are_two_responses(told):
    back = Moved(object_id="smur", geometry=HERE)
    away = Moved(object_id="smur", geometry=THERE)
    free = turned("smur", "make_available", "available")
    reel = told(
        *mission(("18:30", ALERT), ("18:31", LEAVE), ("18:40", ARRIVE), ("18:41", away)),
        ("19:00", free),
        ("19:01", back),
        ("19:30", LEAVE),
        ("19:40", ARRIVE),
        ("19:41", Changed(object_id="smur", values={"mission": "malaise"})),
    )

    first, second = responses(reel, "team")

    assert (first.untold, first.end) == ("", (-1.55, 47.25))
    assert (second.alerted_at, second.travel_s, second.response_s) == (None, 600, None)


class Flat:
    """A ground on which everything is so many seconds away, unless something is closed."""

    def __init__(self):
        self.asked = []

    def times(self, starts, ends, *, mode, closed, **_limit):
        self.asked.append((float(starts.lat[0]), float(ends.lat[0]), mode))
        far = np.inf if closed else 600.0
        return np.full((len(starts), len(ends)), far, dtype=np.float32)


@pytest.mark.parametrize(("closed", "expected"), [((), (600, "")), ((HERE,), (None, "unreached"))])
def test_the_ground_is_asked_for_the_same_way_at_that_hour(told, closed, expected):
    away = Moved(object_id="smur", geometry=THERE)
    reel = told(
        *mission(("18:30", ALERT), ("18:35", LEAVE), ("18:47", ARRIVE), ("18:47", away)),
        ("19:40", turned("smur", "make_available", "available")),
        ("19:50", ALERT),
    )
    ground, hours = Flat(), []

    def closed_at(when, mode):
        hours.append((when, mode))
        return [Closed(geometry=one) for one in closed]

    found = predicted(responses(reel, "team"), ground, lambda _team: "emergency", closed_at)

    assert [(one.predicted_s, one.untold) for one in found] == [expected, (None, "under_way")]
    assert ground.asked == [(47.21, 47.25, "emergency")]
    assert hours == [(at("18:35"), "emergency")]


def test_who_goes_past_the_same_closures_is_asked_about_together_and_answered_alone(told):
    """As the crow flies, each as if it were asked alone; one question a mode and a set of them."""
    places = [{"type": "Point", "coordinates": [-1.55, 47.25 + 0.01 * n]} for n in range(4)]
    steps = []
    for number, place in enumerate(places):
        team = f"smur{number}"
        alert, leave = turned(team, "alert", "alerted"), turned(team, "depart", "en_route")
        there = turned(team, "arrive", "on_scene")
        steps += [
            ("18:20", replace(TEAM, object_id=team)),
            ("18:30", alert),
            (f"18:3{number + 1}", leave),
            ("18:47", there),
            ("18:47", Moved(object_id=team, geometry=place)),
        ]
    asked, late, nothing = [], [Closed(geometry=HERE)], []

    def closed_at(when, _mode):
        return late if when >= at("18:34") else nothing

    class Counted(CrowGround):
        def times(self, starts, ends, **how):
            asked.append((len(starts), len(ends), how["closed"]))
            return super().times(starts, ends, **how)

    found = responses(told(*sorted(steps, key=lambda one: one[0])), "team")
    parts = []
    of = predicted(found, Counted(), lambda _team: "drive", closed_at, parts.append)

    assert asked == [(1, 3, nothing), (1, 1, late)]
    assert parts == [0, 0.75], "and how far it is"
    for one in of:
        (alone,) = predicted([one], CrowGround(), lambda _team: "drive", closed_at)
        assert one.predicted_s == alone.predicted_s
    assert len({one.predicted_s for one in of}) == 4


def test_reports_are_late_by_how_long_they_took_to_be_known(told):
    reel = told(
        ("18:05", Noted()),
        ("18:10", Noted(), "18:12"),
        ("18:50", Noted(), "19:20"),
        ("19:30", Noted(), "19:30"),
    )

    found = reports(reel, OPENED)

    assert (found.minutes.count, found.minutes.median, found.minutes.most) == (4, 1, 30)
    assert (found.late, [delay_min(line) for line in found.worst]) == (1, [30])
    assert [(hour.starts_at, hour.minutes.count) for hour in found.hours] == [
        (at("18:00"), 3),
        (at("19:00"), 1),
    ]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_nine_in_ten_do_not_exceed_the_ninetieth_centile_and_it_was_measured(figures):
    found = spread_of(figures)

    within = sum(one <= found.p90 for one in figures)
    assert found.p90 in figures
    assert 10 * within >= 9 * len(figures)
    assert 10 * sum(one < found.p90 for one in figures) < 9 * len(figures)
