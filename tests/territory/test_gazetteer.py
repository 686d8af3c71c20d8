"""A place is found by the name one says, however one writes it."""

import csv
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.territory.addresses import BadAddressesError, read_addresses
from dashboard.territory.build import build
from dashboard.territory.catalogue import Maps, MapsGazetteer
from dashboard.territory.gazetteer import SqliteGazetteer
from dashboard.territory.indexing import Names
from dashboard.territory.place import KINDS, NO_GAZETTEER
from tests.territory.conftest import NOW
from tests.territory.town import BOX


@pytest.fixture(scope="module")
def gazetteer(built):
    return MapsGazetteer(built[0])


def names(gazetteer, text, **more):
    return [place.name for place in gazetteer.find(text, **more)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("rue des oeillets", "Rue des Œillets"),
        ("RUE DES ŒILLETS", "Rue des Œillets"),
        ("bd gal leclerc", "Boulevard du Général-Leclerc"),
        ("boulevard general leclerc", "Boulevard du Général-Leclerc"),
        ("r st etienne", "Rue Saint-Étienne"),
        ("rue st-etienne", "Rue Saint-Étienne"),
        ("pl marche", "Place du Marché"),
        ("av republique", "Avenue de la République"),
        ("republ", "Avenue de la République"),
        ("rue du 8 mai 1945", "Rue du 8 Mai 1945"),
        ("qai anne de bretagne", "Quai Anne de Bretagne"),
        ("rue jean jaures saint etienne", "Rue Jean Jaurès"),
        ("rue des capussins", "Rue des Capucins"),  # a letter wrong
        ("chemin des dnues", "Chemin des Dunes"),  # two letters swapped
        ("saint etienne sur mer", "Saint-Étienne-sur-Mer"),
        ("st etienne sur mer", "Saint-Étienne-sur-Mer"),
        ("la lande", "Kerlann"),
        ("D92", "Boulevard du Général-Leclerc"),
        ("A 83", "A 83"),
        ("étang", "Étang du Moulin"),
        ("bois des fees", "Bois des Fées"),
        ("ch de la cote", "Centre Hospitalier de la Côte"),
        ("ch dunes", "Chemin des Dunes"),
    ],
)
def test_a_name_is_found_as_it_is_said(gazetteer, said, meant):
    assert names(gazetteer, said)[0] == meant


@pytest.mark.parametrize("said", ["pompiers", "sapeurs pompiers", "centre de secours", "CIS"])
def test_who_helps_is_found_by_what_they_are(gazetteer, said):
    first = gazetteer.find(said)[0]

    assert (first.kind, first.name, first.context) == (
        "fire_station", "Centre de secours", "Saint-Étienne-sur-Mer",
    )  # fmt: skip


@pytest.mark.parametrize("said", ["hopital", "hôpital", "urgences", "SAMU"])
def test_a_hospital_comes_before_the_street_that_leads_to_it(gazetteer, said):
    assert gazetteer.find(said)[0].kind == "hospital"


@pytest.mark.parametrize("said", ["", "   ", "de la", "zzxqw", "'\"*()", "AND OR NOT", "x" * 5000])
def test_what_names_nothing_finds_nothing_or_little(gazetteer, said):
    assert len(gazetteer.find(said)) <= 8


def test_what_is_not_there_is_not_made_up(gazetteer):
    assert names(gazetteer, "escalier des fleurs") == []
    assert names(gazetteer, "gendarmerie maritime") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(built, said):
    for place in MapsGazetteer(built[0]).find(said, near=(-2.08, 47.21)):
        assert place.kind in KINDS
        assert BOX[0] <= place.lon <= BOX[2]
        assert 0 < place.score <= 100


def test_a_street_in_pieces_is_one_and_one_far_away_is_another(gazetteer):
    assert names(gazetteer, "avenue de la republique").count("Avenue de la République") == 1
    assert names(gazetteer, "boulevard leclerc").count("Boulevard du Général-Leclerc") == 2


def test_of_two_alike_the_nearer_comes_first(gazetteer):
    def first(lon, lat):
        return gazetteer.find("boulevard leclerc", near=(lon, lat))[0].lon

    assert first(-2.092, 47.21) == pytest.approx(-2.092, abs=0.001)
    assert first(-2.0624, 47.2016) == pytest.approx(-2.0624, abs=0.001)


def test_a_house_is_found_on_its_street(gazetteer):
    place = gazetteer.find("12 bis, rue de l'hopital")[0]

    assert (place.name, place.kind) == ("12 bis Rue de l'Hôpital", "address")
    assert (place.lon, place.lat) == pytest.approx((-2.0884, 47.2071))
    assert gazetteer.find("3 r hopital")[0].lon == pytest.approx(-2.0900)


def test_a_house_nobody_knows_gives_its_street(gazetteer):
    assert names(gazetteer, "99 rue de l'hôpital")[0] == "Rue de l'Hôpital"


def test_a_street_known_by_its_houses_alone_is_found(gazetteer):
    assert names(gazetteer, "allee des pins")[0] == "Allée des Pins"
    assert names(gazetteer, "1 all. des pins")[0] == "1 Allée des Pins"


def test_every_place_says_its_town(gazetteer):
    assert {place.context for place in gazetteer.find("rue")} == {"Saint-Étienne-sur-Mer"}
    assert gazetteer.find("saint etienne sur mer")[0].context == ""


def test_where_no_boundary_is_drawn_the_nearest_town_counts(tmp_path):
    made = Names(tmp_path / "places")
    made.point({"place": "village", "name": "Èze"}, 7.36, 43.73)
    made.street({"highway": "residential", "name": "Rue Basse"}, (7.361, 43.731), 50)
    made.street({"highway": "residential", "name": "Rue Loin"}, (8.361, 43.731), 50)
    made.finish()
    gazetteer = SqliteGazetteer(tmp_path / "places")

    assert gazetteer.find("rue basse")[0].context == "Èze"
    assert gazetteer.find("rue loin")[0].context == ""
    gazetteer.close()


def test_without_a_map_nothing_is_found(built, tmp_path):
    assert NO_GAZETTEER.find("rue") == []
    absent = MapsGazetteer(Maps(tmp_path / "absent"))
    assert absent.find("rue") == []
    assert not absent
    assert not NO_GAZETTEER
    assert MapsGazetteer(built[0])


def test_two_maps_are_asked_as_one(built, town, tmp_path):
    maps = Maps(tmp_path / "maps")
    build(maps, town, now=NOW, name="une")
    alone = names(MapsGazetteer(maps), "rue de l'eglise")
    build(maps, town, now=NOW, name="autre")

    assert names(MapsGazetteer(maps), "rue de l'eglise") == alone == ["Rue de l'Église"]


COLUMNS = ["id", "numero", "rep", "nom_voie", "nom_commune", "lon", "lat"]
TWO = [
    ["a", "7", "", "Rue des Capucins", "Saint-Étienne-sur-Mer", "-2.0721", "47.2111"],
    ["b", "7", "ter", "Impasse Neuve", "Saint-Étienne-sur-Mer", "-2.0700", "47.2100"],
    ["c", "1", "", "Rue d'Ailleurs", "Nantes", "-1.55", "47.21"],
]


def addresses(path, rows, columns=COLUMNS):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([columns, *rows])
    return path


@pytest.mark.parametrize("name", ["adresses.csv", "adresses.csv.gz"])
def test_the_national_addresses_add_houses(town, tmp_path, name):
    maps = Maps(tmp_path / "maps")
    region = build(maps, town, now=NOW, addresses=addresses(tmp_path / name, TWO))
    gazetteer = MapsGazetteer(maps)

    assert names(gazetteer, "7 rue des capucins")[0] == "7 Rue des Capucins"
    assert names(gazetteer, "7 ter impasse neuve")[0] == "7 ter Impasse Neuve"
    assert names(gazetteer, "rue d'ailleurs") == [], "outside the box"
    assert "BAN" in region.credit


def test_what_is_no_file_of_addresses_is_refused(tmp_path):
    other = addresses(tmp_path / "x.csv", [["1", "2"]], ["a", "b"])
    broken = addresses(tmp_path / "y.csv", [["a", "7", "", "Rue", "Ville", "est", "47"]])
    noise = tmp_path / "z.csv.gz"
    noise.write_bytes(b"no gzip")

    for path, said in ((other, "numero"), (broken, "ligne 2"), (noise, "BAN"), (tmp_path, "BAN")):
        with pytest.raises(BadAddressesError) as refused:
            list(read_addresses(path, BOX))
        assert said in refused.value.say("fr")
