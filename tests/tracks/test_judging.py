"""Whether a fix can be so: what cannot is refused, what is only strange is kept and marked."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.text import RefusedError
from dashboard.tracks import Fix, judge

NOW = datetime(2019, 8, 24, 9, 0, 0, tzinfo=UTC)
BIARRITZ = (-1.60, 43.45, -1.50, 43.50)


def fix(lon=-1.5561, lat=43.4868, ago=0, **values):
    return Fix(device="vlm-1", at=NOW - timedelta(seconds=ago), lon=lon, lat=lat, **values)


def doubt(one, *before, received_at=NOW):
    return judge(one, received_at=received_at, before=before, area=BIARRITZ).doubt


def test_a_plain_fix_is_kept_as_it_came():
    kept = judge(fix(), received_at=NOW, area=BIARRITZ)

    assert (kept.fix, kept.received_at, kept.doubt) == (fix(), NOW, None)


def test_it_is_received_in_whole_seconds_rounded_up():
    kept = judge(fix(), received_at=NOW + timedelta(microseconds=1))

    assert kept.received_at == NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (fix(lon=0.0, lat=0.0), "Position 0° 0°: the device “vlm-1” did not know yet"),
        (fix(ago=-121), "says it is there at 2019-08-24 09:02:01 UTC, which is to come"),
        (fix(ago=401 * 86_400), "says it was there on 2018-07-19, more than 400 days ago"),
        (fix(lon=43.4868, lat=-1.5561), "would be in it if the two were exchanged"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(one, why):
    with pytest.raises(RefusedError) as refused:
        judge(one, received_at=NOW, area=BIARRITZ)

    assert why in refused.value.say("en")
    assert refused.value.say("fr")


def test_a_clock_may_be_a_little_ahead():
    assert doubt(fix(ago=-119)) is None


def test_a_file_that_is_handed_in_may_be_older():
    kept = judge(fix(ago=401 * 86_400), received_at=NOW, oldest=timedelta(days=4_000))

    assert kept.doubt == "backdated"


def test_a_place_far_from_the_operation_is_kept_when_nothing_is_swapped():
    assert doubt(fix(lon=2.35, lat=48.85)) is None


def test_a_helicopter_is_no_leap_and_a_thousand_kilometres_an_hour_is():
    helicopter = fix(lon=-1.5561 + 0.0103 * 10, ago=0)  # 830 m every 10 s: 300 km/h
    leap = fix(lat=43.4868 + 0.05)  # 5.6 km in 10 s

    assert doubt(fix(lon=-1.5561 + 0.0103), fix(ago=10)) is None
    assert doubt(helicopter, fix(ago=100)) is None
    assert doubt(leap, fix(ago=10)) == "leap"


def test_what_neither_knew_better_is_no_leap():
    assert doubt(fix(lat=43.4868 + 0.05, accuracy_m=900), fix(ago=10, accuracy_m=4_000)) is None


def test_the_right_fix_after_a_leap_is_none_and_a_wrong_first_one_is_overcome():
    home, away = fix(ago=20), fix(lat=44.4, ago=10)

    assert doubt(away, home) == "leap"
    assert doubt(fix(), home, away) is None
    assert doubt(fix(lat=44.4), home, away) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"speed_kmh": 501}, "speed"),
        ({"speed_kmh": 350}, None),
        ({"accuracy_m": 1_001}, "inaccurate"),
        ({"accuracy_m": 1_000}, None),
        ({"ago": 301}, "backdated"),
        ({"ago": 299}, None),
        ({"ago": 301, "speed_kmh": 501, "accuracy_m": 5_000}, "speed"),
    ],
)
def test_what_is_strange_is_marked_with_the_worst_of_it(values, expected):
    assert doubt(fix(**values)) == expected


def test_knots_taken_for_kilometres_cannot_be_told_unless_nothing_is_so_fast():
    assert doubt(fix(speed_kmh=90 * 1.852)) is None
    assert doubt(fix(speed_kmh=150 * 3.6)) == "speed"
