"""The note for the authority over HTTP: as a page, or printed as any sheet is.

It is made from what its reader may read, given to who asked for it (``…/prints/{job}``), and in
the audit trail.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import HTMLResponse

from dashboard.desk import Desk
from dashboard.operations import Reading
from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.note import A4, note_name, note_page
from dashboard.printing.page import Signature
from dashboard.sizing import Need, need_of
from dashboard.text import Text
from dashboard.views.printing import look
from dashboard.web.auditing import Auditing
from dashboard.web.jobs import Made, Progress
from dashboard.web.jobs_api import JobOut, job_out
from dashboard.web.needs_api import PREFIX, NeedIn
from dashboard.web.operations_api import REFUSALS
from dashboard.web.ordering import Printed
from dashboard.web.prints_api import NOT_HERE, READING, Printing
from dashboard.web.reader import Reader, reader

TITLE = Text(fr="Note pour l'autorité", en="Note for the authority")


class NoteIn(NeedIn):
    """A note, and the base map its map is drawn on."""

    base: str = Field(
        default="",
        max_length=40,
        description="One of this machine, or none; the first there is when left out.",
    )


def note_routes(desk: Desk, auditing: Auditing, printing: Printing) -> APIRouter:
    """Return the routes of the note."""
    router = APIRouter(prefix=f"{PREFIX}/{{gathering}}", tags=["planning"], responses=REFUSALS)

    def found(reading: Reading, gathering: str, asked: NoteIn) -> Need:
        now = desk.clock()
        return need_of(reading, gathering, *asked.instants(now), now)

    def written(reading: Reading, need: Need, who: Reader, base: str) -> str:
        signature = Signature(name=who.name, organisation=who.organisation, at=desk.clock())
        dressed = look(who.locale, printing.grounds.here(base))
        return note_page(reading, need, signature, dressed)

    @router.get("/note", response_class=HTMLResponse)
    def as_a_page(
        operation: str, gathering: str, asked: Annotated[NoteIn, Query()]
    ) -> HTMLResponse:
        """Return the note as a page, for the reader's own browser to print."""
        who = reader()

        def page(reading: Reading) -> str:
            html = written(reading, found(reading, gathering, asked), who, asked.base)
            auditing.exported(who, reading, "note html")
            return html

        return HTMLResponse(desk.library.ask(who.actor, operation, page))

    @router.post("/note", status_code=202, responses=NOT_HERE)
    def printed(operation: str, gathering: str, asked: NoteIn) -> JobOut:
        """Begin to print the note; it is taken where sheets are: …/prints/{job}."""
        who, settings = reader(), desk.settings
        asked = asked.model_copy(update={"at": asked.at or desk.clock().isoformat()})
        desk.library.ask(who.actor, operation, lambda reading: found(reading, gathering, asked))
        chromium = find_chromium(settings.chromium, sandbox=settings.print_sandbox)
        printing.take(who)

        def work(progress: Progress) -> Made:
            progress.tell(0.0, READING)

            def page(reading: Reading) -> tuple[str, str]:
                need = found(reading, gathering, asked)
                html = written(reading, need, who, asked.base)
                auditing.exported(who, reading, "note pdf")
                return note_name(reading, need), html

            name, html = desk.library.ask(who.actor, operation, page)
            answer = answering(printing.grounds.tile)
            content = printing.press.print(
                chromium, html, A4, "pdf", answer=answer, tell=progress.tell
            )
            kept = Printed(
                operation=operation, name=name, media_type="application/pdf", content=content
            )
            return Made(said={"name": name, "size": len(content)}, kept=kept)

        return job_out(printing.jobs.start(who.actor, TITLE, work), who.locale)

    return router
