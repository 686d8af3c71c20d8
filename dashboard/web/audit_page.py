"""The audit trail, for the administrators of an organisation: what it did and what concerns it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from dashboard.access.audit import DEEDS, Asked
from dashboard.clock import UnreadableTimeError
from dashboard.desk import Desk
from dashboard.exchange.audit_file import Format, all_records, audit_lines
from dashboard.text import RefusedError, Text
from dashboard.web.forms import moment_in, number_in
from dashboard.web.pages import page
from dashboard.web.people_page import AdministratorsOnlyError, administrator
from dashboard.web.reader import locale_of, reader

PATH = "/audit"
LINES = 100
NO_TIME = Text(fr="« {text} » n'est pas une heure lisible.", en="“{text}” is no readable time.")
FIELDS = ("what", "name", "operation", "since", "until")
MEDIA: Mapping[Format, str] = {"csv": "text/csv", "jsonl": "application/x-ndjson"}

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Audit", en="Audit"),
    "all": Text(fr="tous", en="all"),
    "deed": Text(fr="Fait", en="Deed"),
    "name": Text(fr="Qui", en="Who"),
    "organisation": Text(fr="Organisme", en="Organisation"),
    "operation": Text(fr="Opération", en="Operation"),
    "since": Text(fr="Depuis (UTC)", en="Since (UTC)"),
    "until": Text(fr="Jusqu'à (UTC)", en="Until (UTC)"),
    "show": Text(fr="Afficher", en="Show"),
    "at": Text(fr="Heure", en="Time"),
    "address": Text(fr="Adresse", en="Address"),
    "detail": Text(fr="Détail", en="Detail"),
    "nobody": Text(fr="inconnu", en="not known"),
    "nothing": Text(fr="Rien de tel n'est noté.", en="Nothing like it is noted."),
    "older": Text(fr="Plus ancien", en="Older"),
    "utc": Text(
        fr="Du plus récent au plus ancien. Rien ici ne peut être modifié ni supprimé.",
        en="The latest first. Nothing here can be changed or removed.",
    ),
    "as_csv": Text(fr="Exporter en CSV", en="Export as CSV"),
    "as_jsonl": Text(fr="Exporter en JSON Lines", en="Export as JSON Lines"),
}


class AuditPage:
    """Shows and hands over the records an administrator may read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(self, request: Request) -> Response:
        """Return a page of records."""
        who, locale = administrator(), locale_of(request)
        said = {name: request.query_params.get(name, "") for name in FIELDS}
        before = number_in(request.query_params.get("before", ""))
        try:
            asked, wrong = _asked(said, who.organisation), ""
        except UnreadableTimeError as error:
            asked, wrong = Asked(reader=who.organisation), error.say(locale)
        records = self._desk.audit.records(replace(asked, before=before or None), limit=LINES)
        kept = {name: value for name, value in said.items() if value}
        return page(
            request,
            "audit.html",
            WORDS,
            422 if wrong else 200,
            reader(),
            title=WORDS["title"].say(locale),
            alert=wrong,
            asked=said,
            kept=f"&{urlencode(kept)}" if kept else "",
            deeds={key: said.say(locale) for key, said in DEEDS.items()},
            records=records,
            older=records[-1].id if len(records) == LINES else None,
        )

    def export(self, request: Request) -> Response:
        """Return all records that are asked for, as a file; that is noted too."""
        who, query = administrator(), request.query_params
        format_: Format = "csv" if query.get("format") == "csv" else "jsonl"
        asked = _asked({name: query.get(name, "") for name in FIELDS}, who.organisation)
        self._desk.audit.note(who, "audit_exported", format=format_)
        records = all_records(self._desk.audit, asked)
        return StreamingResponse(
            audit_lines(records, format_, locale_of(request)),
            media_type=MEDIA[format_],
            headers={
                "Content-Disposition": f'attachment; filename="audit.{format_}"',
                "Cache-Control": "no-store",
            },
        )

    def refuse(self, request: Request, error: RefusedError) -> None:
        """Note that somebody else wanted to read it."""
        if isinstance(error, AdministratorsOnlyError):
            self._desk.audit.note(reader().actor, "refused", path=request.url.path)


def audit_routes(audit: AuditPage) -> APIRouter:
    """Return the page of the audit trail, and its export."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    def show(request: Request) -> Response:
        try:
            return audit.show(request)
        except RefusedError as error:
            audit.refuse(request, error)
            raise

    @router.get("/export")
    def export(request: Request) -> Response:
        try:
            return audit.export(request)
        except RefusedError as error:
            audit.refuse(request, error)
            raise

    return router


def _asked(said: Mapping[str, str], organisation: str) -> Asked:
    """Return what the fields of the page ask for.

    Raises:
        UnreadableTimeError: A time is none.
    """
    return Asked(
        reader=organisation,
        deeds=(said["what"],) if said["what"] else (),
        operation=said["operation"] or None,
        name=said["name"],
        since=moment_in(said["since"], UTC, NO_TIME),
        until=moment_in(said["until"], UTC, NO_TIME),
    )
