"""What one moves on: streets by class with their casings, under ground, on it, over bridges; rails.

The classes share one layer a level: a redraw pays for the number of layers, and the widths, colours
and order of the classes are values of that one layer.
"""

from dashboard.views.ground.expressions import (
    Expression,
    Layer,
    by_kind,
    by_zoom,
    every,
    has,
    hasnt,
    layer,
    one_of,
)
from dashboard.views.ground.palette import Palette

ROADS = {
    # class: pixels wide at zooms 6, 10, 13, 16, 19
    "motorway": (1.0, 2.0, 4.2, 13, 36),
    "trunk": (0.9, 1.8, 3.8, 12, 34),
    "primary": (0.5, 1.4, 3.2, 11, 31),
    "secondary": (0.0, 1.0, 2.8, 9.5, 28),
    "tertiary": (0.0, 0.6, 2.3, 8.5, 25),
    "service": (0.0, 0.0, 0.5, 3.6, 13),
    "busway": (0.0, 0.0, 0.8, 5, 15),
    "pedestrian": (0.0, 0.0, 0.8, 5, 18),
}
OTHERS = (0.0, 0.0, 1.2, 7, 22)
"""Streets where people live, and those that say no class."""

ZOOMS = (6, 10, 13, 16, 19)
PATHS = ("footway", "path", "cycleway", "steps", "bridleway", "track")
RUNWAYS = ("runway", "taxiway")
MAIN = ("trunk", "primary")
ORDER = by_kind(
    {
        ("motorway",): 9, ("trunk",): 8, ("primary",): 7, ("secondary",): 6, ("tertiary",): 5,
        ("service", "busway"): 1,
    },
    3,
)  # fmt: skip
ROUND = {"line-cap": "round", "line-join": "round", "line-sort-key": ORDER}
BUTT = {"line-cap": "butt", "line-join": "round", "line-sort-key": ORDER}
ROAD = every(hasnt("rail"), ["!", one_of(*PATHS, *RUNWAYS)])


def ways(colours: Palette) -> list[Layer]:
    """Return the layers of streets and rails, bottom first."""
    below, over = has("tunnel"), every(has("bridge"), hasnt("tunnel"))
    on = every(hasnt("tunnel"), hasnt("bridge"))
    colour = by_kind({("motorway",): colours.motorway, MAIN: colours.main}, colours.street)
    casing = by_kind({("motorway", *MAIN): colours.main_casing}, colours.casing)
    return [
        layer("line", "runways", "streets", where=one_of(*RUNWAYS), line_color=colours.casing,
              line_width=by_zoom({11: 1, 14: by_kind({("runway",): 10}, 3),
                                  18: by_kind({("runway",): 90}, 30)}, 1.6)),
        layer("line", "tunnel-casing", "streets", where=every(ROAD, below), layout=BUTT,
              line_color=casing, line_width=_wide(1.6), line_dasharray=[0.6, 0.4],
              line_opacity=0.7),
        layer("line", "tunnel", "streets", where=every(ROAD, below), layout=BUTT,
              line_color=colour, line_width=_wide(0), line_opacity=0.6),
        _path(colours, "paths", hasnt("bridge")),
        layer("line", "road-casing", "streets", where=every(ROAD, on), layout=ROUND,
              line_color=casing, line_width=_wide(1.6)),
        layer("line", "road", "streets", where=every(ROAD, on), layout=ROUND,
              line_color=colour, line_width=_wide(0)),
        *_rails(colours),
        layer("fill", "bridge-decks", "bridges", fill_color=colours.street, fill_opacity=0.7),
        layer("line", "bridge-casing", "streets", where=every(ROAD, over), layout=BUTT,
              line_color=casing, line_width=_wide(2.4)),
        layer("line", "bridge", "streets", where=every(ROAD, over), layout=ROUND,
              line_color=colour, line_width=_wide(0)),
        _path(colours, "path-bridges", has("bridge")),
        layer("line", "aerialways", "aerialways", line_color=colours.rail, line_width=1.2,
              line_dasharray=[1, 3]),
    ]  # fmt: skip


def _rails(colours: Palette) -> list[Layer]:
    """Return tracks: a line, and sleepers across it where one sees them."""
    rail, below = has("rail"), has("tunnel")
    width = by_zoom({9: 0.7, 14: 1.2, 18: 3})
    quiet = by_zoom({12: 0.8, 14: 1})
    return [
        layer("line", "rail-tunnels", "streets", where=every(rail, below),
              line_color=colours.rail, line_width=width, line_dasharray=[3, 3], line_opacity=0.5),
        layer("line", "rails", "streets", where=every(rail, hasnt("tunnel")),
              line_color=colours.rail, line_width=width, line_opacity=quiet),
        layer("line", "sleepers", "streets", zoom=(14, 24),
              where=every(rail, hasnt("tunnel"), one_of("rail", "narrow_gauge", "funicular")),
              line_color=colours.rail, line_width=by_zoom({14: 3.6, 18: 8}),
              line_dasharray=[0.25, 2.2]),
    ]  # fmt: skip


def _path(colours: Palette, name: str, where: Expression) -> Layer:
    return layer(
        "line", name, "streets", zoom=(13.5, 24),
        where=every(hasnt("rail"), one_of(*PATHS), where),
        line_color=colours.path,
        line_opacity=by_zoom({13.5: 0.5, 15: 1}),
        line_width=by_zoom({
            14: by_kind({("track",): 1, ("steps",): 1}, 0.7),
            18: by_kind({("track",): 3.4, ("steps",): 5}, 2.2),
        }, 1.4),
        line_dasharray=[2, 1.4],
    )  # fmt: skip


def _wide(more: float) -> Expression:
    """Return the width of a street by class and zoom, with ``more`` pixels of casing."""
    stops = {}
    for at, zoom in enumerate(ZOOMS):
        # No casing yet where the street itself is a hair.
        edge = more if zoom >= 13 else more * 0.5 if zoom >= 10 else 0.0
        widths: dict[tuple[str, ...], float] = {
            (kind,): round(wide[at] + (edge if wide[at] else 0), 2) for kind, wide in ROADS.items()
        }
        stops[zoom] = by_kind(widths, round(OTHERS[at] + (edge if OTHERS[at] else 0), 2))
    return by_zoom(stops, 1.5)
