"""What is typed is read over HTTP as it is anywhere, and how it was understood is said."""

import pytest

from tests.web.conftest import AWAY, client_of

COORDINATES = "/api/coordinates"


def test_a_text_is_read_and_said_back_in_every_system(client):
    answer = client.get(COORDINATES, params={"text": "FL08D6.2", "lang": "fr"})

    told = answer.json()
    assert answer.status_code == 200
    assert told["system"] == "dfci"
    assert told["cell"]["type"] == "Polygon"
    assert told["written"]["dfci"] == "FL08D6.2"
    assert set(told["written"]) == {"dd", "dms", "ddm", "utm", "mgrs", "dfci", "lambert93"}
    assert told["sentence"].startswith("DFCI (indicatif) : 49°25'")
    assert told["sentence"].endswith("à 716 m près")


def test_a_place_far_from_where_it_is_asked_says_so(client):
    near = {"near": "0.9,49.3,1.3,49.6"}

    here = client.get(COORDINATES, params={"text": "49.4364, 1.0583", **near}).json()
    there = client.get(COORDINATES, params={"text": "43.4868 ; -1.5561", **near}).json()

    assert "de l'opération" not in here["sentence"]
    assert there["sentence"].endswith("à 693 km de l'opération")


def test_a_system_that_does_not_reach_a_place_says_nothing_of_it(client):
    written = client.get(COORDINATES, params={"text": "0, 0"}).json()["written"]

    assert written["dfci"] is written["lambert93"] is None
    assert written["utm"] == "31N 166021 0"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": "gare de Bayonne"}, "unreadable_coordinates"),
        ({"text": "31S 500000 3600000"}, "ambiguous_coordinates"),
        ({"text": "L93 1 2"}, "outside_system"),
        ({"text": "1.0583 49.4364", "near": "0.9,49.3,1.3,49.6"}, "swapped_coordinates"),
        ({"text": "0 0", "near": "1,2,3"}, "unreadable_place"),
        ({"text": "0" * 201}, "unreadable"),
        ({}, "unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_in_both_languages(client, asked, code):
    told = [client.get(COORDINATES, params={**asked, "lang": lang}) for lang in ("fr", "en")]

    assert [answer.status_code for answer in told] == [422, 422]
    assert {answer.json()["error"]["code"] for answer in told} == {code}
    assert len({answer.json()["error"]["sentence"] for answer in told}) == 2


def test_a_stranger_is_read_nothing(guarded):
    stranger = client_of(guarded, client=AWAY)

    assert stranger.get(COORDINATES, params={"text": "0, 0"}).status_code == 401
