"""One line of a journal file: the header, or a sealed entry; or a refusal that names the line.

A file of lines is read here as well, whatever they say.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from dashboard.clock import UnreadableTimeError, instant
from dashboard.journal import Entry, Head, entry_from
from dashboard.text import RefusedError, Text

VERSION = 1
LONGEST_LINE = 8 * 1024 * 1024

Said = dict[str, Any]
Read = TypeVar("Read")


class UnreadableFileError(RefusedError):
    """A line that is not one of a journal file; says which, and what was expected there."""

    def __init__(self, line: int, expected: Text) -> None:
        super().__init__(
            Text(
                fr="Ligne {line} du fichier : attendu " + expected.fr + ".",
                en="Line {line} of the file: expected " + expected.en + ".",
            ),
            line=line,
        )
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line: whose journal it is, and how far it went when it was written."""

    operation: str
    sealed: bool
    head: Head | None
    exported_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A sealed line; ``nonce`` and ``content`` are None where they were withheld."""

    seq: int
    previous: bytes
    digest: bytes
    seal: bytes
    nonce: bytes | None = None
    content: str | None = None

    def entry(self) -> Entry | None:
        """Return the entry of the line; None where it was withheld.

        Raises:
            KeyError, TypeError, ValueError: The text is not that of an entry.
        """
        if self.content is None or self.nonce is None:
            return None
        return entry_from(
            content=self.content,
            nonce=self.nonce,
            digest=self.digest,
            previous=self.previous,
            seal=self.seal,
        )


def read_at(path: Path, read: Callable[[Iterable[bytes]], Read]) -> Read:
    """Return what ``read`` makes of the lines of the file at ``path``.

    Raises:
        RefusedError: It cannot be read, or a line of it is not one ``read`` expects.
    """
    try:
        with path.open("rb") as stream:
            return read(bounded_lines(stream))
    except OSError:
        raise RefusedError(
            Text(fr="Le fichier {path} ne peut pas être lu.", en="The file {path} cannot be read."),
            path=path,
        ) from None


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of ``stream``, none read further than a line may be long."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line


def said_on(number: int, line: bytes) -> Said:
    """Return the JSON object a line holds."""
    if len(line) > LONGEST_LINE:
        raise UnreadableFileError(
            number,
            Text(
                fr=f"au plus {LONGEST_LINE} octets par ligne",
                en=f"at most {LONGEST_LINE} bytes a line",
            ),
        )
    try:
        said = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise UnreadableFileError(
            number, Text(fr="un objet JSON, en UTF-8", en="a JSON object, in UTF-8")
        )
    return said


def header_of(number: int, line: bytes) -> Header:
    """Return the header a first line is."""
    said = said_on(number, line)
    known = said.get("vigie") == "journal" and said.get("version") == VERSION
    operation, sealed, head = said.get("operation"), said.get("sealed"), said.get("head")
    if not known or not isinstance(operation, str) or not isinstance(sealed, bool):
        raise UnreadableFileError(
            number,
            Text(
                fr='l\'en-tête d\'un journal : "vigie": "journal", "version": 1, "operation", '
                '"sealed"',
                en='the header of a journal: "vigie": "journal", "version": 1, "operation", '
                '"sealed"',
            ),
        )
    exported = said.get("exported_at")
    return Header(
        operation=operation,
        sealed=sealed,
        head=None if head is None else _head(number, head),
        exported_at=None if exported is None else _instant(number, exported),
    )


def _head(number: int, head: object) -> Head:
    if not isinstance(head, dict):
        raise UnreadableFileError(
            number, Text(fr='"head" : un objet JSON', en='"head": a JSON object')
        )
    return Head(seq=_count(number, head, "seq"), seal=_bytes(number, head, "seal", 32))


def link_of(number: int, said: Said) -> FileLink:
    """Return the sealed entry a line says."""
    content, nonce = said.get("content"), said.get("nonce")
    if (content is None) != (nonce is None) or not _is_text(content):
        raise UnreadableFileError(
            number,
            Text(
                fr='"content" (un texte) et "nonce" ensemble, ou ni l\'un ni l\'autre',
                en='"content" (a text) and "nonce" together, or neither',
            ),
        )
    return FileLink(
        seq=_count(number, said, "seq"),
        previous=_bytes(number, said, "previous", 32),
        digest=_bytes(number, said, "digest", 32),
        seal=_bytes(number, said, "seal", 32),
        nonce=None if nonce is None else _bytes(number, said, "nonce", 16),
        content=content,
    )


def _is_text(content: object) -> bool:
    try:
        return content is None or (isinstance(content, str) and content.encode() is not None)
    except UnicodeEncodeError:  # half a character, which no digest can be made of
        return False


def _count(number: int, said: Said, key: str) -> int:
    count = said.get(key)
    if isinstance(count, int) and not isinstance(count, bool) and 0 < count < 2**63:
        return count
    raise UnreadableFileError(
        number, Text(fr=f'"{key}" : un entier à partir de 1', en=f'"{key}": a whole number from 1')
    )


def _bytes(number: int, said: Said, key: str, length: int) -> bytes:
    text = said.get(key)
    if isinstance(text, str) and re.fullmatch(f"[0-9a-f]{{{2 * length}}}", text):
        return bytes.fromhex(text)
    raise UnreadableFileError(
        number,
        Text(
            fr=f'"{key}" : {2 * length} chiffres hexadécimaux minuscules',
            en=f'"{key}": {2 * length} lower case hexadecimal digits',
        ),
    )


def _instant(number: int, text: object) -> datetime:
    try:
        return instant(str(text))
    except UnreadableTimeError:
        raise UnreadableFileError(
            number,
            Text(fr="une heure ISO 8601 avec décalage", en="an ISO 8601 time with its offset"),
        ) from None
