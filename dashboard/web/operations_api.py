"""Operations over HTTP: the list, opening one, its head, its picture, its journal file."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.responses import StreamingResponse

from dashboard.desk import Desk
from dashboard.exchange.journal_file import lines_of
from dashboard.exchange.picture_file import picture_geojson
from dashboard.layers import KINDS
from dashboard.operations import (
    Model,
    Reading,
    copy_of,
    next_time,
    open_operation,
    operation_from,
    same_weekday,
)
from dashboard.text import Text
from dashboard.web.asked import box, moment_or_none, opening
from dashboard.web.auditing import Auditing
from dashboard.web.copying_out import CopyOut, copy_out
from dashboard.web.errors import Refusal
from dashboard.web.models import HeadOut, Moment, OperationIn, OperationOut, head_out, operation_out
from dashboard.web.reader import reader

COPIED = Text(fr="Repris de l'opération « {name} »", en="Taken from the operation “{name}”")

REFUSALS: dict[int | str, dict[str, object]] = {
    404: {"model": Refusal, "description": "There is no such operation."},
    422: {"model": Refusal, "description": "What is asked cannot be read; the sentence says why."},
}


def operation_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes that read operations and open them."""
    router = APIRouter(prefix="/api/operations", tags=["operations"], responses=REFUSALS)

    @router.get("")
    def operations() -> list[OperationOut]:
        """Return all operations, the latest to start first."""
        return [operation_out(found) for found in desk.library.operations(reader().actor)]

    @router.post("", status_code=201, responses={409: {"model": Refusal}})
    def open_one(asked: OperationIn) -> OperationOut:
        """Open an operation; its id is made from its name."""
        who = reader()
        model = (
            None if asked.model is None else Model(operation=asked.model, kinds=KINDS, text=COPIED)
        )
        entry = open_operation(desk, who.actor, opening(asked), model=model, locale=who.locale)
        return operation_out(operation_from(entry))

    @router.get("/{operation}/copy")
    def copy(
        operation: str,
        near: Annotated[date | None, Query(description="The next anniversary if left out.")] = None,
    ) -> CopyOut:
        """Return what comes along when one starts from this operation, and on what day."""
        who = reader()

        def answer(reading: Reading) -> CopyOut:
            about = reading.operation
            day = near or next_time(about, desk.clock().astimezone(about.zone).date())
            return copy_out(
                copy_of(reading, desk.clock()), same_weekday(about, day), day, who.locale
            )

        return desk.library.ask(who.actor, operation, answer)

    @router.get("/{operation}/head")
    def head(operation: str) -> HeadOut:
        """Return how far its journal goes. Cheap: a page asks every second."""
        return head_out(desk.library.reading(reader().actor, operation))

    @router.get(
        "/{operation}/picture",
        response_class=Response,
        responses={200: {"content": {"application/geo+json": {}}}},
    )
    def picture(
        operation: str,
        at: Moment | None = None,
        known_at: Moment | None = None,
        bbox: Annotated[str | None, Query(description="west,south,east,north")] = None,
        kind: Annotated[list[str] | None, Query(description="May be repeated.")] = None,
    ) -> Response:
        """Return what was so at ``at`` (now), as known at ``known_at`` (today), as GeoJSON."""
        instant, known = moment_or_none(at) or desk.clock(), moment_or_none(known_at)
        place = None if bbox is None else box(bbox)
        shown = desk.library.ask(
            reader().actor,
            operation,
            lambda seen: seen.picture(instant, known_at=known, box=place, kinds=kind or ()),
        )
        return Response(picture_geojson(shown, operation), media_type="application/geo+json")

    @router.get(
        "/{operation}/journal.jsonl",
        response_class=StreamingResponse,
        responses={200: {"content": {"application/x-ndjson": {}}}},
    )
    def journal_file(operation: str) -> StreamingResponse:
        """Return the journal, entry by entry, as docs/journal-format.md tells it.

        What is kept for other organisations is withheld; the chain verifies all the same.
        """
        who = reader()
        reading, entries = desk.library.ask(
            who.actor, operation, lambda seen: (seen, seen.entries())
        )
        auditing.exported(who, reading, "jsonl")
        return StreamingResponse(
            lines_of(operation, entries, now=desk.clock()),
            media_type="application/x-ndjson",
            headers={"Content-Disposition": f'attachment; filename="{operation}.jsonl"'},
        )

    return router
