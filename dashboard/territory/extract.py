"""What is known of an OpenStreetMap extract before a map is made of it; what is none is refused.

A PBF file is a row of blobs, each led by the length of its header and, in that header, its own
(https://wiki.openstreetmap.org/wiki/PBF_Format). Following them from the first to the end of the
file costs milliseconds, and tells a download that stopped half way before anything is built on it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import osmium

from dashboard.geo import Box, meet
from dashboard.text import RefusedError, Text

MOST_MIB = 400
"""The largest extract taken whole: a French region of today; a country takes its box."""

MOST_MIB_IN_A_BOX = 6_000
LONGEST_HEADER = 64 * 1024
DATASIZE = 3
"""The number of the field of a blob's header that says its length."""


class BadExtractError(RefusedError):
    """The file is not an extract a map can be made of."""


ABSENT = Text(
    fr="L'extrait {path} n'existe pas, ou n'est pas lisible.",
    en="The extract {path} does not exist, or cannot be read.",
)
NO_PBF = Text(
    fr="{path} n'est pas un extrait OpenStreetMap au format PBF ; attendu : un fichier .osm.pbf, "
    "comme en donnent download.geofabrik.de ou download.openstreetmap.fr.",
    en="{path} is not an OpenStreetMap extract in PBF format; expected: an .osm.pbf file, as "
    "download.geofabrik.de or download.openstreetmap.fr give.",
)
CUT = Text(
    fr="L'extrait {path} est coupé après {found} octets : le téléchargement s'est sans doute "
    "arrêté en route. Il faut le reprendre.",
    en="The extract {path} is cut off after {found} bytes: the download probably stopped half "
    "way. It has to be fetched again.",
)
TOO_LARGE = Text(
    fr="L'extrait {path} fait {size} Mio, plus que les {most} pris d'un coup ; attendu : un "
    "extrait plus petit, ou --bbox OUEST,SUD,EST,NORD.",
    en="The extract {path} is {size} MiB, more than the {most} taken whole; expected: a smaller "
    "extract, or --bbox WEST,SOUTH,EAST,NORTH.",
)
NO_BOX = Text(
    fr="L'extrait {path} ne dit pas son emprise ; attendu : --bbox OUEST,SUD,EST,NORD.",
    en="The extract {path} does not say its box; expected: --bbox WEST,SOUTH,EAST,NORTH.",
)
ELSEWHERE = Text(
    fr="L'emprise demandée ({asked}) est hors de l'extrait ({box}).",
    en="The box asked for ({asked}) lies outside the extract ({box}).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """An extract that may be read.

    Attributes:
        path: The file.
        box: What the map is made of: what was asked for, or the extract's own.
        size: In bytes.
        is_part: Whether what lies outside the box has to be passed by.
        taken_at: Until when OpenStreetMap's edits are in it; None when it does not say.
    """

    path: Path
    box: Box
    size: int
    is_part: bool
    taken_at: datetime | None


def open_extract(path: Path, box: Box | None = None) -> Extract:
    """Return what is known of the extract ``path``, to be read in ``box`` only if there is one.

    Raises:
        BadExtractError: It is not there, not a PBF file, cut off, too large, or lies elsewhere.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            _follow(path, file, size)
    except OSError:
        raise BadExtractError(ABSENT, path=path) from None
    most = MOST_MIB if box is None else MOST_MIB_IN_A_BOX
    if size > most * 2**20:
        raise BadExtractError(TOO_LARGE, path=path, size=size >> 20, most=most)
    try:
        header = osmium.io.Reader(str(path), osmium.osm.NOTHING).header()
    except RuntimeError:
        raise BadExtractError(NO_PBF, path=path) from None
    own = _box(header.box())
    if own is None and box is None:
        raise BadExtractError(NO_BOX, path=path)
    if own and box and not meet(own, box):
        raise BadExtractError(ELSEWHERE, asked=told(box), box=told(own))
    return Extract(
        path=path,
        box=_within(box, own),
        size=size,
        is_part=box is not None,
        taken_at=_instant(header.get("timestamp")),
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def told(box: Box) -> str:
    """Return a box as it is typed: west, south, east, north.

    >>> told((7.4, 43.7, 7.5, 43.8))
    '7.4,43.7,7.5,43.8'
    """
    return ",".join(f"{side:g}" for side in box)


def _follow(path: Path, file: BinaryIO, size: int) -> None:
    """Go from blob to blob to the end of the file."""
    at = 0
    while at < size:
        file.seek(at)
        length = int.from_bytes(file.read(4), "big")
        if at + 4 > size or (at and at + 4 + length > size):
            raise BadExtractError(CUT, path=path, found=size)
        if not 0 < length <= LONGEST_HEADER:
            raise BadExtractError(NO_PBF, path=path)
        header = file.read(length)
        blob = dict(_fields(header)).get(DATASIZE)
        if not isinstance(blob, int) or (at == 0 and b"OSMHeader" not in header):
            raise BadExtractError(NO_PBF, path=path)
        at += 4 + length + blob
    if at != size or size == 0:
        raise BadExtractError(CUT if size else NO_PBF, path=path, found=size)


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Give the fields of a protocol buffer that holds numbers and bytes; stops at what is none."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        value, at = _varint(message, at)
        if key & 7 == 2:
            yield key >> 3, message[at : at + value]
            at += value
        elif key & 7 == 0:
            yield key >> 3, value
        else:
            return


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Return the number at ``at``, seven bits a byte, and where the next begins."""
    value = shift = 0
    while at < len(message):
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return value, at


def _box(said: "osmium.osm.Box") -> Box | None:
    if not said.valid():
        return None
    low, high = said.bottom_left, said.top_right
    return low.lon, low.lat, high.lon, high.lat


def _within(asked: Box | None, own: Box | None) -> Box:
    """Return the box of the map; one of the two is known."""
    if asked is None or own is None:
        return asked or own or (-180.0, -90.0, 180.0, 90.0)
    return (
        max(asked[0], own[0]),
        max(asked[1], own[1]),
        min(asked[2], own[2]),
        min(asked[3], own[3]),
    )


def _instant(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said).astimezone(UTC) if said else None
    except ValueError:
        return None
