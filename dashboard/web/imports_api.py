"""Importing over HTTP: a file is sent, read, looked at as it would become, then recorded whole.

1. What is too long is refused before it is read, as for documents.
2. Each step is a job of whoever started it, and the next step names it; nobody else finds it.
3. Nothing is recorded before the last step, and that one records all or nothing.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from dashboard.documents import DocumentTooLargeError
from dashboard.surveys.making import ghost
from dashboard.surveys.recipe import kind_named, said_by
from dashboard.web.attaching import MIB, read_body
from dashboard.web.bringing import DRAWN, Asked
from dashboard.web.documents_api import BODY, TOO_LARGE
from dashboard.web.errors import Refusal
from dashboard.web.importing import Imports, as_table, placing_said
from dashboard.web.imports_models import AnswersIn, PlacingIn, PlacingOut, PreviewIn, RecordIn
from dashboard.web.jobs_api import BUSY, JobOut
from dashboard.web.limits import announced
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

PREFIX = "/api/operations/{operation}/imports"
IMPORTING: dict[int | str, dict[str, object]] = {
    **REFUSALS,
    403: {"model": Refusal, "description": "Whoever asks imports nothing there."},
    **BUSY,
}
PICTURE: dict[int | str, dict[str, object]] = {
    200: {"content": {"image/png": {}, "image/jpeg": {}}}
}
SHEET: dict[int | str, dict[str, object]] = {200: {"content": {"text/csv": {}}}}
MAP: dict[int | str, dict[str, object]] = {200: {"content": {"application/geo+json": {}}}}


def import_routes(imports: Imports, most_mib: int) -> APIRouter:
    """Return the routes of files from elsewhere: the steps that take their time."""
    router = APIRouter(prefix=PREFIX, tags=["imports"], responses=IMPORTING)

    @router.post("", status_code=202, responses=TOO_LARGE, openapi_extra=BODY)
    async def send(
        request: Request,
        operation: str,
        name: Annotated[str, Query(min_length=1, max_length=1000, description="The file's name.")],
    ) -> JobOut:
        """Send a file, the body (no form); the job tells what it is, or what it has to ask."""
        if announced(request) > most_mib * MIB:
            raise DocumentTooLargeError(most_mib)
        await run_in_threadpool(imports.allowed, operation)
        content = await read_body(request.stream(), most_mib)
        asked = Asked(operation=operation, name=name, content=content, answers={})
        return await run_in_threadpool(imports.read, asked)

    @router.post("/{job}/answers", status_code=202)
    def answer(operation: str, job: str, said: AnswersIn) -> JobOut:
        """Read the file again, with answers to what was asked."""
        brought = imports.brought(operation, job)
        return imports.read(
            Asked(
                operation=operation,
                name=brought.name,
                content=brought.content,
                answers={**brought.answers, **said.answers},
                page=said.page,
            )
        )

    @router.post("/{job}/preview", status_code=202)
    def preview(operation: str, job: str, asked: PreviewIn) -> JobOut:
        """Say what a recipe would make of the file, and what it would leave out."""
        return imports.preview(operation, job, asked)

    @router.post("/{job}/record", status_code=202)
    def record_all(
        operation: str,
        job: str,
        asked: RecordIn,
        idempotency_key: Annotated[
            str,
            Header(min_length=8, max_length=150, description="The same key records only once."),
        ],
    ) -> JobOut:
        """Record what the file becomes, with the file: all of it, or nothing."""
        return imports.record(operation, job, asked, idempotency_key)

    return router


def looking_routes(imports: Imports) -> APIRouter:
    """Return the routes that look closer at a file that was brought."""
    router = APIRouter(prefix=PREFIX, tags=["imports"], responses=IMPORTING)

    @router.get("/{job}/values")
    def values(
        operation: str, job: str, by: Annotated[str, Query(min_length=1, max_length=200)]
    ) -> list[dict[str, Any]]:
        """Return what a property says, how often, and the kind it seems to mean."""
        survey = imports.brought(operation, job).read()
        return [
            {"value": said, "count": count, "kind": kind_named(said, DRAWN)}
            for said, count in said_by(survey, by)
        ]

    @router.get("/{job}/ghost", response_class=Response, responses=MAP)
    def ghosts(operation: str, job: str) -> Response:
        """Return the objects a preview would make, as GeoJSON."""
        told = ghost(imports.harvested(operation, job).makings)
        return JSONResponse(told, media_type="application/geo+json")

    @router.get("/{job}/left-out.csv", response_class=Response, responses=SHEET)
    def left_out_csv(operation: str, job: str) -> Response:
        """Return all that a preview leaves out, and why, as a table."""
        return Response(
            as_table(imports.harvested(operation, job), reader().locale),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="left-out.csv"'},
        )

    @router.get("/{job}/image", response_class=Response, responses=PICTURE)
    def image(operation: str, job: str) -> Response:
        """Return a plan that was sent, as an image."""
        picture, media_type = imports.brought(operation, job).picture()
        return Response(picture, media_type=media_type, headers={"Cache-Control": "no-store"})

    @router.post("/{job}/placing")
    def placing(operation: str, job: str, asked: PlacingIn) -> PlacingOut:
        """Return where points known on the plan and on the map would put it."""
        return placing_said(imports.brought(operation, job), asked, reader().locale)

    return router
