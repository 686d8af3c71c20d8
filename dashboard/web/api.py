"""The HTTP API: everything beside the page, each route in the room of its subject."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from dashboard import __version__
from dashboard.desk import Desk
from dashboard.finding import Finder
from dashboard.operations.following import Following
from dashboard.text import RefusedError
from dashboard.web.afterwards_api import afterwards_routes
from dashboard.web.auditing import Auditing
from dashboard.web.capacity_api import capacity_routes
from dashboard.web.carrying import Carrying
from dashboard.web.common import Common
from dashboard.web.coordinates_api import coordinate_routes
from dashboard.web.covering_api import covering_routes
from dashboard.web.differences_api import difference_routes
from dashboard.web.docs import docs_routes
from dashboard.web.documents_api import document_routes
from dashboard.web.entries_api import entry_routes
from dashboard.web.erasing_page import ErasingPage, erasing_routes
from dashboard.web.errors import tell_errors
from dashboard.web.feeds_api import feed_routes
from dashboard.web.find_api import find_routes
from dashboard.web.grounds import Grounds
from dashboard.web.housekeeping import Housekeeping
from dashboard.web.importing import Imports
from dashboard.web.imports_api import import_routes, looking_routes
from dashboard.web.jobs import Jobs
from dashboard.web.jobs_api import job_routes
from dashboard.web.keepers import keep_tracks
from dashboard.web.listening import Listeners
from dashboard.web.models import Health
from dashboard.web.nearest_api import nearest_routes
from dashboard.web.needs_api import need_routes
from dashboard.web.notes_api import note_routes
from dashboard.web.operations_api import operation_routes
from dashboard.web.outlines_api import outline_routes
from dashboard.web.phone import Phones
from dashboard.web.phone_api import phone_routes
from dashboard.web.phone_page import phone_page_routes
from dashboard.web.prints_api import Printing, bundle_route, print_routes
from dashboard.web.reach_api import reach_routes
from dashboard.web.reading_api import reading_routes
from dashboard.web.receiving import Receiver
from dashboard.web.reels_api import reel_routes
from dashboard.web.references_api import reference_routes
from dashboard.web.remarks_api import remark_routes
from dashboard.web.shifts_api import shift_routes
from dashboard.web.stream_api import stream_routes
from dashboard.web.streams import Streams
from dashboard.web.tiles import tile_routes
from dashboard.web.trackers_page import TrackersPage, tracker_page_routes
from dashboard.web.tracks_api import track_routes
from dashboard.web.variants_api import variant_routes

ABOUT = """The map and the log of a medical crisis cell. What is recorded stays recorded: a
correction is another entry. Instants are ISO 8601 with their offset. Every error is
`{"error": {"code", "sentence"}}`, the sentence in the language of `?lang=` or Accept-Language.
A program shows a token of its own, made on /account: `Authorization: Bearer vigie_…`."""


def api_for(desk: Desk, common: Common) -> FastAPI:
    """Return the API on ``desk``; the page is mounted on it afterwards.

    Raises:
        UnreadableTilesError: The base map of the settings cannot be read.
    """
    jobs = Jobs(common.board, alone=common.alone)
    following = Following(desk.tracks)
    housekeeping = Housekeeping(desk.leading)
    erasing = keep_tracks(desk, following, housekeeping)
    receiver = Receiver(desk, following)
    listeners = Listeners(desk, receiver, common.ways)
    housekeeping.add("listening", listeners.run)

    @asynccontextmanager
    async def life(_api: FastAPI) -> AsyncIterator[None]:
        keeping = asyncio.create_task(housekeeping.run())
        yield
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        await run_in_threadpool(jobs.close)

    api = FastAPI(
        title="Vigie",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    auditing = Auditing(desk)
    finder = Finder()
    tell_errors(api, auditing.refused)
    api.include_router(health_route(desk))
    api.include_router(operation_routes(desk, auditing))
    api.include_router(entry_routes(desk, auditing, finder))
    api.include_router(reel_routes(desk, auditing))
    api.state.streams = Streams(desk, following)
    api.include_router(stream_routes(desk, common, auditing, api.state.streams))
    api.include_router(document_routes(desk, auditing))
    api.include_router(reading_routes(desk))
    api.include_router(find_routes(desk, auditing, finder))
    api.include_router(outline_routes())
    api.include_router(coordinate_routes())
    api.include_router(job_routes(jobs))
    grounds = Grounds(desk)
    api.include_router(tile_routes(grounds.file, grounds.built))
    imports = Imports(desk, auditing, jobs)
    api.include_router(import_routes(imports, desk.settings.document_mib))
    api.include_router(looking_routes(imports))
    api.include_router(reference_routes(desk))
    api.include_router(bundle_route())
    printing = Printing(jobs=jobs, grounds=grounds, quota=common.prints)
    api.include_router(print_routes(desk, auditing, following, printing))
    for of_plans in (
        need_routes(desk, auditing),
        note_routes(desk, auditing, printing),
        difference_routes(desk, auditing),
        variant_routes(desk, auditing),
        afterwards_routes(desk, auditing, jobs),
    ):
        api.include_router(of_plans)
    api.include_router(remark_routes(desk, auditing))
    api.include_router(feed_routes(desk, receiver))
    api.include_router(track_routes(desk, auditing, following))
    for routes in (
        nearest_routes(desk, auditing, following),
        reach_routes(desk, auditing),
        covering_routes(desk, auditing, jobs),
        shift_routes(desk, auditing),
        capacity_routes(desk, auditing),
        phone_page_routes(),
        phone_routes(Phones(desk, following, receiver)),
    ):
        api.include_router(routes)
    trackers = TrackersPage(desk, Carrying(desk, following), receiver, auditing, common.ways)
    api.include_router(tracker_page_routes(trackers))
    api.include_router(erasing_routes(ErasingPage(desk, erasing, receiver)))
    api.include_router(docs_routes(api))
    return api


def health_route(desk: Desk) -> APIRouter:
    """Return the one route that is open to everybody."""
    router = APIRouter(tags=["health"])

    @router.get("/health", responses={503: {"model": Health}})
    def health(response: Response) -> Health:
        """Return whether this Vigie works, and nothing of what it holds."""
        try:
            desk.journal.operations()
        except (RefusedError, OSError):
            response.status_code = 503
            return Health(status="failing", version=__version__, store="unreachable")
        return Health(status="ok", version=__version__, store="reachable")

    return router


def end_of_api(api: FastAPI) -> None:
    """Answer 404 under ``/api``, where Dash would answer any address with its page."""

    @api.api_route(
        "/api/{rest:path}",
        methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        include_in_schema=False,
    )
    def nothing(rest: str) -> Response:
        raise HTTPException(404, rest)
