"""Documents over HTTP: attaching one to an operation or to an entry, the list, reading one.

1. What is too long is refused before it is read, or as soon as it shows.
2. A digest opens nothing by itself: a document is given to whoever may see an entry of this
   operation that attaches it, and is not there for anybody else.
3. A browser is told the type we found, and to run nothing; only images are shown, the rest is
   handed over.
"""

import re
import unicodedata
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from dashboard import documents as house
from dashboard.desk import Desk
from dashboard.documents import Document, DocumentTooLargeError, UnknownDocumentError
from dashboard.journal import Attached
from dashboard.operations import Reading
from dashboard.picture import Line
from dashboard.web.asked import moment_or_none
from dashboard.web.attaching import (
    MIB,
    Sent,
    attach,
    attached,
    check_attachable,
    read_body,
)
from dashboard.web.auditing import Auditing
from dashboard.web.entries_api import NOT_NOW, teller
from dashboard.web.errors import Refusal
from dashboard.web.limits import announced
from dashboard.web.models import DocumentIn, DocumentOut, DocumentsOut, EntryOut, entry_out
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

UPLOADS = re.compile(r"/api/operations/[^/]+/(?:documents|imports)")
"""Where bodies are long, and read under a limit of our own."""

CONTENT = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
BODY = {"requestBody": {"required": True, "content": CONTENT}}
TOO_LARGE: dict[int | str, dict[str, object]] = {
    413: {"model": Refusal, "description": "The document is longer than this Vigie takes."}
}
GIVEN: dict[int | str, dict[str, object]] = {
    200: {"content": CONTENT},
    304: {"description": "Unchanged."},
}


def document_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes of the documents of an operation."""
    router = APIRouter(
        prefix="/api/operations/{operation}/documents", tags=["documents"], responses=REFUSALS
    )
    most = desk.settings.document_mib
    scan = house.scanner(desk.settings.scan_command)

    @router.post("", status_code=201, responses=NOT_NOW | TOO_LARGE, openapi_extra=BODY)
    async def attach_one(
        request: Request,
        operation: str,
        asked: Annotated[DocumentIn, Query()],
        idempotency_key: Annotated[
            str | None,
            Header(min_length=1, max_length=200, description="The same key records only once."),
        ] = None,
    ) -> EntryOut:
        """Attach the document that is the body (no form); answers with its entry, once kept."""
        if announced(request) > most * MIB:
            raise DocumentTooLargeError(most)
        await run_in_threadpool(check_attachable, desk, operation, asked.seq)
        sent = Sent(
            content=await read_body(request.stream(), most),
            name=asked.name,
            author=reader(),
            seq=asked.seq,
            occurred_at=moment_or_none(asked.occurred_at),
            audience=tuple(asked.audience) if asked.reserved or asked.audience else None,
            embargo_until=moment_or_none(asked.embargo_until),
            key=idempotency_key,
            confirmed=tuple(asked.confirmed),
        )
        return await run_in_threadpool(recorded, operation, sent)

    def recorded(operation: str, sent: Sent) -> EntryOut:
        entry = attach(desk, operation, sent, scan)
        auditing.recorded(sent.author, entry)

        def written(reading: Reading) -> EntryOut:
            line = reading.reel.lines[entry.seq - 1]
            return entry_out(line, teller(reading, sent.author.locale)(line))

        return desk.library.ask(sent.author.actor, operation, written)

    @router.get("")
    def documents(operation: str) -> DocumentsOut:
        """Return the documents attached to an operation by entries that count."""
        found = [(line, fact) for line, fact in attached(desk, operation) if line.counts]
        here = desk.documents.known({fact.sha256 for _, fact in found})
        return DocumentsOut(
            documents=[_document_out(line, fact, here.get(fact.sha256)) for line, fact in found],
            largest=most * MIB,
            scanned=scan is not None,
        )

    @router.get("/{sha256}", response_class=Response, responses=GIVEN)
    def document(request: Request, operation: str, sha256: str) -> Response:
        """Return a document attached to the operation, by its digest."""
        fact = attachment(attached(desk, operation), sha256)
        kept = desk.documents.known([sha256]).get(sha256)
        if kept is None:
            raise UnknownDocumentError(sha256)
        headers = headers_of(kept, fact.name)
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return StreamingResponse(
            desk.documents.content(sha256),
            media_type=kept.media_type,
            headers=headers | {"Content-Length": str(kept.size)},
        )

    return router


def attachment(found: list[tuple[Line, Attached]], sha256: str) -> Attached:
    """Return what attached the document ``sha256``, last; an entry that counts goes first.

    Raises:
        UnknownDocumentError: Nothing that was ``found`` did.
    """
    naming = [(line, fact) for line, fact in found if fact.sha256 == sha256]
    if not naming:
        raise UnknownDocumentError(sha256)
    _, fact = max(naming, key=lambda named: (named[0].counts, named[0].entry.seq))
    return fact


def headers_of(document: Document, name: str) -> dict[str, str]:
    """Return what a browser is told of a document that is kept here, called ``name``."""
    shown = "inline" if _is_inline(document.media_type) else "attachment"
    return {
        "Content-Disposition": f"{shown}; {_named(house.safe_name(name))}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{document.sha256}"',
        # Asked again each time: the right to read it may have been taken back.
        "Cache-Control": "private, no-cache",
    }


def _is_inline(media_type: str) -> bool:
    kind = house.KINDS.get(media_type)
    return kind is not None and kind.inline


def _named(name: str) -> str:
    """Return a file name as HTTP writes it (RFC 6266): without accents, then with them."""
    apart = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\%;]', "_", apart)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _document_out(line: Line, fact: Attached, kept: Document | None) -> DocumentOut:
    return DocumentOut(
        sha256=fact.sha256,
        name=house.safe_name(fact.name),
        media_type=fact.media_type,
        size=fact.size,
        seq=fact.seq,
        entry=line.entry.seq,
        occurred_at=line.entry.occurred_at,
        author=line.entry.author,
        organisation=line.entry.organisation,
        inline=kept is not None and _is_inline(kept.media_type),
        here=kept is not None,
    )
