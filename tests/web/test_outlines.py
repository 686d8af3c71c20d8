"""Outlines over HTTP: told where they cross, with a mended one to accept."""

import pytest

BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
WHOLE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


@pytest.mark.parametrize(("lang", "word"), [("fr", "se croise"), ("en", "crosses")])
def test_an_outline_that_crosses_itself_is_told_and_mended(client, lang, word):
    answer = client.post(f"/api/outlines?lang={lang}", json={"geometry": BOW_TIE})

    assert answer.status_code == 200
    said = answer.json()
    assert word in said["sentence"]
    assert said["crosses_at"] == [1, 1]
    assert said["mended"]["type"] == "MultiPolygon"


def test_an_outline_that_does_not_cross_itself_is_nothing_to_tell(client):
    said = client.post("/api/outlines", json={"geometry": WHOLE}).json()

    assert set(said.values()) == {None}


def test_an_outline_around_nothing_can_only_be_drawn_again(client):
    flat = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}

    said = client.post("/api/outlines", json={"geometry": flat}).json()

    assert said["sentence"]
    assert said["mended"] is None


@pytest.mark.parametrize(
    "geometry", [{}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[[0, 500]] * 4]}]
)
def test_what_is_no_geometry_is_refused_in_a_sentence(client, geometry):
    answer = client.post("/api/outlines", json={"geometry": geometry})

    assert answer.status_code == 422
    assert answer.json()["error"]["sentence"]
