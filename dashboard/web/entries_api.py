"""Entries over HTTP: recording one, reading and searching the log, the reel the page holds."""

import gzip
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response

from dashboard import __version__
from dashboard.desk import Desk
from dashboard.exchange.reel_file import Tell, reel_json
from dashboard.layers import KINDS
from dashboard.operations import record
from dashboard.picture import Line
from dashboard.review.sentences import sentence
from dashboard.text import Locale
from dashboard.web.asked import draft, moment_or_none, plain
from dashboard.web.errors import Refusal
from dashboard.web.models import EntriesOut, EntryIn, EntryOut, Moment, entry_out
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

NOT_NOW: dict[int | str, dict[str, object]] = {
    409: {
        "model": Refusal,
        "description": "Somebody was quicker, the key served already, or a doubt: repeat "
        "with its code added to “confirmed” to insist.",
    },
    503: {"model": Refusal, "description": "Not recorded: the store does not answer."},
}


def entry_routes(desk: Desk) -> APIRouter:
    """Return the routes of the log of an operation."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["entries"], responses=REFUSALS)

    @router.get("/entries")
    def entries(
        operation: str,
        after: Annotated[int, Query(ge=0, description="The last number already held.")] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 200,
        q: Annotated[
            str, Query(max_length=200, description="Words of the text or the sentence.")
        ] = "",
        from_: Annotated[Moment | None, Query(alias="from")] = None,
        to: Annotated[Moment | None, Query()] = None,
    ) -> EntriesOut:
        """Return the log in order of number, from ``after`` on; hours are those of the facts."""
        tell = teller(desk, operation, reader().locale)
        start, end = moment_or_none(from_), moment_or_none(to)
        reel = desk.shelf.reel(operation)
        with reel.reading():
            lines = reel.lines[after:]
        found = _found(lines, tell, plain(q).split(), start, end)
        page = [entry_out(line, said) for (line, said), _ in zip(found, range(limit), strict=False)]
        more = len(page) == limit and page[-1].seq < lines[-1].entry.seq
        return EntriesOut(entries=page, next=page[-1].seq if more else None)

    @router.post("/entries", status_code=201, responses=NOT_NOW)
    def record_one(
        operation: str,
        asked: EntryIn,
        idempotency_key: Annotated[
            str | None,
            Header(min_length=1, max_length=200, description="The same key records only once."),
        ] = None,
    ) -> EntryOut:
        """Record an entry, in the name of who is signed in; answers once it is kept."""
        entry = record(
            desk,
            operation,
            draft(asked, reader()),
            kinds=KINDS,
            key=idempotency_key,
            confirmed=asked.confirmed,
        )
        line = desk.shelf.reel(operation).lines[entry.seq - 1]
        return entry_out(line, teller(desk, operation, reader().locale)(line))

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
    ) -> Response:
        """Return the reel of docs/reel-format.md, or what the entries after ``after`` brought."""
        wound = desk.shelf.reel(operation)
        language = locale or reader().locale
        tag = f'W/"{wound.head.seal.hex()}-{language}-{after}-{__version__}"'
        headers = {
            "ETag": tag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Accept-Language, Cookie",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        tell = teller(desk, operation, language)
        body = reel_json(wound, desk.shelf.operation(operation), tell=tell, after=after)
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = gzip.compress(body, compresslevel=5)
            headers["Content-Encoding"] = "gzip"
        return Response(body, media_type="application/json", headers=headers)

    return router


def teller(desk: Desk, operation: str, locale: Locale) -> Tell:
    """Return what says a line of ``operation`` in a sentence of ``locale``."""
    zone = desk.shelf.operation(operation).zone
    return lambda line: sentence(line, locale, zone)


def _found(
    lines: list[Line], tell: Tell, words: list[str], start: datetime | None, end: datetime | None
) -> Iterator[tuple[Line, str]]:
    """Yield the lines of an interval that say all ``words``, each with its sentence."""
    for line in lines:
        at = line.entry.occurred_at
        if (start is not None and at < start) or (end is not None and at >= end):
            continue
        said = tell(line)
        if words:
            searched = plain(f"{said} {line.entry.text}")
            if not all(word in searched for word in words):
                continue
        yield line, said
