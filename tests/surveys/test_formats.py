"""Every format gives its places in WGS 84 with what they carry, and tells what it left out."""

import pytest
import shapely
from shapely.geometry import shape

from dashboard.surveys import QuestionError, UnreadableSurveyError
from tests.surveys.samples import (
    BOWTIE,
    GPX,
    KML,
    NORD,
    PARC,
    POINT,
    QUAI,
    geojson,
    geopackage,
    kml,
    kmz,
    placemark,
    read,
    shapefile,
)


def places(survey):
    return [shape(feature.geometry) for feature in survey.features]


def reasons(survey, locale="fr"):
    return [(one.number, one.name, one.why.say(locale)) for one in survey.left_out]


def test_geojson_is_read_as_it_is():
    survey = read(geojson(name="Dispositif"), "zones.geojson")

    assert places(survey) == [NORD, QUAI, PARC]
    assert survey.features[0].values == {"nom": "Poste été", "places": 12}
    assert (survey.crs, survey.title, survey.left_out) == ("EPSG:4326", "Dispositif", ())


def test_geojson_in_another_projection_that_says_so_is_transformed():
    lambert = shapely.Point(700_000, 6_600_000)  # its origin, by its definition
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}

    survey = read(geojson([lambert], [{}], crs=crs), "a.geojson")

    assert survey.crs == "EPSG:2154"
    assert shapely.distance(places(survey)[0], shapely.Point(3, 46.5)) < 1e-9


def test_kml_gives_its_placemarks_with_their_data_and_folders():
    survey = read(KML, "dispositif.kml")

    assert places(survey) == [NORD, QUAI, PARC]
    assert survey.features[0].values == {"name": "Poste été", "places": "12"}
    assert survey.features[1].values == {"name": "Quai", "folder": "Axes"}
    assert survey.features[2].values["description"] == "Vert\ngrand"
    assert survey.title == "Dispositif"


def test_kml_tells_what_it_cannot_place():
    content = kml(
        placemark("Vide", ""),
        placemark("Faux", "<Point><coordinates>a,b</coordinates></Point>"),
        placemark("Maquette", "<Model/>"),
        "<NetworkLink><name>Ailleurs</name></NetworkLink>",
        "<GroundOverlay><name>Plan</name></GroundOverlay>",
        placemark("Mêlés", f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>"),
    )

    survey = read(content, "a.kml")

    assert places(survey) == [shapely.MultiPoint([NORD, NORD])]
    assert [(number, name) for number, name, _ in reasons(survey)] == [
        (1, "Vide"), (2, "Faux"), (3, "Maquette"), (4, "Ailleurs"), (5, "Plan"),
    ]  # fmt: skip
    assert "n'est pas suivi" in reasons(survey)[3][2]
    assert "site plan" in reasons(survey, "en")[4][2]


def test_a_kmz_is_its_first_map_and_says_that_it_has_others():
    survey = read(kmz(doc=KML, autre=KML), "a.kmz")

    assert len(survey.features) == 3
    assert "ne sont pas lues (1)" in survey.notes[0].say("fr")


def test_gpx_gives_points_routes_and_tracks():
    survey = read(GPX, "sortie.gpx")

    assert [place.geom_type for place in places(survey)] == ["Point", "LineString", "LineString"]
    assert [f.values["kind"] for f in survey.features] == ["waypoint", "route", "track"]
    assert survey.features[2].values["begin"] == "2026-06-21T18:00:00+00:00"
    assert reasons(survey) == [(4, "Seul", "un seul point, pas de ligne")]


@pytest.mark.parametrize("crs", ["EPSG:2154", "EPSG:4326", "EPSG:32630", "EPSG:3857"])
def test_a_geopackage_is_transformed_from_what_it_says(crs):
    survey = read(geopackage(crs=crs), "postes.gpkg")

    assert shapely.distance(places(survey)[0], NORD) < 1e-6
    assert survey.crs == crs
    assert survey.features[0].values == {"nom": "Été"}


def test_of_several_layers_one_is_chosen():
    content = geopackage(layers=("postes", "zones"))

    with pytest.raises(QuestionError) as asked:
        read(content, "a.gpkg")

    assert asked.value.code == "layer"
    assert [choice.value for choice in asked.value.choices] == ["postes", "zones"]
    assert read(content, "a.gpkg", layer="zones").title == "zones"


@pytest.mark.parametrize(
    ("encoding", "without", "noted"),
    [("UTF-8", (), False), ("ISO-8859-1", (), False), ("CP1252", (".cpg",), None)],
)
def test_a_shapefile_keeps_its_accents(encoding, without, noted):
    survey = read(shapefile(encoding=encoding, without=without), "postes.zip")

    assert survey.features[0].values == {"nom": "Poste été", "places": 12}
    assert shapely.distance(places(survey)[0], NORD) < 1e-6
    assert noted is None or bool(survey.notes) == noted


def test_of_several_shapefiles_one_is_chosen():
    content = shapefile(names=("postes", "zones"))

    with pytest.raises(QuestionError) as asked:
        read(content, "a.zip")

    chosen = asked.value.choices[1].value
    assert read(content, "a.zip", layer=chosen).title == "zones"


def test_a_shapefile_without_a_part_says_which():
    with pytest.raises(UnreadableSurveyError) as refused:
        read(shapefile(without=(".dbf",)), "postes.zip")

    assert "il manque .dbf à « postes.shp »" in refused.value.say("fr")
    assert ".dbf is missing beside “postes.shp”" in refused.value.say("en")


def test_a_shapefile_without_its_projection_asks_which_and_the_likely_come_first():
    content = shapefile(without=(".prj",))

    with pytest.raises(QuestionError) as asked:
        read(content, "postes.zip")

    assert asked.value.code == "crs"
    assert "il lui manque un .prj" in asked.value.say("fr")
    assert "it has no .prj" in asked.value.say("en")
    assert asked.value.choices[0].value == "EPSG:2154"
    survey = read(content, "postes.zip", crs="EPSG:2154")
    assert shapely.distance(places(survey)[0], NORD) < 1e-6


def test_a_table_without_any_value_is_read_too():
    content = geopackage(rows=((),))

    assert read(content, "a.gpkg").features[0].values == {}


def test_an_outline_that_crosses_itself_is_told_and_kept_to_be_mended():
    survey = read(geojson([BOWTIE], [{"nom": "Noeud"}]), "a.geojson")

    (feature,) = survey.features
    assert "se croise" in feature.crossing.say("fr")
    assert "47.21" in feature.crossing.say("en")
