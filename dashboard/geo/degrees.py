"""Degrees as they are said: decimal, with minutes, with seconds; dot or comma; O or W for west.

A text is cut into numbers, marks, letters and separators; then every place to cut it into a
latitude and a longitude is tried, and all that can be read is returned. Choosing is not done here:
where two readings are possible, the caller refuses.
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from dashboard.geo.angles import SIGNS, Angle, Token, normal, pairs_of, tokens_of
from dashboard.geo.spot import (
    METRES_PER_DEGREE,
    Spot,
    SwappedCoordinatesError,
    System,
    UnreadableCoordinatesError,
)
from dashboard.text import Locale, Text

SIXTY = Text(
    fr="« {text} » : les minutes et les secondes vont de 0 à 59.",
    en="“{text}”: minutes and seconds go from 0 to 59.",
)
FIRST = Text(
    fr="« {text} » : la latitude (-90 à 90) vient d'abord, puis la longitude ; ou écrire N, S, E, "
    "O derrière chacune.",
    en="“{text}”: latitude (-90 to 90) comes first, then longitude; or write N, S, E, W after "
    "each.",
)
NOWHERE = Text(
    fr="« {text} » est hors du monde : la latitude va de -90 à 90, la longitude de -180 à 180.",
    en="“{text}” is outside the world: latitude goes from -90 to 90, longitude from -180 to 180.",
)
TWICE = Text(
    fr="« {text} » : un signe et une lettre (N, S, E, O) disent deux fois le côté ; garder l'un "
    "des deux.",
    en="“{text}”: a sign and a letter (N, S, E, W) say the side twice; keep one of them.",
)


_BY_PARTS: dict[int, System] = {1: "dd", 2: "ddm", 3: "dms"}
"""The system of an angle, by how many numbers say it."""


def readings(text: str) -> list[Spot]:
    """Return every way to read ``text`` as degrees.

    Raises:
        UnreadableCoordinatesError: It is one, but for a fault that can be named.
    """
    tokens = tokens_of(text)
    if tokens is None:
        return []
    pairs = list(pairs_of(tokens))
    found = [spot for pair in pairs if (spot := _spot(*pair)) is not None]
    if not found:
        _name_the_fault(text, tokens, pairs)
    return found


def says_which(text: str) -> bool:
    """Return whether a letter or a word of ``text`` says which of two angles is the latitude."""
    return re.search("[NSEWOΦΛ]", normal(text)) is not None


def write(lon: float, lat: float, system: System, locale: Locale) -> str:
    """Return a place in decimal degrees, or with minutes, or with seconds.

    >>> write(-1.5561, 43.4868, "ddm", "fr")
    "43°29.208'N 1°33.366'O"
    """
    if system == "dd":
        return f"{lat:.5f}, {lon:.5f}"
    west = "O" if locale == "fr" else "W"
    sides = ("N" if lat >= 0 else "S", "E" if lon >= 0 else west)
    return " ".join(
        f"{_angle(abs(value), system)}{side}" for value, side in zip((lat, lon), sides, strict=True)
    )


def _angle(value: float, system: System) -> str:
    """Return degrees with minutes to 1/1000, or with seconds to 1/10; carried where they round."""
    if system == "ddm":
        whole = round(value * 60_000)
        return f"{whole // 60_000}°{whole % 60_000 / 1000:06.3f}'"
    whole = round(value * 36_000)
    return f"{whole // 36_000}°{whole // 600 % 60:02d}'{whole % 600 / 10:04.1f}\""


def _spot(first: Angle, second: Angle) -> Spot | None:
    """Return the place two angles name: latitude first, unless a letter says otherwise."""
    bare = not (first.marked or second.marked)
    if (bare and first.parts != second.parts) or _same_axis(first, second):
        return None
    turned = first.axis == "lon" or second.axis == "lat"
    lat, lon = (second, first) if turned else (first, second)
    if abs(lat.value) > 90 or abs(lon.value) > 180:
        return None
    system = _BY_PARTS[max(lat.parts, lon.parts)]
    shrink = math.cos(math.radians(lat.value))
    precision = math.hypot(lat.half, lon.half * shrink) * METRES_PER_DEGREE
    return Spot(lon=lon.value, lat=lat.value, system=system, precision_m=precision)


def _same_axis(first: Angle, second: Angle) -> bool:
    return first.axis is not None and first.axis == second.axis


def _name_the_fault(
    text: str, tokens: Sequence[Token], pairs: Sequence[tuple[Angle, Angle]]
) -> None:
    """Refuse what is one, but for a fault that can be named."""
    for one, mark in pairwise(tokens):
        parted = one.kind == "number" and mark.kind == "mark" and mark.text != "°"
        if parted and float(one.text.replace(",", ".")) >= 60:
            raise UnreadableCoordinatesError(SIXTY, text=text)
    kinds = {token.kind for token in tokens}
    if "side" in kinds and kinds & SIGNS:
        raise UnreadableCoordinatesError(TWICE, text=text)
    for first, second in pairs:
        if _same_axis(first, second) or first.parts != second.parts:
            continue
        unnamed = first.axis is None and second.axis is None
        if unnamed and abs(second.value) <= 90 < abs(first.value) <= 180:
            raise SwappedCoordinatesError(FIRST, text=text)
        raise UnreadableCoordinatesError(NOWHERE, text=text)
