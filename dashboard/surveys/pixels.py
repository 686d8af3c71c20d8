"""The little that is needed of image files: how large one is, and writing one."""

import struct
import zlib
from typing import Any

from dashboard.surveys.survey import UnreadableSurveyError
from dashboard.text import Text

PNG = b"\x89PNG\r\n\x1a\n"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xDA)}
MOST = 100_000_000
"""How many pixels a plan may have: a browser unfolds them all to draw it."""

NOT_AN_IMAGE = Text(
    fr="Fichier refusé, rien n'a été gardé : cette image ne dit pas ses dimensions.",
    en="File refused, nothing was kept: this image does not say its size.",
)
TOO_LARGE = Text(
    fr="Fichier refusé, rien n'a été gardé : ce plan fait {width} × {height} pixels. Le réduire à "
    "100 millions de pixels au plus.",
    en="File refused, nothing was kept: this plan is {width} × {height} pixels. Reduce it to 100 "
    "million pixels at most.",
)


def size_of(content: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG or JPEG that was admitted.

    Raises:
        UnreadableSurveyError: It does not say, or is too large.
    """
    try:
        found = struct.unpack(">II", content[16:24]) if content.startswith(PNG) else _jpeg(content)
    except (struct.error, IndexError):
        raise UnreadableSurveyError(NOT_AN_IMAGE) from None
    width, height = int(found[0]), int(found[1])
    if width < 1 or height < 1:
        raise UnreadableSurveyError(NOT_AN_IMAGE)
    if width * height > MOST:
        raise UnreadableSurveyError(TOO_LARGE, width=width, height=height)
    return width, height


def png_of(pixels: Any) -> bytes:  # noqa: ANN401  numpy, of a shape that is checked
    """Return rows of 8-bit RGB(A) or grey pixels, as numpy has them, as a PNG (RFC 2083)."""
    height, width = pixels.shape[:2]
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (
        PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 4)) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if marker in ALONE:
            at += 2
            continue
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
