"""A document: content called by its SHA-256, so that it is kept once and cannot be swapped.

The journal says who attached it, when, to what and under which name (``Attached``); its seal holds
the digest, and the digest holds the content.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from dashboard.documents.refusals import UnknownDocumentError

LARGEST_MIB = 25
"""Unless the settings say otherwise: a phone's photographs and a long plan fit, a film does not."""

PIECE = 4 * 1024 * 1024
"""How much of a document is in memory at once while it is read, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is known of a content without reading it; ``size`` in bytes."""

    sha256: str
    size: int
    media_type: str


def document_of(content: bytes, media_type: str) -> Document:
    """Return the document whose content this is."""
    digest = hashlib.sha256(content).hexdigest()
    return Document(sha256=digest, size=len(content), media_type=media_type)


class Documents(Protocol):
    """Keeps contents and gives them back. There is no update and no delete."""

    def keep(self, content: bytes, media_type: str) -> Document:
        """Keep ``content``, unless it is kept already; when this returns, it is.

        What was kept first keeps its media type.
        """

    def known(self, digests: Collection[str]) -> dict[str, Document]:
        """Return those of ``digests`` that are kept here, by digest."""

    def content(self, sha256: str) -> Iterator[bytes]:
        """Return a content, piece by piece.

        Raises:
            UnknownDocumentError: It is not kept here; raised at once, before the first piece.
        """


class MemoryDocuments:
    """Documents that live as long as the process: tests, trials, exercises."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Document, bytes]] = {}

    def keep(self, content: bytes, media_type: str) -> Document:
        """Keep ``content``, unless it is kept already."""
        document = document_of(content, media_type)
        return self._kept.setdefault(document.sha256, (document, content))[0]

    def known(self, digests: Collection[str]) -> dict[str, Document]:
        """Return those of ``digests`` that are kept here, by digest."""
        return {digest: self._kept[digest][0] for digest in digests if digest in self._kept}

    def content(self, sha256: str) -> Iterator[bytes]:
        """Return a content, piece by piece."""
        if sha256 not in self._kept:
            raise UnknownDocumentError(sha256)
        content = self._kept[sha256][1]
        return (content[start : start + PIECE] for start in range(0, len(content), PIECE))
