"""GPX: a track a receiver or a phone recorded, handed in afterwards.

GPX 1.1, https://www.topografix.com/GPX/1/1/, times in UTC. The core has no speed; 1.0 and the
extensions of Garmin and OsmAnd tell one in metres a second. Waypoints and routes are places to go
to, not where somebody was: they are passed. The file is read as it goes and not by gpxpy, which
refuses all of it for one point, or for the end that is missing when a battery ran out.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from dashboard.feeds.feed import Feed, Message, Reading
from dashboard.feeds.making import Names, fix_of
from dashboard.feeds.markup import local, walk
from dashboard.feeds.parts import gathered
from dashboard.feeds.values import device_name, instant
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

POINT: Names = {
    "lat": "lat",
    "lon": "lon",
    "ele": "altitude_m",
    "speed": "speed_ms",
    "course": "course_deg",
}
POINTS = {"trkpt", "wpt", "rtept"}

Part = tuple[str, Element] | RefusedError
"""A point with the name of what it is part of, or why there are no more."""


def reading(message: Message) -> Reading:
    """Return the points of the tracks of a file; all of one device, if it is said whose."""

    def told(part: Part) -> Fix | None:
        if isinstance(part, RefusedError):
            raise part
        name, point = part
        if local(point) != "trkpt":
            return None
        values = {local(one): one.text for one in point.iter() if one is not point}
        device = message.device or device_name({"trk/name": name})
        at = instant(values.get("time"), "time", utc=True)
        return fix_of(device, at, {**values, **point.attrib}, POINT)

    def original(part: Part) -> bytes:
        return message.body if isinstance(part, RefusedError) else tostring(part[1])

    return gathered(message, enumerate(_parts(message.body), start=1), told, original)


def _parts(body: bytes) -> Iterator[Part]:
    of_file, of_track = "", ""
    track: Element | None = None
    try:
        for above, element in walk(body, {*POINTS, "name"}):
            if local(element) in POINTS:
                is_named = any(one is track for one in above)
                yield (of_track if is_named else of_file), element
            elif above and local(above[-1]) == "trk":
                track, of_track = above[-1], element.text or ""
            elif above and local(above[-1]) in {"gpx", "metadata"}:
                of_file = element.text or ""
    except RefusedError as fault:
        yield fault


FEED = Feed(key="gpx", label=Text(fr="Fichier GPX", en="GPX file"), reading=reading)
