"""A base map of the settings is shown, or refused in a sentence that says what it lacks."""

import json

import pytest

from dashboard.territory.source_refusals import BadSourceError
from dashboard.territory.sources import KNOWN, sources_of

HERE = {"name": "Carte du SDIS", "credit": "© SDIS 44"}
XYZ = HERE | {"address": "https://cartes.sdis44.example/{z}/{x}/{y}.png"}


def only(table, *, by_tls=True):
    (source,) = sources_of(json.dumps([table]), by_tls=by_tls)
    return source


def refusal(said, *, by_tls=True):
    with pytest.raises(BadSourceError) as refused:
        sources_of(said if isinstance(said, str) else json.dumps(said), by_tls=by_tls)
    assert refused.value.say("en")
    return refused.value.say("fr")


def test_without_a_setting_there_are_those_everybody_knows():
    assert sources_of("", by_tls=True) == list(KNOWN.values())


def test_with_one_there_are_exactly_those_it_lists(tmp_path):
    path = tmp_path / "fonds.toml"
    path.write_text(
        '[[basemap]]\nname = "Carte du SDIS"\nname_en = "Fire service map"\ncredit = "© SDIS 44"\n'
        'address = "https://cartes.sdis44.example/{z}/{x}/{y}.png"\nmaxzoom = 17\n\n'
        '[[basemap]]\nknown = "ign"\n',
        encoding="utf-8",
    )

    ours, ign = sources_of(str(path), by_tls=True)

    assert (ours.label.fr, ours.label.en, ours.credit) == (
        "Carte du SDIS", "Fire service map", "© SDIS 44",
    )  # fmt: skip
    assert ours.zooms == (0, 17)
    assert ours.origins == {"https://cartes.sdis44.example"}
    assert ign == KNOWN["ign"]


def test_a_list_in_json_is_read_from_a_file_or_as_it_is(tmp_path):
    path = tmp_path / "fonds.json"
    path.write_text(json.dumps({"basemap": [XYZ]}), encoding="utf-8")

    assert sources_of(str(path), by_tls=True) == [only(XYZ)]


def test_rows_counted_from_the_south_are_said_to_be():
    source = only(HERE | {"address": "https://t.example/{z}/{x}/{-y}.png"})

    assert source.south_first
    assert source.tiles == ("https://t.example/{z}/{x}/{y}.png",)


def test_subdomains_are_written_out():
    source = only(HERE | {"address": "https://{s}.t.example/{z}/{x}/{y}.png"})

    assert source.origins == {f"https://{host}.t.example" for host in "abc"}


def test_a_wmts_template_is_filled_in():
    address = "https://w.example/{Layer}/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}"

    source = only(HERE | {"address": address, "layer": "plan", "matrix_set": "GM"})

    assert source.tiles == ("https://w.example/plan/normal/GM/{z}/{y}/{x}",)


def test_a_wmts_service_is_asked_by_its_parameters():
    table = HERE | {"address": "https://w.example/wmts", "kind": "wmts", "layer": "ORTHO.PHOTO"}

    (address,) = only(table | {"format": "image/jpeg"}).tiles

    assert address == (
        "https://w.example/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=ORTHO.PHOTO"
        "&STYLE=normal&TILEMATRIXSET=PM&FORMAT=image%2Fjpeg"
        "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
    )


def test_a_wms_service_is_asked_for_a_box():
    table = HERE | {"address": "https://w.example/ows?map=44&service=WMS", "layer": "a,b"}

    (address,) = only(table).tiles

    assert address.startswith("https://w.example/ows?map=44&service=WMS&REQUEST=GetMap")
    assert "CRS=EPSG%3A3857" in address
    assert "LAYERS=a%2Cb" in address
    assert address.endswith("&BBOX={bbox-epsg-3857}")


def test_what_a_wms_address_asks_already_is_left_as_it_is():
    address = "https://w.example/wms?request=GetMap&bbox={bbox-epsg-3857}&layers=x"

    assert only(HERE | {"address": address}).tiles == (address,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"address": "https://t.example/{z}/{x}.png"}, "il manque {y}"),
        ({"address": "https://t.example/tiles"}, "il manque {z}, {x}, {y}"),
        ({"address": "https://t.example/{z}/{x}/{y}?key={key}"}, "« {key} »"),
        ({"address": "ftp://t.example/{z}/{x}/{y}"}, "adresse web"),
        ({"address": "https:///{z}/{x}/{y}"}, "adresse web"),
        ({"address": "https://moi:secret@t.example/{z}/{x}/{y}"}, "mot de passe"),
        ({"address": "http://t.example/{z}/{x}/{y}"}, "TLS"),
        ({"address": ""}, "adresse web"),
        ({"credit": " "}, "à qui il est"),
        ({"name": ""}, "pas de nom"),
        ({"kind": "wfs"}, "« wfs »"),
        ({"kind": "wms"}, "(layer)"),
        ({"kind": "wmts", "address": "https://t.example/wmts"}, "(layer)"),
        ({"minzoom": 12, "maxzoom": 4}, "zooms"),
        ({"maxzoom": 99}, "zooms"),
        ({"maxzoom": "haut"}, "zooms"),
        ({"adress": "x"}, "« adress »"),
        ({"known": "mars"}, "« mars »"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(changes, said):
    assert said in refusal([XYZ | changes])


def test_two_of_one_name_are_refused():
    assert "porte ce nom" in refusal([XYZ, XYZ])


@pytest.mark.parametrize(
    "said", ["absent.toml", "[", "{}", '{"basemap": 3}', "[3]", '{"basemap": [null]}', "\0"]
)
def test_a_list_that_is_none_is_refused(said):
    assert "VIGIE_BASEMAPS n'est pas lisible" in refusal(said)


def test_in_the_clear_is_enough_where_pages_are(tmp_path):
    clear = XYZ | {"address": "http://t.example/{z}/{x}/{y}.png"}

    assert only(clear, by_tls=False).tiles == (clear["address"],)
    assert only(XYZ | {"address": "http://localhost:8080/{z}/{x}/{y}"}, by_tls=True)
