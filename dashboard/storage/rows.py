"""Values into rows and back."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from dashboard.clock import from_microseconds
from dashboard.journal import Entry, Foreign, UnknownOperationError, entry_from
from dashboard.picture import MapObject, Version
from dashboard.storage.columns import json_text
from dashboard.storage.spatial import ewkt_of
from dashboard.storage.tables import EntryRow, ObjectVersionRow, OperationRow

SEALED = (EntryRow.content, EntryRow.nonce, EntryRow.digest, EntryRow.previous, EntryRow.seal)
"""What an entry is read back from."""

STATE = (
    ObjectVersionRow.object_id,
    ObjectVersionRow.kind,
    ObjectVersionRow.status,
    ObjectVersionRow.geojson,
    ObjectVersionRow.values,
    ObjectVersionRow.planned_from,
    ObjectVersionRow.planned_to,
    ObjectVersionRow.valid_from,
    ObjectVersionRow.seq,
)
"""What an object is read back from; a version begins when the last thing told of it occurred."""


ENTRY = select(*SEALED).where(
    EntryRow.operation_id == bindparam("operation"), EntryRow.seq == bindparam("seq")
)


def operation_id(connection: Connection, operation: str) -> int:
    """Return the number of ``operation`` in this store.

    Raises:
        UnknownOperationError: Nobody opened it.
    """
    asked = select(OperationRow.id).where(OperationRow.name == operation)
    number = connection.scalar(asked)
    if number is None:
        raise UnknownOperationError(operation)
    return number


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry in a row of ``SEALED``."""
    content, nonce, digest, previous, seal = row
    return entry_from(content=content, nonce=nonce, digest=digest, previous=previous, seal=seal)


def entry_at(connection: Connection, operation: int, seq: int) -> Entry:
    """Return an entry that is there."""
    return entry_of(connection.execute(ENTRY, {"operation": operation, "seq": seq}).one())


def entry_row(operation: int, entry: Entry) -> dict[str, Any]:
    """Return the row of ``entry``."""
    names_earlier = entry.target is not None and 0 < entry.target < entry.seq
    return {
        "operation_id": operation,
        "seq": entry.seq,
        "occurred_at": entry.occurred_at,
        "recorded_at": entry.recorded_at,
        "fact": entry.fact.name if isinstance(entry.fact, Foreign) else type(entry.fact).__name__,
        "target": entry.target if names_earlier else None,
        "content": entry.content,
        "nonce": entry.nonce,
        "digest": entry.digest,
        "previous": entry.previous,
        "seal": entry.seal,
    }


def mention_rows(operation: int, entry: Entry) -> list[dict[str, Any]]:
    """Return one row for each object ``entry`` speaks of."""
    return [
        {
            "operation_id": operation,
            "object_id": name,
            "occurred_at": entry.occurred_at,
            "seq": entry.seq,
        }
        for name in dict.fromkeys(entry.objects)
    ]


def version_row(operation: int, version: Version) -> dict[str, Any]:
    """Return the row of ``version``, its geometry still to be read from ``ewkt``."""
    state = version.span.state
    geojson = None if state.geometry is None else json_text(state.geometry)
    return {
        "operation_id": operation,
        "object_id": state.object_id,
        "kind": state.kind,
        "status": state.status,
        "planned_from": state.planned_from,
        "planned_to": state.planned_to,
        "values": json_text(state.values),
        "geojson": geojson,
        "ewkt": ewkt_of(geojson),
        "seq": state.seq,
        "begun_by": version.begun_by,
        "valid_from": from_microseconds(version.span.valid_from),
        "valid_to": from_microseconds(version.span.valid_to),
        "known_from": from_microseconds(version.known_from),
        "known_to": from_microseconds(version.known_to),
    }


def object_of(row: Sequence[Any]) -> MapObject:
    """Return the object in a row that begins with ``STATE``."""
    name, kind, status, geojson, values, planned_from, planned_to, since, seq, *_ = row
    return MapObject(
        object_id=name,
        kind=kind,
        status=status,
        geometry=None if geojson is None else json.loads(geojson),
        values=json.loads(values),
        planned_from=planned_from,
        planned_to=planned_to,
        since=since,
        seq=seq,
    )
