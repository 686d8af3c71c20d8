"""Mending an outline that crosses itself: what its writer may accept in its place, or not.

All that the outline goes around is inside: a star keeps its heart, a bow tie becomes two parts that
touch. Nothing is mended unless the writer says so, having seen it.
"""

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from dashboard.geo.places import UnreadablePlaceError, check_positions, check_simple
from dashboard.text import Text

DEGREES = 1e-7
"""A centimetre: what the corners of a mended outline are rounded to."""


def mended(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a polygon, in one part or more, that covers what a crossing outline goes around.

    Args:
        geometry: A GeoJSON Polygon or MultiPolygon (WGS 84, longitude first); one that does not
            cross itself comes back as it is.

    Raises:
        UnreadablePlaceError: It is no polygon, or goes around nothing.
    """
    check_positions(geometry)
    if not geometry["type"].endswith("Polygon"):
        raise UnreadablePlaceError(
            Text(
                fr="Seul un contour se répare ; « {kind} » n'en est pas un.",
                en="Only an outline can be mended; “{kind}” is none.",
            ),
            kind=geometry["type"],
        )
    drawn = shape(geometry)
    if drawn.is_valid:
        return dict(geometry)
    whole = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    whole = shapely.set_precision(whole, DEGREES)
    if whole.is_empty:
        raise UnreadablePlaceError(
            Text(
                fr="Le contour n'entoure rien : le redessiner.",
                en="The outline goes around nothing: draw it again.",
            )
        )
    found: dict[str, Any] = mapping(shapely.orient_polygons(whole))
    check_simple(found)
    return found
