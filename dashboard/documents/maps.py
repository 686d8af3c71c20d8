"""The XML of maps, GPX and KML: read to its end, so that it holds nothing else.

It declares no entities (with them a few lines unfold without end, or read a file of ours), and no
page and no drawing lies in it.

Not covered: the HTML a KML may carry as text, to describe a place. We draw none of it; programs
that do keep it apart from everything else.
"""

from io import BytesIO
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from dashboard.documents.pages import HTML, SVG, page_in
from dashboard.documents.refusals import ENDLESS, UnacceptableDocumentError
from dashboard.text import Text

GPX = "application/gpx+xml"
KML = "application/vnd.google-earth.kml+xml"

ROOTS = {
    "gpx": (GPX, ("http://www.topografix.com/GPX/",)),
    "kml": (KML, ("http://www.opengis.net/kml/", "http://earth.google.com/kml/")),
}
"""By their outermost element: the media type, and how the names of its namespaces begin."""

RUNNABLE = {"http://www.w3.org/1999/xhtml": HTML, "http://www.w3.org/2000/svg": SVG}
SPACE = b"\xef\xbb\xbf \t\r\n"
DEEPEST = 100
MOST_ELEMENTS = 2_000_000
"""More than a track of a size we take has; reading them takes time."""

OTHER = Text(fr="un fichier XML « {root} »", en="an XML file “{root}”")
BROKEN = Text(fr="un fichier XML illisible", en="an XML file that cannot be read")
ENTITIES = Text(
    fr="un fichier XML qui déclare des entités (DTD)", en="an XML file that declares entities (DTD)"
)


def map_type(content: bytes) -> str | None:
    """Return the media type of a GPX or KML file; None for what is no XML at all.

    Raises:
        UnacceptableDocumentError: It is XML, but no map, or more than one.
    """
    root = _Root()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003  SAX's own way
    parser.setContentHandler(root)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException:
        raise UnacceptableDocumentError(page_in(content) or ENTITIES) from None
    except (SAXException, ValueError, LookupError):
        if not content.lstrip(SPACE).startswith(b"<?xml") and root.name not in ROOTS:
            return None  # a text, or a page, that begins with “<”
        raise UnacceptableDocumentError(page_in(content) or BROKEN) from None
    media_type, spaces = ROOTS.get(root.name, ("", ()))
    if not spaces or not root.space.startswith(spaces):
        raise UnacceptableDocumentError(page_in(content) or OTHER, root=root.name[:40])
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
        if self._count > MOST_ELEMENTS:
            raise UnacceptableDocumentError(ENDLESS)
        if space in RUNNABLE:
            raise UnacceptableDocumentError(RUNNABLE[space])
        if self._depth > DEEPEST:
            raise UnacceptableDocumentError(BROKEN)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: ANN401, ARG002, N802
        self._depth -= 1

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: ARG002, N802
        if target.lower().startswith("xml"):
            raise UnacceptableDocumentError(OTHER, root=target[:40])
