"""The audit trail in a table that only grows: triggers of the second migration see to it."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Select, and_, insert, or_, select

from dashboard.access.actor import Actor
from dashboard.access.audit import Asked, AuditRecord, Deed, Detail, asked_from
from dashboard.clock import Clock, now
from dashboard.storage.account_tables import AuditRow
from dashboard.storage.columns import json_text
from dashboard.storage.engine import reading, writing

RECORD = (
    AuditRow.id,
    AuditRow.at,
    AuditRow.what,
    AuditRow.person,
    AuditRow.name,
    AuditRow.organisation,
    AuditRow.concerns,
    AuditRow.operation,
    AuditRow.address,
    AuditRow.detail,
)


class SqlAudit:
    """The audit trail, kept by SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    def note(
        self,
        who: Actor | None,
        what: Deed,
        /,
        operation: str | None = None,
        *,
        concerns: str = "",
        **detail: Detail,
    ) -> None:
        """Add a record; None is somebody who is not known."""
        made = insert(AuditRow).values(
            at=self._clock(),
            what=what,
            person=who.person if who else 0,
            name=who.name if who else "",
            organisation=who.organisation if who else "",
            concerns=concerns,
            operation=operation,
            address=asked_from.get(),
            detail=json_text(detail),
        )
        with writing(self._engine) as connection:
            connection.execute(made)

    def records(self, asked: Asked, *, limit: int = 200) -> list[AuditRecord]:
        """Return the records that are ``asked`` for, the latest first."""
        wanted = _wanted(asked).order_by(AuditRow.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [_record_of(row) for row in connection.execute(wanted)]


def _wanted(asked: Asked) -> Select[*tuple[Any, ...]]:
    wanted = select(*RECORD)
    if asked.reader is not None:
        nobody_known = and_(AuditRow.organisation == "", AuditRow.concerns == "")
        wanted = wanted.where(
            or_(
                AuditRow.organisation == asked.reader,
                AuditRow.concerns == asked.reader,
                nobody_known,
            )
        )
    if asked.deeds:
        wanted = wanted.where(AuditRow.what.in_(asked.deeds))
    if asked.operation is not None:
        wanted = wanted.where(AuditRow.operation == asked.operation)
    if asked.name:
        wanted = wanted.where(AuditRow.name.icontains(asked.name, autoescape=True))
    if asked.since is not None:
        wanted = wanted.where(AuditRow.at >= asked.since)
    if asked.until is not None:
        wanted = wanted.where(AuditRow.at < asked.until)
    if asked.before is not None:
        wanted = wanted.where(AuditRow.id < asked.before)
    return wanted


def _record_of(row: Sequence[Any]) -> AuditRecord:
    number, at, what, person, name, organisation, concerns, operation, address, detail = row
    return AuditRecord(
        id=number,
        at=at,
        what=what,
        person=person,
        name=name,
        organisation=organisation,
        concerns=concerns,
        operation=operation,
        address=address,
        detail=json.loads(detail),
    )
