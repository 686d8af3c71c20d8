"""Zip files that are documents: Office, OpenDocument, KMZ and Shapefile.

The rules, beside those of the archive:
- No program, no macro, no entities in its XML. A document inside a document (the spreadsheet behind
  a chart) is looked into the same way and out of the same measure; inside that one, no other.
- A KMZ holds KML and images, a Shapefile its own parts. Any other archive is an archive, and
  refused.

Not covered: old embedded objects (``oleObject1.bin``), templates fetched from elsewhere, and what
formulas may do. That is for the scanner, and for the warnings of whoever opens the document.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from dashboard.documents.archive import (
    BOMB,
    BROKEN,
    UNREADABLE,
    ZIP,
    Measure,
    check_entries,
    check_frame,
    told,
)
from dashboard.documents.images import CHECKS, image_type
from dashboard.documents.maps import KML, map_type
from dashboard.documents.refusals import UnacceptableDocumentError
from dashboard.text import Text

CHUNK = 64 * 1024
LONGEST_LIST = 1024 * 1024
WHOLE = 64 * 1024 * 1024
"""The longest entry that is held in memory to be looked at, in bytes."""

OFFICE = {
    b"wordprocessingml.document.main+xml": "vnd.openxmlformats-officedocument.wordprocessingml"
    ".document",
    b"spreadsheetml.sheet.main+xml": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"presentationml.presentation.main+xml": "vnd.openxmlformats-officedocument.presentationml"
    ".presentation",
}
OPEN_DOCUMENT = {
    f"vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")
}
KMZ = "application/vnd.google-earth.kmz"

SHAPEFILE = "application/x-shapefile+zip"
"""Nobody registered one for the archive; ``application/vnd.shp`` is one of its files."""

SHAPEFILE_PARTS = (
    ".shp", ".shx", ".dbf", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".qmd", ".shp.xml",
)  # fmt: skip

PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
MACRO = re.compile(r"(?:^|/)vba\w*\.bin$|^basic/|^scripts/|(?:^|/)macrosheets/", re.IGNORECASE)

ARCHIVE = Text(fr="une archive ZIP", en="a ZIP archive")
MACROS = Text(
    fr="un document avec des macros (« {entry} » ; l'enregistrer sans macros, puis recommencer)",
    en="a document with macros (“{entry}”; save it without macros, then try again)",
)
PROGRAM = Text(
    fr="une archive ZIP avec un programme (« {entry} »)",
    en="a ZIP archive with a program (“{entry}”)",
)
NESTED = Text(
    fr="une archive ZIP dans une autre (« {entry} »)",
    en="a ZIP archive inside another (“{entry}”)",
)
ENTITIES = Text(
    fr="un document dont le XML déclare des entités (« {entry} »)",
    en="a document whose XML declares entities (“{entry}”)",
)
NOT_A_SHAPEFILE = Text(
    fr="un Shapefile avec autre chose que ses propres fichiers (« {entry} »)",
    en="a Shapefile with something else than its own files (“{entry}”)",
)
NOT_A_MAP = Text(
    fr="un KMZ avec autre chose que du KML et des images (« {entry} »)",
    en="a KMZ with something else than KML and images (“{entry}”)",
)


def package_type(content: bytes) -> str:
    """Return the media type of a document that is a zip file.

    Raises:
        UnacceptableDocumentError: It is another archive, or one that could do harm.
    """
    return _type_of(content, Measure(len(content)), inner=True)


def _type_of(content: bytes, measure: Measure, *, inner: bool) -> str:
    """Return the media type of a package; ``inner``: whether others may lie inside."""
    check_frame(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            check_entries(entries, len(content))
            media_type = _declared(archive, entries)
            for entry in entries:
                _check_content(archive, entry, measure, media_type, inner=inner)
    except UNREADABLE:
        raise UnacceptableDocumentError(BROKEN) from None
    return media_type


def _declared(archive: ZipFile, entries: list[ZipInfo]) -> str:
    """Return the media type a package gives itself, macros included: those are refused here."""
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        with archive.open("[Content_Types].xml") as file:
            said = file.read(LONGEST_LIST)
        if b"macroenabled" in said.lower():
            raise UnacceptableDocumentError(MACROS, entry="[Content_Types].xml")
        for part, kind in OFFICE.items():
            if part in said:
                return f"application/{kind}"
    elif entries and entries[0].filename == "mimetype":
        with archive.open("mimetype") as file:
            said = file.read(CHUNK)
        for kind in OPEN_DOCUMENT:
            if said.strip() == f"application/{kind}".encode():
                return f"application/{kind}"
    elif any(_is_kml(name) for name in names):
        return KMZ
    elif any(name.lower().endswith(".shp") for name in names):
        return SHAPEFILE
    raise UnacceptableDocumentError(ARCHIVE)


def _check_content(
    archive: ZipFile, entry: ZipInfo, measure: Measure, media_type: str, *, inner: bool
) -> None:
    """Unfold one entry and look at how it begins; refuse what it may not be."""
    name = told(entry)
    if MACRO.search(entry.filename):
        raise UnacceptableDocumentError(MACROS, entry=name)
    with archive.open(entry) as file:
        head = file.read(CHUNK)
        measure.take(len(head))
        if head.startswith(PROGRAMS):
            raise UnacceptableDocumentError(PROGRAM, entry=name)
        if b"<!ENTITY" in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            raise UnacceptableDocumentError(ENTITIES, entry=name)
        is_package = head.startswith(ZIP)
        if is_package and not inner:
            raise UnacceptableDocumentError(NESTED, entry=name)
        rest = _rest(
            iter(lambda: file.read(CHUNK), b""), measure, keep=is_package or media_type == KMZ
        )
    if media_type == KMZ:
        _check_map_part(entry, head + rest)
    elif media_type == SHAPEFILE:
        if not (entry.is_dir() or entry.filename.lower().endswith(SHAPEFILE_PARTS)):
            raise UnacceptableDocumentError(NOT_A_SHAPEFILE, entry=name)
    elif is_package:
        _type_of(head + rest, measure, inner=False)


def _rest(chunks: Iterable[bytes], measure: Measure, *, keep: bool) -> bytes:
    """Unfold the rest of an entry, kept only where it has to be looked at whole."""
    kept: list[bytes] = []
    for chunk in chunks:
        measure.take(len(chunk))
        if keep:
            kept.append(chunk)
            if len(kept) * CHUNK > WHOLE:
                raise UnacceptableDocumentError(BOMB)
    return b"".join(kept)


def _check_map_part(entry: ZipInfo, content: bytes) -> None:
    if entry.is_dir():
        return
    picture = image_type(content)
    if picture is not None:
        CHECKS[picture](content)
    elif not (_is_kml(entry.filename) and map_type(content) == KML):
        raise UnacceptableDocumentError(NOT_A_MAP, entry=told(entry))


def _is_kml(name: str) -> bool:
    return name.lower().endswith(".kml")
