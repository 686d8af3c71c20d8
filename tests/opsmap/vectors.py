"""What Python says of many places, kept in a file: the TypeScript of the page must say the same.

python -m tests.opsmap.vectors    writes the file anew
"""

import json
import math
import random
from pathlib import Path

import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping

from dashboard.geo import measure
from dashboard.geo.coordinates import write
from dashboard.geo.spot import SYSTEMS, OutsideSystemError

FILE = Path(__file__).parents[2] / "dashboard" / "opsmap" / "tests" / "vectors.json"
DOMAIN = (
    (-1.5561, 43.4868), (-1.5544, 43.4939), (-1.4797, 43.4806), (-1.7822, 43.3533),
    (1.0583, 49.4364), (1.1083, 49.4408), (-1.5310, 47.2590), (-1.5532, 47.2108),
)  # fmt: skip
EDGES = ((6, 45), (5.9999, 45), (4, 60), (2.9, 60), (10, 75), (180, 0), (-180, 10), (0, 0),
         (3, 84), (0, -80), (1.9999999, 45.9999999), (-1.9999999, -45.9999999), (9.2, 42.1),
         (55.5, -21.1), (-52.3, 4.9), (166.4, -22.3), (0, 85), (0, -85))  # fmt: skip


def vectors():
    """Return the vectors: places written, lines and areas measured, shapes told apart."""
    dice = random.Random(20190826)  # noqa: S311  the same dice each time
    france = [(dice.uniform(-4.8, 8.2), dice.uniform(42.4, 51.0)) for _ in range(80)]
    world = [(dice.uniform(-180, 180), dice.uniform(-80, 84)) for _ in range(60)]
    return {
        "places": [_written(place) for place in (*DOMAIN, *EDGES, *france, *world)],
        "lines": [_line(dice) for _ in range(30)],
        "areas": [_area(dice) for _ in range(30)],
        "relations": [_relation(dice, number) for number in range(160)],
    }


def _written(place):
    lon, lat = place
    said = {}
    for locale in ("fr", "en"):
        for system in SYSTEMS:
            try:
                said[f"{system} {locale}"] = write(lon, lat, system, locale)
            except OutsideSystemError:
                said[f"{system} {locale}"] = None
    return {"place": place, "said": said}


def _line(dice):
    lon, lat = dice.uniform(-170, 170), dice.uniform(-75, 75)
    reach = 10 ** dice.uniform(-3, 1)
    line = [
        (lon + dice.uniform(-reach, reach), lat + dice.uniform(-reach, reach)) for _ in range(4)
    ]
    legs = [{"metres": leg.distance_m, "bearing": leg.bearing} for leg in measure.legs(line)]
    return {"line": line, "legs": legs}


def _area(dice):
    ring = _ring(dice, dice.uniform(-170, 170), dice.uniform(-75, 75), 10 ** dice.uniform(-3, 0.5))
    polygon = mapping(Polygon(ring))
    found = measure.surface(polygon)
    return {"polygon": polygon, "area": found.area_m2, "perimeter": found.perimeter_m}


def _ring(dice, x, y, radius):
    """Return the corners of a star, which never crosses itself."""
    count = dice.randrange(3, 9)
    turns = sorted(dice.uniform(0, 2 * math.pi) for _ in range(count))
    # Three corners within half a turn would leave the middle out, and the ring might cross itself.
    turns = [(turn + 2 * math.pi * step) / count for step, turn in enumerate(turns)]
    reach = [radius * dice.uniform(0.4, 1) for _ in turns]
    return [(x + r * math.cos(t), y + r * math.sin(t)) for r, t in zip(reach, turns, strict=True)]


def _relation(dice, number):
    hole = _ring(dice, 1, 49, 0.3)
    area = Polygon(_ring(dice, 1, 49, 1), [hole] if number % 3 == 0 else [])
    if not area.is_valid:
        area = Polygon(area.exterior)
    if number % 5 == 0:
        area = MultiPolygon([area, Polygon(_ring(dice, 4, 49, 1))])
    # Some are small and near the middle, so that there are all three answers.
    far = 0.6 if number % 8 > 3 else 1.5
    x, y, size = 1 + dice.uniform(-far, far), 49 + dice.uniform(-far, far), far**3 / 3
    shape = (
        Point(x, y),
        LineString(_ring(dice, x, y, size)),
        Polygon(_ring(dice, x, y, size)),
        MultiPolygon([Polygon(_ring(dice, x, y, size)), Polygon(_ring(dice, x + 4, y, size))]),
    )[number % 4]
    return {"shape": mapping(shape), "area": mapping(area), "relation": _told(shape, area)}


def _told(shape, area):
    if area.covers(shape):
        return "inside"
    common = shapely.intersection(shape, area)
    # To touch along an outline is not to lie in the area.
    shared = shapely.get_dimensions(common) == shapely.get_dimensions(shape)
    return "partly" if shared and not common.is_empty else "outside"


def text():
    """Return the file: one vector a line."""
    parts = [
        f'"{name}": [\n' + ",\n".join(json.dumps(each) for each in told) + "\n]"
        for name, told in vectors().items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
