"""The sea: OpenStreetMap draws only its edge, land on the left, water on the right.

The edge cuts the box of the map into faces; a face is sea when the edge runs with it on its right.
Extracts end a coastline at its last point inside the box: left alone, such an end closes nothing
and the whole box would be one face. So each dangling end is joined, to the other half of a gap or
to the side of the box, whichever is nearer.

A box with no edge in it is land: an extract does not say whether it is inland or out at sea.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.geo import Box

Geometries = NDArray[np.object_]

ASIDE = 2e-6
"""How far from the edge one looks to either side, in degrees: 20 cm."""


def sea(coast: Sequence[bytes], box: Box) -> list[shapely.Polygon]:
    """Return the sea inside ``box``, from coastlines as WKB; nothing without any."""
    frame = shapely.box(*box)
    lines = shapely.intersection(shapely.from_wkb(list(coast)), frame)
    lines = lines[~shapely.is_empty(lines)]
    if len(lines) == 0:
        return []
    merged = shapely.line_merge(shapely.union_all(lines), directed=True)
    edges = shapely.get_parts(merged)
    edges = edges[shapely.get_type_id(edges) == shapely.GeometryType.LINESTRING]
    joints = list(_joints(edges, frame))
    cut = shapely.union_all([*edges, *joints, frame.exterior])
    faces = shapely.get_parts(shapely.polygonize([cut]))
    tree = shapely.STRtree(edges)
    return [face for face in faces if _is_sea(face, edges[tree.query(face.boundary, "intersects")])]


def _joints(edges: Geometries, frame: shapely.Polygon) -> Iterator[shapely.LineString]:
    """Give the lines that close what the extract left open."""
    firsts = Counter(edge.coords[0] for edge in edges)
    lasts = Counter(edge.coords[-1] for edge in edges)
    opened = [
        (place, begins)
        for here, there, begins in ((firsts, lasts, True), (lasts, firsts, False))
        for place in here
        if not there[place] and frame.exterior.distance(shapely.Point(place)) > 0
    ]
    for place, begins in opened:
        point = shapely.Point(place)
        others = [shapely.Point(other) for other, starts in opened if starts != begins]
        aims = [frame.exterior, *others]
        yield shapely.shortest_line(point, min(aims, key=point.distance))


def _is_sea(face: shapely.Polygon, edges: Geometries) -> bool:
    """Tell by length of edge: with water on the right of more of it than on the left."""
    shapely.prepare(face)
    balance = 0.0
    for edge in edges:
        points = shapely.get_coordinates(edge)
        step, middle = np.diff(points, axis=0), (points[:-1] + points[1:]) / 2
        length = np.hypot(*step.T)
        step, middle, length = step[length > 0], middle[length > 0], length[length > 0]
        aside = np.column_stack([step[:, 1], -step[:, 0]]) / length[:, None] * ASIDE
        right, left = middle + aside, middle - aside
        balance += float(length[shapely.contains_xy(face, right)].sum())
        balance -= float(length[shapely.contains_xy(face, left)].sum())
    return balance > 0
