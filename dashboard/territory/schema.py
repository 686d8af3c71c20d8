"""The tables of the base map: which tags are which kind, and the zoom each kind appears at.

Layers and kinds carry the names of the Shortbread schema 1.0
(https://shortbread-tiles.org/schema/1.0/), so that a style drawn for it draws our tiles and ours
draws others'.
"""

from collections.abc import Mapping

LAYERS = (
    "ocean", "land", "sites", "water_polygons", "water_polygons_labels", "water_lines",
    "water_lines_labels", "pier_polygons", "pier_lines", "dam_lines", "buildings",
    "street_polygons", "bridges", "streets", "street_labels", "aerialways", "ferries",
    "boundaries", "public_transport", "pois", "addresses", "place_labels",
)  # fmt: skip

STREETS = {
    "motorway": 5, "trunk": 6, "primary": 8, "secondary": 9, "tertiary": 10, "unclassified": 12,
    "residential": 12, "living_street": 12, "road": 12, "busway": 13, "service": 13,
    "pedestrian": 12, "track": 13, "footway": 13, "path": 13, "cycleway": 13, "steps": 14,
    "bridleway": 13,
}  # fmt: skip
"""Classes of ``highway``, and the zoom each appears at."""

RAILS = {
    "rail": 8, "light_rail": 10, "subway": 12, "tram": 12, "narrow_gauge": 10, "funicular": 12,
    "monorail": 12,
}  # fmt: skip
RUNWAYS = {"runway": 11, "taxiway": 13}

LAND: Mapping[str, Mapping[str, str]] = {
    "natural": {
        "wood": "forest", "grassland": "grassland", "heath": "heath", "scrub": "scrub",
        "bare_rock": "bare_rock", "scree": "scree", "shingle": "shingle", "sand": "sand",
        "beach": "beach", "wetland": "wetland",
    },
    "landuse": {
        kind: kind
        for kind in (
            "residential", "industrial", "commercial", "retail", "railway", "cemetery", "forest",
            "grass", "meadow", "farmland", "orchard", "vineyard", "allotments", "brownfield",
            "greenfield", "quarry", "landfill", "recreation_ground", "village_green",
            "plant_nursery", "farmyard", "garages", "greenhouse_horticulture",
        )
    },
    "leisure": {kind: kind for kind in ("park", "garden", "golf_course", "playground")},
    "amenity": {"grave_yard": "grave_yard"},
}  # fmt: skip
LAND_ZOOMS = {"forest": 7, "residential": 9, "farmland": 10, "park": 11, "industrial": 10}
OPEN_GROUND = {"garden", "grass", "garages", "playground", "village_green"}
"""Small things, from zoom 13 only."""

SITES: Mapping[str, Mapping[str, str]] = {
    "amenity": {
        kind: kind
        for kind in (
            "hospital", "university", "college", "school", "kindergarten", "prison", "parking",
        )
    },
    "leisure": {"sports_centre": "sports_centre", "stadium": "stadium", "pitch": "pitch"},
    "landuse": {"construction": "construction", "military": "military"},
    "military": {"danger_area": "danger_area"},
}  # fmt: skip
WATER: Mapping[str, Mapping[str, str]] = {
    "natural": {"water": "water", "glacier": "glacier"},
    "waterway": {"riverbank": "river", "dock": "dock", "canal": "canal"},
    "landuse": {"reservoir": "reservoir", "basin": "basin"},
}
WATER_LINES = {"river": 8, "canal": 9, "stream": 12, "ditch": 14, "drain": 14}
PLACES = {
    "city": 4, "town": 7, "village": 10, "hamlet": 12, "suburb": 11, "quarter": 12,
    "neighbourhood": 13, "island": 10, "isolated_dwelling": 14, "farm": 14, "locality": 13,
}  # fmt: skip
POPULATIONS = {"city": 100_000, "town": 5_000, "village": 100}
"""What Shortbread counts where nobody did."""

BOUNDARIES = {"2": 4, "4": 5, "6": 7, "8": 11}
"""Country, region, department, commune."""

STATIONS = {
    "railway": {"station": 11, "halt": 12, "tram_stop": 13},
    "aeroway": {"aerodrome": 10, "helipad": 13},
    "aerialway": {"station": 13},
    "amenity": {"bus_station": 13, "ferry_terminal": 12},
    "highway": {"bus_stop": 14},
}
POIS: Mapping[str, frozenset[str] | None] = {
    "amenity": frozenset({
        "hospital", "clinic", "doctors", "pharmacy", "nursing_home", "fire_station", "police",
        "townhall", "school", "college", "university", "kindergarten", "place_of_worship",
        "theatre", "cinema", "community_centre", "library", "marketplace", "prison", "fuel",
        "post_office", "courthouse", "arts_centre", "social_facility", "parking", "ferry_terminal",
    }),
    "emergency": frozenset({
        "ambulance_station", "assembly_point", "defibrillator", "fire_hydrant", "landing_site",
        "lifeguard", "phone", "water_tank",
    }),
    "tourism": frozenset({"hotel", "museum", "camp_site", "attraction", "theme_park", "viewpoint"}),
    "leisure": frozenset({"stadium", "sports_centre", "marina", "swimming_pool", "water_park"}),
    "historic": frozenset({"castle", "monument", "ruins"}),
    "man_made": frozenset({"lighthouse", "tower", "water_tower", "mast"}),
    "shop": frozenset({"mall", "supermarket", "department_store"}),
    "military": frozenset({"barracks", "base"}),
}  # fmt: skip
POI_ZOOMS = {
    "hospital": 11,
    "fire_station": 13,
    "police": 13,
    "stadium": 13,
    "ambulance_station": 13,
}

AREA_KEYS = (
    "building", "landuse", "natural", "leisure", "waterway", "amenity", "man_made", "tourism",
    "military", "place", "highway", "aeroway", "emergency", "historic", "shop",
)  # fmt: skip
"""The keys a closed line, or a multipolygon, may be an area by."""
