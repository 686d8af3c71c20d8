"""GeoJSON and CSV: what people make themselves, called as they call it."""

import json

import pytest

from dashboard.feeds.headings import meanings
from tests.feeds.samples import fix, read, reasons, sample, told

POINT = {"type": "Point", "coordinates": [-1.5310, 47.2590]}


def test_geojson_has_its_longitude_first_and_its_units_in_its_names():
    reading = sample("geojson/points.geojson")

    assert told(reading) == [
        fix("binome-4", "2019-09-13 18:00", -1.5310, 47.2590, altitude_m=21.4, speed_kmh=5.4),
        fix(
            "binome-5", "2019-09-13 18:00:10.500", -1.5312, 47.2592, speed_kmh=5.4, course_deg=326.3
        ),
        fix("binome-6", "2019-09-13 18:00:30", -1.5316, 47.2596, speed_kmh=18.52),
    ]
    assert reading.passed == 1
    ((number, why),) = reasons(reading)
    assert number == 4
    assert why.endswith("beyond 90, and the longitude 47.2594: the two may be swapped.")


def test_one_feature_may_come_alone():
    feature = {"type": "Feature", "geometry": POINT, "properties": {"time": 1568397600}}

    reading = read("geojson", json.dumps(feature), device="binome-4")

    assert told(reading) == [fix("binome-4", "2019-09-13 18:00", -1.5310, 47.2590)]


@pytest.mark.parametrize(
    ("feature", "why"),
    [
        ({"type": "Feature", "geometry": POINT, "properties": None}, "No device is named (id)"),
        ({"type": "Feature", "geometry": POINT, "id": 1}, "The time “time” is missing"),
        ({"type": "Point", "coordinates": [1, 2]}, "“type” is “Point”; expected: a GeoJSON object"),
        ({"type": "Feature", "geometry": "ici"}, "“geometry” is “ici”; expected: a JSON object"),
        (
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": ["-1.5310", None]},
                "properties": {"device": "a", "time": "2019-09-13T18:00:00Z"},
            },
            "“coordinates[1]” is missing",
        ),
        (
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [355000.0, 6689000.0]},
                "properties": {"device": "a", "time": "2019-09-13T18:00:00Z"},
            },
            "“coordinates[1]” is 6689000; expected: between -90 and 90",
        ),
        (7, "“feature” is “7”; expected: a JSON object"),
    ],
)
def test_a_bad_feature_does_not_stop_the_next(feature, why):
    good = {"type": "Feature", "geometry": POINT, "properties": {"device": "b", "at": 1568397600}}
    body = {"type": "FeatureCollection", "features": [feature, good]}

    reading = read("geojson", json.dumps(body))

    assert [one.device for one in reading.fixes] == ["b"]
    ((number, said),) = reasons(reading)
    assert number == 1
    assert why in said


def test_a_french_spreadsheet_has_semicolons_decimal_commas_and_its_day_first():
    reading = sample("csv/tableur.csv")

    assert told(reading) == [
        fix(
            "VLM 250",
            "2019-08-24 09:00",
            -1.5561,
            43.4868,
            speed_kmh=23.1,
            course_deg=96,
            battery=0.71,
        ),
        fix("VLM 251", "2019-08-24 09:00:20", -1.5544, 43.4939),
    ]
    assert reasons(reading, "fr") == [
        (
            3,
            (
                "3 colonnes, 8 attendues. La ligne est-elle coupée, ou la virgule y sert-elle "
                "aussi de décimale ?"
            ),
        )
    ]


def test_the_table_of_a_tracker_has_commas_and_a_bad_line_stops_nothing():
    reading = sample("csv/tracker.csv")

    assert told(reading) == [
        fix(
            "VLM250",
            "2019-08-24 09:00",
            -1.5561,
            43.4868,
            altitude_m=20,
            accuracy_m=8,
            speed_kmh=23.15,
        ),
        fix(
            "VLM250",
            "2019-08-24 09:00:30",
            -1.5557,
            43.4872,
            altitude_m=20,
            accuracy_m=8,
            speed_kmh=0,
        ),
    ]
    assert reasons(reading) == [
        (
            3,
            "9 columns, 7 expected. Was the line cut, or is the comma a decimal mark there too?",
        ),
        (4, "“speed_kn” is “NaN”; expected: a number, for example 12.5."),
    ]


def test_a_table_may_be_of_one_device_that_is_said_with_it():
    reading = read("csv", "time\tlat\tlon\n1568397600\t47,2590\t-1,5310\n", device="binome-4")

    assert told(reading) == [fix("binome-4", "2019-09-13 18:00", -1.5310, 47.2590)]


def test_headings_that_tell_no_place_or_time_are_said_once():
    (refused,) = read("csv", "nom;x;y\na;1;2\nb;3;4\n").refused

    assert refused.why.say("fr").startswith(
        "Dans la première ligne il manque l'heure, la latitude, la longitude ; lu : « nom x y »."
    )
    assert refused.why.say("en").startswith(
        "The first line lacks the time, the latitude, the longitude; read: “nom x y”."
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("a;24/08/2019 11:00;43,4;-1,5", "The time “2019-08-24T11:00” has no offset"),
        ("a;;43,4;-1,5", "The time “heure” is missing"),
        (";2019-08-24T09:00:00Z;43,4;-1,5", "No device is named (appareil)"),
        ("a;2019-08-24T09:00:00Z;143,4;-1,5", "may be swapped"),
        ("a;2019-08-24T09:00:00Z;1,2,3;-1,5", "“latitude” is “1,2,3”; expected: a number"),
    ],
)
def test_a_bad_line_does_not_stop_the_next(line, why):
    good = "b;2019-08-24T09:00:00Z;43,4;-1,5"

    reading = read("csv", f"appareil;heure;latitude;longitude\n{line}\n{good}\n")

    assert [one.device for one in reading.fixes] == ["b"]
    ((number, said),) = reasons(reading)
    assert number == 2
    assert why in said


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("vitesse (km/h)", "speed_kmh"),
        ("speedKmh", "speed_kmh"),
        ("Vitesse [m/s]", "speed_ms"),
        ("SPEED_KTS", "speed_kn"),
        ("vitesse (nœuds)", "speed_kn"),
        ("speed", None),  # of what?
        ("batt", None),
        ("Batterie (%)", "battery_percent"),
        ("Précision (m)", "accuracy_m"),
        ("altitude (ft)", None),
        ("latitude (m)", None),  # metres of a projection
        ("Horodatage UTC", "at_utc"),
        ("deviceId", "device"),
        ("couleur", None),
        ("", None),
    ],
)
def test_a_heading_means_a_value_in_its_unit(heading, meaning):
    assert meanings([heading]).get(heading) == meaning
