"""Degrees as they are said: decimal, with minutes, with seconds; dot or comma; O or W for west.

A text is cut into numbers, marks, letters and separators; then every place to cut it into a
latitude and a longitude is tried, and all that can be read is returned. Choosing is not done here:
where two readings are possible, the caller refuses.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from dashboard.geo.spot import (
    METRES_PER_DEGREE,
    Spot,
    SwappedCoordinatesError,
    System,
    UnreadableCoordinatesError,
)
from dashboard.text import Locale, Text

Axis = Literal["lat", "lon"]

_SIDES: dict[str, tuple[Axis, int]] = {
    "N": ("lat", 1), "S": ("lat", -1), "E": ("lon", 1), "W": ("lon", -1), "O": ("lon", -1),
}  # fmt: skip
"""What a letter says. O is the French *ouest*, never the German *Ost*."""

_LABELS: dict[str, Axis] = {"Φ": "lat", "Λ": "lon"}
"""What "lat" and "lon" become: they say which is which, and nothing of the side."""

_WORDS = re.compile(
    r"\b(?:(?P<label>lat(?:itude)?|lon(?:gitude)?|long|lng)\b\.?\s*[:=]?"
    r"|(?P<side>nord|sud|ouest|est|north|south|west|east)\b)",
    re.IGNORECASE,
)
_PLAIN = str.maketrans({
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
    "\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-",
    "\N{MASCULINE ORDINAL INDICATOR}": "°", "\N{RING ABOVE}": "°",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{PRIME}": "'", "\N{ACUTE ACCENT}": "'", "`": "'",
    "\N{DOUBLE PRIME}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
})  # fmt: skip
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<mark>[°'\"])|(?P<side>[NSEWO])|(?P<label>[ΦΛ])"
    r"|(?P<cut>[;/|,])|(?P<minus>(?<![\d.,°'\"A-Z])(?<!\d\s)-|(?<=\s)-(?=\d))|(?P<dash>-)|(?P<plus>\+)"
)
Kind = Literal["number", "mark", "side", "label", "cut", "minus", "dash", "plus"]
_PACKED = re.compile(
    r"(?P<d1>\d{2})(?P<m1>\d{2}(?:[.,]\d+)?|\d{4}(?:[.,]\d+)?)\s*(?P<h1>[NS])[\s,;/]*"
    r"(?P<d2>\d{3})(?P<m2>\d{2}(?:[.,]\d+)?|\d{4}(?:[.,]\d+)?)\s*(?P<h2>[EWO])"
)
_MARKS = "°'\""
_SIGNS = {"minus", "dash", "plus"}

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


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Angle:
    """One of the two angles: its value in degrees, the half of its last digit, how it was said."""

    value: float
    half: float
    parts: int
    marked: bool
    axis: Axis | None


def readings(text: str) -> list[Spot]:
    """Return every way to read ``text`` as degrees.

    Raises:
        UnreadableCoordinatesError: It is one, but for a fault that can be named.
    """
    plain = normal(text)
    packed = _PACKED.fullmatch(plain.replace("°", "").strip())
    tokens = _tokens(_unpacked(packed) if packed else plain)
    if tokens is None:
        return []
    pairs = list(_pairs(tokens))
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


def normal(text: str) -> str:
    """Return ``text`` with one sign for each mark, its words made letters."""

    def letter(match: re.Match[str]) -> str:
        label, side = match.group("label", "side")
        if side:
            return f" {side[0]} "
        return " Φ " if label[:2].lower() == "la" else " Λ "

    return _WORDS.sub(letter, text.translate(_PLAIN)).replace("''", '"').upper().strip()


def _angle(value: float, system: System) -> str:
    """Return degrees with minutes to 1/1000, or with seconds to 1/10; carried where they round."""
    if system == "ddm":
        whole = round(value * 60_000)
        return f"{whole // 60_000}°{whole % 60_000 / 1000:06.3f}'"
    whole = round(value * 36_000)
    return f"{whole // 36_000}°{whole // 600 % 60:02d}'{whole % 600 / 10:04.1f}\""


def _unpacked(match: re.Match[str]) -> str:
    """Return "4344.225N 00725.47E", as receivers and radios say it, written with marks."""

    def apart(degrees: str, rest: str, side: str) -> str:
        whole = re.split("[.,]", rest)[0]
        if len(whole) == 4:
            return f"{degrees}°{rest[:2]}'{rest[2:]}\"{side}"
        return f"{degrees}°{rest}'{side}"

    d1, m1, h1, d2, m2, h2 = match.group("d1", "m1", "h1", "d2", "m2", "h2")
    return f"{apart(d1, m1, h1)} {apart(d2, m2, h2)}"


def _tokens(text: str) -> list[_Token] | None:
    """Return the tokens of a text, or None where it holds anything that is none."""
    tokens, at = [], 0
    for match in _TOKEN.finditer(text):
        if text[at : match.start()].strip():
            return None
        at = match.end()
        tokens.append(_Token(cast("Kind", match.lastgroup), match.group()))
    return None if text[at:].strip() or not tokens else tokens


def _pairs(tokens: Sequence[_Token]) -> Iterator[tuple[_Angle, _Angle]]:
    """Yield every way to cut the tokens into two angles."""
    for at in range(1, len(tokens)):
        left, right = tokens[:at], tokens[at:]
        # A dash that is not against the number it precedes may part two, or be the sign of one.
        ways = {"cut": [right[1:]], "dash": [right, right[1:]]}.get(right[0].kind, [right])
        for other in ways:
            first, second = _read(left), _read(other)
            if first is not None and second is not None:
                yield first, second


def _read(tokens: Sequence[_Token]) -> _Angle | None:
    """Return the angle all of ``tokens`` say, or None."""
    rest = list(tokens)
    label = _LABELS[rest.pop(0).text] if rest and rest[0].kind == "label" else None
    sides = [token.text for token in (*rest[:1], *rest[-1:]) if token.kind == "side"]
    rest = [token for token in rest if token.kind != "side"]
    sign = rest[0].kind if rest and rest[0].kind in _SIGNS else None
    numbers = _numbers(rest if sign is None else rest[1:])
    expected = len(tokens) - (label is not None) - len(rest)
    if numbers is None or len(sides) > 1 or expected != len(sides) or (sign and sides):
        return None
    value, scale, half = 0.0, 1.0, 0.0
    for number in numbers:
        whole, _, decimals = number.partition(".")
        if scale > 1 and int(whole) >= 60:
            return None
        value += float(number) / scale
        half = 10.0 ** -len(decimals) / 2 / scale
        scale *= 60
    axis, side = _SIDES[sides[0]] if sides else (label, 1 if sign in {None, "plus"} else -1)
    if label is not None and axis != label:
        return None
    marked = axis is not None or any(token.kind == "mark" for token in rest)
    return _Angle(side * value, half, len(numbers), marked, axis)


def _numbers(tokens: Sequence[_Token]) -> list[str] | None:
    """Return one to three numbers, degrees first, each with its mark or none."""
    numbers: list[str] = []
    for before, token in pairwise([None, *tokens]):
        if token is None or token.kind not in {"number", "mark"}:
            return None
        if token.kind == "number":
            numbers.append(token.text.replace(",", "."))
        elif before is None or before.kind != "number" or token.text != _MARKS[len(numbers) - 1]:
            return None
        if len(numbers) > len(_MARKS):
            return None
    if not numbers or any("." in number for number in numbers[:-1]):
        return None
    return numbers


def _spot(first: _Angle, second: _Angle) -> Spot | None:
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


_BY_PARTS: dict[int, System] = {1: "dd", 2: "ddm", 3: "dms"}


def _same_axis(first: _Angle, second: _Angle) -> bool:
    return first.axis is not None and first.axis == second.axis


def _name_the_fault(
    text: str, tokens: Sequence[_Token], pairs: Sequence[tuple[_Angle, _Angle]]
) -> None:
    """Refuse what is one, but for a fault that can be named."""
    for one, mark in pairwise(tokens):
        parted = one.kind == "number" and mark.kind == "mark" and mark.text != "°"
        if parted and float(one.text.replace(",", ".")) >= 60:
            raise UnreadableCoordinatesError(SIXTY, text=text)
    kinds = {token.kind for token in tokens}
    if "side" in kinds and kinds & _SIGNS:
        raise UnreadableCoordinatesError(TWICE, text=text)
    for first, second in pairs:
        if _same_axis(first, second) or first.parts != second.parts:
            continue
        unnamed = first.axis is None and second.axis is None
        if unnamed and abs(second.value) <= 90 < abs(first.value) <= 180:
            raise SwappedCoordinatesError(FIRST, text=text)
        raise UnreadableCoordinatesError(NOWHERE, text=text)
