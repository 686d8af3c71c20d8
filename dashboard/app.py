"""Assemble the application: settings in, one ASGI application out. Everything is chosen here.

    Gate(BodyLimit(FastAPI(api, then Dash)))

The gate is outermost: what it does not let in, nothing else sees.
"""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from threading import Thread
from typing import Any

from dash import Dash
from dash.backends._fastapi import FastAPIDashServer

from dashboard import callbacks
from dashboard.desk import Desk
from dashboard.journal import Bell, Ringing
from dashboard.layers import LAYERS
from dashboard.operations import Library, Shelf
from dashboard.operations.leading import Alone
from dashboard.review.words import CATEGORIES, PRIORITIES
from dashboard.roads.catalogue import WITHIN_MAPS, Roads
from dashboard.settings import Settings
from dashboard.storage import (
    SqlAccounts,
    SqlAudit,
    SqlDocuments,
    SqlJournal,
    SqlPictures,
    SqlReception,
    SqlRemarks,
    SqlTracks,
    StoreBeacon,
    StoreBell,
    StoreLeading,
    engine_for,
    tracks_engine,
    upgrade,
)
from dashboard.territory.catalogue import Maps, MapsGazetteer
from dashboard.views.basemaps import Ground
from dashboard.views.page import page as page_of
from dashboard.web.api import api_for, end_of_api
from dashboard.web.common import Common, common_of
from dashboard.web.compression import Compressed
from dashboard.web.documents_api import UPLOADS
from dashboard.web.feeds_api import MESSAGES
from dashboard.web.gate import Gate
from dashboard.web.grounds import ground_of
from dashboard.web.headers import Headers
from dashboard.web.limits import BodyLimit
from dashboard.web.offloop import threaded
from dashboard.web.people import people_routes_of
from dashboard.web.reader import reader
from dashboard.web.trackers_page import FILES


def desk_from(settings: Settings, *, ready: bool = False) -> Desk:
    """Return a desk on the store ``settings`` name, created or upgraded if need be.

    Args:
        settings: How this installation runs.
        ready: Whether the store was just made ready, by the process that started this one.

    Raises:
        RefusedError: The store cannot be reached, or is not one of ours.
    """
    engine = engine_for(settings.store)
    if not ready:
        upgrade(engine)
    tracks = tracks_engine(engine)
    bell = StoreBell(engine)
    journal = Ringing(SqlJournal(engine), bell)
    maps = Maps(settings.maps_folder)
    return Desk(
        journal=journal,
        library=Library(journal, Shelf(journal), SqlPictures(engine)),
        documents=SqlDocuments(engine),
        accounts=SqlAccounts(engine),
        audit=SqlAudit(engine),
        settings=settings,
        maps=maps,
        regions=Roads(settings.maps_folder / WITHIN_MAPS),
        gazetteer=MapsGazetteer(maps),
        tracks=SqlTracks(tracks),
        reception=SqlReception(tracks),
        remarks=SqlRemarks(engine),
        bell=bell,
        beacon=Bell() if settings.is_embedded else StoreBeacon(tracks),
        leading=Alone() if settings.is_embedded else StoreLeading(engine),
    )


def create_app(
    desk: Desk,
    page: Any = None,  # noqa: ANN401  a component or its maker
    common: Common | None = None,
) -> Gate:
    """Return the application on ``desk``, ready to be served.

    Args:
        desk: What everything works with.
        page: Dash's layout; the house's own page when left out.
        common: What other processes of this Vigie share; its own when left out, where there are
            none.

    Raises:
        RefusedError: A base map of the settings cannot be used.
    """
    common = common or common_of(desk.settings, desk.clock)
    api = api_for(desk, common)
    for routes in people_routes_of(desk, common):
        api.include_router(routes)
    api.add_middleware(Compressed)
    end_of_api(api)
    dash = _dash_on(api)
    ground = ground_of(desk)
    told = callbacks.register(dash, desk, ground)
    dash.layout = page or partial(front_page, ground, told)
    return Gate(
        BodyLimit(api, apart=re.compile("|".join(p.pattern for p in (UPLOADS, MESSAGES, FILES)))),
        desk=desk,
        common=common,
        headers=Headers(
            maps=(*ground.origins, *desk.settings.map_origins), script_hashes=dash.csp_hashes
        ),
        closing=api.state.streams.close,
    )


def application(settings: Settings, common: Common) -> Gate:
    """Return the application of one process of several, on a store that was made ready for all.

    Raises:
        RefusedError: The store cannot be reached, or a base map of the settings cannot be used.
    """
    desk = desk_from(settings, ready=True)
    Thread(target=desk.library.wind, daemon=True).start()
    return create_app(desk, common=common)


def front_page(ground: Ground, told: Sequence[Mapping[str, Any]] = ()) -> Any:  # noqa: ANN401
    """Return the empty page in the reader's language; made on the event loop, it reads little."""
    who = reader()
    return page_of(
        LAYERS,
        {"categories": CATEGORIES, "priorities": PRIORITIES},
        who.locale,
        ground,
        told,
    )


def _dash_on(api: Any) -> Dash:  # noqa: ANN401
    """Return a Dash application served by ``api``, its callbacks off the event loop."""
    # No page here uses Dash's websocket; without this, every page would open one.
    FastAPIDashServer.websocket_capability = False
    dash = Dash(
        "dashboard",
        server=api,
        assets_folder="views/assets",
        title="Vigie",
        update_title="",
        suppress_callback_exceptions=True,
    )
    api.state.dash = dash
    return threaded(dash)
