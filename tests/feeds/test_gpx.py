"""GPX: a track handed in afterwards."""

import pytest

from tests.feeds.samples import fix, read, reasons, sample, told

POINT = '<trkpt lat="47.2590" lon="-1.5310"><time>2019-09-13T18:00:00Z</time></trkpt>'


def gpx(points):
    return f'<gpx version="1.1"><trk><name>B4</name><trkseg>{points}</trkseg></trk></gpx>'


def test_points_are_of_the_device_their_track_is_called_by_else_the_file():
    reading = sample("gpx/garmin.gpx")

    assert told(reading) == [
        fix("Binôme 4", "2019-09-13 18:00", -1.5310, 47.2590, altitude_m=21.4),
        fix(
            "Binôme 4", "2019-09-13 18:00:10.500", -1.5312, 47.2592, speed_kmh=5.4, course_deg=326.3
        ),
        fix("Nantes", "2019-09-13 18:05", -1.5320, 47.2600),
    ]
    assert reading.passed == 1
    assert reasons(reading) == [
        (4, "The time “time” is missing; expected: for example 2019-08-24T09:00:00Z.")
    ]


def test_whoever_hands_it_in_says_whose_it_is():
    reading = sample("gpx/garmin.gpx", device="binome-4")

    assert {one.device for one in reading.fixes} == {"binome-4"}


def test_what_was_recorded_before_the_battery_ran_out_is_read():
    whole = gpx(POINT + POINT)

    reading = read("gpx", whole[: whole.rindex("<time>")])

    assert len(reading.fixes) == 1
    (refused,) = reading.refused
    assert "damaged or was cut" in refused.why.say("en")
    assert refused.original.startswith(b"<gpx")


@pytest.mark.parametrize(
    ("point", "why"),
    [
        (POINT.replace("47.2590", "47,2590"), "“lat” is “47,2590”; expected: a number"),
        (POINT.replace("2019-09-13T18:00:00Z", "hier"), "“hierZ” is not a readable time"),
        (POINT.replace("47.2590", "147.2590"), "may be swapped"),
    ],
)
def test_one_bad_point_does_not_stop_the_next(point, why):
    reading = read("gpx", gpx(POINT + point + POINT))

    assert len(reading.fixes) == 2
    ((number, said),) = reasons(reading)
    assert number == 2
    assert why in said


def test_entities_are_refused():
    body = '<!DOCTYPE gpx [<!ENTITY a "47">]>' + gpx(POINT.replace("47", "&a;"))

    (refused,) = read("gpx", body).refused

    assert "declares a DTD or entities" in refused.why.say("en")
