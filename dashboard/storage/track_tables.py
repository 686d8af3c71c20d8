"""The tables of tracks: whole numbers in the units of docs/tracks-format.md, and no geometry.

A spatial column was measured four times slower to fill and two thirds larger, and the time bounds
every question first. What a device did not tell is the number the format says, not NULL.

On a server they lie in the database of the journal. Embedded, they have a file of their own: SQLite
has one writer to a file, and an entry of the journal never waits for a bulk of fixes.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from dashboard.storage.columns import Instant, Name, Number
from dashboard.storage.tables import Base

Small = Integer()
"""32 bits: what the columns of a chunk hold."""


class TrackBase(DeclarativeBase):
    """What these tables share with the others, but for the file they lie in."""

    metadata = MetaData(naming_convention=Base.metadata.naming_convention)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it once
        int: Number,
        str: Name,
        bytes: LargeBinary,
        datetime: Instant,
    }


class DeviceRow(TrackBase):
    """What tells where it is."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    name: Mapped[str]
    feed: Mapped[str]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]

    __table_args__ = (Index("uq_device_name", "organisation", "name", unique=True),)


class FixHeadRow(TrackBase):
    """The number of the last fix kept: one row, which whoever keeps or seals locks first.

    A sequence would give numbers in the order in which they are asked for, not in that in which
    they are kept for good: a reader past the second would never see the first.
    """

    __tablename__ = "fix_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class FixRow(TrackBase):
    """A hot fix; the row goes in the transaction that puts it in a chunk."""

    __tablename__ = "fix"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    at_ms: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    received_s: Mapped[int]
    lon: Mapped[int] = mapped_column(Small)
    lat: Mapped[int] = mapped_column(Small)
    speed: Mapped[int] = mapped_column(Small)
    course: Mapped[int] = mapped_column(Small)
    accuracy: Mapped[int] = mapped_column(Small)
    altitude: Mapped[int] = mapped_column(Small)
    battery: Mapped[int] = mapped_column(Small)
    doubt: Mapped[int] = mapped_column(Small)

    __table_args__ = (
        Index("ix_fix_number", "number"),
        # They come in order of time: a few kilobytes say where each quarter of an hour lies.
        Index("ix_fix_at", "at_ms", postgresql_using="brin").ddl_if(dialect="postgresql"),
        {"sqlite_with_rowid": False},
    )


class TrackChunkRow(TrackBase):
    """The fixes of an hour of a device, packed; erased, the body is NULL and all else stays."""

    __tablename__ = "track_chunk"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    starts_ms: Mapped[int]
    first_ms: Mapped[int]
    last_ms: Mapped[int]
    fixes: Mapped[int]
    through: Mapped[int]
    sha256: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes | None]
    erased_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_track_chunk_device", "device_id", "last_ms"),
        Index("ix_track_chunk_through", "through"),
    )


class FeedDayRow(TrackBase):
    """What a feed of an organisation received in a day, counted; ``day`` counts from 1970."""

    __tablename__ = "feed_day"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    feed: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    messages: Mapped[int]
    fixes: Mapped[int]
    repeated: Mapped[int]
    doubted: Mapped[int]
    refused: Mapped[int]
    last_at: Mapped[datetime]


class FeedReasonRow(TrackBase):
    """How often in a day something was refused, or is doubted, for the same reason.

    ``reason`` is the digest of the sentence, which is kept before its names are in it.
    """

    __tablename__ = "feed_reason"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    feed: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    fr: Mapped[str]
    en: Mapped[str]
    times: Mapped[int]


class RefusedRow(TrackBase):
    """A message that was refused, as it came, and why; the oldest of a feed go."""

    __tablename__ = "refused_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    feed: Mapped[str]
    received_at: Mapped[datetime]
    fr: Mapped[str]
    en: Mapped[str]
    original: Mapped[bytes]

    __table_args__ = (Index("ix_refused_message_feed", "organisation", "feed", "id"),)
