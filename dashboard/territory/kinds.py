"""What a named thing of OpenStreetMap is to a cell, and the other words it is looked for by."""

from collections.abc import Mapping

Tags = Mapping[str, str]

KIND_OF: Mapping[str, Mapping[str, str]] = {
    "place": {
        "city": "city", "town": "town", "village": "village", "hamlet": "hamlet",
        "suburb": "district", "quarter": "district", "neighbourhood": "district",
        "borough": "district", "locality": "locality", "isolated_dwelling": "locality",
        "farm": "locality", "island": "locality", "islet": "locality", "square": "street",
    },
    "emergency": {
        "ambulance_station": "ambulance_station", "lifeguard": "lifeguard",
        "landing_site": "helipad",
    },
    "amenity": {
        "hospital": "hospital", "clinic": "clinic", "doctors": "clinic", "dentist": "clinic",
        "pharmacy": "pharmacy", "nursing_home": "care_home", "social_facility": "care_home",
        "fire_station": "fire_station", "police": "police", "townhall": "town_hall",
        "courthouse": "town_hall", "public_building": "town_hall", "school": "school",
        "college": "school", "university": "school", "kindergarten": "school",
        "place_of_worship": "worship", "bus_station": "station", "ferry_terminal": "station",
        "theatre": "stadium", "cinema": "stadium", "events_venue": "stadium",
        "conference_centre": "stadium", "exhibition_centre": "stadium",
    },
    "healthcare": {"hospital": "hospital", "clinic": "clinic", "centre": "clinic",
                   "doctor": "clinic", "pharmacy": "pharmacy"},
    "office": {"government": "town_hall"},
    "aeroway": {"aerodrome": "airport", "helipad": "helipad", "heliport": "helipad"},
    "railway": {"station": "station", "halt": "station", "tram_stop": "station"},
    "leisure": {"stadium": "stadium", "sports_centre": "stadium", "park": "park",
                "nature_reserve": "park", "marina": "water", "swimming_pool": "stadium"},
    "landuse": {"forest": "park", "industrial": "industry", "military": "police",
                "cemetery": "locality"},
    "natural": {"beach": "water", "water": "water", "wood": "park", "bay": "water",
                "cape": "locality", "peak": "locality"},
    "waterway": {"river": "water", "canal": "water"},
    "man_made": {"works": "industry", "wastewater_plant": "industry"},
    "power": {"plant": "industry"},
}  # fmt: skip

OTHER_KEYS = ("amenity", "tourism", "historic", "building", "man_made", "leisure", "office")
"""What is named and has one of these is a place all the same."""

RANKS = {
    "city": 10, "town": 9, "village": 8, "hospital": 8, "fire_station": 8, "district": 7,
    "police": 7, "town_hall": 7, "station": 7, "stadium": 7, "airport": 7, "hamlet": 6,
    "street": 6, "ambulance_station": 7, "clinic": 5, "helipad": 6, "lifeguard": 6,
    "care_home": 5, "school": 5, "park": 4, "water": 4, "industry": 4, "worship": 4,
    "locality": 4, "pharmacy": 4, "shop": 2, "other": 3,
}  # fmt: skip
"""Of equal names, the higher first."""

SYNONYMS = {
    "hospital": "hopital ch chu chr centre hospitalier urgences samu smur",
    "clinic": "clinique cabinet medecin docteur maison de sante",
    "pharmacy": "pharmacie",
    "care_home": "ehpad maison de retraite foyer",
    "fire_station": "sapeurs pompiers caserne cis csp cs sdis centre de secours incendie",
    "ambulance_station": "ambulances ambulance smur",
    "police": "police gendarmerie commissariat brigade",
    "lifeguard": "poste de secours surveillance baignade snsm",
    "helipad": "heliport helisurface helicoptere dz",
    "town_hall": "mairie hotel de ville prefecture",
    "school": "ecole college lycee universite creche",
    "station": "gare arret",
    "airport": "aeroport aerodrome",
    "stadium": "stade salle gymnase piscine",
    "worship": "eglise",
}
"""Words a kind is looked for by, whatever the name says: "pompiers" finds the CIS."""

USEFUL_UNNAMED = {
    "hospital": "Hôpital", "fire_station": "Centre de secours", "police": "Police",
    "helipad": "Hélisurface", "ambulance_station": "Ambulances", "lifeguard": "Poste de secours",
    "pharmacy": "Pharmacie", "town_hall": "Mairie",
}  # fmt: skip
"""Worth finding without a name, under the word for what they are."""

OTHER_NAMES = ("name:fr", "alt_name", "official_name", "short_name", "old_name", "loc_name",
               "name:oc", "name:br", "name:eu", "name:co", "ref:FR:FINESS")  # fmt: skip


def kind_of(tags: Tags) -> str | None:
    """Return the kind of a thing that is no street; None when it is not one to be found.

    >>> kind_of({"amenity": "fire_station"}), kind_of({"highway": "crossing", "name": "x"})
    ('fire_station', None)
    """
    for key, kinds in KIND_OF.items():
        if (value := tags.get(key, "")) in kinds:
            return kinds[value]
    if "shop" in tags:
        return "shop"
    return "other" if any(key in tags for key in OTHER_KEYS) else None


def is_found(tags: Tags) -> bool:
    """Return whether a thing has a name or a house number to be found by, or needs none."""
    return (
        "name" in tags
        or "addr:housenumber" in tags
        or bool(tags.keys() & {"amenity", "emergency", "aeroway"})
    )


def other_words(kind: str, tags: Tags) -> str:
    """Return what a thing is looked for by besides its name."""
    names = [tags[key] for key in OTHER_NAMES if key in tags]
    return " ".join([*names, SYNONYMS.get(kind, "")])
