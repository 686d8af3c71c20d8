"""How fast a way is driven in the middle of an ordinary day, by its tags.

What is allowed, times a part of it by the class of the way: nobody drives at the limit from end to
end. Where the limit is not drawn, that of French law for such a way; in or out of town is known by
pavements and street lights, and where nothing tells, it lies between the two.
"""

import re
from collections.abc import Mapping

Tags = Mapping[str, str]

DRIVEN = 0.78
"""The part of the limit that is driven on a class not named below."""

PARTS: Mapping[str, float] = {
    "motorway": 0.92,
    "trunk": 0.90,
    "motorway_link": 0.85,
    "trunk_link": 0.85,
    "primary": 0.86,
    "secondary": 0.84,
    "tertiary": 0.82,
    "residential": 0.75,
    "living_street": 0.75,
    "service": 0.75,
}

LIMITS: Mapping[str, float] = {
    "motorway": 130,
    "trunk": 110,
    "motorway_link": 70,
    "trunk_link": 70,
    "primary_link": 50,
    "secondary_link": 50,
    "tertiary_link": 50,
    "residential": 50,
    "living_street": 20,
    "service": 30,
    "road": 50,
    "busway": 50,
    "pedestrian": 20,
}
"""Where none is drawn (French law; a busway and a service road by custom)."""

OTHER_LIMIT = 15.0
"""Of a path that is opened to somebody."""

BETWEEN = frozenset({"primary", "secondary", "tertiary", "unclassified"})
IN_TOWN, OUT_OF_TOWN = 50.0, 80.0

NAMED: Mapping[str, float] = {
    "urban": 50,
    "rural": 80,
    "motorway": 130,
    "trunk": 110,
    "living_street": 20,
    "walk": 20,
    "none": 130,
    "zone20": 20,
    "zone30": 30,
    "zone:20": 20,
    "zone:30": 30,
}
"""Limits that are told by a word, perhaps after a country (``FR:urban``)."""

TRACKS: Mapping[str, float] = {"grade1": 30, "grade2": 20, "grade3": 15, "grade4": 10, "grade5": 6}
OTHER_TRACK = 12.0
"""Kilometres an hour, as driven: a limit says nothing of a track."""

UNPAVED = frozenset(
    {"unpaved", "dirt", "ground", "earth", "gravel", "grass", "sand", "mud", "rock", "pebblestone"}
)
YARDS = frozenset({"parking_aisle", "driveway", "drive-through"})
ROUNDABOUTS = frozenset({"roundabout", "circular", "mini_roundabout"})
UNPAVED_KMH, YARD_KMH, ROUNDABOUT_KMH, SLOWEST_KMH, FASTEST_KMH = 25.0, 12.0, 35.0, 5.0, 130.0

KMH = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
_TOLD = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*([a-z/]*)\s*")


def limit_of(told: str) -> float | None:
    """Return the limit a tag tells, in km/h; the lowest of several; None where it tells none.

    >>> limit_of("30 mph"), limit_of("FR:urban"), limit_of("90;70"), limit_of("signals")
    (48.28032, 50.0, 70.0, None)
    """
    found = [limit for part in told.lower().split(";") if (limit := _one(part.strip()))]
    return min(found) if found else None


def _one(told: str) -> float | None:
    word = told.partition(":")[2] or told
    named = NAMED.get(word) or NAMED.get(told)
    if named:
        return float(named)
    match = _TOLD.fullmatch(word)
    factor = KMH.get(match[2]) if match else None
    if match is None or not factor:
        return None
    return min(float(match[1]) * factor, FASTEST_KMH) or None


def speed_of(tags: Tags, way: str = "forward") -> float:
    """Return how fast a way is driven, in km/h, in the direction ``way``.

    >>> speed_of({"highway": "residential"}), speed_of({"highway": "track"})
    (37.5, 12.0)
    """
    kind = tags.get("highway", "")
    if kind == "track":
        speed = TRACKS.get(tags.get("tracktype", ""), OTHER_TRACK)
    else:
        speed = (_told(tags, way) or _usual(tags, kind)) * PARTS.get(kind, DRIVEN)
    if tags.get("surface") in UNPAVED:
        speed = min(speed, UNPAVED_KMH)
    if tags.get("service") in YARDS:
        speed = min(speed, YARD_KMH)
    if tags.get("junction") in ROUNDABOUTS:
        speed = min(speed, ROUNDABOUT_KMH)
    return max(speed, SLOWEST_KMH)


def _told(tags: Tags, way: str) -> float | None:
    keys = (f"maxspeed:{way}", "maxspeed", "maxspeed:type", "zone:maxspeed", "source:maxspeed")
    for key in keys:
        limit = limit_of(tags[key]) if key in tags else None
        if limit:
            return limit
    return None


def _usual(tags: Tags, kind: str) -> float:
    if kind not in BETWEEN:
        return LIMITS.get(kind, OTHER_LIMIT)
    if "sidewalk" in tags or tags.get("lit") == "yes":
        return IN_TOWN if tags.get("sidewalk") not in {"no", "none"} else OUT_OF_TOWN
    return (IN_TOWN + OUT_OF_TOWN) / 2
