"""The table of documents: each content once, under its digest, for all operations."""

from sqlalchemy.orm import Mapped, mapped_column

from dashboard.storage.tables import Base


class DocumentRow(Base):
    """A content. Never updated, never deleted: triggers of its migration see to it.

    The digest is written as the journal writes it, 64 hexadecimal digits.
    """

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str]
    content: Mapped[bytes]
