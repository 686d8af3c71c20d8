"""The kinds of document that are accepted, each recognised by its content and by nothing else.

A name never says what a file is; it only may not say otherwise. Where a content can go by several
kinds (a table is a text too), the name chooses among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.documents import archive, databases, images, maps, packages, texts
from dashboard.documents.found import found_in
from dashboard.documents.refusals import UnacceptableDocumentError
from dashboard.text import Text

PDF_DAMAGED = Text(
    fr="un PDF incomplet, ou suivi d'autre chose",
    en="an incomplete PDF, or one followed by something else",
)
PDF = (b"%PDF-1.", b"%PDF-2.")
PDF_END = b"%%EOF"


GEOPACKAGE = databases.GEOPACKAGE
SHAPEFILE = packages.SHAPEFILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document.

    Attributes:
        media_type: As HTTP names it.
        name: As a sentence names it.
        suffixes: How the name of one may end, the usual one first.
        inline: Whether a browser may show it; any other is only handed over.
    """

    media_type: str
    name: Text
    suffixes: tuple[str, ...]
    inline: bool = False


def _office(part: str, name: Text, suffix: str) -> Kind:
    return Kind(
        media_type=f"application/vnd.openxmlformats-officedocument.{part}",
        name=name,
        suffixes=(suffix,),
    )


def _open_document(part: str, name: Text, suffix: str) -> Kind:
    return Kind(
        media_type=f"application/vnd.oasis.opendocument.{part}", name=name, suffixes=(suffix,)
    )


def _image(part: str, name: str, *suffixes: str) -> Kind:
    return Kind(
        media_type=f"image/{part}",
        name=Text(fr=f"une image {name}", en=f"a {name} image"),
        suffixes=suffixes,
        inline=True,
    )


ALL = (
    Kind(media_type="application/pdf", name=Text(fr="un PDF", en="a PDF"), suffixes=(".pdf",)),
    _image("png", "PNG", ".png"),
    _image("jpeg", "JPEG", ".jpg", ".jpeg"),
    _image("webp", "WebP", ".webp"),
    _image("gif", "GIF", ".gif"),
    Kind(
        media_type="text/plain",
        name=Text(fr="un texte", en="a text"),
        suffixes=(".txt", ".log"),
    ),
    Kind(
        media_type="text/csv",
        name=Text(fr="un tableau CSV", en="a CSV table"),
        suffixes=(".csv", ".tsv"),
    ),
    Kind(
        media_type="text/markdown",
        name=Text(fr="un texte Markdown", en="a Markdown text"),
        suffixes=(".md",),
    ),
    Kind(
        media_type="application/geo+json",
        name=Text(fr="du GeoJSON", en="GeoJSON"),
        suffixes=(".geojson", ".json"),
    ),
    Kind(media_type="application/json", name=Text(fr="du JSON", en="JSON"), suffixes=(".json",)),
    Kind(
        media_type=maps.GPX,
        name=Text(fr="une trace GPX", en="a GPX track"),
        suffixes=(".gpx",),
    ),
    Kind(
        media_type=maps.KML,
        name=Text(fr="une carte KML", en="a KML map"),
        suffixes=(".kml",),
    ),
    Kind(
        media_type=packages.KMZ, name=Text(fr="une carte KMZ", en="a KMZ map"), suffixes=(".kmz",)
    ),
    Kind(
        media_type=GEOPACKAGE,
        name=Text(fr="un GeoPackage", en="a GeoPackage"),
        suffixes=(".gpkg",),
    ),
    Kind(
        media_type=SHAPEFILE,
        name=Text(fr="un Shapefile en ZIP", en="a Shapefile as a ZIP"),
        suffixes=(".zip",),
    ),
    _office(
        "wordprocessingml.document", Text(fr="un document Word", en="a Word document"), ".docx"
    ),
    _office("spreadsheetml.sheet", Text(fr="un classeur Excel", en="an Excel workbook"), ".xlsx"),
    _office(
        "presentationml.presentation",
        Text(fr="une présentation PowerPoint", en="a PowerPoint presentation"),
        ".pptx",
    ),
    _open_document("text", Text(fr="un texte OpenDocument", en="an OpenDocument text"), ".odt"),
    _open_document(
        "spreadsheet", Text(fr="un classeur OpenDocument", en="an OpenDocument spreadsheet"), ".ods"
    ),
    _open_document(
        "presentation",
        Text(fr="une présentation OpenDocument", en="an OpenDocument presentation"),
        ".odp",
    ),
)
KINDS = {kind.media_type: kind for kind in ALL}


def kinds_of(content: bytes) -> list[Kind]:
    """Return the kinds ``content`` may go by, the most telling first.

    Raises:
        UnacceptableDocumentError: None of them; says what it is instead.
    """
    kinds = [KINDS[media_type] for media_type in _types(content)]
    if not kinds:
        raise UnacceptableDocumentError(found_in(content))
    return kinds


def kind_named(suffix: str) -> Kind | None:
    """Return the kind whose names end with ``suffix``; the first, where several do."""
    return next((kind for kind in ALL if suffix in kind.suffixes), None)


def _types(content: bytes) -> Iterator[str]:
    """Yield the media types of what ``content`` is found to be, checked from end to end."""
    picture = images.image_type(content[:16])
    if picture is not None:
        images.CHECKS[picture](content)
        yield picture
    elif content.startswith(PDF):
        _check_pdf(content)
        yield "application/pdf"
    elif content.startswith(archive.ZIP):
        yield packages.package_type(content)
    elif content.startswith(databases.SQLITE):
        yield databases.database_type(content)
    elif content:
        yield from texts.text_types(content)


def _check_pdf(content: bytes) -> None:
    """Refuse a PDF cut short, or with a page or an archive behind its end.

    Not covered: what is inside. A form may compute (many official ones do), and a file may be
    attached to a PDF; so we never show one, we hand it over, and its reader asks before it runs
    anything. Something hidden before the last ``%%EOF`` is part of the PDF for every reader.
    """
    end = content.rfind(PDF_END)
    if end < 0 or content[end + len(PDF_END) :].strip(b"\0\t\r\n "):
        raise UnacceptableDocumentError(PDF_DAMAGED)
