"""One-time links in a table; using one is removing its row, which only one can."""

from datetime import datetime

from sqlalchemy import Engine, delete, insert, or_, select

from dashboard.access.links import Link
from dashboard.storage.account_tables import LinkRow
from dashboard.storage.engine import reading, writing


class SqlLinks:
    """The links, kept by SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make_link(self, digest: bytes, link: Link) -> None:
        """Keep a link; it replaces those there were to the same account."""
        # SQLAlchemy writes IS NULL for None.
        same = LinkRow.person_id == link.person
        made = insert(LinkRow).values(digest=digest, person_id=link.person, ends_at=link.ends_at)
        with writing(self._engine) as connection:
            connection.execute(delete(LinkRow).where(same))
            connection.execute(made)

    def link(self, digest: bytes, now: datetime) -> Link | None:
        """Return the link of this secret, if it still leads somewhere."""
        asked = select(LinkRow.person_id, LinkRow.ends_at).where(
            LinkRow.digest == digest, LinkRow.ends_at > now
        )
        with reading(self._engine) as connection:
            row = connection.execute(asked).one_or_none()
        return None if row is None else Link(person=row.person_id, ends_at=row.ends_at)

    def use_link(self, digest: bytes, now: datetime) -> Link | None:
        """Take the link of this secret: whoever comes second gets None."""
        taken = (
            delete(LinkRow)
            .where(or_(LinkRow.digest == digest, LinkRow.ends_at <= now))
            .returning(LinkRow.digest, LinkRow.person_id, LinkRow.ends_at)
        )
        with writing(self._engine) as connection:
            rows = connection.execute(taken).all()
        for row in rows:
            if row.digest == digest and row.ends_at > now:
                return Link(person=row.person_id, ends_at=row.ends_at)
        return None
