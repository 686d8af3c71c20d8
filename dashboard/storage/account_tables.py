"""The tables of the people: accounts, sessions, tokens, links, marks, and the audit trail.

Apart from the journal: nothing here is sealed, and nothing here is the picture. Of secrets there
are only hashes, but for the second factor's, which cannot be compared otherwise.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.storage.tables import Base


class PersonRow(Base):
    """Somebody who may sign in. Never deleted: the audit trail and the journal name them."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    organisation: Mapped[str]
    role: Mapped[str]
    disabled_at: Mapped[datetime | None]
    password: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_step: Mapped[int]
    subject: Mapped[str | None] = mapped_column(unique=True)


class SessionRow(Base):
    """Somebody signed in, in one browser; the row goes when the session is closed."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[bytes] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    address: Mapped[str]
    device: Mapped[str]

    __table_args__ = (Index("ix_session_person", "person_id"),)


class TokenRow(Base):
    """What a program shows instead of signing in; the row goes when the token is revoked."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    scope: Mapped[str]
    operation: Mapped[str | None]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_api_token_person", "person_id"),)


class LinkRow(Base):
    """A one-time link to the choice of a password; without person, to the first account."""

    __tablename__ = "setup_link"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ends_at: Mapped[datetime]


class ReadMarkRow(Base):
    """How far a person has read a log. The people of a demonstration have no row in ``person``."""

    __tablename__ = "read_mark"

    person: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    operation: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]


class AuditRow(Base):
    """A record of the audit trail. Never updated, never deleted: triggers see to it."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str]
    person: Mapped[int]
    name: Mapped[str]
    organisation: Mapped[str]
    concerns: Mapped[str]
    operation: Mapped[str | None]
    address: Mapped[str]
    detail: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index("ix_audit_organisation", "organisation", "id"),
        Index("ix_audit_concerns", "concerns", "id"),
    )
