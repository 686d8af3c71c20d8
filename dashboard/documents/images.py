"""Images walked from their first block to their last, so that nothing hides behind or after them.

The rules:
- Every block has the length it says, and the image ends where the file does. A photograph may be
  followed by what phones add (a second picture, a depth map, a short film), not by a page or an
  archive: a file that is two things at once is one of them to whoever checks it, and the other to
  whoever opens it.
- An image may not unfold to more pixels than a browser can hold.

Not covered: what is written inside the blocks (comments, positions, profiles, pixels). These
images are served as images and nothing else, and no browser runs one.
"""

import re
import struct
import zlib
from collections.abc import Callable
from typing import Any

from dashboard.documents.refusals import UnacceptableDocumentError
from dashboard.text import Text

MOST_PIXELS = 2**28
"""As many as a WebP can have."""

MOST_BLOCKS = 500_000
"""More than any image of a size we take needs; walking them takes time."""

DAMAGED = Text(fr="une image {kind} abîmée ou incomplète", en="a damaged or incomplete {kind}")
FOLLOWED = Text(
    fr="une image {kind} suivie d'autre chose", en="a {kind} image followed by something else"
)
HUGE = Text(fr="une image de {pixels} pixels", en="an image of {pixels} pixels")

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
GIF = re.compile(rb"GIF8[79]a")
WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)

ALONE = {0x01, *range(0xD0, 0xDA)}
"""JPEG markers without a length."""

FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG markers that give the size of the picture."""

SCAN, END_OF_PICTURE = 0xDA, 0xD9
PADDING = re.compile(rb"\xff+")
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the pixels of a JPEG: a marker that is neither a stuffed byte nor a restart."""

INTRUDER = re.compile(
    rb"PK\x03\x04|<\s*(?:!doctype|html|head|body|script|svg|iframe|\?php)", re.IGNORECASE
)


def check_png(content: bytes) -> None:
    """Refuse a PNG whose chunks do not add up to the whole file."""
    at, width, height = len(PNG), 0, 0
    for _ in range(MOST_BLOCKS):
        length, name = _unpack(">I4s", content, at, "PNG")
        body = content[at + 8 : at + 8 + length]
        (sum_,) = _unpack(">I", content, at + 8 + length, "PNG")
        if zlib.crc32(body, zlib.crc32(name)) != sum_:
            break
        if at == len(PNG) and name == b"IHDR":
            width, height = _unpack(">II", body, 0, "PNG")
        at += 12 + length
        if name == b"IEND":
            _check_pixels(width, height, "PNG")
            _check_end(content, at, "PNG")
            return
    raise UnacceptableDocumentError(DAMAGED, kind="PNG")


def check_jpeg(content: bytes) -> None:
    """Refuse a JPEG whose segments lead to no picture, or that a page or an archive follows."""
    at, width, height = 2, 0, 0
    for _ in range(MOST_BLOCKS):
        marker, at = _jpeg_marker(content, at)
        if marker == END_OF_PICTURE:
            _check_pixels(width, height, "JPEG")
            if INTRUDER.search(content, at):
                raise UnacceptableDocumentError(FOLLOWED, kind="JPEG")
            return
        if marker in ALONE:
            continue
        if marker in FRAMES:
            height, width = _unpack(">HH", content, at + 3, "JPEG")
        (length,) = _unpack(">H", content, at, "JPEG")
        at += length
        if marker == SCAN:
            end = AFTER_SCAN.search(content, at)
            at = end.start() if end else len(content)
    raise UnacceptableDocumentError(DAMAGED, kind="JPEG")


def check_gif(content: bytes) -> None:
    """Refuse a GIF whose blocks do not add up to the whole file."""
    width, height, flags = _unpack("<HHB", content, 6, "GIF")
    _check_pixels(width, height, "GIF")
    at = 13 + _palette(flags)
    for _ in range(MOST_BLOCKS):
        (block,) = _unpack("B", content, at, "GIF")
        if block == 0x3B:
            _check_end(content, at + 1, "GIF")
            return
        if block == 0x21:
            at = _after_blocks(content, at + 2)
        elif block == 0x2C:
            (flags,) = _unpack("B", content, at + 9, "GIF")
            at = _after_blocks(content, at + 11 + _palette(flags))
        else:
            break
    raise UnacceptableDocumentError(DAMAGED, kind="GIF")


def check_webp(content: bytes) -> None:
    """Refuse a WebP whose chunks do not add up to the whole file."""
    (length,) = _unpack("<I", content, 4, "WebP")
    at, end, seen = 12, 8 + length, False
    for _ in range(MOST_BLOCKS):
        if at >= end:
            break
        name, size = _unpack("<4sI", content, at, "WebP")
        seen = seen or name in {b"VP8 ", b"VP8L", b"ANMF"}
        at += 8 + size + size % 2
    if not seen or at != end or len(content) < end:
        raise UnacceptableDocumentError(DAMAGED, kind="WebP")
    _check_end(content, end, "WebP")


CHECKS: dict[str, Callable[[bytes], None]] = {
    "image/png": check_png,
    "image/jpeg": check_jpeg,
    "image/gif": check_gif,
    "image/webp": check_webp,
}


def image_type(head: bytes) -> str | None:
    """Return the media type of the image that begins with ``head``; None for anything else."""
    if head.startswith(PNG):
        return "image/png"
    if head.startswith(JPEG):
        return "image/jpeg"
    if GIF.match(head):
        return "image/gif"
    return "image/webp" if WEBP.match(head) else None


def _jpeg_marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the JPEG marker at ``at``, and where what follows it begins."""
    lead = PADDING.match(content, at)
    if lead is None or lead.end() == len(content):
        raise UnacceptableDocumentError(DAMAGED, kind="JPEG")
    return content[lead.end()], lead.end() + 1


def _palette(flags: int) -> int:
    """Return how many bytes the colours of a GIF take."""
    return 3 << ((flags & 0b111) + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    """Return where the blocks of a GIF that begin at ``at`` end."""
    for _ in range(MOST_BLOCKS):
        (length,) = _unpack("B", content, at, "GIF")
        at += 1 + length
        if length == 0:
            return at
    raise UnacceptableDocumentError(DAMAGED, kind="GIF")


def _unpack(layout: str, content: bytes, at: int, kind: str) -> tuple[Any, ...]:
    try:
        return struct.unpack_from(layout, content, at)
    except struct.error:
        raise UnacceptableDocumentError(DAMAGED, kind=kind) from None


def _check_pixels(width: int, height: int, kind: str) -> None:
    if width == 0 or height == 0:
        raise UnacceptableDocumentError(DAMAGED, kind=kind)
    if width * height > MOST_PIXELS:
        raise UnacceptableDocumentError(HUGE, pixels=width * height)


def _check_end(content: bytes, end: int, kind: str) -> None:
    if content[end:].strip(b"\0\r\n "):
        raise UnacceptableDocumentError(FOLLOWED, kind=kind)
