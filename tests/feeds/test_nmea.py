"""NMEA: the sentences of a receiver or of a gateway."""

from datetime import UTC, datetime

import pytest

from tests.feeds.samples import fix, read, reasons, sample, told

RMC = "$GPRMC,225446,A,4916.45,N,12311.12,W,000.5,054.7,191194,020.3,E*68"


def test_rmc_and_gga_of_a_second_are_one_fix_and_a_line_damaged_on_its_way_is_none():
    reading = sample("nmea/receiver.nmea", device="smur-1")

    assert told(reading) == [
        fix(
            "smur-1",
            "2019-08-24 09:00",
            -1.5561,
            43.4868,
            altitude_m=69.9,
            speed_kmh=23.15,
            course_deg=96.2,
        ),
        fix("smur-1", "2019-08-24 09:00:05.500", -1.556, 43.486833),
        fix("smur-1", "2019-08-24 09:00:20", -1.555933, 43.4869, altitude_m=70.1),
    ]
    assert reading.passed == 4
    ((number, why),) = reasons(reading)
    assert number == 6
    assert why.endswith("is wrong (00, computed 4E): the line was damaged on its way.")


def test_a_gateway_names_the_device_of_each_line():
    reading = sample("nmea/gateway.nmea", device="gateway")

    assert told(reading) == [
        fix(
            "VLM250",
            "1994-11-19 22:54:46",
            -123.185333,
            49.274167,
            speed_kmh=0.926,
            course_deg=54.7,
        ),
        fix("smur-2", "2019-09-26 01:00", 1.0583, 49.4364, speed_kmh=0),
    ]


def test_an_hour_without_its_day_is_of_the_nearest():
    gga = "$GPGGA,235959,4926.184,N,00103.498,E,1,08,0.9,12.0,M,48.6,M,,"
    after_midnight = datetime(2019, 9, 26, 0, 0, 2, tzinfo=UTC)

    reading = read("nmea", gga, device="a", received_at=after_midnight)

    assert [str(one.at) for one in reading.fixes] == ["2019-09-25 23:59:59+00:00"]


def test_a_gga_is_a_fix_where_the_rmc_of_its_second_has_none():
    gga = "$GPGGA,010000,4926.184,N,00103.498,E,1,08,0.9,12.0,M,48.6,M,,"
    rmc = "$GPRMC,010000,V,,,,,,,260919,,"

    reading = read("nmea", f"{gga}\n{rmc}\n", device="a")

    assert told(reading) == [fix("a", "2019-09-26 01:00", 1.0583, 49.4364, altitude_m=12)]
    assert reading.passed == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (RMC, "No device is named (NAME $…)"),
        ("a " + RMC[:-3].replace("4916.45", "4976.45"), "“4976.45,N” is no latitude or longitude"),
        ("a " + RMC[:-3].replace(",N,", ",E,"), "“4916.45,E” is no latitude or longitude"),
        ("a " + RMC[:-3].replace("4916.45", "9916.45"), "“lat” is 99.2741667; expected: between"),
        ("a " + RMC[:-3].replace("191194", "311194"), "“311194 225446” is no NMEA time"),
        ("a " + RMC[:-3].replace("000.5", "NaN"), "“speed” is “NaN”; expected: a number"),
        ("a " + RMC[:20], "“225446” is no NMEA time"),
        ("bonjour", "“bonjour” is no NMEA sentence"),
    ],
)
def test_a_bad_line_does_not_stop_the_next(line, why):
    reading = read("nmea", f"{line}\r\nb {RMC}\r\n")

    assert [one.device for one in reading.fixes] == ["b"]
    ((number, said),) = reasons(reading)
    assert number == 1
    assert why in said
