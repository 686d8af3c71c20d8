"""Documents in a table: written whole, read piece by piece, never altered.

A piece is asked of the store when its reader is ready for it, so that a slow line holds neither a
connection nor more than a piece in memory. Nothing can change between two pieces.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress

from sqlalchemy import Engine, LargeBinary, func, insert, select
from sqlalchemy.exc import IntegrityError

from dashboard.documents import Document, UnknownDocumentError, document_of
from dashboard.documents.document import PIECE
from dashboard.storage.document_table import DocumentRow
from dashboard.storage.engine import reading, writing

AT_ONCE = 500
"""How many digests are asked for in one statement: SQLite takes a bounded number of values."""


class SqlDocuments:
    """Documents kept by SQLite or PostgreSQL. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, content: bytes, media_type: str) -> Document:
        """Keep ``content``, unless it is kept already.

        Raises:
            StoreUnreachableError: The store did not answer; take it as not kept, and repeat.
        """
        document = document_of(content, media_type)
        before = self.known([document.sha256])
        if before:
            return before[document.sha256]
        new = insert(DocumentRow).values(
            sha256=document.sha256, size=document.size, media_type=media_type, content=content
        )
        with suppress(IntegrityError), writing(self._engine) as connection:
            connection.execute(new)
            return document
        # Somebody kept the same at the same moment.
        return self.known([document.sha256])[document.sha256]

    def known(self, digests: Collection[str]) -> dict[str, Document]:
        """Return those of ``digests`` that are kept here, by digest."""
        row, wanted, found = DocumentRow, list(digests), {}
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), AT_ONCE):
                asked = select(row.sha256, row.size, row.media_type).where(
                    row.sha256.in_(wanted[start : start + AT_ONCE])
                )
                for sha256, size, media_type in connection.execute(asked):
                    found[sha256] = Document(sha256=sha256, size=size, media_type=media_type)
        return found

    def content(self, sha256: str) -> Iterator[bytes]:
        """Return a content, piece by piece."""
        document = self.known([sha256]).get(sha256)
        if document is None:
            raise UnknownDocumentError(sha256)
        return (self._piece(sha256, start) for start in range(0, document.size, PIECE))

    def _piece(self, sha256: str, start: int) -> bytes:
        piece = func.substr(DocumentRow.content, start + 1, PIECE, type_=LargeBinary())
        with reading(self._engine) as connection:
            read: bytes = connection.execute(
                select(piece).where(DocumentRow.sha256 == sha256)
            ).scalar_one()
        return read
