"""The tables. An operation's number leads every key, so that a store can be split by operation."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from dashboard.storage.columns import Instant, Name, Number


class Base(DeclarativeBase):
    """What all tables share: their constraints are named alike on both stores."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it once
        int: Number,
        str: Name,
        bytes: LargeBinary,
        datetime: Instant,
    }


class OperationRow(Base):
    """An operation and the head of its journal, the row every append locks first."""

    __tablename__ = "operation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    head_seq: Mapped[int]
    head_seal: Mapped[bytes]
    head_recorded_at: Mapped[datetime]


class EntryRow(Base):
    """A sealed entry. Never updated, never deleted: triggers of the first migration see to it.

    ``content`` is the text that was sealed, word for word; the other columns only help to find
    it. ``target`` is kept where it names an earlier entry: any other name means nothing.
    """

    __tablename__ = "entry"

    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    fact: Mapped[str]
    target: Mapped[int | None]
    content: Mapped[str] = mapped_column(Text)
    nonce: Mapped[bytes]
    digest: Mapped[bytes]
    previous: Mapped[bytes]
    seal: Mapped[bytes]

    __table_args__ = (
        Index(
            "ix_entry_target",
            "operation_id",
            "target",
            sqlite_where=text("target IS NOT NULL"),
            postgresql_where=text("target IS NOT NULL"),
        ),
    )


class EntryKeyRow(Base):
    """An idempotency key, the entry it recorded, and the fingerprint of what was asked then."""

    __tablename__ = "entry_key"

    operation_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    fingerprint: Mapped[bytes]

    __table_args__ = (
        ForeignKeyConstraint(["operation_id", "seq"], ["entry.operation_id", "entry.seq"]),
    )


class EntryObjectRow(Base):
    """What was said of an object, in the order it is folded in."""

    __tablename__ = "entry_object"

    operation_id: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[str] = mapped_column(primary_key=True)
    occurred_at: Mapped[datetime] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["operation_id", "seq"], ["entry.operation_id", "entry.seq"]),
    )


class ObjectVersionRow(Base):
    """A state of an object: when it held in the world, and when the cell believed it.

    Folded from the entries and written with them (``projection``); may be thrown away and made
    again. ``values`` and ``geojson`` are JSON texts, the geometry as the entry has it. ``geometry``
    is the same for spatial search and GIS tools: on the plane, repaired where it crosses itself,
    NULL where it is no geometry at all; such an object is listed, but not found by its place.
    """

    __tablename__ = "object_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"))
    object_id: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    planned_from: Mapped[datetime | None]
    planned_to: Mapped[datetime | None]
    values: Mapped[str] = mapped_column(Text)
    geojson: Mapped[str | None] = mapped_column(Text)
    geometry: Mapped[Any | None] = mapped_column(Geometry("GEOMETRY", srid=4326, dimension=2))
    seq: Mapped[int]
    begun_by: Mapped[int]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime]
    known_from: Mapped[datetime]
    known_to: Mapped[datetime]

    __table_args__ = (
        Index("ix_object_version_object", "operation_id", "object_id", "known_to", "valid_to"),
    )
