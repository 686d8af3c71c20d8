"""Prints over HTTP: asking for a sheet, taking it once it is printed, or the sheet as a page.

1. A sheet is made from what its reader may read at that moment, and from nothing else.
2. A printed sheet is given to who asked for it, while they may still read the operation.
3. What is printed is taken away: it is in the audit trail, as any export.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import HTMLResponse, Response

from dashboard.desk import Desk
from dashboard.operations import Operation, Reading
from dashboard.operations.following import Following
from dashboard.operations.whereabouts import whereabouts
from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.order import MEDIA, Order, placed
from dashboard.printing.page import SCRIPTS, Look, Signature, sheet_page
from dashboard.printing.press import Press
from dashboard.text import RefusedError, Text
from dashboard.views.printing import look
from dashboard.web.auditing import Auditing
from dashboard.web.carrying import MOVING
from dashboard.web.errors import Refusal
from dashboard.web.grounds import Grounds
from dashboard.web.jobs import Jobs, Made, Progress, UnknownJobError
from dashboard.web.jobs_api import JobOut, job_out
from dashboard.web.operations_api import REFUSALS
from dashboard.web.ordering import Printed, PrintIn, SheetIn, link_to, order_from
from dashboard.web.quota import NOW, Quota
from dashboard.web.reader import Reader, reader
from dashboard.web.scripts import script_answer

TITLE = Text(fr="Impression", en="Printing")
READING = Text(fr="Lecture de l'opération…", en="Reading the operation…")

NOT_HERE: dict[int | str, dict[str, object]] = {
    429: {"model": Refusal, "description": "Too many sheets are asked for."},
    503: {"model": Refusal, "description": "Nothing on this machine can print."},
}


class TooManyPrintsError(RefusedError):
    """Somebody asks for more sheets than can be printed."""

    def __init__(self, pause: timedelta) -> None:
        super().__init__(
            Text(
                fr="Trop de feuilles demandées en peu de temps : attendre {seconds} s.",
                en="Too many sheets asked for in little time: wait {seconds} s.",
            ),
            seconds=ceil(pause.total_seconds()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What prints are made with: their jobs, their ground, how many one may ask for, the press."""

    jobs: Jobs
    grounds: Grounds
    quota: Quota
    press: Press = field(default_factory=Press)

    def take(self, who: Reader) -> None:
        """Count a print that somebody asks for.

        Raises:
            TooManyPrintsError: They asked for too many.
        """
        pause = self.quota.take(who.actor.person or (who.name, who.organisation))
        if pause > NOW:
            raise TooManyPrintsError(pause)


def bundle_route() -> APIRouter:
    """Return the route of the scripts a sheet is drawn by."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{SCRIPTS}{{name}}")
    def part(name: str) -> Response:
        return script_answer(name)

    return router


def print_routes(
    desk: Desk,
    auditing: Auditing,
    following: Following,
    printing: Printing,
) -> APIRouter:
    """Return the routes that print."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["prints"], responses=REFUSALS)
    settings, jobs, grounds = desk.settings, printing.jobs, printing.grounds

    def signed(who: Reader, asked: SheetIn, request: Request, operation: str) -> Signature:
        return Signature(
            name=who.name,
            organisation=who.organisation,
            at=desk.clock(),
            link=link_to(asked, str(request.base_url), operation),
        )

    @router.post("/prints", status_code=202, responses=NOT_HERE)
    def print_one(
        request: Request,
        operation: str,
        asked: PrintIn,
        idempotency_key: Annotated[
            str | None,
            Header(min_length=1, max_length=200, description="The same key prints only once."),
        ] = None,
    ) -> JobOut:
        """Begin to print the map at an instant; how far it is, /api/jobs/{job} says."""
        who = reader()
        desk.library.reading(who.actor, operation)
        order = order_from(asked, desk.clock())
        chromium = find_chromium(settings.chromium, sandbox=settings.print_sandbox)
        printing.take(who)
        signature = signed(who, asked, request, operation)
        dressed = look(who.locale, grounds.on(asked.base, online=False))

        def work(progress: Progress) -> Made:
            progress.tell(0.0, READING)

            def page(reading: Reading) -> tuple[Operation, str]:
                html = _drawn(desk, following, reading, order, signature, dressed)
                auditing.exported(who, reading, f"print {order.size} {order.format}")
                return reading.operation, html

            about, html = desk.library.ask(who.actor, operation, page)
            content = printing.press.print(
                chromium,
                html,
                order.sheet(about),
                order.format,
                answer=answering(grounds.tile),
                tell=progress.tell,
            )
            kept = Printed(
                operation=about.id,
                name=order.file_name(about),
                media_type=MEDIA[order.format],
                content=content,
            )
            return Made(said={"name": kept.name, "size": len(content)}, kept=kept)

        job = jobs.start(who.actor, TITLE, work, key=idempotency_key)
        return job_out(job, who.locale)

    @router.get(
        "/prints/{job}",
        response_class=Response,
        responses={200: {"content": {media: {} for media in MEDIA.values()}}},
    )
    def printed(operation: str, job: str) -> Response:
        """Return a sheet that was printed, to who asked for it."""
        who = reader()
        desk.library.reading(who.actor, operation)
        kept = jobs.kept(who.actor, job)
        if not isinstance(kept, Printed) or kept.operation != operation:
            raise UnknownJobError
        return Response(
            kept.content,
            media_type=kept.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{kept.name}"',
                "Cache-Control": "no-store",
            },
        )

    @router.get("/sheet", response_class=HTMLResponse)
    def sheet(request: Request, operation: str, asked: Annotated[SheetIn, Query()]) -> HTMLResponse:
        """Return the sheet as a page, for the reader's own browser to print."""
        who = reader()
        desk.library.reading(who.actor, operation)
        order = order_from(asked, desk.clock())
        signature = signed(who, asked, request, operation)
        dressed = look(who.locale, grounds.on(asked.base, online=True))

        def page(reading: Reading) -> str:
            html = _drawn(desk, following, reading, order, signature, dressed)
            auditing.exported(who, reading, f"sheet {order.size}")
            return html

        return HTMLResponse(desk.library.ask(who.actor, operation, page))

    return router


def _drawn(
    desk: Desk,
    following: Following,
    reading: Reading,
    order: Order,
    signature: Signature,
    dressed: Look,
) -> str:
    """Return the sheet as a page, teams where they are at its instant."""
    where = whereabouts(
        reading, following, desk.tracks, order.at, known_at=order.knowledge, kinds=MOVING
    )
    return sheet_page(reading, placed(order, reading), signature, dressed, where)
