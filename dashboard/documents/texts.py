"""Texts, and what is written as one: tables, JSON, maps. UTF-8 without control characters.

Not covered: what a text means to a program that runs it (a batch file is plain text), and what a
spreadsheet makes of a cell that begins with “=”. The name ends in .txt or .csv, and no program of
ours opens it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.documents.maps import map_type
from dashboard.documents.pages import page_in
from dashboard.documents.refusals import ENDLESS, UnacceptableDocumentError
from dashboard.text import Text

PLAIN = ("text/plain", "text/csv", "text/markdown")

CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r"))
GEOJSON = {
    "FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "MultiLineString",
    "Polygon", "MultiPolygon", "GeometryCollection",
}  # fmt: skip

MOST_PARTS = 2_000_000
MOST_VALUES = 6_000_000
"""Lists and objects of JSON, then its commas: more than a map of a size we take has; reading them
takes memory."""

SCRIPT = Text(fr="un script", en="a script")
NOT_UTF8 = Text(
    fr="un texte qui n'est pas en UTF-8 (l'enregistrer en UTF-8, puis recommencer)",
    en="a text that is not in UTF-8 (save it as UTF-8, then try again)",
)


def text_types(content: bytes) -> Iterator[str]:
    """Yield the media types a text may go by, the most telling first; none for what is no text."""
    text = _text_of(content)
    if text is None:
        return
    if text.startswith("#!"):
        raise UnacceptableDocumentError(SCRIPT)
    start = text.lstrip()
    drawn = map_type(content) if start.startswith("<") else None
    if drawn is not None:
        yield drawn
        return
    data = list(_json_types(text)) if start.startswith(("{", "[")) else []
    yield from data
    page = page_in(content)
    if page is None:
        yield from PLAIN
    elif not data:
        raise UnacceptableDocumentError(page)


def _text_of(content: bytes) -> str | None:
    """Return the text ``content`` is; None if it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What an older Windows, or a spreadsheet, calls a text.
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or not _has_controls(content):
            raise UnacceptableDocumentError(NOT_UTF8) from None
        return None
    return None if _has_controls(content) else text


def _has_controls(content: bytes) -> bool:
    return len(content.translate(None, CONTROLS)) < len(content)


def _json_types(text: str) -> Iterator[str]:
    """Yield what JSON may go by; only the kind of its outermost object is kept while reading."""
    if text.count("[") + text.count("{") > MOST_PARTS or text.count(",") > MOST_VALUES:
        raise UnacceptableDocumentError(ENDLESS)
    try:
        root = json.loads(
            text,
            object_pairs_hook=_type_said,
            parse_constant=_no_number,
            parse_float=_a_number,
            parse_int=_a_number,
        )
    except (ValueError, RecursionError):
        return
    if isinstance(root, _Said) and root.type in GEOJSON:
        yield "application/geo+json"
    yield "application/json"


@dataclass(frozen=True, slots=True)
class _Said:
    """An object of which only its type is of use, so that large files stay light."""

    type: str | None


def _type_said(pairs: list[tuple[str, Any]]) -> _Said:
    said = next((value for key, value in pairs if key == "type"), None)
    return _Said(said if isinstance(said, str) else None)


def _no_number(name: str) -> None:
    raise ValueError(name)


def _a_number(_digits: str) -> int:
    """Return any number: which one does not matter here.

    Python's own would be read without others being served meanwhile.
    """
    return 0
