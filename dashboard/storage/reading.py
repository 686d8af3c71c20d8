"""How far each person has read each log, in a table."""

from sqlalchemy import Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.storage.account_tables import ReadMarkRow
from dashboard.storage.engine import is_embedded, reading, writing


class SqlReadMarks:
    """The marks, kept by SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read_up_to(self, person: int, operation: str) -> int:
        """Return the number of the last entry read; 0 if none was."""
        asked = select(ReadMarkRow.seq).where(
            ReadMarkRow.person == person, ReadMarkRow.operation == operation
        )
        with reading(self._engine) as connection:
            return connection.scalar(asked) or 0

    def mark_read(self, person: int, operation: str, seq: int) -> None:
        """Note that a person read up to ``seq``. It never goes down."""
        embedded = is_embedded(self._engine)
        made = (sqlite.insert if embedded else postgresql.insert)(ReadMarkRow).values(
            person=person, operation=operation, seq=seq
        )
        higher = (func.max if embedded else func.greatest)(ReadMarkRow.seq, made.excluded.seq)
        with writing(self._engine) as connection:
            connection.execute(
                made.on_conflict_do_update(
                    index_elements=["person", "operation"], set_={"seq": higher}
                )
            )
