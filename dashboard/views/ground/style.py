"""A MapLibre style of the ground: its source, then what lies flat, the ways, the names over it."""

from collections.abc import Sequence
from typing import Any

from dashboard.geo import Box
from dashboard.views.ground.expressions import PLAIN, SOURCE, Layer, by_zoom, layer
from dashboard.views.ground.names import names
from dashboard.views.ground.palette import PALETTES, Palette, Theme
from dashboard.views.ground.surfaces import boundaries, surfaces
from dashboard.views.ground.ways import ways

EXTENT = "extent"
Style = dict[str, Any]


def vector_style(
    address: str, credit: str, zooms: tuple[int, int], box: Box, theme: Theme = "light"
) -> Style:
    """Return the style of vector tiles of the Shortbread schema.

    Args:
        address: Of a tile, with ``{z}``, ``{x}`` and ``{y}`` in it.
        credit: What is shown on the map as long as it is.
        zooms: The first and the last there are tiles of.
        box: What there are tiles of: beyond, the map is told to know nothing.
        theme: Light, dark or paper.
    """
    colours = PALETTES[theme]
    drawn = [*surfaces(colours), *boundaries(colours), *ways(colours), *names(colours)]
    return _vector(address, credit, zooms, box, colours, drawn)


def plain_style(
    address: str, credit: str, zooms: tuple[int, int], box: Box, theme: Theme = "light"
) -> Style:
    """Return a style of vector tiles of another schema: what most of them call alike, plainly."""
    colours = PALETTES[theme]
    drawn = [
        layer("fill", "landcover", "landcover", fill_color=colours.green),
        layer("fill", "landuse", "landuse", fill_color=colours.built_up),
        layer("fill", "water", "water", fill_color=colours.water),
        layer("line", "waterway", "waterway", line_color=colours.water_edge, line_width=1),
        layer("fill", "building", "building", fill_color=colours.building),
        *(
            layer("line", name, name, line_color=colours.main_casing,
                  line_width=by_zoom({8: 0.6, 14: 2, 18: 8}, 1.4))
            for name in ("transportation", "roads")
        ),
        layer("line", "boundary", "boundary", line_color=colours.boundary, line_width=1),
        *(
            layer("symbol", name, name, text_color=colours.name, text_halo_color=colours.halo,
                  text_halo_width=1.4, layout={
                      "text-field": ["coalesce", ["get", "name:fr"], ["get", "name"]],
                      "text-font": PLAIN, "text-size": 12,
                  })
            for name in ("place", "places")
        ),
    ]  # fmt: skip
    return _vector(address, credit, zooms, box, colours, drawn)


def raster_style(
    tiles: Sequence[str],
    credit: str,
    zooms: tuple[int, int],
    theme: Theme = "light",
    *,
    size: int = 256,
    south_first: bool = False,
) -> Style:
    """Return the style of pictures, a little quieter in the dark.

    Args:
        tiles: Addresses of a tile, with ``{z}``, ``{x}``, ``{y}`` or ``{bbox-epsg-3857}`` in them.
        credit: What is shown on the map as long as it is.
        zooms: The first and the last there are pictures of.
        theme: Light, dark or paper.
        size: The side of a picture, in pixels.
        south_first: Whether rows are counted from the south (TMS).
    """
    source = {
        "type": "raster",
        "tiles": list(tiles),
        "tileSize": size,
        "attribution": credit,
        "minzoom": zooms[0],
        "maxzoom": zooms[1],
    } | ({"scheme": "tms"} if south_first else {})
    paint: dict[str, float] = {}
    if theme == "dark":
        paint = {"raster-brightness-max": 0.62, "raster-saturation": -0.35}
    picture = {"id": "pictures", "type": "raster", "source": SOURCE, "paint": paint}
    return _style({SOURCE: source}, [picture], PALETTES[theme])


def joined(styles: Sequence[Style]) -> Style:
    """Return several styles of the same layers as one, each layer of all under the next of all."""
    first, *_ = styles
    sources = {f"{key}-{at}": source for at, style in enumerate(styles)
               for key, source in style["sources"].items()}  # fmt: skip
    backgrounds = [each for each in first["layers"] if each["type"] == "background"]
    drawn = [[each for each in style["layers"] if "source" in each] for style in styles]
    layers = [
        each | {"id": f"{each['id']}-{at}", "source": f"{each['source']}-{at}"}
        for alike in zip(*drawn, strict=True)
        for at, each in enumerate(alike)
    ]
    return {"version": 8, "sources": sources, "layers": [*backgrounds, *layers]}


def _vector(
    address: str,
    credit: str,
    zooms: tuple[int, int],
    box: Box,
    colours: Palette,
    drawn: list[Layer],
) -> Style:
    source = {
        "type": "vector",
        "tiles": [address],
        "attribution": credit,
        "minzoom": zooms[0],
        "maxzoom": zooms[1],
        "bounds": list(box),
    }
    sources = {SOURCE: source, EXTENT: {"type": "geojson", "data": _outline(box)}}
    return _style(sources, [*_known(colours), *drawn], colours)


def _known(colours: Palette) -> list[dict[str, Any]]:
    """Draw what the map was built for, so that an empty field is not taken for an unknown one."""
    return [
        {"id": "known", "type": "fill", "source": EXTENT, "paint": {"fill-color": colours.land}},
        {
            "id": "known-edge",
            "type": "line",
            "source": EXTENT,
            "paint": {"line-color": colours.edge, "line-width": 1, "line-dasharray": [4, 3]},
        },
    ]


def _outline(box: Box) -> dict[str, Any]:
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip


def _style(sources: Style, layers: list[dict[str, Any]], colours: Palette) -> Style:
    ground = {"id": "ground", "type": "background", "paint": {"background-color": colours.beyond}}
    return {"version": 8, "sources": sources, "layers": [ground, *layers]}
