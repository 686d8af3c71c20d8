"""The base maps a reader may choose, as MapLibre styles. The default needs no network at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.text import Locale, Text

IGN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=normal"
    "&TILEMATRIXSET=PM&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&LAYER={layer}&FORMAT={format}"
)
IGN_CREDIT = "© IGN – Géoplateforme"
OSM_CREDIT = "© OpenStreetMap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A source of raster tiles, with what its owner asks to be shown."""

    label: Text
    address: str
    credit: str
    deepest: int = 19


ONLINE: Mapping[str, Tiles] = {
    "ign": Tiles(
        label=Text(fr="Plan IGN", en="IGN map"),
        address=IGN.format(layer="GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", format="image/png"),
        credit=IGN_CREDIT,
    ),
    "ortho": Tiles(
        label=Text(fr="Photo aérienne IGN", en="IGN aerial photograph"),
        address=IGN.format(layer="ORTHOIMAGERY.ORTHOPHOTOS", format="image/jpeg"),
        credit=IGN_CREDIT,
    ),
    "osm": Tiles(
        label=Text(fr="OpenStreetMap", en="OpenStreetMap"),
        address="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        credit=OSM_CREDIT,
    ),
}
NONE = Text(fr="Sans fond (hors ligne)", en="No base map (offline)")
LOCAL = Text(fr="Fond local", en="Local base map")


def choices(locale: Locale, *, online: bool, local: bool) -> list[dict[str, str]]:
    """Return the base maps to choose from, the one that always works first."""
    found = [{"value": "none", "label": NONE.say(locale)}]
    if local:
        found.append({"value": "local", "label": LOCAL.say(locale)})
    if online:
        found += [{"value": k, "label": t.label.say(locale)} for k, t in ONLINE.items()]
    return found


def style(key: str, *, local: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
    """Return the MapLibre style of a base map; None is the component's own blank one.

    Args:
        key: One of ``choices``; anything else gives the blank one.
        local: What is known of the tiles of this machine: ``format``, ``minzoom``, ``maxzoom``,
            ``attribution``.
    """
    if key in ONLINE:
        tiles = ONLINE[key]
        return _raster(tiles.address, tiles.credit, 0, tiles.deepest)
    if key == "local" and local is not None:
        zooms = (int(local["minzoom"]), int(local["maxzoom"]))
        address = "/tiles/{z}/{x}/{y}"
        credit = str(local.get("attribution", ""))
        make = _vector if local.get("format") in {"pbf", "mvt"} else _raster
        return make(address, credit, *zooms)
    return None


def _raster(address: str, credit: str, shallowest: int, deepest: int) -> dict[str, Any]:
    source = {
        "type": "raster",
        "tiles": [address],
        "tileSize": 256,
        "attribution": credit,
        "minzoom": shallowest,
        "maxzoom": deepest,
    }
    return _style(source, [{"id": "base", "type": "raster", "source": "base"}])


def _vector(address: str, credit: str, shallowest: int, deepest: int) -> dict[str, Any]:
    """Draw vector tiles plainly, whatever names their maker gave: water, roads, then the rest."""
    source = {
        "type": "vector",
        "tiles": [address],
        "attribution": credit,
        "minzoom": shallowest,
        "maxzoom": deepest,
    }
    layers = [
        _fill("water", "#bcd3e3"),
        _fill("landuse", "#e7ece2"),
        _fill("landcover", "#e1e9d8"),
        _fill("building", "#d9d4cc"),
        _line("waterway", "#a7c4da", 1),
        _line("boundary", "#b0a7b8", 1),
        _line("transportation", "#b9b2a6", 2),
        _line("roads", "#b9b2a6", 2),
    ]
    return _style(source, layers)


def _fill(layer: str, colour: str) -> dict[str, Any]:
    paint = {"fill-color": colour}
    return {
        "id": layer,
        "type": "fill",
        "source": "base",
        "source-layer": layer,
        "filter": ["==", ["geometry-type"], "Polygon"],
        "paint": paint,
    }


def _line(layer: str, colour: str, width: int) -> dict[str, Any]:
    paint = {"line-color": colour, "line-width": width}
    return {"id": layer, "type": "line", "source": "base", "source-layer": layer, "paint": paint}


def _style(source: dict[str, Any], layers: list[dict[str, Any]]) -> dict[str, Any]:
    ground = {"id": "ground", "type": "background", "paint": {"background-color": "#eef1f0"}}
    return {"version": 8, "sources": {"base": source}, "layers": [ground, *layers]}
