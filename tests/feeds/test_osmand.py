"""Traccar Client and OsmAnd: one position in the address of a request, or in JSON."""

import json

import pytest

from tests.feeds.samples import RECEIVED, fix, read, reasons, sample, told

HERE = "id=VLM250&lat=43.4868&lon=-1.5561"


def test_a_query_tells_its_speed_in_knots_and_its_battery_in_percent():
    reading = sample("osmand/query.txt")

    assert told(reading) == [
        fix(
            "VLM250",
            "2019-08-24 09:00",
            -1.5561,
            43.4868,
            altitude_m=20,
            accuracy_m=8,
            speed_kmh=23.15,
            course_deg=96,
            battery=0.71,
        )
    ]


def test_the_json_of_the_same_app_tells_metres_a_second_and_a_part_of_one():
    reading = sample("osmand/client_9.json")

    assert told(reading) == [
        fix(
            "VLM250",
            "2019-08-24 09:00:00.123",
            -1.5561,
            43.4868,
            altitude_m=69.9,
            accuracy_m=8.4,
            speed_kmh=23.148,
            course_deg=96.2,
            battery=0.71,
        )
    ]


def test_a_place_may_be_told_as_one_word_and_a_time_with_its_offset():
    reading = sample("osmand/location.txt")

    assert told(reading) == [fix("VLM250", "2019-08-24 09:00:00.250", -1.5561, 43.4868)]


@pytest.mark.parametrize(
    "time",
    [
        "1566637200",
        "1566637200000",
        "2019-08-24T09:00:00Z",
        "2019-08-24T11:00:00+02:00",  # a plus that was not escaped
        "2019-08-24T11:00:00%2B0200",
        "2019-08-24%2009:00:00",
        "2019-08-24+09:00:00",
    ],
)
def test_a_time_is_told_in_any_of_the_ways_traccar_knows(time):
    reading = read("osmand", f"{HERE}&timestamp={time}")

    assert [str(one.at) for one in reading.fixes] == ["2019-08-24 09:00:00+00:00"]


def test_without_a_time_it_is_now():
    reading = read("osmand", HERE)

    assert [one.at for one in reading.fixes] == [RECEIVED]


@pytest.mark.parametrize("body", ["id=VLM250&lat=0&lon=0.0", f"{HERE}&valid=false"])
def test_a_device_that_has_no_position_yet_is_passed(body):
    reading = read("osmand", body)

    assert (reading.fixes, reading.refused, reading.passed) == ((), (), 1)


def test_what_a_phone_does_not_know_is_below_zero():
    coords = {"latitude": 43.4868, "longitude": -1.5561, "speed": -1, "heading": -1}
    body = {"location": {"coords": coords, "battery": {"level": -1}}, "device_id": 250}

    reading = read("osmand", json.dumps(body))

    assert told(reading) == [fix("250", "2019-09-26 01:20", -1.5561, 43.4868)]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("lat=43.4868&lon=-1.5561", "No device is named (id, deviceid): whose position this is"),
        ("id=VLM250&lat=43.4868", "“lon” is missing"),
        ("id=VLM250&lat=NaN&lon=-1.5561", "“lat” is “NaN”; expected: a number"),
        ("id=VLM250&lat=inf&lon=-1.5561", "“lat” is “inf”; expected: a number"),
        ("id=VLM250&lat=1e999&lon=-1.5561", "“lat” is “1e999”; expected: a number"),
        ("id=VLM250&lat=143.4868&lon=-1.5561", "the two may be swapped"),
        ("id=VLM250&lat=43.4868&lon=-1000", "“lon” is -1000; expected: between -180 and 180"),
        (f"{HERE}&batt=710", "“batt” is 710; expected: between 0 and 100"),
        (f"{HERE}&speed=fast", "“speed” is “fast”; expected: a number"),
        (f"{HERE}&timestamp=yesterday", "“yesterdayZ” is not a readable time"),
        (f"{HERE}&timestamp=99999999999999999", "“timestamp” is “99999999999999999”"),
        ("hello", "“hello” is no OsmAnd request"),
        ('{"location": {"coords": {"latitude": 43', "This is not JSON, or it was cut"),
        ('{"location": []}', "“location” is “[]”; expected: a JSON object"),
        (f"id={'x' * 129}&lat=43.4868&lon=-1.5561", "128 readable characters at most"),
        ("id=%00&lat=43.4868&lon=-1.5561", "is not the name of a device"),
    ],
)
def test_what_is_wrong_is_said_and_the_request_kept(body, why):
    reading = read("osmand", body)

    (refused,) = reading.refused
    assert why in refused.why.say("en")
    assert refused.why.say("fr")
    assert refused.original == body.encode()


def test_true_is_no_latitude():
    body = {"location": {"coords": {"latitude": True, "longitude": 1}}, "device_id": "x"}

    reading = read("osmand", json.dumps(body))

    assert reasons(reading) == [(1, "“latitude” is “True”; expected: a number, for example 12.5.")]
