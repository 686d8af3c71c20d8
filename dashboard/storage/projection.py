"""The versions of every object, kept beside the entries they are folded from.

They are the reel's versions, row for row (``picture.reel``), by the same fold (``picture.spans``).
An entry is recorded and its versions are written in one transaction, so whoever reads sees both
or neither. Only what the entry may change is folded: its objects, from when it occurred on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, get_args

from sqlalchemy import Connection, Insert, Text, bindparam, func, insert, select, update

from dashboard.clock import FAR, microseconds
from dashboard.journal import Entry, ObjectFact, stands
from dashboard.picture import END, Reel, Span, Version, spans, turned
from dashboard.storage.rows import SEALED, STATE, entry_at, entry_of, object_of, version_row
from dashboard.storage.tables import EntryObjectRow, EntryRow, ObjectVersionRow

OBJECT_FACTS = [fact.__name__ for fact in get_args(ObjectFact)]
BATCH = 5_000
"""Rows sent at once: memory stays flat however long the journal is."""

NAMES_AT_ONCE = 500
"""How many names are asked for in one statement: SQLite takes a bounded number of values."""

NEW_VERSION = insert(ObjectVersionRow).values(
    # The function by name: left to itself GeoAlchemy2 parses the text, and knows no collections.
    geometry=func.ST_GeomFromEWKT(bindparam("ewkt", type_=Text()))
)

# The statements of every append, put together once: that takes longer than running them.
NAMING = select(EntryRow.target, EntryRow.seq).where(
    EntryRow.operation_id == bindparam("operation"), EntryRow.target >= bindparam("least")
)
LIVING = (
    select(*STATE, ObjectVersionRow.valid_to, ObjectVersionRow.id)
    .where(
        ObjectVersionRow.operation_id == bindparam("operation"),
        ObjectVersionRow.object_id == bindparam("name"),
        ObjectVersionRow.known_to == FAR,
        ObjectVersionRow.valid_to >= bindparam("since"),
    )
    .order_by(ObjectVersionRow.valid_to)
)
SAID = (
    select(*SEALED)
    .join(
        EntryObjectRow,
        (EntryObjectRow.operation_id == EntryRow.operation_id)
        & (EntryObjectRow.seq == EntryRow.seq),
    )
    .where(
        EntryObjectRow.operation_id == bindparam("operation"),
        EntryObjectRow.object_id == bindparam("name"),
        EntryObjectRow.occurred_at >= bindparam("since"),
        EntryRow.fact.in_(OBJECT_FACTS),
    )
)
ENDED = (
    update(ObjectVersionRow)
    .where(ObjectVersionRow.id == bindparam("number"))
    .values(known_to=bindparam("at"))
)


def project(connection: Connection, operation: int, entry: Entry) -> None:
    """Write what becomes of the versions, now that ``entry`` is recorded."""
    since: dict[str, datetime] = {}
    for told in (*_fell_or_rose(connection, operation, entry), entry):
        if isinstance(told.fact, ObjectFact):
            name = told.fact.object_id
            since[name] = min(told.occurred_at, since.get(name, FAR))
    for name, at in since.items():
        _retell(connection, operation, name, at, entry)


def project_all(connection: Connection, operation: int, reel: Reel) -> None:
    """Write all the versions of a whole journal, of which there are none yet."""
    insert_all(connection, NEW_VERSION, (version_row(operation, v) for v in reel.versions))


def project_new(connection: Connection, operation: int, entries: Iterable[Entry]) -> None:
    """Write the first versions of objects that nothing was said of before these ``entries``."""
    begun = (
        Version(span=span, known_from=microseconds(entry.recorded_at), begun_by=entry.seq)
        for entry in entries
        for span in turned(None, entry)
    )
    insert_all(connection, NEW_VERSION, (version_row(operation, version) for version in begun))


def spoken_of(connection: Connection, operation: int, names: Sequence[str]) -> set[str]:
    """Return those of ``names`` that an entry of the operation speaks of already."""
    row, found = EntryObjectRow, set[str]()
    for start in range(0, len(names), NAMES_AT_ONCE):
        some = names[start : start + NAMES_AT_ONCE]
        asked = select(row.object_id).where(row.operation_id == operation, row.object_id.in_(some))
        found.update(connection.scalars(asked))
    return found


def insert_all(connection: Connection, into: Insert, rows: Iterable[dict[str, Any]]) -> None:
    """Insert ``rows``, however many."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        connection.execute(into, batch)


def naming(connection: Connection, operation: int, least: int) -> dict[int, list[int]]:
    """Return, for each entry numbered ``least`` or above, the numbers of those that name it."""
    found: dict[int, list[int]] = defaultdict(list)
    for target, seq in connection.execute(NAMING, {"operation": operation, "least": least}):
        if target is not None:
            found[target].append(seq)
    return found


def _fell_or_rose(connection: Connection, operation: int, entry: Entry) -> Iterator[Entry]:
    """Yield the entries that ``entry`` struck, brought back by that, struck again, and so on."""
    named = entry.target
    while named is not None:
        later = naming(connection, operation, named)
        before = {seq: [n for n in by if n != entry.seq] for seq, by in later.items()}
        if _counts(named, later) == _counts(named, before):
            return
        told = entry_at(connection, operation, named)
        yield told
        named = told.target if told.target is None or 0 < told.target < told.seq else None


def _retell(
    connection: Connection, operation: int, name: str, since: datetime, entry: Entry
) -> None:
    """Fold one object anew from ``since``; end the beliefs that changed, begin the new ones."""
    living = _living(connection, operation, name, since)
    first = next(iter(living.values()), None)
    before = None
    if first and first.valid_from < microseconds(since):
        before = Span(first.valid_from, END, first.state)
    numbers = {span.valid_from: number for number, span in living.items()}
    begun = []
    for span in spans(_said(connection, operation, name, since), before):
        number = numbers.get(span.valid_from)
        if number is not None and living[number] == span:
            del living[number]
        else:
            known_from = microseconds(entry.recorded_at)
            begun.append(Version(span=span, known_from=known_from, begun_by=entry.seq))
    if living:
        ended = [{"number": number, "at": entry.recorded_at} for number in living]
        connection.execute(ENDED, ended)
    insert_all(connection, NEW_VERSION, (version_row(operation, v) for v in begun))


def _living(connection: Connection, operation: int, name: str, since: datetime) -> dict[int, Span]:
    """Return what is believed of an object at ``since``, or just before, and after; by number."""
    asked = {"operation": operation, "name": name, "since": since}
    return {
        row.id: Span(microseconds(row.valid_from), microseconds(row.valid_to), object_of(row))
        for row in connection.execute(LIVING, asked)
    }


def _said(connection: Connection, operation: int, name: str, since: datetime) -> list[Entry]:
    """Return the counting entries that say something of an object, from ``since`` on."""
    asked = {"operation": operation, "name": name, "since": since}
    said = [entry_of(row) for row in connection.execute(SAID, asked)]
    if not said:
        return said
    later = naming(connection, operation, min(told.seq for told in said))
    return [told for told in said if _counts(told.seq, later)]


def _counts(seq: int, later: dict[int, list[int]]) -> bool:
    return stands(seq, lambda number: later.get(number, ()))
