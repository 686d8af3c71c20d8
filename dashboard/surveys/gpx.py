"""GPX: waypoints, routes and tracks, as a hand-held receiver or a phone records them.

The file was looked at whole when it was admitted (``documents.maps``): it declares no entities.
"""

from collections.abc import Iterator
from typing import Any

import gpxpy
import shapely
from gpxpy.gpx import GPX, GPXException
from pyproj import CRS

from dashboard.surveys.placing import Contents, Raw, left
from dashboard.surveys.projections import WGS_84
from dashboard.surveys.survey import LeftOut, UnreadableSurveyError
from dashboard.surveys.values import flat
from dashboard.text import Text

FORMAT = Text(fr="GPX", en="GPX")
DAMAGED = Text(
    fr="Fichier refusé, rien n'a été gardé : ce GPX est abîmé ou incomplet.",
    en="File refused, nothing was kept: this GPX is damaged or incomplete.",
)
SHORT = Text(fr="un seul point, pas de ligne", en="a single point, no line")


def contents_of(content: bytes) -> Contents:
    """Return what a GPX file holds.

    Raises:
        UnreadableSurveyError: It cannot be read.
    """
    try:
        read = gpxpy.parse(content.decode("utf-8-sig"))
    except (GPXException, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnreadableSurveyError(DAMAGED) from None
    raws: list[Raw] = []
    left_out: list[LeftOut] = []
    for number, (values, lines) in enumerate(_things(read), start=1):
        raw = Raw(number=number, place=_place(lines), values=flat(values))
        if raw.place is None and lines:
            left_out.append(left(raw, SHORT))
        else:
            raws.append(raw)
    crs = CRS.from_user_input(WGS_84)
    return Contents(format=FORMAT, title=read.name or "", crs=crs, raws=raws, left_out=left_out)


Line = list[tuple[float, float]]


def _things(read: GPX) -> Iterator[tuple[dict[object, object], Line | list[Line]]]:
    """Yield what the file holds: what is said of it, and its point or its lines."""
    for point in read.waypoints:
        said = _said(point) | {"time": point.time, "symbol": point.symbol}
        yield said | {"kind": "waypoint"}, [(point.longitude, point.latitude)]
    for route in read.routes:
        yield _said(route) | {"kind": "route"}, [_line(route.points)]
    for track in read.tracks:
        times = [point.time for segment in track.segments for point in segment.points]
        known = [time for time in times if time is not None]
        span = {"begin": min(known), "end": max(known)} if known else {}
        lines = [_line(segment.points) for segment in track.segments]
        yield _said(track) | span | {"kind": "track"}, lines


def _said(thing: Any) -> dict[object, object]:  # noqa: ANN401
    words = ("name", "type", "comment", "description")
    return {word: getattr(thing, word, None) for word in words}


def _line(points: Any) -> Line:  # noqa: ANN401
    return [(point.longitude, point.latitude) for point in points]


def _place(lines: Line | list[Line]) -> Any:  # noqa: ANN401
    if lines and isinstance(lines[0], tuple):
        return shapely.Point(lines[0])
    long = [line for line in lines if len(line) > 1]
    if not long:
        return None
    return shapely.LineString(long[0]) if len(long) == 1 else shapely.MultiLineString(long)
