"""Quadrille: 6 × 6 blocks of 300 m, small enough to know by heart, with one of everything.

        N │ a primary road leads on (3, 6)→
        7 ┌─┬─┬─┬─┬─┬─┐─── private (6, 6)→
        │ ├─┼─┼─┼─P─┼─┤    P: row 5 between columns 4 and 5 is for walkers
        │ ├─G─┼─┼─┼─┼─┤    G: column 1, a private gate between rows 4 and 5
        │ ├─┼─┼─┘─┼─┼─┤    no left turn at (3, 3), coming from the west
        │ ├─┼─┼─┼─┼─B─┤    B: column 5, a bollard between rows 2 and 3
        │ ├─┼─╱─┼─┼─┼─┤    a footpath across the block from (1, 1) to (2, 2)
        ↑ └─┴─┴─┴─┴─┴─┘    column 0 is one way, northwards
          └──motorway─→    from (0, 0) to (6, 0), 200 m further south

Five kilometres east lies an island of one block, with a ferry. A car park inside the block at
(4, 4) leads nowhere. Streets are residential: 37.5 km/h, and a second for each crossing.
"""

import math
from itertools import pairwise

from osmium.osm.mutable import Relation

from tests.territory.town import Town

WEST, SOUTH, ACROSS, UP = -1.60, 47.20, 0.004, 0.0027
BOX = (-1.65, 47.18, -1.49, 47.25)
EARTH_M = 6_371_008.8
STREET_MS = 37.5 / 3.6


def place(column, row):
    """The place of a crossing: longitude, latitude."""
    return WEST + column * ACROSS, SOUTH + row * UP


def metres(start, end):
    """How far two places are on a sphere, as near as matters here."""
    along = math.radians(end[1] - start[1])
    across = math.radians(end[0] - start[0]) * math.cos(math.radians((start[1] + end[1]) / 2))
    return EARTH_M * math.hypot(along, across)


def drive_s(*crossings):
    """How long it takes along streets from crossing to crossing, the second of each included."""
    return sum(
        metres(place(*a), place(*b)) / STREET_MS + max(abs(a[0] - b[0]), abs(a[1] - b[1]))
        for a, b in pairwise(crossings)
    )


def walk_s(*places):
    """How long it takes on foot along a line."""
    return sum(metres(a, b) for a, b in pairwise(places)) / (4.8 / 3.6)


class Streets(Town):
    """A town whose turns may be forbidden."""

    def turn(self, coming, via, going, **tags):
        members = [("w", coming, "from"), (*via, "via"), ("w", going, "to")]
        tags = {"type": "restriction", "restriction": "no_left_turn"} | tags
        self.relations.append(
            Relation(id=len(self.relations) + 1, version=1, tags=tags, members=members)
        )

    def write(self, path, *, box=BOX):
        return super().write(path, box=box)


def quadrille():
    """Return the town."""
    town = Streets()
    at = {(c, r): town.node(*place(c, r)) for c in range(7) for r in range(7)}
    streets = {}
    for number in range(7):
        streets["row", number] = _street(town, [at[c, number] for c in range(7)], number, row=True)
        streets["column", number] = _street(town, _column(town, at, number), number, row=False)
    town.turn(streets["row", 3][0], ("n", at[3, 3]), streets["column", 3][1])
    town.turn(streets["row", 3][0], ("w", streets["column", 3][0]), streets["row", 3][1])
    hours = {"restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)"}
    town.relations.append(
        Relation(id=len(town.relations) + 1, version=1, tags={"type": "restriction", **hours})
    )
    _beyond(town, at)
    return town


def _column(town, at, number):
    line = [at[number, row] for row in range(7)]
    lon = place(number, 0)[0]
    if number == 1:
        middle = SOUTH + 4.5 * UP
        line.insert(5, town.node(lon, middle, barrier="gate", access="private"))
    if number == 5:
        line.insert(3, town.node(lon, SOUTH + 2.5 * UP, barrier="bollard"))
    return line


def _street(town, line, number, *, row):
    """Draw a street, in two ways that meet at its fourth crossing; return their ids."""
    tags = {"highway": "residential"}
    if not row and number == 0:
        tags["oneway"] = "yes"
    middle = line[3] if row or number != 5 else line[4]
    at = line.index(middle)
    if row and number == 5:
        town.way(*line[4:6], highway="pedestrian")
        return town.way(*line[:5], **tags), town.way(*line[5:], **tags)
    return town.way(*line[: at + 1], **tags), town.way(*line[at:], **tags)


def _beyond(town, at):
    south = SOUTH - 0.0018
    ends = [town.node(place(c, 0)[0], south) for c in (0.2, 5.8)]
    town.way(at[0, 0], ends[0], highway="motorway_link", oneway="yes")
    town.way(*ends, highway="motorway")
    town.way(ends[1], at[6, 0], highway="motorway_link", oneway="yes")
    town.way(at[1, 1], at[2, 2], highway="footway")
    private = town.node(place(6, 0)[0] + 0.006, place(0, 6)[1])
    town.way(at[6, 6], private, highway="service", access="private")
    north = town.node(place(3, 0)[0], BOX[3])
    town.way(at[3, 6], north, highway="primary", maxspeed="80")
    parked = [town.node(*place(4.4, 4.5)), town.node(*place(4.6, 4.5))]
    town.way(*parked, highway="service", service="parking_aisle")
    isle = [town.node(*place(*corner)) for corner in ((20, 3), (21, 3), (21, 4), (20, 4))]
    town.way(*isle, isle[0], highway="residential")
    town.way(at[6, 3], isle[0], route="ferry")


def filtered(*, roads=False):
    """Return a town of trees: nothing anybody can take."""
    town = Streets()
    town.node(*place(1, 1), natural="tree")
    if roads:
        town.way(town.node(*place(0, 0)), town.node(*place(1, 0)), highway="residential")
    return town
