"""What is watched for rings when it is so, and for nothing a receiver cannot know."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.alarms import Areas, Rule, Seen, Team, Watcher
from dashboard.alarms.watcher import areas_of
from dashboard.geo.measure import away, circle

HEART = (-1.55, 47.21)
ZONE = circle(HEART, 300)
START = datetime(2026, 6, 21, 18, 0, tzinfo=UTC)
START_MS = int(START.timestamp() * 1000)
MINUTE_MS = 60_000


def rule(watch, minutes=0, **more):
    zoned = watch in {"inside", "left", "outside"}
    said = {"zones": ("z",) if zoned else (), "teams": frozenset()} | more
    return Rule(
        seq=2, key="r", watch=watch, minutes=minutes, organisation="SAMU", set_at=START, **said
    )


def team(status="on_scene", **more):
    said = {"status_ms": START_MS, "heard_ms": START_MS, "followed_ms": START_MS}
    return Team(status=status, **said | more)


def watching(one, told=None, zones=None):
    watcher = Watcher()
    expect(watcher, one, told or team(), zones)
    return watcher


def expect(watcher, one, told, zones=None, open_alarms=()):
    areas = Areas(zones or {"z": ZONE}, areas_of(one))
    watcher.expect([one], {"t": told}, areas, open_alarms)


def seen(second, metres, bearing=90.0, **more):
    """A fix, so many metres from the heart of the zone."""
    place = away(HEART, bearing, metres)
    at_ms = START_MS + int(second * 1000)
    return Seen(team="t", at_ms=at_ms, place=place, **{"accuracy_m": 8.0} | more)


def rings(watcher, second):
    return [alarm.since_ms for alarm in watcher.holding(START_MS + int(second * 1000))]


def walk(watcher, *places, every=10.0):
    for number, metres in enumerate(places):
        watcher.take([seen(number * every, metres)])
    return len(places) * every


def test_a_team_that_walks_into_a_zone_rings_from_its_first_step_inside():
    watcher = watching(rule("inside"))

    end = walk(watcher, 500, 400, 280, 200, 150)

    assert rings(watcher, end) == [START_MS + 20_000]


def test_one_stray_fix_rings_nothing():
    watcher = watching(rule("inside"))

    assert rings(watcher, walk(watcher, 500, 500, 100, 500, 500, 500)) == []


def test_a_team_that_walks_along_the_outline_rings_once_at_most():
    watcher = watching(rule("left"))
    walk(watcher, 100, 100, 100)
    begun = []
    for number in range(60):
        watcher.take([seen(100 + number * 10, 300 + (9 if number % 2 else -9), bearing=number)])
        begun += rings(watcher, 100 + number * 10)

    assert begun == []


def test_a_poor_receiver_needs_to_be_farther_out():
    poor, good = (watching(rule("left")) for _ in range(2))
    for watcher, accuracy in ((poor, 60.0), (good, 8.0)):
        for second in range(0, 100, 10):
            metres = 100 if second < 50 else 340
            watcher.take([seen(second, metres, accuracy_m=accuracy)])

    assert (rings(poor, 100), rings(good, 100)) == ([], [START_MS + 50_000])


def test_in_a_zone_smaller_than_a_receiver_is_good_for_its_middle_counts():
    watcher = watching(rule("inside"), zones={"z": circle(HEART, 15)})
    for second in range(0, 60, 10):
        watcher.take([seen(second, 1, accuracy_m=40.0)])

    assert rings(watcher, 60) == [START_MS]


def test_it_must_be_so_for_as_long_as_the_rule_says():
    watcher = watching(rule("inside", minutes=5))
    for second in range(0, 290, 10):
        watcher.take([seen(second, 50)])
    early = rings(watcher, 290)
    for second in range(290, 330, 10):
        watcher.take([seen(second, 50)])

    assert (early, rings(watcher, 330)) == ([], [START_MS])


def test_who_left_before_the_rule_was_set_has_not_left():
    watcher = watching(replace(rule("left"), set_at=datetime(2026, 6, 21, 18, 5, tzinfo=UTC)))

    assert rings(watcher, walk(watcher, 50, 50, 50, 500, 500, 500)) == []


def test_outside_all_its_sectors_is_outside_and_inside_one_is_not():
    sectors = {"z": ZONE, "y": circle(away(HEART, 90, 2000), 300)}
    watcher = watching(rule("outside", zones=("y", "z")), zones=sectors)
    walk(watcher, 2000, 2000, 2000, 2000)
    inside = rings(watcher, 40)
    for second in range(40, 100, 10):
        watcher.take([seen(second, 1000)])

    assert (inside, rings(watcher, 100)) == ([], [START_MS + 40_000])


def test_a_team_back_at_base_is_not_outside_its_sector():
    watcher = watching(rule("outside"), team("at_base"))

    assert rings(watcher, walk(watcher, 900, 900, 900, 900)) == []


def test_a_tracker_that_says_nothing_for_long_is_silent_and_any_fix_ends_it():
    watcher = watching(rule("silent", minutes=10))
    watcher.take([seen(0, 50)])
    before, after = rings(watcher, 9 * 60), rings(watcher, 10 * 60)
    watcher.take([seen(601, 50, sure=False)])

    assert (before, after) == ([], [START_MS])
    assert watcher.still_holds(("r", "t", ()), START_MS + 602_000) is False


def test_a_team_without_a_tracker_is_never_silent():
    watcher = watching(rule("silent", minutes=10), team(followed_ms=None))

    assert rings(watcher, 3600) == []


def test_on_its_way_and_standing_still_rings_until_it_moves():
    watcher = watching(rule("still", minutes=5), team("en_route"))
    for second in range(0, 310, 10):
        watcher.take([seen(second, 1000 + second % 20)])
    stood = rings(watcher, 300)
    watcher.take([seen(320, 1200)])

    assert stood == [START_MS]
    assert watcher.still_holds(("r", "t", ()), START_MS + 320_000) is False


def test_a_silent_team_on_its_way_is_not_said_to_stand():
    watcher = watching(rule("still", minutes=5), team("en_route"))
    watcher.take([seen(0, 1000)])

    assert rings(watcher, 3600) == []


def test_who_is_on_scene_is_asked_after_until_heard_from():
    one = rule("unheard", minutes=20)
    watcher = watching(one)
    watcher.take([seen(0, 10)])
    rung = rings(watcher, 1200)
    expect(watcher, one, team(heard_ms=START_MS + 1_210_000))

    assert rung == [START_MS]
    assert watcher.still_holds(("r", "t", ()), START_MS + 1_211_000) is False
    assert rings(watcher, 1210 + 1200) == [START_MS + 1_210_000]


def test_after_a_restart_an_open_alarm_waits_for_what_is_not_known():
    one, key = rule("inside"), ("r", "t", ("z",))
    watcher = Watcher()
    expect(watcher, one, team(), open_alarms=[key])
    unknown = watcher.still_holds(key, START_MS)
    walk(watcher, 900, 900, 900)

    assert unknown is None
    assert watcher.still_holds(key, START_MS + 30_000) is False


@pytest.mark.parametrize(
    "change",
    [
        lambda one, told: (replace(one, teams=frozenset({"other"})), told),
        lambda one, told: (replace(one, zones=("gone",)), told),
        lambda one, told: (one, replace(told, status="planned")),
    ],
    ids=["another team", "the zone lifted", "only planned"],
)
def test_what_is_watched_no_more_is_over(change):
    one, told = rule("inside"), team()
    watcher = watching(one, told)
    walk(watcher, 50, 50, 50, 50)
    assert watcher.still_holds(("r", "t", ("z",)), START_MS + 40_000) is True

    one, told = change(one, told)
    expect(watcher, one, told)

    assert watcher.still_holds(("r", "t", ("z",)), START_MS + 40_000) is False


steps = st.lists(
    st.tuples(st.integers(1, 90), st.integers(0, 700), st.booleans(), st.none() | st.just(25.0)),
    max_size=60,
)


@given(steps, st.sampled_from(["inside", "left", "outside"]), st.integers(0, 3))
def test_it_never_rings_twice_before_it_is_over_and_never_by_a_doubted_fix(told, watch, minutes):
    """Whatever a receiver tells: sure fixes alone make the same alarms as all of them."""
    one = rule(watch, minutes=minutes)
    all_of_them, sure_alone = watching(one), watching(one)
    second, open_since, key = 0, {}, ("r", "t", ("z",))
    for apart_s, metres, sure, accuracy in told:
        second += apart_s
        fix = seen(second, metres, sure=sure, accuracy_m=accuracy)
        all_of_them.take([fix])
        if sure:
            sure_alone.take([fix])
        now_ms = START_MS + second * 1000
        found = list(all_of_them.holding(now_ms))
        assert found == list(sure_alone.holding(now_ms))
        assert len({alarm.key for alarm in found}) == len(found)
        if all_of_them.still_holds(key, now_ms) is False:
            open_since.clear()
        for alarm in found:
            # What rings is still so, and began once.
            assert all_of_them.still_holds(alarm.key, now_ms) is True
            assert open_since.setdefault(alarm.key, alarm.since_ms) == alarm.since_ms


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(180.0, 47.2), (1e9, 47.2), (-1.55, 90.0), (float("nan"), 47.2), (-1.55, float("inf"))],
)
def test_an_outline_beyond_the_world_is_left_out_and_the_others_are_watched(lon, lat):
    odd = [[lon + east, lat + north] for east, north in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    zones = {"odd": {"type": "Polygon", "coordinates": [[*odd, odd[0]]]}, "z": ZONE}

    areas = Areas(zones, [("odd",), ("z",)])

    assert areas.keys == (("z",),)
    (depth,) = areas.near([HEART])
    assert depth.metres == pytest.approx(300, abs=1)


def test_a_zone_over_the_date_line_does_not_stop_the_watch():
    over = [[179, 46], [-179, 46], [-179, 47], [179, 47], [179, 46]]
    zones = {"odd": {"type": "Polygon", "coordinates": [over]}, "z": ZONE}

    areas = Areas(zones, [("odd",), ("z",)])

    assert ("z",) in [depth.area for depth in areas.near([HEART])]
