"""The table of remarks on the film: every version of each, apart from the journal."""

from datetime import datetime

from sqlalchemy import Float, Index
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.storage.tables import Base


class RemarkRow(Base):
    """A version of a remark. Never updated, never deleted: triggers of its migration see to it."""

    __tablename__ = "remark"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    operation: Mapped[str]
    organisation: Mapped[str]
    author: Mapped[str]
    made_at: Mapped[datetime]
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    lon: Mapped[float | None] = mapped_column(Float(53))
    lat: Mapped[float | None] = mapped_column(Float(53))
    # Of type `Name`: whatever is typed comes back as it was, from either store.
    text: Mapped[str]
    category: Mapped[str]
    withdrawn: Mapped[int]

    __table_args__ = (Index("ix_remark_operation", "operation", "organisation"),)
