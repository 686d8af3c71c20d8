"""Angles cut out of a text: its numbers, marks and letters, and every way to part them in two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

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
SIGNS = {"minus", "dash", "plus"}


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of a text, or one number."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Angle:
    """One of the two angles: its value in degrees, the half of its last digit, how it was said."""

    value: float
    half: float
    parts: int
    marked: bool
    axis: Axis | None


def normal(text: str) -> str:
    """Return ``text`` with one sign for each mark, its words made letters."""

    def letter(match: re.Match[str]) -> str:
        label, side = match.group("label", "side")
        if side:
            return f" {side[0]} "
        return " Φ " if label[:2].lower() == "la" else " Λ "

    return _WORDS.sub(letter, text.translate(_PLAIN)).replace("''", '"').upper().strip()


def tokens_of(text: str) -> list[Token] | None:
    """Return the tokens of a text, or None where it holds anything that is none."""
    plain = normal(text)
    packed = _PACKED.fullmatch(plain.replace("°", "").strip())
    return _tokens(_unpacked(packed) if packed else plain)


def pairs_of(tokens: Sequence[Token]) -> Iterator[tuple[Angle, Angle]]:
    """Yield every way to cut the tokens into two angles."""
    for at in range(1, len(tokens)):
        left, right = tokens[:at], tokens[at:]
        # A dash that is not against the number it precedes may part two, or be the sign of one.
        ways = {"cut": [right[1:]], "dash": [right, right[1:]]}.get(right[0].kind, [right])
        for other in ways:
            first, second = _read(left), _read(other)
            if first is not None and second is not None:
                yield first, second


def _tokens(text: str) -> list[Token] | None:
    tokens, at = [], 0
    for match in _TOKEN.finditer(text):
        if text[at : match.start()].strip():
            return None
        at = match.end()
        tokens.append(Token(cast("Kind", match.lastgroup), match.group()))
    return None if text[at:].strip() or not tokens else tokens


def _unpacked(match: re.Match[str]) -> str:
    """Return "4344.225N 00725.47E", as receivers and radios say it, written with marks."""

    def apart(degrees: str, rest: str, side: str) -> str:
        whole = re.split("[.,]", rest)[0]
        if len(whole) == 4:
            return f"{degrees}°{rest[:2]}'{rest[2:]}\"{side}"
        return f"{degrees}°{rest}'{side}"

    d1, m1, h1, d2, m2, h2 = match.group("d1", "m1", "h1", "d2", "m2", "h2")
    return f"{apart(d1, m1, h1)} {apart(d2, m2, h2)}"


def _read(tokens: Sequence[Token]) -> Angle | None:
    """Return the angle all of ``tokens`` say, or None."""
    rest = list(tokens)
    label = _LABELS[rest.pop(0).text] if rest and rest[0].kind == "label" else None
    sides = [token.text for token in (*rest[:1], *rest[-1:]) if token.kind == "side"]
    rest = [token for token in rest if token.kind != "side"]
    sign = rest[0].kind if rest and rest[0].kind in SIGNS else None
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
    return Angle(side * value, half, len(numbers), marked, axis)


def _numbers(tokens: Sequence[Token]) -> list[str] | None:
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
