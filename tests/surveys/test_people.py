"""Population files: people by points, by the ten thousand, and what is wrong with a line."""

import json

import numpy as np
import pytest

from dashboard.surveys.people import people_in
from dashboard.surveys.survey import UnreadableSurveyError
from tests.surveys.samples import NORD, geopackage

CSV, GEOJSON = "text/csv", "application/geo+json"
FRENCH = """nom;longitude;latitude;population
Centre;-1,5536;47,2173;1 200
Île;-1,5400;47,2060;800,5
"""


def unheard(_fraction):
    """Nobody listens."""


def read(text, media_type=CSV, **asked):
    content = text if isinstance(text, bytes) else text.encode()
    return people_in(content, media_type, name="pop", told=unheard, **asked)


def test_a_french_table_is_read_with_its_commas_and_spaces():
    found = read(FRENCH)

    assert found.population.people.tolist() == [1200, 800.5]
    assert found.population.lon.tolist() == [-1.5536, -1.54]
    assert list(found.population.names) == ["Centre", "Île"]
    assert list(found.left_out) == []


def test_an_english_table_in_another_order_is_the_same():
    found = read("pop,lat,lon\n1200,47.2173,-1.5536\n")

    assert found.population.people.tolist() == [1200]
    assert (found.population.lon[0], found.population.lat[0]) == (-1.5536, 47.2173)


@pytest.mark.parametrize("people", ["0", "-4", "", "beaucoup", "nan"])
def test_a_line_with_nobody_is_left_out_and_named(people):
    found = read(f"lon,lat,pop\n1,45,10\n2,45,{people}\n3,45,5\n")

    assert found.population.people.tolist() == [10, 5]
    (left,) = found.left_out
    assert left.number == 2
    assert "is no number of people" in left.why.say("en")


def test_a_place_outside_the_world_is_left_out():
    found = read("lon,lat,pop\n1,45,10\n2,95,10\n3,,10\n")

    assert [left.number for left in found.left_out] == [2, 3]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lon,lat,pop\n1,45,0\n", "counts nobody: 1 lines left out. The first, no. 1"),
        ("lon,lat,altitude\n1,45,3\n", "No column of people: the file has lon, lat, altitude"),
        ("commune,pop\nNantes,3\n", "No column of longitude"),
        ("", "has no line"),
        ("lon,lat,pop\n", "has no line"),
    ],
)
def test_a_file_that_counts_nobody_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(UnreadableSurveyError) as refused:
        read(text)

    assert sentence in refused.value.say("en")
    assert refused.value.say("fr")


def test_a_column_may_be_named():
    assert read("lon,lat,pop,men\n1,45,10,4\n", field="men").population.people.tolist() == [4]
    with pytest.raises(UnreadableSurveyError, match="women"):
        read("lon,lat,pop\n1,45,10\n", field="women")


def test_areas_of_geojson_count_where_their_middle_is():
    square = {"type": "Polygon", "coordinates": [[[0, 45], [2, 45], [2, 46], [0, 46], [0, 45]]]}
    features = [{"type": "Feature", "properties": {"ind": 12.5}, "geometry": square}]
    text = json.dumps({"type": "FeatureCollection", "features": features})

    found = read(text, GEOJSON).population

    assert (found.lon[0], found.lat[0], found.people[0]) == (1, 45.5, 12.5)


def test_another_file_is_refused():
    with pytest.raises(UnreadableSurveyError, match="gives no population"):
        read(b"%PDF", "application/pdf")


def test_a_hundred_thousand_points_are_read_and_told_and_can_be_stopped():
    lines = [f"{-2 + n / 1e5:.5f},{47 + n % 997 / 1e3:.5f},{n % 90 + 1}" for n in range(100_000)]
    content = "\n".join(["lon,lat,pop", *lines])
    told = []

    found = people_in(content.encode(), CSV, name="pop", told=told.append)

    assert len(found.population.people) == 100_000
    assert len(told) > 50
    assert told == sorted(told)

    def stopping(fraction):
        if fraction > 0.2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        people_in(content.encode(), CSV, name="pop", told=stopping)


def test_a_geopackage_in_lambert_is_transformed():
    content = geopackage(rows=((("nom", "Nord"), ("pop", 40)),))

    found = read(content, "application/geopackage+sqlite3").population

    assert found.people.tolist() == [40]
    assert np.allclose((found.lon[0], found.lat[0]), (NORD.x, NORD.y), atol=1e-6)
