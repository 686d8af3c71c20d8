"""What is wrong with a file is said in a sentence, in both languages, and nothing is guessed."""

import json
import re
import sqlite3
import zipfile
from io import BytesIO

import pytest
import shapely
from shapely.geometry import shape

from dashboard.documents import UnacceptableDocumentError, admit
from dashboard.surveys import (
    QuestionError,
    UnknownProjectionError,
    UnreadableSurveyError,
    check_readable,
)
from tests.surveys.samples import (
    KML,
    NANTES,
    NORD,
    geojson,
    geopackage,
    kml,
    kmz,
    placemark,
    read,
    shapefile,
)

LAMBERT = shapely.Point(700_000, 6_600_000)
"""The origin of Lambert-93, by its definition: 3° E, 46° 30' N."""
SWAPPED = shapely.Point(47.21, -1.55)
BILLION = (
    b'<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&b;</name></Placemark></kml>'
)
FOREIGN_FILE = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><name>&a;</name></gpx>'
)


def bomb():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b"<kml>" + bytes(400 * 1024 * 1024))
    return packed.getvalue()


def asked(content, name, **answers):
    with pytest.raises(QuestionError) as question:
        read(content, name, **answers)
    return question.value


def refused(content, name, error, **answers):
    with pytest.raises(error) as refusal:
        read(content, name, **answers)
    return refusal.value.say("fr"), refusal.value.say("en")


def test_numbers_that_are_no_degrees_are_asked_about_and_lambert_comes_first():
    question = asked(geojson([LAMBERT], [{}]), "a.geojson")

    assert question.code == "crs"
    assert "on dirait du Lambert-93 (EPSG:2154). Le transformer ?" in question.say("fr")
    assert "looks like Lambert-93 (EPSG:2154). Transform it?" in question.say("en")
    assert question.choices[0].value == "EPSG:2154"
    survey = read(geojson([LAMBERT], [{}]), "a.geojson", crs="EPSG:2154")
    assert shapely.distance(shape(survey.features[0].geometry), shapely.Point(3, 46.5)) < 1e-9


def test_numbers_that_are_nothing_we_know_are_asked_about_all_the_same():
    question = asked(geojson([shapely.Point(9e8, 9e8)], [{}]), "a.geojson")

    assert "Dans quelle projection est-il ?" in question.say("fr")
    assert "Which projection is it in?" in question.say("en")


def test_a_few_numbers_that_are_no_degrees_are_left_out_one_by_one():
    places = [NORD, NORD, LAMBERT]

    survey = read(geojson(places, [{"nom": str(n)} for n in range(3)]), "a.geojson")

    (left,) = survey.left_out
    assert (left.number, left.name, len(survey.features)) == (3, "2", 2)
    assert left.why.say("fr").startswith("hors du monde (700000")
    assert left.why.say("en").startswith("outside the world (700000")


def test_places_far_away_that_would_be_near_with_both_exchanged_are_asked_about():
    content = geojson([SWAPPED, SWAPPED], [{}, {}])

    question = asked(content, "a.geojson")

    assert question.code == "swap"
    assert "Les échanger ?" in question.say("fr")
    assert "Exchange them?" in question.say("en")
    yes, no = (read(content, "a.geojson", swap=said) for said in ("yes", "no"))
    assert shape(yes.features[0].geometry) == NORD
    assert shape(no.features[0].geometry) == SWAPPED


def test_nothing_is_asked_where_the_operation_does_not_say_where_it_is():
    assert read(geojson([SWAPPED], [{}]), "a.geojson", area=None).features


def test_a_projection_nobody_knows_is_named():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}

    fr, en = refused(geojson(crs=crs), "a.geojson", UnknownProjectionError)

    assert "« urn:ogc:def:crs:EPSG::999999 » ne peut pas être transformée" in fr
    assert "“urn:ogc:def:crs:EPSG::999999” cannot be transformed" in en


def test_a_plan_that_is_on_no_globe_is_named():
    local = 'LOCAL_CS["Chantier de la gare",UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]'
    content = shapefile(without=(".prj",), more=(("donnees/postes.prj", local),))

    fr, en = refused(content, "a.zip", UnknownProjectionError)

    assert "« Chantier de la gare »" in fr
    assert "“Chantier de la gare”" in en


@pytest.mark.parametrize(
    ("content", "name", "fr", "en"),
    [
        (BILLION, "a.kml", "déclare des entités (DTD)", "declares entities (DTD)"),
        (FOREIGN_FILE, "a.gpx", "déclare des entités (DTD)", "declares entities (DTD)"),
        (kmz(doc=BILLION), "a.kmz", "déclare des entités", "declares entities"),
        (
            shapefile(more=(("donnees/lisez.txt", "bonjour"),)),
            "a.zip",
            "autre chose que ses propres fichiers (« donnees/lisez.txt »)",
            "something else than its own files (“donnees/lisez.txt”)",
        ),
        (geopackage()[:-1], "a.gpkg", "GeoPackage abîmé", "GeoPackage that is damaged"),
        (
            b"SQLite format 3\0" + bytes(4080),
            "a.gpkg",
            "qui n'est pas un GeoPackage",
            "that is no GeoPackage",
        ),
    ],
)
def test_what_could_harm_is_refused_before_it_is_read(content, name, fr, en):
    told = refused(content, name, UnacceptableDocumentError)

    assert fr in told[0]
    assert en in told[1]


def test_a_kmz_that_unfolds_without_measure_is_refused():
    fr, en = refused(bomb(), "a.kmz", UnacceptableDocumentError)

    assert "bombe de décompression" in fr
    assert "decompression bomb" in en


def with_view(name):
    """A GeoPackage whose layer is a program that never ends."""
    database = sqlite3.connect(":memory:")
    database.deserialize(geopackage())
    database.execute(f'ALTER TABLE "{name}" RENAME TO hidden')
    database.execute(
        f'CREATE VIEW "{name}" AS WITH RECURSIVE '  # noqa: S608
        "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n"
    )
    return database.serialize()


@pytest.mark.parametrize("name", ["postes", "gpkg_spatial_ref_sys"])
def test_a_layer_that_is_a_program_is_refused_and_not_run(name):
    fr, en = refused(with_view(name), "a.gpkg", UnreadableSurveyError)

    assert f"« {name} » y est une vue" in fr
    assert f"“{name}” is a view" in en


@pytest.mark.parametrize(
    ("content", "name", "fr", "en"),
    [
        (b'{"type": "Topology"}', "a.json", "n'est pas du GeoJSON", "is not GeoJSON"),
        (
            b'{"type": "FeatureCollection", "features": []}',
            "a.geojson",
            "aucun objet",
            "no feature",
        ),
        (kml(), "a.kml", "aucun objet", "no feature"),
    ],
)
def test_what_holds_nothing_is_refused(content, name, fr, en):
    told = refused(content, name, UnreadableSurveyError)

    assert fr in told[0]
    assert en in told[1]


def test_what_holds_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("dashboard.surveys.placing.MOST_FEATURES", 2)

    fr, en = refused(geojson(), "a.geojson", UnreadableSurveyError)

    assert "plus de 2 objets" in fr
    assert "more than 2 features" in en


def test_each_feature_that_is_none_is_told_by_its_number():
    features = [
        5,
        {"type": "Feature", "geometry": None, "properties": {"nom": "Sans lieu"}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": "x"}},
        {"type": "Feature", "geometry": {"type": "Curve", "coordinates": []}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": []}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-1.5, 47.2]}},
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()

    survey = read(content, "a.geojson")

    assert [one.number for one in survey.left_out] == [1, 2, 3, 4, 5]
    assert [one.name for one in survey.left_out][1] == "Sans lieu"
    assert [feature.number for feature in survey.features] == [6]
    assert all(one.why.say(locale) for one in survey.left_out for locale in ("fr", "en"))


def test_points_and_areas_in_one_geometry_are_left_out():
    inside = "<Point><coordinates>-1.55,47.2</coordinates></Point>"
    line = "<LineString><coordinates>-1.55,47.2 -1.5,47.3</coordinates></LineString>"
    content = kml(placemark("Mêlés", f"<MultiGeometry>{inside}{line}</MultiGeometry>"))

    (left,) = read(content, "a.kml").left_out

    assert "la séparer" in left.why.say("fr")
    assert "take it apart" in left.why.say("en")


def test_a_document_that_holds_no_places_is_refused():
    with pytest.raises(UnreadableSurveyError) as refusal:
        check_readable(admit(b"Bonjour", "note.txt"))

    assert "est un texte : il ne contient pas de lieux" in refusal.value.say("fr")
    assert "is a text: it holds no places" in refusal.value.say("en")
    check_readable(admit(KML, "a.kml"))


def test_elevations_are_not_kept_and_that_is_said():
    survey = read(geojson([shapely.Point(-1.55, 47.21, 12)], [{}]), "a.geojson")

    assert survey.features[0].geometry["coordinates"] == [-1.55, 47.21]
    assert re.search("altitudes", survey.notes[0].say("fr"))
    assert NANTES[0] < -1.55 < NANTES[2]
