"""Hub Santé: GEO-POS tells where vehicles are, GEO-RES what they are called."""

import json

import pytest

from dashboard.feeds.geo_pos import AVAILABILITY, ENGAGED
from dashboard.layers.teams import STATUSES
from tests.feeds.samples import fix, read, reasons, sample, told

ROUEN = "fr.health.samu760.resource."

# The enumerations of GEO-POS.schema.json (SAMU-Hub-Modeles).
STATUS = {"DISPONIBLE", "INDISPONIBLE", "INCONNU"}
ENGAGED_STATUS = {
    "ALERTEE", "PARTIE", "ARRIVEE_LIEU", "TRANSPORT_DESTINATION", "ARRIVEE_DESTINATION", "FIN_MED",
    "QUITTE_DESTINATION", "RETOUR_DISPONIBLE", "RETOUR_INDISPONIBLE", "ARRIVEE_CENTRE",
}  # fmt: skip


def test_positions_come_with_the_status_of_the_vehicle():
    reading = sample("geo_pos/positions.json")

    assert told(reading) == [
        fix(
            ROUEN + "VLM250",
            "2019-09-26 01:10",
            1.0583,
            49.4364,
            altitude_m=12,
            speed_kmh=54,
            course_deg=218,
            status="en_route",
        ),
        fix(ROUEN + "VLM25", "2019-09-26 01:11", 1.1083, 49.4408, status="available"),
    ]
    assert reasons(reading) == [
        (
            3,
            "“resourceId” is “VLM25”; expected: for example fr.health.samu640.resource.VLM250.",
        )
    ]


def test_the_envelope_of_the_hub_is_opened_and_the_first_version_read():
    reading = sample("geo_pos/envelope.json")

    assert told(reading) == [
        fix(
            ROUEN + "VLM211",
            "2019-09-26 01:12",
            1.06,
            49.44,
            speed_kmh=30.5,
            course_deg=90,
            status="on_scene",
        )
    ]


def test_resources_tell_names_and_no_position():
    reading = sample("geo_pos/resources.json")

    assert reading.names == {ROUEN + "VLM250": "SMUR 1 Rouen", ROUEN + "HELI1": "HéliSMUR 76"}
    assert (reading.fixes, reading.passed) == ((), 2)


def test_every_status_of_the_nomenclature_is_one_of_a_team():
    assert set(AVAILABILITY) == STATUS
    assert set(ENGAGED) == ENGAGED_STATUS
    assert {*AVAILABILITY.values(), *ENGAGED.values()} == set(STATUSES) - {"planned"}


def test_a_status_nobody_knows_does_not_hide_the_vehicle():
    position = {
        "resourceId": ROUEN + "VLM250",
        "datetime": "2019-09-26T03:10:00+02:00",
        "coord": {"lat": 49.4, "lon": 1.0},
        "engagedStatus": "EN_PAUSE",
    }

    (one,) = read("geo_pos", json.dumps({"geoPositionsUpdate": {"position": [position]}})).fixes

    assert one.status is None


@pytest.mark.parametrize(
    ("body", "passed", "refused"),
    [
        (
            {"content": [{"jsonContent": {"embeddedJsonContent": {"message": {"kind": "Ack"}}}}]},
            1,
            0,
        ),
        ({"content": [{"xmlContent": {}}, 7, {"jsonContent": []}]}, 0, 3),
        ({"geoPositionsUpdate": 7}, 0, 1),
        ({"geoPositionsUpdate": {}}, 0, 0),
        ({"geoPositionsUpdate": {"position": [7, None, {}]}}, 0, 3),
        ({"emsi": {}}, 0, 1),
    ],
)
def test_other_messages_are_passed_and_broken_ones_said(body, passed, refused):
    reading = read("geo_pos", json.dumps(body))

    assert (reading.passed, len(reading.refused)) == (passed, refused)
