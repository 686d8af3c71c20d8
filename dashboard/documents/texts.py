"""Texts: plain, JSON, and the XML of maps, read as far as it takes to be sure of what they are.

The rules:
- A text is UTF-8, without control characters.
- A text that a browser would run, were it called HTML, is a page, whatever it is called.
- XML declares no entities, and of XML only GPX and KML are taken: no page and no drawing in them.

Not covered: what a text means to a program that runs it (a batch file is plain text), and what a
spreadsheet makes of a cell that begins with “=”. The name ends in .txt or .csv, and no program of
ours opens it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from dashboard.documents.refusals import UnacceptableDocumentError
from dashboard.text import Text

PLAIN = ("text/plain", "text/csv", "text/markdown")

CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r"))
TAGS = (b"html", b"body", b"script", b"svg", b"iframe", b"object", b"embed")
MARKS = (b"<!doctype", *(b"<" + tag for tag in TAGS))
MARKUP = re.compile(rb"<(?:!doctype\s+)?(" + b"|".join(TAGS) + rb")\b")
GEOJSON = {
    "FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "MultiLineString",
    "Polygon", "MultiPolygon", "GeometryCollection",
}  # fmt: skip

ROOTS = {
    "gpx": ("application/gpx+xml", ("http://www.topografix.com/GPX/",)),
    "kml": (
        "application/vnd.google-earth.kml+xml",
        ("http://www.opengis.net/kml/", "http://earth.google.com/kml/"),
    ),
}
"""The XML that is taken: its media type, and how the names of its namespaces begin."""

MOST_PARTS = 2_000_000
MOST_VALUES = 6_000_000
"""Elements of XML, lists and objects of JSON, then its commas: more than a map of a size we take
has, and what bounds the memory and the time that reading one takes."""

DEEPEST = 100

HTML = Text(fr="une page HTML", en="an HTML page")
SVG = Text(fr="un dessin SVG, qui peut porter un programme", en="an SVG, which may hold a program")
RUNNABLE = {"http://www.w3.org/1999/xhtml": HTML, "http://www.w3.org/2000/svg": SVG}
SCRIPT = Text(fr="un script", en="a script")
OTHER_XML = Text(fr="un fichier XML « {root} »", en="an XML file “{root}”")
BROKEN_XML = Text(fr="un fichier XML illisible", en="an XML file that cannot be read")
ENTITIES = Text(
    fr="un fichier XML qui déclare des entités (DTD)", en="an XML file that declares entities (DTD)"
)
ENDLESS = Text(
    fr="un fichier de plusieurs millions d'éléments", en="a file of several million elements"
)
NOT_UTF8 = Text(
    fr="un texte qui n'est pas en UTF-8 (l'enregistrer en UTF-8, puis recommencer)",
    en="a text that is not in UTF-8 (save it as UTF-8, then try again)",
)


def text_types(content: bytes) -> Iterator[str]:
    """Yield the media types a text may go by, the most telling first; none for what is no text."""
    text = _text_of(content)
    if text is None:
        return
    page = _page(content)
    if text.startswith("#!"):
        raise UnacceptableDocumentError(SCRIPT)
    start = text.lstrip()
    if start.startswith("<"):
        drawn = _map_type(content, start, page)
        if drawn is not None:
            yield drawn
            return
    data = list(_json_types(text)) if start.startswith(("{", "[")) else []
    yield from data
    if page is None:
        yield from PLAIN
    elif not data:
        raise UnacceptableDocumentError(page)


def check_kml(content: bytes) -> bool:
    """Return whether ``content`` is KML; refuses it where it is XML of another kind."""
    text = _text_of(content)
    kml, _ = ROOTS["kml"]
    return text is not None and _map_type(content, text.lstrip(), _page(content)) == kml


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


def _page(content: bytes) -> Text | None:
    """Return what a browser would run of a text; None for one that only reads.

    Nearly all texts are told by a few searches that take no time; a pattern takes a second on the
    longest, during which nobody else is served.
    """
    lower = content.lower()
    if not any(mark in lower for mark in MARKS):
        return None
    found = MARKUP.search(lower)
    if found is None:
        return None
    return SVG if found[1] == b"svg" else HTML


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


def _map_type(content: bytes, text: str, page: Text | None) -> str | None:
    """Return the media type of a GPX or KML file; None for what is no XML at all."""
    root = _Root()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003  SAX's own way
    parser.setContentHandler(root)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException:
        raise UnacceptableDocumentError(page or ENTITIES) from None
    except (SAXException, ValueError, LookupError):
        if not text.startswith("<?xml") and root.name not in ROOTS:
            return None  # a text, or a page, that begins with “<”
        raise UnacceptableDocumentError(page or BROKEN_XML) from None
    media_type, spaces = ROOTS.get(root.name, ("", ()))
    if not spaces or not root.space.startswith(spaces):
        raise UnacceptableDocumentError(page or OTHER_XML, root=root.name[:40])
    return media_type


class _Root(ContentHandler):
    """Learns the outermost element, and stops at what has no place in a map."""

    def __init__(self) -> None:
        super().__init__()
        self.space = self.name = ""
        self._depth = self._count = 0

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: ANN401, ARG002, N802
        space, local = name
        if self._depth == 0:
            self.space, self.name = space or "", local
        self._depth += 1
        self._count += 1
        if self._count > MOST_PARTS:
            raise UnacceptableDocumentError(ENDLESS)
        if space in RUNNABLE:
            raise UnacceptableDocumentError(RUNNABLE[space])
        if self._depth > DEEPEST:
            raise UnacceptableDocumentError(BROKEN_XML)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: ANN401, ARG002, N802
        self._depth -= 1

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: ARG002, N802
        if target.lower().startswith("xml"):
            raise UnacceptableDocumentError(OTHER_XML, root=target[:40])
