"""OwnTracks: one JSON object for each location, by HTTP or by MQTT."""

import pytest

from dashboard.feeds import FEEDS, Message
from dashboard.feeds.owntracks import device_of
from tests.feeds.samples import RECEIVED, fix, read, reasons, sample, told

LOCATION = '{"_type":"location","lat":43.4939,"lon":-1.5544,"tid":"V1","tst":1566637200'


def test_a_location_by_http_names_its_device_in_its_topic():
    reading = sample("owntracks/http.json")

    assert told(reading) == [
        fix(
            "samu64/vlm-1",
            "2019-08-24 09:00",
            -1.5544,
            43.4939,
            altitude_m=69,
            accuracy_m=10,
            speed_kmh=23,
            course_deg=271,
            battery=0.41,
        )
    ]


def test_by_mqtt_the_topic_of_the_message_names_it():
    reading = read("owntracks", LOCATION + "}", device=device_of("owntracks/samu64/vlm-1"))

    assert told(reading) == [fix("samu64/vlm-1", "2019-08-24 09:00", -1.5544, 43.4939)]


def test_by_mqtt_a_phone_cannot_speak_for_another_in_its_message():
    named = LOCATION + ',"topic":"owntracks/samu64/vlm-2"}'
    message = Message(
        body=named.encode(), received_at=RECEIVED, device="samu64/vlm-1", is_proven=True
    )

    assert [one.device for one in FEEDS["owntracks"].read(message).fixes] == ["samu64/vlm-1"]


def test_of_a_list_what_is_no_location_is_passed_and_what_is_wrong_is_said():
    reading = sample("owntracks/several.json")

    assert told(reading) == [
        fix("V1", "2019-08-24 09:00", -1.5544, 43.4939),
        fix("V1", "2019-08-24 09:00:30", -1.5540, 43.4941),
    ]
    assert reading.passed == 2
    assert reasons(reading) == [
        (
            4,
            (
                "The latitude “lat” is 95.1, beyond 90, and the longitude -1.5544: the two may be "
                "swapped."
            ),
        )
    ]


def test_a_message_taken_back_is_passed():
    assert sample("owntracks/empty.json").passed == 1


@pytest.mark.parametrize(
    "kind", ["lwt", "card", "cmd", "status", "transition", "waypoint", "later"]
)
def test_everything_else_the_app_sends_is_passed(kind):
    assert read("owntracks", f'{{"_type":"{kind}"}}').passed == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (LOCATION, "This is not JSON, or it was cut"),
        (LOCATION + ',"vel":NaN}', "“vel” is “nan”; expected: a number"),
        (LOCATION + ',"acc":Infinity}', "“acc” is “inf”; expected: a number"),
        (LOCATION + ',"tst":true}', "The time “tst” is “True”"),
        (LOCATION + ',"tst":null}', "The time “tst” is missing"),
        ('{"_type":"location","lat":43,"lon":1,"tst":1}', "No device is named (topic, tid)"),
        ('{"lat":43}', "“_type” is “None”; expected: a message of OwnTracks, {“_type”"),
        (LOCATION + ',"tid":"\\ud800"}', "“\\ud800” is not the name of a device"),
        ('{"_type":"encrypted","data":"x"}', "is encrypted by the phone"),
        ("7", "“message” is “7”; expected: a JSON object"),
        ("[" * 40 + "]" * 40, "nested more than 32 levels deep"),
    ],
)
def test_what_is_wrong_is_said(body, why):
    (refused,) = read("owntracks", body).refused

    assert why in refused.why.say("en")
    assert refused.original == body.encode()
