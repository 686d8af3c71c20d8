"""Zip files that are documents: Office, OpenDocument and KMZ, unfolded within strict limits.

The rules:
- The archive is the whole file, its entries lie one after the other, and none leads out of a
  folder, is a link, or is locked.
- All of it is unfolded once, for real: what an entry says of its own size is not believed. It stops
  as soon as it grows beyond measure, whichever entry makes it grow.
- No program, no macro, no entities in its XML. A document inside a document (the spreadsheet behind
  a chart) is looked into the same way and out of the same measure; inside that one, no other.
- A KMZ holds KML and images. Any other archive is an archive, and refused.

Not covered: old embedded objects (``oleObject1.bin``), templates fetched from elsewhere, and what
formulas may do. That is for the scanner, and for the warnings of whoever opens the document.
"""

import re
import stat
import zlib
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dashboard.documents.images import CHECKS, image_type
from dashboard.documents.refusals import UnacceptableDocumentError
from dashboard.documents.texts import check_kml
from dashboard.text import Text

ZIP = b"PK\x03\x04"
END = b"PK\x05\x06"
END_BYTES = 22
END_64 = b"PK\x06\x07"
END_64_BYTES = 20

MOST_ENTRIES = 5_000
LONGEST_DIRECTORY = 2 * 1024 * 1024
MOST_UNFOLDED = 256 * 1024 * 1024
MOST_TIMES = 200
"""How many times its size an archive may unfold to; spreadsheets are known to reach fifty."""

ALWAYS = 1024 * 1024
"""What any archive may unfold to, in bytes: the smallest are mostly repetition."""

CHUNK = 64 * 1024
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

PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
MACRO = re.compile(r"(?:^|/)vba\w*\.bin$|^basic/|^scripts/|(?:^|/)macrosheets/", re.IGNORECASE)
OUTSIDE = re.compile(r"^/|^[a-zA-Z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")

BROKEN = Text(fr="une archive ZIP abîmée", en="a damaged ZIP archive")
ARCHIVE = Text(fr="une archive ZIP", en="a ZIP archive")
AMONG = Text(
    fr="une archive ZIP dont les entrées se chevauchent, ou avec autre chose avant ou après",
    en="a ZIP archive whose entries overlap, or with something else before or after",
)
MANY = Text(
    fr="une archive ZIP de plus de {most} entrées", en="a ZIP archive of over {most} entries"
)
LEADS_OUT = Text(
    fr="une archive ZIP dont une entrée sort de son dossier (« {entry} »)",
    en="a ZIP archive one entry of which leads out of its folder (“{entry}”)",
)
LOCKED = Text(
    fr="une archive ZIP protégée ou compressée d'une façon que l'on ne peut pas vérifier "
    "(« {entry} »)",
    en="a ZIP archive locked or compressed in a way that cannot be checked (“{entry}”)",
)
BOMB = Text(
    fr="une archive ZIP qui se déplie sans mesure (bombe de décompression)",
    en="a ZIP archive that unfolds beyond measure (a decompression bomb)",
)
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
NOT_A_MAP = Text(
    fr="un KMZ avec autre chose que du KML et des images (« {entry} »)",
    en="a KMZ with something else than KML and images (“{entry}”)",
)

UNREADABLE = (
    BadZipFile,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    zlib.error,
)
"""What ``zipfile`` raises for an archive that is none."""


class _Measure:
    """How much may still be unfolded."""

    def __init__(self, packed: int) -> None:
        self._left = min(MOST_UNFOLDED, ALWAYS + MOST_TIMES * packed)

    def take(self, unfolded: int) -> None:
        """Count what was unfolded; refuse what goes beyond."""
        self._left -= unfolded
        if self._left < 0:
            raise UnacceptableDocumentError(BOMB)


def package_type(content: bytes) -> str:
    """Return the media type of a document that is a zip file.

    Raises:
        UnacceptableDocumentError: It is another archive, or one that could do harm.
    """
    return _type_of(content, _Measure(len(content)), inner=True)


def _type_of(content: bytes, measure: _Measure, *, inner: bool) -> str:
    """Return the media type of a package; ``inner``: whether others may lie inside."""
    _check_frame(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(content))
            media_type = _declared(archive, entries)
            for entry in entries:
                _check_content(archive, entry, measure, media_type, inner=inner)
    except UNREADABLE:
        raise UnacceptableDocumentError(BROKEN) from None
    return media_type


def _check_frame(content: bytes) -> None:
    """Refuse what is not one plain archive, before its directory is read: it may be endless."""
    end = content[-END_BYTES:]
    before = content[-END_BYTES - END_64_BYTES : -END_BYTES]
    if not content.startswith(ZIP) or not end.startswith(END) or end[-2:] != b"\0\0":
        raise UnacceptableDocumentError(AMONG if END in content[-66_000:] else BROKEN)
    entries = int.from_bytes(end[10:12], "little")
    directory = int.from_bytes(end[12:16], "little")
    if before.startswith(END_64) or entries > MOST_ENTRIES or directory > LONGEST_DIRECTORY:
        raise UnacceptableDocumentError(MANY, most=MOST_ENTRIES)


def _check_entries(entries: list[ZipInfo], size: int) -> None:
    """Refuse entries that overlap, lead elsewhere or cannot be read, before any is unfolded."""
    if len(entries) > MOST_ENTRIES:
        raise UnacceptableDocumentError(MANY, most=MOST_ENTRIES)
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnacceptableDocumentError(BROKEN)
    for entry in entries:
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if OUTSIDE.search(entry.orig_filename) or is_link:
            raise UnacceptableDocumentError(LEADS_OUT, entry=_told(entry))
        if entry.flag_bits & 0x1 or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnacceptableDocumentError(LOCKED, entry=_told(entry))
    placed = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    starts = [start for start, _ in placed] + [size]
    if starts[0] != 0:
        raise UnacceptableDocumentError(AMONG)
    for (start, following), (_, packed) in zip(pairwise(starts), placed, strict=True):
        if start + packed >= following:
            raise UnacceptableDocumentError(AMONG)


def _declared(archive: ZipFile, entries: list[ZipInfo]) -> str:
    """Return the media type a package gives itself, macros included: those are refused here."""
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        with archive.open("[Content_Types].xml") as file:
            said = file.read(ALWAYS)
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
    raise UnacceptableDocumentError(ARCHIVE)


def _check_content(
    archive: ZipFile, entry: ZipInfo, measure: _Measure, media_type: str, *, inner: bool
) -> None:
    """Unfold one entry and look at how it begins; refuse what it may not be."""
    name = _told(entry)
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
    elif is_package:
        _type_of(head + rest, measure, inner=False)


def _rest(chunks: Iterable[bytes], measure: _Measure, *, keep: bool) -> bytes:
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
    elif not (_is_kml(entry.filename) and check_kml(content)):
        raise UnacceptableDocumentError(NOT_A_MAP, entry=_told(entry))


def _is_kml(name: str) -> bool:
    return name.lower().endswith(".kml")


def _told(entry: ZipInfo) -> str:
    """Return the name of an entry as a sentence may show it."""
    return "".join(letter for letter in entry.orig_filename if letter.isprintable())[:80]
