"""The journal in a table: one row per entry, nothing ever updated but the head it grows from."""

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.exc import IntegrityError

from dashboard.clock import Clock, now
from dashboard.journal import (
    Draft,
    Entry,
    Head,
    Opened,
    OperationExistsError,
    Told,
    UnknownOperationError,
    unheard,
)
from dashboard.journal.admission import check_whole, fingerprint, fingerprint_all
from dashboard.picture import Reel
from dashboard.storage.appending import (
    NEW_ENTRY,
    NEW_MENTION,
    advance,
    check,
    keep,
    keep_all,
    keep_key,
    kept_under,
    locked,
    opened,
    sealed_at,
)
from dashboard.storage.engine import reading, writing
from dashboard.storage.projection import insert_all, project_all
from dashboard.storage.rows import SEALED, entry_of, entry_row, mention_rows, operation_id
from dashboard.storage.tables import EntryRow, OperationRow

HEAD = select(OperationRow.head_seq, OperationRow.head_seal).where(
    OperationRow.name == bindparam("operation")
)


class SqlJournal:
    """A journal kept by SQLite or PostgreSQL. Safe to share between threads and processes."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    def append(self, operation: str, draft: Draft, *, key: str | None = None) -> Entry:
        """Seal ``draft`` after the last entry of ``operation`` and keep it.

        Raises:
            StoreUnreachableError: The store did not answer; take it as not recorded, and repeat
                with the same key if it had one. Else as ``Journal.append``.
        """
        try:
            return self._append(operation, draft, key)
        except IntegrityError:
            if not isinstance(draft.fact, Opened):
                raise
            # Somebody opened it at the same moment: read what they wrote.
            return self._append(operation, draft, key)

    def append_all(
        self,
        operation: str,
        drafts: Sequence[Draft],
        *,
        key: str | None = None,
        told: Told = unheard,
    ) -> list[Entry]:
        """Seal ``drafts`` one after the other and keep them: all of them, or none.

        One transaction: whoever else writes in the operation waits for its end (on SQLite, in any).

        Raises:
            StoreUnreachableError: The store did not answer; take them as not recorded, and repeat
                with the same key. Else as ``Journal.append_all``.
        """
        with writing(self._engine) as connection:
            place = locked(connection, operation, opens=False)
            if key is not None:
                prints = fingerprint_all(drafts)
                kept = kept_under(connection, place, key, prints, len(drafts))
                if kept:
                    return kept
            entries = keep_all(connection, place, operation, drafts, self._clock(), told)
            if key is not None and entries:
                keep_key(connection, place, key, prints, entries[0])
        return entries

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Keep a whole journal sealed elsewhere, as it is.

        One transaction: on SQLite, whose only writer it then is, the others wait (half a million
        entries take a minute or two); on PostgreSQL they go on.

        Raises:
            StoreUnreachableError: The store did not answer; nothing was kept. Else as
                ``Journal.adopt``.
        """
        operation = check_whole(entries)
        reel = Reel()
        reel.extend(entries)
        last = entries[-1]
        try:
            with writing(self._engine) as connection:
                number = opened(connection, operation)
                insert_all(connection, NEW_ENTRY, (entry_row(number, e) for e in entries))
                mentions = chain.from_iterable(mention_rows(number, e) for e in entries)
                insert_all(connection, NEW_MENTION, mentions)
                project_all(connection, number, reel)
                advance(connection, number, last)
        except IntegrityError:
            raise OperationExistsError(operation) from None

    def entries(self, operation: str, *, after: int = 0, limit: int | None = None) -> list[Entry]:
        """Return the entries of ``operation`` numbered above ``after``."""
        with reading(self._engine) as connection:
            asked = (
                select(*SEALED)
                .where(
                    EntryRow.operation_id == operation_id(connection, operation),
                    EntryRow.seq > after,
                )
                .order_by(EntryRow.seq)
                .limit(limit)
                .execution_options(yield_per=10_000)
            )
            return [entry_of(row) for row in connection.execute(asked)]

    def head(self, operation: str) -> Head:
        """Return the last number and seal of ``operation``."""
        with reading(self._engine) as connection:
            row = connection.execute(HEAD, {"operation": operation}).one_or_none()
        if row is None:
            raise UnknownOperationError(operation)
        return Head(seq=row.head_seq, seal=row.head_seal)

    def operations(self) -> list[str]:
        """Return the ids of all operations."""
        with reading(self._engine) as connection:
            return list(connection.scalars(select(OperationRow.name).order_by(OperationRow.id)))

    def _append(self, operation: str, draft: Draft, key: str | None) -> Entry:
        opens = isinstance(draft.fact, Opened)
        with writing(self._engine) as connection:
            place = locked(connection, operation, opens=opens)
            if key is not None:
                kept = kept_under(connection, place, key, fingerprint(draft))
                if kept:
                    return kept[0]
            if opens and place.after.seq:
                raise OperationExistsError(operation)
            check(connection, place, draft)
            entry = sealed_at(place, operation, draft, self._clock())
            keep(connection, place.operation_id, entry)
            if key is not None:
                keep_key(connection, place, key, fingerprint(draft), entry)
        return entry
