"""Saint-Étienne-sur-Mer: a town of 6 × 6 blocks by the sea, small enough to know by heart.

    sea │ shore ┌─┬─┬─┬─┬─┬─┐   north: Avenue de la République, in three pieces
        │       ├─┼─┼─┼─┼─┼─┤   west: Boulevard du Général-Leclerc, one way
        │  pier ├─┼─┼─┼─┼─┼─┤   east: a railway; a wood with a clearing, a lake
        ╵       └─┴─┴─┴─┴─┴─┘   the shore stops short of the box at both ends, as extracts have it

Everything is 300 m apart or so. Places are written west, south; ids as they come.
"""

import osmium
from osmium.osm.mutable import Node, Relation, Way

BOX = (-2.10, 47.20, -2.06, 47.23)
WEST, SOUTH, STEP = -2.092, 47.203, 0.004
COLUMNS = (
    "Boulevard du Général-Leclerc", "Rue Saint-Étienne", "Rue des Œillets", "Rue de l'Église",
    "Rue du 8 Mai 1945", "Rue des Capucins", "Quai Anne de Bretagne",
)  # fmt: skip
ROWS = (
    "Rue du Port", "Rue de l'Hôpital", "Place du Marché", "Rue Jean Jaurès", "Rue des Écoles",
    "Chemin des Dunes", "Avenue de la République",
)  # fmt: skip
SHORE = -2.095
PLACED = "2026-05-01T04:00:00Z"


class Town:
    """Writes things down with the ids they get."""

    def __init__(self):
        self.nodes, self.ways, self.relations = [], [], []

    def node(self, lon, lat, **tags):
        made = Node(id=len(self.nodes) + 1, version=1, location=(lon, lat), tags=named(tags))
        self.nodes.append(made)
        return len(self.nodes)

    def way(self, *nodes, **tags):
        self.ways.append(Way(id=len(self.ways) + 1, version=1, nodes=list(nodes), tags=named(tags)))
        return len(self.ways)

    def ring(self, west, south, east, north, **tags):
        corners = [(west, south), (east, south), (east, north), (west, north)]
        nodes = [self.node(*corner) for corner in corners]
        return self.way(*nodes, nodes[0], **tags)

    def relation(self, members, **tags):
        made = Relation(id=len(self.relations) + 1, version=1, tags=named(tags),
                        members=[("w", way, role) for way, role in members])  # fmt: skip
        self.relations.append(made)

    def write(self, path, *, box=BOX):
        header = osmium.io.Header()
        if box:
            header.add_box(osmium.osm.Box(*box))
            header.set("osmosis_replication_timestamp", PLACED)
        path.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(path), header=header) as writer:
            for add, things in (
                (writer.add_node, self.nodes),
                (writer.add_way, self.ways),
                (writer.add_relation, self.relations),
            ):
                for thing in things:
                    add(thing)
        return path


def named(tags):
    """Tags whose names hold a colon are written with two underscores: ``addr__street``."""
    return {key.replace("__", ":"): value for key, value in tags.items()}


def corner(column, row):
    """The place of a crossing: longitude, latitude."""
    return WEST + column * STEP, SOUTH + row * STEP


def saint_etienne(*, roads=True, shore=True):
    """Return the town, perhaps without its roads or its shore."""
    town = Town()
    if roads:
        _streets(town)
    if shore:
        ends = [(SHORE, 47.2292), (SHORE - 0.001, 47.215), (SHORE, 47.2008)]
        town.way(*(town.node(*end) for end in ends), natural="coastline")
    _places(town)
    _areas(town)
    return town


def _streets(town):
    crossing = {
        (column, row): town.node(*corner(column, row)) for column in range(7) for row in range(7)
    }
    for column, name in enumerate(COLUMNS):
        line = [crossing[column, row] for row in range(7)]
        kind = {"highway": "primary", "ref": "D 92", "oneway": "yes"} if column == 0 else None
        town.way(*line, name=name, **(kind or {"highway": "residential"}))
    for row, name in enumerate(ROWS):
        line = [crossing[column, row] for column in range(7)]
        if name == "Avenue de la République":
            for start in (0, 2, 4):
                town.way(*line[start : start + 3], name=name, highway="secondary")
        else:
            town.way(*line, name=name, highway="residential")
    far = [town.node(-2.0605, lat) for lat in (47.2005, 47.2295)]
    town.way(*far, railway="rail", name="Ligne de la côte")
    bridge = [town.node(-2.066, 47.2025), town.node(-2.062, 47.2025)]
    town.way(*bridge, highway="motorway", ref="A 83", bridge="yes")
    # A street of the same name, in the same town, two kilometres away.
    other = [town.node(-2.0625, 47.2015), town.node(-2.0623, 47.2018)]
    town.way(*other, name="Boulevard du Général-Leclerc", highway="service", tunnel="yes")


def _places(town):
    town.node(-2.080, 47.215, place="town", name="Saint-Étienne-sur-Mer", population="12 345")
    town.node(-2.070, 47.222, place="hamlet", name="Kerlann", name__fr="La Lande")
    town.node(-2.084, 47.207, amenity="fire_station")
    town.node(-2.076, 47.211, amenity="pharmacy", name="Pharmacie du Marché")
    town.node(-2.0801, 47.2151, amenity="townhall", name="Mairie")
    town.node(-2.0602, 47.216, railway="station", name="Gare de Saint-Étienne")
    for number, lon in (("3", -2.0900), ("12", -2.0885), ("12 bis", -2.0884)):
        tags = {"addr:housenumber": number, "addr:street": "Rue de l'Hôpital"}
        town.node(lon, 47.2071, **tags)
    town.node(-2.0650, 47.2105, **{"addr:housenumber": "1", "addr:street": "Allée des Pins"})


def _areas(town):
    town.ring(-2.087, 47.2075, -2.085, 47.2085, amenity="hospital", building="yes",
              name="Centre Hospitalier de la Côte")  # fmt: skip
    town.ring(-2.0835, 47.2035, -2.0825, 47.2040, building="yes")
    town.ring(-2.072, 47.224, -2.068, 47.227, natural="water", name="Étang du Moulin")
    town.ring(-2.0985, 47.2140, -2.0950, 47.2143, man_made="pier", area="yes")
    outer = town.ring(-2.0660, 47.2180, -2.0612, 47.2230)
    inner = town.ring(-2.0645, 47.2195, -2.0630, 47.2210)
    town.relation([(outer, "outer"), (inner, "inner")], type="multipolygon", natural="wood",
                  name="Bois des Fées")  # fmt: skip
    limits = town.ring(-2.0945, 47.2009, -2.0601, 47.2295)
    town.relation([(limits, "outer")], type="boundary", boundary="administrative",
                  admin_level="8", name="Saint-Étienne-sur-Mer")  # fmt: skip
