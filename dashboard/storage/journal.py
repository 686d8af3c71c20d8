"""The journal in a table: one row per entry, nothing ever updated but the head it grows from.

Locking the head row is the first statement of every append. Whoever comes second waits there, and
then reads all the first one wrote: numbers have no gap, the chain has no fork, a target that fell
meanwhile is seen. It is the same code on both stores; on SQLite the whole file is locked besides.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.clock import EPOCH, Clock, now
from dashboard.journal import (
    NOTHING,
    Draft,
    Entry,
    Head,
    KeyReusedError,
    Opened,
    OperationExistsError,
    UnknownOperationError,
    seal,
    stands,
)
from dashboard.journal.admission import check_target, check_whole, fingerprint
from dashboard.picture import Reel
from dashboard.storage.bell import notify
from dashboard.storage.engine import reading, writing
from dashboard.storage.projection import insert_all, naming, project, project_all
from dashboard.storage.rows import SEALED, entry_at, entry_of, entry_row, mention_rows, operation_id
from dashboard.storage.tables import EntryKeyRow, EntryObjectRow, EntryRow, OperationRow

LOCKED = (
    update(OperationRow)
    .where(OperationRow.name == bindparam("operation"))
    .values(head_seq=OperationRow.head_seq)
    .returning(
        OperationRow.id,
        OperationRow.head_seq,
        OperationRow.head_seal,
        OperationRow.head_recorded_at,
    )
)
NEW_ENTRY = insert(EntryRow)
NEW_MENTION = insert(EntryObjectRow)
ADVANCED = (
    update(OperationRow)
    .where(OperationRow.id == bindparam("operation"))
    .values(
        head_seq=bindparam("seq"),
        head_seal=bindparam("seal"),
        head_recorded_at=bindparam("recorded_at"),
    )
)
HEAD = select(OperationRow.head_seq, OperationRow.head_seal).where(
    OperationRow.name == bindparam("operation")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the next entry of an operation goes; nobody else can take it meanwhile."""

    operation_id: int
    after: Head
    recorded_at: datetime


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
                number = _opened(connection, operation)
                insert_all(connection, NEW_ENTRY, (entry_row(number, e) for e in entries))
                mentions = chain.from_iterable(mention_rows(number, e) for e in entries)
                insert_all(connection, NEW_MENTION, mentions)
                project_all(connection, number, reel)
                _advance(connection, number, last)
                notify(connection, operation)
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
            place = _locked(connection, operation, opens=opens)
            if key is not None:
                kept = _kept(connection, place.operation_id, key, draft)
                if kept is not None:
                    return kept
            if opens and place.after.seq:
                raise OperationExistsError(operation)
            _check(connection, place, draft)
            entry = seal(
                draft,
                operation=operation,
                after=place.after,
                recorded_at=max(self._clock(), place.recorded_at),
                nonce=secrets.token_bytes(16),
            )
            _keep(connection, place.operation_id, entry)
            if key is not None:
                connection.execute(
                    insert(EntryKeyRow).values(
                        operation_id=place.operation_id,
                        key=key,
                        seq=entry.seq,
                        fingerprint=fingerprint(draft),
                    )
                )
        return entry


def _locked(connection: Connection, operation: str, *, opens: bool) -> _Place:
    """Lock the head of ``operation``, made now if the draft ``opens`` it; return what follows it.

    Raises:
        UnknownOperationError: Nobody opened it.
    """
    row = connection.execute(LOCKED, {"operation": operation}).one_or_none()
    if row is not None:
        after = Head(seq=row.head_seq, seal=row.head_seal)
        return _Place(operation_id=row.id, after=after, recorded_at=row.head_recorded_at)
    if not opens:
        raise UnknownOperationError(operation)
    return _Place(operation_id=_opened(connection, operation), after=NOTHING, recorded_at=EPOCH)


def _opened(connection: Connection, operation: str) -> int:
    """Make the row of an operation that has no entry yet; return its number."""
    made = insert(OperationRow).values(
        name=operation, head_seq=NOTHING.seq, head_seal=NOTHING.seal, head_recorded_at=EPOCH
    )
    return connection.execute(made.returning(OperationRow.id)).scalar_one()


def _kept(connection: Connection, operation: int, key: str, draft: Draft) -> Entry | None:
    """Return the entry recorded under ``key``, if any.

    Raises:
        KeyReusedError: It was recorded for another draft.
    """
    asked = (
        select(*SEALED, EntryKeyRow.fingerprint)
        .join(
            EntryKeyRow,
            (EntryKeyRow.operation_id == EntryRow.operation_id) & (EntryKeyRow.seq == EntryRow.seq),
        )
        .where(EntryKeyRow.operation_id == operation, EntryKeyRow.key == key)
    )
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    if row.fingerprint != fingerprint(draft):
        raise KeyReusedError(key)
    return entry_of(row[:-1])


def _check(connection: Connection, place: _Place, draft: Draft) -> None:
    """Refuse to strike or correct an entry that is not there or no longer counts."""
    target = draft.target
    if target is None:
        return
    named, counts = None, False
    if 0 < target <= place.after.seq:
        named = entry_at(connection, place.operation_id, target)
        later = naming(connection, place.operation_id, target)
        counts = stands(target, lambda seq: later.get(seq, ()))
    check_target(place.after.seq + 1, draft, named, counts=counts)


def _keep(connection: Connection, operation: int, entry: Entry) -> None:
    """Write an entry, what it changes in the picture, and the head it makes."""
    insert_all(connection, NEW_ENTRY, [entry_row(operation, entry)])
    insert_all(connection, NEW_MENTION, mention_rows(operation, entry))
    project(connection, operation, entry)
    _advance(connection, operation, entry)
    notify(connection, entry.operation)


def _advance(connection: Connection, operation: int, entry: Entry) -> None:
    head = {"seq": entry.seq, "seal": entry.seal, "recorded_at": entry.recorded_at}
    connection.execute(ADVANCED, {"operation": operation, **head})
