"""Differences over HTTP: what changed between two instants, and what is not as planned at one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from dashboard.clock import instant
from dashboard.desk import Desk
from dashboard.layers import FORESIGHT
from dashboard.operations import Reading
from dashboard.picture import deviations, difference, parts
from dashboard.review.differences import change_told, deviation_told
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.difference_tables import change_table, deviation_table
from dashboard.web.models import ChangeOut, DeviationOut, Moment, change_out, deviation_out
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

From = Annotated[Moment, Query(alias="from")]
Believed = Annotated[bool, Query(description="Each instant as the cell believed it then.")]
CSV: dict[int | str, dict[str, object]] = {200: {"content": {"text/csv": {}}}}


def difference_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes that compare the pictures of an operation."""
    router = APIRouter(
        prefix="/api/operations/{operation}", tags=["differences"], responses=REFUSALS
    )
    comparing = _Comparing(desk, auditing)

    @router.get("/difference")
    def the_difference(
        operation: str,
        from_: From,
        to: Moment,
        known_at: Moment | None = None,
        believed: Believed = False,  # noqa: FBT002  a query parameter
    ) -> list[ChangeOut]:
        """Return what changed from one instant to another, as known at ``known_at`` (today)."""
        start, end, known = instant(from_), instant(to), moment_or_none(known_at)
        as_known = (start, end) if believed else (known, known)
        return comparing.changes(operation, (start, end), as_known)

    @router.get("/difference.csv", response_class=StreamingResponse, responses=CSV)
    def the_difference_as_table(
        operation: str,
        from_: From,
        to: Moment,
        known_at: Moment | None = None,
        believed: Believed = False,  # noqa: FBT002  a query parameter
    ) -> StreamingResponse:
        """Return the same as CSV, which a spreadsheet opens."""
        found = the_difference(operation, from_, to, known_at, believed)
        comparing.export(operation)
        return change_table(f"{operation}-difference", found, reader().locale)

    @router.get("/plan")
    def the_plan(
        operation: str, at: Moment | None = None, known_at: Moment | None = None
    ) -> list[DeviationOut]:
        """Return what is not as planned at ``at`` (now), as known at ``known_at`` (today)."""
        then = moment_or_none(at) or desk.clock()
        return comparing.deviations(operation, then, moment_or_none(known_at))

    @router.get("/plan.csv", response_class=StreamingResponse, responses=CSV)
    def the_plan_as_table(
        operation: str, at: Moment | None = None, known_at: Moment | None = None
    ) -> StreamingResponse:
        """Return the same as CSV, which a spreadsheet opens."""
        found = the_plan(operation, at, known_at)
        comparing.export(operation)
        return deviation_table(f"{operation}-plan", found, reader().locale)

    return router


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Asks the library for the reader, and tells what it answers in the reader's language."""

    desk: Desk
    auditing: Auditing

    def changes(
        self,
        operation: str,
        instants: tuple[datetime, datetime],
        known: tuple[datetime | None, datetime | None],
    ) -> list[ChangeOut]:
        who = reader()

        def answer(reading: Reading) -> list[ChangeOut]:
            self.auditing.read(who, reading)
            reel, zone = reading.reel, reading.operation.zone
            before, after = (reel.at(at, known_at=k) for at, k in zip(instants, known, strict=True))
            end, change = instants[1], difference(before, after)
            return [
                change_out(part, change_told(part, end, who.locale, zone)) for part in parts(change)
            ]

        return self.desk.library.ask(who.actor, operation, answer)

    def deviations(
        self, operation: str, at: datetime, known: datetime | None
    ) -> list[DeviationOut]:
        who = reader()

        def answer(reading: Reading) -> list[DeviationOut]:
            self.auditing.read(who, reading)
            zone = reading.operation.zone
            return [
                deviation_out(one, deviation_told(one, at, who.locale, zone))
                for one in deviations(reading.reel, at, FORESIGHT, known_at=known)
            ]

        return self.desk.library.ask(who.actor, operation, answer)

    def export(self, operation: str) -> None:
        """Note in the audit trail that the list was taken away."""
        who = reader()
        self.auditing.exported(who, self.desk.library.reading(who.actor, operation), "csv")
