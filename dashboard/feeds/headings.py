"""What people call the values of a fix, in French and in English, and the unit they write with it.

The unit stands in the heading: ``vitesse (km/h)``, ``speed_kn``. A speed or a charge without one is
left aside: 12 may be metres, miles or knots, and the position is good without it. So is what no
heading here means.
"""

import re
from collections.abc import Iterable, Mapping

from dashboard.feeds.making import fix_of
from dashboard.feeds.values import device_name, instant
from dashboard.search import fold
from dashboard.tracks import Fix

UNIT_WORDS = {
    "km/h": "kmh", "kmh": "kmh", "kph": "kmh",
    "m/s": "ms", "ms": "ms", "mps": "ms",
    "kn": "kn", "kt": "kn", "kts": "kn", "knots": "kn", "noeuds": "kn",
    "%": "percent", "percent": "percent", "pct": "percent", "pourcent": "percent",
    "m": "m", "metres": "m", "meters": "m",
    "deg": "deg", "°": "deg", "degres": "deg", "degrees": "deg",
    "utc": "utc", "gmt": "utc", "z": "utc",
    "s": "s",
}  # fmt: skip

Meaning = tuple[frozenset[str], Mapping[str, str]]


def _meaning(words: str, **by_unit: str) -> Meaning:
    return frozenset(words.split(", ")), {unit.strip("_"): ours for unit, ours in by_unit.items()}


DEVICE = (
    "device, device id, device name, appareil, balise, tracker, traceur, vehicle, vehicule, "
    "vecteur, equipe, team, unit, indicatif, callsign, resource id, imei, uid, id, identifiant, "
    "name, nom"
)
TIME = (
    "time, timestamp, at, datetime, date time, date heure, date et heure, date/heure, horodatage, "
    "heure, date, fix time, gps time"
)
MEANINGS: tuple[Meaning, ...] = (
    _meaning(DEVICE, _="device"),
    _meaning(TIME, _="at", utc="at_utc", s="at", ms="at"),
    _meaning("lat, latitude", _="lat", deg="lat"),
    _meaning("lon, lng, long, longitude", _="lon", deg="lon"),
    _meaning("altitude, alt, ele, elevation", _="altitude_m", m="altitude_m"),
    _meaning("accuracy, acc, precision", _="accuracy_m", m="accuracy_m"),
    _meaning("speed, vitesse", kmh="speed_kmh", ms="speed_ms", kn="speed_kn"),
    _meaning("course, heading, bearing, cap, cog", _="course_deg", deg="course_deg"),
    _meaning("battery, batt, battery level, batterie", percent="battery_percent"),
)


def meanings(headings: Iterable[str]) -> dict[str, str]:
    """Return which headings mean what; where two mean the same, the first.

    >>> meanings(["Véhicule", "Horodatage (UTC)", "vitesse (nœuds)", "speed", "deviceId"])
    {'Véhicule': 'device', 'Horodatage (UTC)': 'at_utc', 'vitesse (nœuds)': 'speed_kn'}
    """
    found: dict[str, str] = {}
    for heading in headings:
        ours = _meaning_of(heading)
        if ours and ours not in found.values():
            found[heading] = ours
    return found


def fix_of_row(told: Mapping[str, object], meant: Mapping[str, str], otherwise: str) -> Fix:
    """Return the fix a row tells, or the properties of a feature.

    Args:
        told: The values under their headings.
        meant: What the headings mean.
        otherwise: Whose it is where no heading says.

    Raises:
        RefusedError: It tells no place, no time, no device, or what cannot be.
    """
    devices = {name: told.get(name) for name, ours in meant.items() if ours == "device"}
    time = next((name for name, ours in meant.items() if ours in {"at", "at_utc"}), "time")
    values = {name: ours for name, ours in meant.items() if ours not in {"device", "at", "at_utc"}}
    device = device_name(devices or {"device": None}, otherwise)
    at = instant(told.get(time), time, utc=meant.get(time) == "at_utc")
    return fix_of(device, at, told, values)


def _meaning_of(heading: str) -> str | None:
    parted = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading[:80])  # deviceId
    words = re.findall(r"[a-z0-9/%°]+", fold(parted.casefold().replace("œ", "oe")))
    units = [UNIT_WORDS[word] for word in words if word in UNIT_WORDS]
    name = " ".join(word for word in words if word not in UNIT_WORDS)
    for called, by_unit in MEANINGS:
        if name in called:
            return by_unit.get(units[0] if units else "")
    return None
