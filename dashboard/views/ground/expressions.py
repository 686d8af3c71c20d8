"""The few words of MapLibre's style language our styles are written in."""

from collections.abc import Mapping
from typing import Any

Layer = dict[str, Any]
Expression = list[Any]

SOURCE = "ground"

KIND: Expression = ["get", "kind"]
FRENCH: Expression = ["coalesce", ["get", "name_fr"], ["get", "name"]]
"""A name in French where there is one."""

# No glyphs are fetched: MapLibre draws the letters with the fonts of the machine when a style names
# no server for them. It takes the weight from the first word, and the face from those that follow.
FACES = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial")
PLAIN = ["Vigie Regular", *FACES]
BOLD = ["Vigie Bold", *FACES]
ITALIC = ["Vigie Italic", *FACES]


def layer(
    kind: str,
    name: str,
    of: str,
    *,
    where: Expression | None = None,
    zoom: tuple[float, float] | None = None,
    layout: Mapping[str, Any] | None = None,
    **paint: Any,  # noqa: ANN401  whatever the paint takes
) -> Layer:
    """Return a layer of the style; paint is named with underscores: ``fill_color``."""
    made: Layer = {"id": name, "type": kind, "source": SOURCE, "source-layer": of}
    if where is not None:
        made["filter"] = where
    if zoom is not None:
        made |= {"minzoom": zoom[0]} | ({"maxzoom": zoom[1]} if zoom[1] < 24 else {})
    if layout:
        made["layout"] = dict(layout)
    if paint:
        made["paint"] = {key.replace("_", "-"): value for key, value in paint.items()}
    return made


def one_of(*kinds: str, field: str = "kind") -> Expression:
    """Return whether a field is one of ``kinds``."""
    return ["in", ["get", field], ["literal", list(kinds)]]


def has(field: str) -> Expression:
    """Return whether a field says yes: what is not so is left out of the tiles."""
    return ["==", ["get", field], True]


def hasnt(field: str) -> Expression:
    """Return whether a field does not say yes."""
    return ["!=", ["get", field], True]


def every(*conditions: Expression) -> Expression:
    """Return whether all conditions hold."""
    return ["all", *conditions]


def by_kind(values: Mapping[tuple[str, ...], Any], otherwise: Any) -> Expression:  # noqa: ANN401
    """Return a value by the kind of the thing."""
    cases = [part for kinds, value in values.items() for part in (list(kinds), value)]
    return ["match", KIND, *cases, otherwise]


def by_zoom(stops: Mapping[int, Any] | Mapping[float, Any], base: float = 1) -> Expression:
    """Return a value that changes with the zoom, evenly or by powers of ``base``."""
    pace = ["linear"] if base == 1 else ["exponential", base]
    return ["interpolate", pace, ["zoom"], *(part for stop in stops.items() for part in stop)]
