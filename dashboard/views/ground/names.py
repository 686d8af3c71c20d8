"""The words on the ground: places by their rank, in French first, then streets, water, what helps.

The order is the order of placement: MapLibre places the last layer first, so what matters most is
last.
"""

from typing import Any

from dashboard.views.ground.expressions import (
    BOLD,
    FRENCH,
    ITALIC,
    PLAIN,
    Expression,
    Layer,
    by_zoom,
    layer,
    one_of,
)
from dashboard.views.ground.palette import Palette

AID = ("hospital", "clinic")
RESCUE = {
    "fire_station": ("SP", "rescue"),
    "police": ("Pol", "order"),
}
"""What is written in the disc of those who come; a "P" alone would be a car park."""


def names(colours: Palette) -> list[Layer]:
    """Return the layers of names and of the few points worth seeing at once."""
    return [
        _along("water-lines-names", "water_lines_labels", colours.water_name, colours, ITALIC),
        layer("symbol", "water-names", "water_polygons_labels",
              layout=_text(FRENCH, ITALIC, 11) | {"text-max-width": 7},
              **_ink(colours.water_name, colours.halo)),
        layer("symbol", "house-numbers", "addresses", zoom=(17, 24),
              layout=_text(["get", "housenumber"], PLAIN, 9.5),
              **_ink(colours.small_name, colours.halo)),
        layer("symbol", "stations", "public_transport", zoom=(12, 24),
              where=one_of("station", "halt", "aerodrome", "ferry_terminal", "bus_station"),
              layout=_text(FRENCH, PLAIN, by_zoom({12: 9.5, 17: 11.5})) | {"text-max-width": 8},
              **_ink(colours.small_name, colours.halo)),
        _along("small-street-names", "street_labels", colours.street_name, colours, PLAIN, 14.5,
               ["!", one_of("motorway", "trunk", "primary", "secondary", "tertiary")]),
        _along("street-names", "street_labels", colours.street_name, colours, PLAIN, 12.5,
               one_of("trunk", "primary", "secondary", "tertiary")),
        layer("symbol", "road-numbers", "street_labels", zoom=(9, 16),
              where=["all", ["has", "ref"], one_of("motorway", "trunk", "primary", "secondary")],
              layout=_text(["get", "ref"], BOLD, 9.5) | {
                  "symbol-placement": "line", "symbol-spacing": 420,
                  "text-rotation-alignment": "viewport", "text-padding": 12,
              },
              **_ink(colours.small_name, colours.halo)),
        _place("quarters", ("neighbourhood", "quarter", "locality"), 14, colours.small_name,
               colours, PLAIN, {14: 10, 17: 12}),
        _place("hamlets", ("hamlet", "isolated_dwelling", "farm"), 13, colours.small_name, colours,
               PLAIN, {13: 10, 17: 12}),
        _place("suburbs", ("suburb", "island"), 12, colours.small_name, colours, PLAIN,
               {12: 10.5, 16: 13.5}, capitals=True),
        *_discs(colours),
        _place("villages", ("village",), 10, colours.name, colours, PLAIN, {10: 10.5, 15: 14.5}),
        _place("towns", ("town",), 7, colours.name, colours, BOLD, {7: 10.5, 15: 17}),
        _place("cities", ("city", "capital"), 4, colours.name, colours, BOLD, {5: 11, 14: 21}),
    ]  # fmt: skip


def _discs(colours: Palette) -> list[Layer]:
    """Return hospitals, fire stations and police as a letter in a disc: no picture is fetched."""
    inks = {"rescue": colours.rescue, "order": colours.order}
    letters = {(kind,): letter for kind, (letter, _) in RESCUE.items()}
    colour = by_kind_of("amenity", {kind: inks[ink] for kind, (_, ink) in RESCUE.items()},
                        colours.aid)  # fmt: skip
    return [
        layer("circle", "rescue", "pois", zoom=(13.5, 24), where=one_of(*RESCUE, field="amenity"),
              circle_radius=by_zoom({13: 6, 17: 11}), circle_color=colours.halo,
              circle_stroke_color=colour, circle_stroke_width=1.2),
        layer("symbol", "rescue-letters", "pois", zoom=(13.5, 24),
              where=one_of(*RESCUE, field="amenity"),
              layout=_text(by_kind_of("amenity", {k[0]: v for k, v in letters.items()}, ""), BOLD,
                           by_zoom({13: 6, 17: 10})) | {"text-allow-overlap": True},
              text_color=colour),
        layer("circle", "hospitals", "pois", zoom=(11, 24), where=one_of(*AID[:1], field="amenity"),
              circle_radius=by_zoom({11: 4.5, 17: 10}), circle_color=colours.halo,
              circle_stroke_color=colours.aid, circle_stroke_width=1.4),
        layer("symbol", "hospital-letters", "pois", zoom=(11, 24),
              where=one_of(*AID[:1], field="amenity"),
              layout=_text("H", BOLD, by_zoom({11: 7, 17: 13})) | {"text-allow-overlap": True},
              text_color=colours.aid),
        layer("symbol", "aid-names", "pois", zoom=(14.5, 24),
              where=one_of(*AID, *RESCUE, field="amenity"),
              layout=_text(FRENCH, PLAIN, by_zoom({14: 9.5, 17: 11.5})) | {
                  "text-max-width": 8, "text-anchor": "top", "text-offset": [0, 1],
              },
              **_ink(colours.small_name, colours.halo)),
    ]  # fmt: skip


def by_kind_of(field: str, values: dict[str, str], otherwise: str) -> Expression:
    """Return a value by what a field says."""
    return ["match", ["get", field], *(p for pair in values.items() for p in pair), otherwise]


def _place(  # noqa: PLR0913, PLR0917  one a column of the table above
    name: str,
    kinds: tuple[str, ...],
    zoom: float,
    ink: str,
    colours: Palette,
    face: list[str],
    sizes: dict[float, float],
    *,
    capitals: bool = False,
) -> Layer:
    layout = _text(FRENCH, face, by_zoom(sizes)) | {
        "text-max-width": 8,
        "text-padding": 6,
        # The most inhabitants first.
        "symbol-sort-key": ["-", 0, ["coalesce", ["get", "population"], 0]],
    }
    if zoom > 10:
        layout |= {"text-variable-anchor": ["center", "top", "bottom", "left", "right"]}
    if capitals:
        layout |= {"text-transform": "uppercase", "text-letter-spacing": 0.08}
    return layer("symbol", name, "place_labels", where=one_of(*kinds), zoom=(zoom, 24),
                 layout=layout, **_ink(ink, colours.halo, 1.6))  # fmt: skip


def _along(  # noqa: PLR0913, PLR0917
    name: str,
    of: str,
    ink: str,
    colours: Palette,
    face: list[str],
    zoom: float = 12,
    where: Expression | None = None,
) -> Layer:
    layout = _text(FRENCH, face, by_zoom({13: 9.5, 17: 12.5})) | {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-max-angle": 30,
        "text-padding": 4,
    }
    return layer("symbol", name, of, where=where, zoom=(zoom, 24), layout=layout,
                 **_ink(ink, colours.halo))  # fmt: skip


def _text(said: object, face: list[str], size: object) -> dict[str, object]:
    return {"text-field": said, "text-font": face, "text-size": size}


def _ink(colour: str, halo: str, width: float = 1.3) -> dict[str, Any]:
    return {"text_color": colour, "text_halo_color": halo, "text_halo_width": width}
