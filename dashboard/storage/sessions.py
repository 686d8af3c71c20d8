"""The sessions in a table: one row for each browser somebody is signed in on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from dashboard.access.sessions import Session
from dashboard.storage.account_tables import PersonRow, SessionRow
from dashboard.storage.engine import reading, writing
from dashboard.storage.people import PERSON, person_of

SESSION = select(
    SessionRow.id,
    SessionRow.opened_at,
    SessionRow.seen_at,
    SessionRow.ends_at,
    SessionRow.address,
    SessionRow.device,
    *PERSON,
).join(PersonRow, PersonRow.id == SessionRow.person_id)


def session_of(row: Sequence[Any]) -> Session:
    """Return the session in a row of ``SESSION``."""
    number, opened_at, seen_at, ends_at, address, device, *person = row
    return Session(
        id=number,
        person=person_of(person),
        opened_at=opened_at,
        seen_at=seen_at,
        ends_at=ends_at,
        address=address,
        device=device,
    )


class SqlSessions:
    """The sessions, kept by SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open_session(
        self,
        person: int,
        digest: bytes,
        *,
        at: datetime,
        ends_at: datetime,
        address: str,
        device: str,
    ) -> int:
        """Keep a new session, and forget those that ended; return its number."""
        made = insert(SessionRow).values(
            person_id=person,
            digest=digest,
            opened_at=at,
            seen_at=at,
            ends_at=ends_at,
            address=address,
            device=device,
        )
        with writing(self._engine) as connection:
            connection.execute(delete(SessionRow).where(SessionRow.ends_at <= at))
            return connection.execute(made.returning(SessionRow.id)).scalar_one()

    def session(self, digest: bytes) -> Session | None:
        """Return the session of this secret, ended or not, until it is closed."""
        with reading(self._engine) as connection:
            row = connection.execute(SESSION.where(SessionRow.digest == digest)).one_or_none()
        return None if row is None else session_of(row)

    def seen_session(self, number: int, at: datetime) -> None:
        """Note that it was used."""
        with writing(self._engine) as connection:
            connection.execute(update(SessionRow).where(SessionRow.id == number).values(seen_at=at))

    def sessions(self, person: int) -> list[Session]:
        """Return the sessions of a person that are not closed, the last used first."""
        asked = SESSION.where(SessionRow.person_id == person).order_by(
            SessionRow.seen_at.desc(), SessionRow.id.desc()
        )
        with reading(self._engine) as connection:
            return [session_of(row) for row in connection.execute(asked)]

    def close_session(self, person: int, number: int) -> bool:
        """Close a session of this person; False if there is no such one."""
        closed = delete(SessionRow).where(SessionRow.id == number, SessionRow.person_id == person)
        with writing(self._engine) as connection:
            return connection.execute(closed).rowcount > 0

    def close_sessions(self, person: int, *, but: int | None = None) -> int:
        """Close all sessions of a person, or all ``but`` one; return how many."""
        closed = delete(SessionRow).where(SessionRow.person_id == person)
        if but is not None:
            closed = closed.where(SessionRow.id != but)
        with writing(self._engine) as connection:
            return connection.execute(closed).rowcount
