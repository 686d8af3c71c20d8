"""KML and KMZ: placemarks with their data; what points elsewhere or is an image is left out.

The file was looked at whole when it was admitted (``documents.maps``, ``documents.packages``): it
declares no entities, and unfolds within measure.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import shapely
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from shapely.errors import ShapelyError

from dashboard.documents.archive import UNREADABLE
from dashboard.surveys.placing import Contents, Raw, left
from dashboard.surveys.projections import WGS_84, named
from dashboard.surveys.survey import LeftOut, Said, UnreadableSurveyError
from dashboard.surveys.values import flat
from dashboard.text import Text

FORMAT = Text(fr="KML", en="KML")
DAMAGED = Text(
    fr="Fichier refusé, rien n'a été gardé : ce KML est abîmé ou incomplet.",
    en="File refused, nothing was kept: this KML is damaged or incomplete.",
)
ELSEWHERE = Text(
    fr="un lien vers une carte d'un autre serveur, qui n'est pas suivi",
    en="a link to a map on another server, which is not followed",
)
AN_IMAGE = Text(
    fr="une image posée sur la carte ; l'importer comme plan de site",
    en="an image laid on the map; import it as a site plan",
)
A_MODEL = Text(fr="un modèle en trois dimensions", en="a three-dimensional model")
UNREADABLE_PLACE = Text(
    fr="ses coordonnées ne sont pas lisibles", en="its coordinates cannot be read"
)
OTHERS = Text(
    fr="Les autres cartes KML de l'archive ne sont pas lues ({count}).",
    en="The other KML maps of the archive are not read ({count}).",
)

LEFT_OUT = {
    "NetworkLink": ELSEWHERE,
    "GroundOverlay": AN_IMAGE,
    "ScreenOverlay": AN_IMAGE,
    "PhotoOverlay": AN_IMAGE,
}
GEOMETRIES = {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "Model"}
SPACED = re.compile(r"\s*,\s*")
BREAKS = {"br", "p", "div", "tr", "li"}


def contents_of(content: bytes) -> Contents:
    """Return what a KML file holds.

    Raises:
        UnreadableSurveyError: It cannot be read to its end.
    """
    raws: list[Raw] = []
    left_out: list[LeftOut] = []
    title, path = "", list[str]()
    number = 0
    try:
        for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
            tag = _tag(element)
            if event == "start":
                if tag in {"Folder", "Document"}:
                    path.append("")
                continue
            if tag == "name" and path and not path[-1]:
                path[-1] = (element.text or "").strip()
                title = title or path[-1]
            if tag in {"Folder", "Document"} and path:
                path.pop()
            if tag == "Placemark" or tag in LEFT_OUT:
                number += 1
                _take(element, tag, number, path, raws, left_out)
                element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise UnreadableSurveyError(DAMAGED) from None
    return Contents(format=FORMAT, title=title, crs=named(WGS_84), raws=raws, left_out=left_out)


def contents_of_package(content: bytes) -> Contents:
    """Return what a KMZ file holds: its ``doc.kml``, or the first KML in it.

    Raises:
        UnreadableSurveyError: It cannot be read to its end.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".kml")]
            first = next((name for name in names if name.lower() == "doc.kml"), names[0])
            read = contents_of(archive.read(first))
    except (*UNREADABLE, IndexError):
        raise UnreadableSurveyError(DAMAGED) from None
    if len(names) == 1:
        return read
    others = Said(text=OTHERS, values={"count": len(names) - 1})
    return Contents(
        format=read.format,
        title=read.title,
        crs=read.crs,
        raws=read.raws,
        left_out=read.left_out,
        notes=[others],
    )


def _take(
    element: Any,  # noqa: ANN401
    tag: str,
    number: int,
    path: list[str],
    raws: list[Raw],
    left_out: list[LeftOut],
) -> None:
    values = _values(element)
    folder = " / ".join(name for name in path[1:] if name)
    if folder:
        values.setdefault("folder", folder)
    raw = Raw(number=number, place=None, values=flat(values))
    if tag in LEFT_OUT:
        left_out.append(left(raw, LEFT_OUT[tag]))
        return
    found = [child for child in element if _tag(child) in GEOMETRIES]
    if any(_tag(child) == "Model" for child in found):
        left_out.append(left(raw, A_MODEL))
        return
    try:
        place = _place(found[0]) if found else None
    except (ShapelyError, ValueError, TypeError, RecursionError):
        left_out.append(left(raw, UNREADABLE_PLACE))
        return
    raws.append(Raw(number=number, place=place, values=raw.values))


def _values(element: Any) -> dict[object, object]:  # noqa: ANN401
    values: dict[object, object] = {}
    for child in element.iter():
        tag, text = _tag(child), (child.text or "").strip()
        if tag == "Data":
            said = next((c.text for c in child if _tag(c) == "value"), None)
            values[child.get("name", "")] = (said or "").strip()
        elif tag == "SimpleData":
            values[child.get("name", "")] = text
        elif tag in {"begin", "end", "when", "address", "phoneNumber"} and text:
            values.setdefault(tag, text)
    for child in element:
        if _tag(child) == "name":
            values["name"] = (child.text or "").strip()
        elif _tag(child) == "description":
            values["description"] = without_markup("".join(child.itertext()))
    return values


def _place(element: Any) -> Any:  # noqa: ANN401
    """Return the geometry of an element; None where it is empty."""
    match _tag(element):
        case "Point":
            at = _positions(element)
            return shapely.Point(at[0]) if at else None
        case "LineString":
            return shapely.LineString(_positions(element))
        case "LinearRing":
            return shapely.LineString(_positions(element))
        case "Track":
            steps = [c.text or "" for c in element if _tag(c) == "coord"]
            return shapely.LineString([_position(step.split()) for step in steps])
        case "Polygon":
            rings = {"outerBoundaryIs": [], "innerBoundaryIs": []}  # type: ignore[var-annotated]
            for child in element:
                if _tag(child) in rings:
                    rings[_tag(child)] += [_positions(ring) for ring in child]
            outer = rings["outerBoundaryIs"]
            return shapely.Polygon(outer[0], rings["innerBoundaryIs"]) if outer else None
        case _:
            parts = [_place(child) for child in element if _tag(child) in GEOMETRIES]
            return shapely.GeometryCollection([part for part in parts if part is not None])


def _positions(element: Any) -> list[tuple[float, ...]]:  # noqa: ANN401
    text = next((c.text for c in element if _tag(c) == "coordinates"), None) or ""
    # Some programs put spaces around the commas, which are to separate positions.
    return [_position(one.split(",")) for one in SPACED.sub(",", text).split()]


def _position(parts: list[str]) -> tuple[float, ...]:
    lon, lat, *_ = (float(part) for part in parts if part)
    return lon, lat


def _tag(element: Any) -> str:  # noqa: ANN401
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Words(HTMLParser):
    """Keeps the words of a page, and where its lines end."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ANN401, ARG002
        if tag in BREAKS:
            self.words.append("\n")


def without_markup(text: str) -> str:
    r"""Return the words of a text that may be HTML.

    >>> without_markup("<b>PMA</b><br>12 places &amp; plus")
    'PMA\n12 places & plus'
    """
    if "<" not in text and "&" not in text:
        return text.strip()
    reader = _Words()
    reader.feed(text)
    reader.close()
    return "\n".join(_lines("".join(reader.words)))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield " ".join(line.split())
