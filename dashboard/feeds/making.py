"""A fix out of the values a part of a message tells.

1. A format is a table from its names to ours, which carry the unit: ``{"speed": "speed_kn"}``.
2. A value is within what can be; beyond, it is something else and the part is refused.
3. Below zero, what cannot be below zero is unknown: so phones say it (Core Location, and OwnTracks
   and Traccar Client after it).
"""

from collections.abc import Mapping
from datetime import datetime

from dashboard.feeds.values import number
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

Names = Mapping[str, str]
"""What a format calls each value: its name, ours with the unit."""

RANGES = {
    "lon": (-180.0, 180.0),
    "lat": (-90.0, 90.0),
    "altitude_m": (-1_000.0, 100_000.0),  # the Dead Sea; where the air ends
    "accuracy_m": (0.0, 20_100_000.0),  # half way round the earth
    "speed_kmh": (0.0, 100_000.0),  # no vehicle; doubted long before
    "course_deg": (0.0, 360.0),
    "battery": (0.0, 1.0),
}
"""What each value of a fix can be; beyond, it is something else."""

UNITS = {
    "speed_ms": ("speed_kmh", 3.6),
    "speed_kn": ("speed_kmh", 1.852),
    "battery_percent": ("battery", 0.01),
}
PLACE = ("lat", "lon")
UNKNOWN_BELOW_ZERO = {"accuracy_m", "speed_kmh", "course_deg", "battery"}

OUT_OF_RANGE = Text(
    fr="« {name} » vaut {found:.9g} ; attendu : entre {least:g} et {most:g}.",
    en="“{name}” is {found:.9g}; expected: between {least:g} and {most:g}.",
)
MISSING = Text(fr="« {name} » manque : pas de position.", en="“{name}” is missing: no position.")
SWAPPED = Text(
    fr="La latitude « {name} » vaut {lat:g}, au-delà de 90, et la longitude {lon:g} : les deux "
    "sont peut-être inversées.",
    en="The latitude “{name}” is {lat:g}, beyond 90, and the longitude {lon:g}: the two may be "
    "swapped.",
)


def fix_of(
    device: str, at: datetime, told: Mapping[str, object], names: Names, status: str | None = None
) -> Fix:
    """Return the fix a part tells.

    Args:
        device: Whose it is.
        at: When it was there.
        told: The values, under the names of the format; others are left aside.
        names: What the format calls them. Where two are ours the first that is told holds.
        status: The status that came with it.

    Raises:
        RefusedError: There is no place, or a value cannot be what it says.
    """
    values: dict[str, float] = {}
    for theirs, named in names.items():
        ours, factor = UNITS.get(named, (named, 1.0))
        value = number(told.get(theirs), theirs)
        if value is None or ours in values or (value < 0 and ours in UNKNOWN_BELOW_ZERO):
            continue
        values[ours] = value * factor
        least, most = RANGES[ours]
        if not least <= values[ours] <= most and ours not in PLACE:
            raise _out_of_range(theirs, value, least / factor, most / factor)
    called = {ours: theirs for theirs, ours in names.items() if ours in PLACE}
    for ours in PLACE:
        if ours not in values:
            raise RefusedError(MISSING, name=called[ours])
    lat, lon = values["lat"], values["lon"]
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        raise RefusedError(SWAPPED, name=called["lat"], lat=lat, lon=lon)
    for ours in PLACE:
        least, most = RANGES[ours]
        if not least <= values[ours] <= most:
            raise _out_of_range(called[ours], values[ours], least, most)
    return Fix(device=device, at=at, status=status, **values)


def _out_of_range(name: str, found: float, least: float, most: float) -> RefusedError:
    return RefusedError(OUT_OF_RANGE, name=name, found=found, least=least, most=most)
