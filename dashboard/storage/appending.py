"""Appending: the head is locked, what follows it is checked, sealed, kept and told in the picture.

Locking the head row is the first statement of every append. Whoever comes second waits there, and
then reads all the first one wrote: numbers have no gap, the chain has no fork, a target that fell
meanwhile is seen. It is the same code on both stores; on SQLite the whole file is locked besides.
"""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, bindparam, insert, select, update

from dashboard.clock import EPOCH
from dashboard.journal import (
    NOTHING,
    TOLD_EVERY,
    Draft,
    Entry,
    Head,
    KeyReusedError,
    Opened,
    OperationExistsError,
    Placed,
    Told,
    UnknownOperationError,
    seal,
    stands,
)
from dashboard.journal.admission import check_target
from dashboard.storage.bell import notify
from dashboard.storage.projection import insert_all, naming, project, project_new, spoken_of
from dashboard.storage.rows import SEALED, entry_at, entry_of, entry_row, mention_rows
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the next entry of an operation goes; nobody else can take it meanwhile."""

    operation_id: int
    after: Head
    recorded_at: datetime


def locked(connection: Connection, operation: str, *, opens: bool) -> Place:
    """Lock the head of ``operation``, made now if the draft ``opens`` it; return what follows it.

    Raises:
        UnknownOperationError: Nobody opened it.
    """
    row = connection.execute(LOCKED, {"operation": operation}).one_or_none()
    if row is not None:
        after = Head(seq=row.head_seq, seal=row.head_seal)
        return Place(operation_id=row.id, after=after, recorded_at=row.head_recorded_at)
    if not opens:
        raise UnknownOperationError(operation)
    return Place(operation_id=opened(connection, operation), after=NOTHING, recorded_at=EPOCH)


def opened(connection: Connection, operation: str) -> int:
    """Make the row of an operation that has no entry yet; return its number."""
    made = insert(OperationRow).values(
        name=operation, head_seq=NOTHING.seq, head_seal=NOTHING.seal, head_recorded_at=EPOCH
    )
    return connection.execute(made.returning(OperationRow.id)).scalar_one()


def kept_under(
    connection: Connection, place: Place, key: str, fingerprint: bytes, count: int = 1
) -> list[Entry]:
    """Return the ``count`` entries recorded under ``key``, if any.

    Raises:
        KeyReusedError: They were recorded for something else.
    """
    row = EntryKeyRow
    asked = select(row.seq, row.fingerprint).where(
        row.operation_id == place.operation_id, row.key == key
    )
    found = connection.execute(asked).one_or_none()
    if found is None:
        return []
    if found.fingerprint != fingerprint:
        raise KeyReusedError(key)
    kept = (
        select(*SEALED)
        .where(
            EntryRow.operation_id == place.operation_id,
            EntryRow.seq >= found.seq,
            EntryRow.seq < found.seq + count,
        )
        .order_by(EntryRow.seq)
    )
    return [entry_of(row) for row in connection.execute(kept)]


def keep_key(
    connection: Connection, place: Place, key: str, fingerprint: bytes, first: Entry
) -> None:
    """Write under which key entries were recorded, the ``first`` of them and those after it."""
    kept = {"operation_id": place.operation_id, "key": key, "seq": first.seq}
    connection.execute(insert(EntryKeyRow).values(**kept, fingerprint=fingerprint))


def sealed_at(place: Place, operation: str, draft: Draft, now: datetime) -> Entry:
    """Return the entry that ``draft`` makes at ``place``."""
    return seal(
        draft,
        operation=operation,
        after=place.after,
        recorded_at=max(now, place.recorded_at),
        nonce=secrets.token_bytes(16),
    )


def check(connection: Connection, place: Place, draft: Draft) -> None:
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


def keep(connection: Connection, operation: int, entry: Entry) -> None:
    """Write an entry, what it changes in the picture, and the head it makes."""
    _keep_one(connection, operation, entry)
    advance(connection, operation, entry)


def keep_all(
    connection: Connection,
    place: Place,
    operation: str,
    drafts: Sequence[Draft],
    now: datetime,
    told: Told,
) -> list[Entry]:
    """Seal and write ``drafts``, in order.

    Objects that nothing was said of before are written many at a time: that is what an import is.
    """
    number, entries = place.operation_id, list[Entry]()
    new = _new_objects(connection, number, drafts)
    waiting: list[Entry] = []
    for count, draft in enumerate(drafts):
        if count % TOLD_EVERY == 0:
            _keep_new(connection, number, waiting)
            waiting = []
            told(count / len(drafts))
        if isinstance(draft.fact, Opened):
            raise OperationExistsError(operation)
        placed = isinstance(draft.fact, Placed) and draft.fact.object_id in new
        is_new = placed and draft.target is None
        if not is_new:
            _keep_new(connection, number, waiting)
            waiting = []
        check(connection, place, draft)
        entry = sealed_at(place, operation, draft, now)
        if is_new:
            waiting.append(entry)
        else:
            _keep_one(connection, number, entry)
        entries.append(entry)
        after = Head(seq=entry.seq, seal=entry.seal)
        place = Place(operation_id=number, after=after, recorded_at=entry.recorded_at)
    _keep_new(connection, number, waiting)
    told(1)
    if entries:
        advance(connection, number, entries[-1])
    return entries


def advance(connection: Connection, operation: int, entry: Entry) -> None:
    """Make ``entry`` the head of its operation; the other processes hear of it once it is kept."""
    head = {"seq": entry.seq, "seal": entry.seal, "recorded_at": entry.recorded_at}
    connection.execute(ADVANCED, {"operation": operation, **head})
    notify(connection, entry.operation)


def _new_objects(connection: Connection, operation: int, drafts: Sequence[Draft]) -> set[str]:
    """Return the objects that these ``drafts`` alone speak of, and once."""
    said = Counter(chain.from_iterable(draft.objects for draft in drafts))
    once = [name for name, times in said.items() if times == 1]
    return set(once) - spoken_of(connection, operation, once)


def _keep_new(connection: Connection, operation: int, entries: Sequence[Entry]) -> None:
    """Write entries that each place an object nothing was said of before."""
    insert_all(connection, NEW_ENTRY, (entry_row(operation, entry) for entry in entries))
    mentions = chain.from_iterable(mention_rows(operation, entry) for entry in entries)
    insert_all(connection, NEW_MENTION, mentions)
    project_new(connection, operation, entries)


def _keep_one(connection: Connection, operation: int, entry: Entry) -> None:
    insert_all(connection, NEW_ENTRY, [entry_row(operation, entry)])
    insert_all(connection, NEW_MENTION, mention_rows(operation, entry))
    project(connection, operation, entry)
