"""Places by name: what a gazetteer answers with, and what is asked of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dashboard.text import Text

LngLat = tuple[float, float]
"""Longitude then latitude, in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place found by its name.

    Attributes:
        name: As people there call it: "Rue des Capucins", "12 Rue des Capucins".
        kind: One of ``KINDS``.
        lon: Longitude, in degrees (WGS 84).
        lat: Latitude, in degrees (WGS 84).
        context: The town it lies in or near, empty when it is one.
        score: How well it answers, from 0 to 100; what is asked word for word is 100.
    """

    name: str
    kind: str
    lon: float
    lat: float
    context: str = ""
    score: float = 0.0


class Gazetteer(Protocol):
    """Finds places by their names. One that knows no place at all is false."""

    def find(self, text: str, near: LngLat | None = None, limit: int = 8) -> list[Place]:
        """Return the places ``text`` may name, the likeliest first.

        Args:
            text: As it is typed: accents, capitals, hyphens and usual abbreviations do not matter,
                the last word may be unfinished, a few wrong letters are forgiven.
            near: Among equal answers, the nearest to here comes first.
            limit: How many at most.
        """


class NoGazetteer:
    """The gazetteer of an installation that has none: it finds nothing."""

    def __bool__(self) -> bool:
        return False

    def find(self, text: str, near: LngLat | None = None, limit: int = 8) -> list[Place]:  # noqa: ARG002
        """Return nothing."""
        return []


NO_GAZETTEER = NoGazetteer()

KINDS: Mapping[str, Text] = {
    "city": Text(fr="ville", en="city"),
    "town": Text(fr="ville", en="town"),
    "village": Text(fr="village", en="village"),
    "hamlet": Text(fr="hameau", en="hamlet"),
    "district": Text(fr="quartier", en="district"),
    "locality": Text(fr="lieu-dit", en="locality"),
    "street": Text(fr="rue", en="street"),
    "address": Text(fr="adresse", en="address"),
    "hospital": Text(fr="hôpital", en="hospital"),
    "clinic": Text(fr="clinique, cabinet", en="clinic, surgery"),
    "pharmacy": Text(fr="pharmacie", en="pharmacy"),
    "care_home": Text(fr="établissement médico-social", en="care home"),
    "fire_station": Text(fr="centre de secours", en="fire station"),
    "ambulance_station": Text(fr="ambulances", en="ambulance station"),
    "police": Text(fr="police, gendarmerie", en="police"),
    "lifeguard": Text(fr="poste de secours", en="lifeguard"),
    "helipad": Text(fr="hélisurface", en="helipad"),
    "town_hall": Text(fr="mairie, administration", en="town hall, administration"),
    "school": Text(fr="enseignement", en="school"),
    "station": Text(fr="gare, arrêt", en="station, stop"),
    "airport": Text(fr="aérodrome", en="airfield"),
    "stadium": Text(fr="sport, spectacle", en="sport, venue"),
    "worship": Text(fr="lieu de culte", en="place of worship"),
    "water": Text(fr="eau", en="water"),
    "park": Text(fr="parc, forêt", en="park, wood"),
    "industry": Text(fr="site industriel", en="industrial site"),
    "shop": Text(fr="commerce", en="shop"),
    "other": Text(fr="lieu", en="place"),
}
"""What a place may be, and the words for it."""
