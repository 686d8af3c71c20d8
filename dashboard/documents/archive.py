"""A zip file that may be unfolded: one plain archive, entries side by side, a measure to it all.

The rules:
- The archive is the whole file, its entries do not overlap, and none leads out of a folder, is a
  link, or is locked.
- What an entry says of its own size is not believed: it is unfolded once, for real, and counted. It
  stops as soon as all of it grows beyond measure, whichever entry makes it grow.
"""

import re
import stat
import zlib
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipInfo

from dashboard.documents.refusals import UnacceptableDocumentError
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

OUTSIDE = re.compile(r"^/|^[a-zA-Z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")

BROKEN = Text(fr="une archive ZIP abîmée", en="a damaged ZIP archive")
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


class Measure:
    """How much may still be unfolded."""

    def __init__(self, packed: int) -> None:
        self._left = min(MOST_UNFOLDED, ALWAYS + MOST_TIMES * packed)

    def take(self, unfolded: int) -> None:
        """Count what was unfolded; refuse what goes beyond."""
        self._left -= unfolded
        if self._left < 0:
            raise UnacceptableDocumentError(BOMB)


def check_frame(content: bytes) -> None:
    """Refuse what is not one plain archive, before its directory is read: it may be endless."""
    end = content[-END_BYTES:]
    before = content[-END_BYTES - END_64_BYTES : -END_BYTES]
    if not content.startswith(ZIP) or not end.startswith(END) or end[-2:] != b"\0\0":
        raise UnacceptableDocumentError(AMONG if END in content[-66_000:] else BROKEN)
    entries = int.from_bytes(end[10:12], "little")
    directory = int.from_bytes(end[12:16], "little")
    if before.startswith(END_64) or entries > MOST_ENTRIES or directory > LONGEST_DIRECTORY:
        raise UnacceptableDocumentError(MANY, most=MOST_ENTRIES)


def check_entries(entries: list[ZipInfo], size: int) -> None:
    """Refuse entries that overlap, lead elsewhere or cannot be read, before any is unfolded."""
    if len(entries) > MOST_ENTRIES:
        raise UnacceptableDocumentError(MANY, most=MOST_ENTRIES)
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnacceptableDocumentError(BROKEN)
    for entry in entries:
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if OUTSIDE.search(entry.orig_filename) or is_link:
            raise UnacceptableDocumentError(LEADS_OUT, entry=told(entry))
        if entry.flag_bits & 0x1 or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnacceptableDocumentError(LOCKED, entry=told(entry))
    placed = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    starts = [start for start, _ in placed] + [size]
    if starts[0] != 0:
        raise UnacceptableDocumentError(AMONG)
    for (start, following), (_, packed) in zip(pairwise(starts), placed, strict=True):
        if start + packed >= following:
            raise UnacceptableDocumentError(AMONG)


def told(entry: ZipInfo) -> str:
    """Return the name of an entry as a sentence may show it."""
    return "".join(letter for letter in entry.orig_filename if letter.isprintable())[:80]
