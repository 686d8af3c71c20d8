"""Coordinates as people say them: read in seven systems, written in any of them.

1. Every system tries; what it cannot read it leaves to the others.
2. One reading is the answer. None, or two that are not the same place, is a refusal that says why.
3. Latitude comes first where no letter says which is which; when the place is nowhere near where
   it is asked for, and would be near it exchanged, that is refused too.
"""

import re
from collections.abc import Callable

from dashboard.geo import degrees
from dashboard.geo.grids import read_dfci, read_mgrs, write_dfci, write_mgrs
from dashboard.geo.metric import read_lambert93, read_utm, write_lambert93, write_utm
from dashboard.geo.places import Box, grown, meet
from dashboard.geo.spot import (
    AmbiguousCoordinatesError,
    Spot,
    SwappedCoordinatesError,
    System,
    UnreadableCoordinatesError,
)
from dashboard.text import Locale, RefusedError, Text

LONGEST = 200
"""Of a text that may be coordinates, in characters."""

AROUND = 0.5
"""Degrees around an operation that are still near it, or as much as it is wide."""

SAME = 1e-7
"""Degrees, about a centimetre: readings nearer than this are one."""

UNREADABLE = Text(
    fr="« {text} » n'est pas un lieu. Par exemple : 43,4868 ; -1,5561 · 43°29'12\"N 1°33'22\"O · "
    "43°29,208'N 1°33,366'O · 30T 616757 4815888 · 30T XP 16757 15888 · CD82C9.5 · "
    "L93 331486 6275936.",
    en="“{text}” is not a place. For example: 43.4868, -1.5561 · 43°29'12\"N 1°33'22\"W · "
    "43°29.208'N 1°33.366'W · 30T 616757 4815888 · 30T XP 16757 15888 · CD82C9.5 · "
    "L93 331486 6275936.",
)
COMMA = Text(
    fr="« {text} » : la virgule peut séparer deux nombres ou en couper un ; séparer latitude et "
    "longitude par un espace ou un point-virgule.",
    en="“{text}”: the comma may part two numbers or be the decimal mark of one; part latitude "
    "and longitude by a space or a semicolon.",
)
TWO = Text(
    fr="« {text} » peut se lire de {count} façons : {readings}. Écrire le lieu autrement.",
    en="“{text}” can be read in {count} ways: {readings}. Write the place another way.",
)
SWAPPED = Text(
    fr="« {text} » est loin de l'opération, et y serait si latitude et longitude étaient "
    "échangées. Si c'est bien cela : {other} ; sinon écrire N, S, E, O derrière chacune.",
    en="“{text}” is far from the operation, and would be in it if latitude and longitude were "
    "exchanged. If that is it: {other}; if not, write N, S, E, W after each.",
)

_READERS: tuple[Callable[[str], list[Spot]], ...] = (
    read_mgrs,
    read_dfci,
    read_utm,
    read_lambert93,
    degrees.readings,
)


def read(text: str, *, near: Box | None = None) -> Spot:
    """Return the one place ``text`` names.

    Args:
        text: What was typed or pasted.
        near: Where a place is asked for; serves to notice what was exchanged.

    Raises:
        UnreadableCoordinatesError: It names none.
        AmbiguousCoordinatesError: It names two.
        OutsideSystemError: Its system does not reach there.
        SwappedCoordinatesError: Latitude and longitude look exchanged.

    >>> read("CD82C9.5").system
    'dfci'
    """
    said = " ".join(text.split())[:LONGEST].strip("()[] ")
    found, faults = _readings(said)
    if len(found) > 1:
        both = " · ".join(degrees.write(one.lon, one.lat, "dd", "fr") for one in found)
        raise AmbiguousCoordinatesError(TWO, text=said, count=len(found), readings=both)
    if not found:
        if faults:
            raise faults[0]
        sentence = COMMA if re.fullmatch(r"[+-]?\d+,\d+", said) else UNREADABLE
        raise UnreadableCoordinatesError(sentence, text=said)
    _check_order(said, found[0], near)
    return found[0]


def write(lon: float, lat: float, system: System, locale: Locale = "fr") -> str:
    """Return a place in ``system``; only the letter of the west depends on the language.

    Raises:
        OutsideSystemError: The system does not reach there.
    """
    match system:
        case "utm":
            return write_utm(lon, lat)
        case "mgrs":
            return write_mgrs(lon, lat)
        case "dfci":
            return write_dfci(lon, lat)
        case "lambert93":
            return write_lambert93(lon, lat)
        case _:
            return degrees.write(lon, lat, system, locale)


def _readings(said: str) -> tuple[list[Spot], list[RefusedError]]:
    """Return every place ``said`` may be, once, and why systems that know it refuse it."""
    found: list[Spot] = []
    faults: list[RefusedError] = []
    for reads in _READERS:
        try:
            spots = reads(said if reads is degrees.readings else said.upper())
        except RefusedError as fault:
            faults.append(fault)
            continue
        found += [spot for spot in spots if not any(_is_same(spot, other) for other in found)]
    return found, faults


def _is_same(one: Spot, other: Spot) -> bool:
    return abs(one.lon - other.lon) < SAME and abs(one.lat - other.lat) < SAME


def _check_order(said: str, spot: Spot, near: Box | None) -> None:
    """Refuse a place that is nowhere near, and would be with its two angles exchanged."""
    if near is None or spot.cell is not None or spot.system in {"utm", "lambert93"}:
        return
    if degrees.says_which(said):
        return
    west, south, east, north = near
    around = grown(near, max(AROUND, east - west, north - south))
    there = (spot.lon, spot.lat) * 2
    turned = (spot.lat, spot.lon) * 2
    if meet(turned, around) and not meet(there, around):
        other = degrees.write(spot.lat, spot.lon, "dd", "fr")
        raise SwappedCoordinatesError(SWAPPED, text=said, other=other)
