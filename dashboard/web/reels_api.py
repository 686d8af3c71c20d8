"""Reels over HTTP: the one the page holds, and the one another organisation would have held."""

import gzip
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dashboard import __version__
from dashboard.clock import instant
from dashboard.desk import Desk
from dashboard.exchange.reel_file import reel_json
from dashboard.operations import Reading
from dashboard.text import Locale
from dashboard.web.auditing import Auditing
from dashboard.web.entries_api import teller
from dashboard.web.errors import Refusal
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader


def reel_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes of the reels of an operation."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["reels"], responses=REFUSALS)

    @router.get(
        "/reel",
        response_class=Response,
        responses={200: {"content": {"application/json": {}}}, 304: {"description": "Unchanged."}},
    )
    def reel(
        request: Request,
        operation: str,
        locale: Annotated[
            Locale | None, Query(description="The reader's own when left out.")
        ] = None,
        after: Annotated[int, Query(ge=0, description="0 asks for the whole reel.")] = 0,
        view: Annotated[
            str, Query(max_length=64, description="The view of the reel held, with “after”.")
        ] = "",
    ) -> Response:
        """Return the reel of docs/reel-format.md, or what the entries after ``after`` brought."""
        language = locale or reader().locale
        wanted = request.headers.get("if-none-match", "")

        def answer(reading: Reading) -> tuple[str, bytes | None]:
            auditing.read(reader(), reading)
            # A reel of another view cannot be extended: something earlier in it is not the same.
            since = after if view == reading.generation else 0
            seal = reading.head.seal.hex()
            tag = f'W/"{seal}-{reading.generation}-{language}-{since}-{__version__}"'
            if tag in wanted:
                return tag, None
            tell = teller(reading, language)
            return tag, reel_json(
                reading.reel, reading.operation, tell=tell, after=since, view=reading.generation
            )

        tag, body = desk.library.ask(reader().actor, operation, answer)
        headers = {
            "ETag": tag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Accept-Language, Cookie",
        }
        if body is None:
            return Response(status_code=304, headers=headers)
        return _squeezed(body, headers, request)

    @router.get(
        "/reel/as",
        response_class=Response,
        responses={200: {"content": {"application/json": {}}}, 403: {"model": Refusal}},
    )
    def reel_as(
        request: Request,
        operation: str,
        organisation: Annotated[str, Query(min_length=1, max_length=200)],
        at: Moment,
        locale: Annotated[Locale | None, Query()] = None,
    ) -> Response:
        """Return what ``organisation`` could see at ``at``, as a reel; for coordinators."""
        then = instant(at)

        def answer(reading: Reading) -> bytes:
            seen = desk.library.seen_as(reading, organisation, then)
            tell = teller(reading, locale or reader().locale)
            return reel_json(seen, reading.operation, tell=tell)

        body = desk.library.ask(reader().actor, operation, answer)
        return _squeezed(body, {"Cache-Control": "no-store"}, request)

    return router


def _squeezed(body: bytes, headers: dict[str, str], request: Request) -> Response:
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=5)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type="application/json", headers=headers)
