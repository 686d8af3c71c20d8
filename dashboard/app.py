"""Assemble the application: settings in, one ASGI application out. Everything is chosen here.

    Gate(BodyLimit(FastAPI(api, then Dash)))

The gate is outermost: what it does not let in, nothing else sees.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from dash import Dash
from dash.backends._fastapi import FastAPIDashServer

from dashboard import callbacks
from dashboard.desk import Desk
from dashboard.journal import Ringing
from dashboard.layers import LAYERS
from dashboard.operations import Library, Shelf
from dashboard.review.words import CATEGORIES, PRIORITIES
from dashboard.settings import Settings
from dashboard.storage import (
    SqlAccounts,
    SqlAudit,
    SqlDocuments,
    SqlJournal,
    SqlPictures,
    StoreBell,
    engine_for,
    upgrade,
)
from dashboard.views.basemaps import choices
from dashboard.views.page import page as page_of
from dashboard.web.api import api_for, end_of_api
from dashboard.web.compression import Compressed
from dashboard.web.documents_api import UPLOADS
from dashboard.web.gate import Gate
from dashboard.web.headers import Headers
from dashboard.web.limits import BodyLimit
from dashboard.web.offloop import threaded
from dashboard.web.people import people_routes_of
from dashboard.web.reader import reader
from dashboard.web.tiles import tiles_info


def desk_from(settings: Settings) -> Desk:
    """Return a desk on the store ``settings`` name, created or upgraded if need be.

    Raises:
        RefusedError: The store cannot be reached, or is not one of ours.
    """
    engine = engine_for(settings.store)
    upgrade(engine)
    bell = StoreBell(engine)
    journal = Ringing(SqlJournal(engine), bell)
    return Desk(
        journal=journal,
        library=Library(journal, Shelf(journal), SqlPictures(engine)),
        documents=SqlDocuments(engine),
        accounts=SqlAccounts(engine),
        audit=SqlAudit(engine),
        settings=settings,
        bell=bell,
    )


def create_app(desk: Desk, page: Any = None) -> Gate:  # noqa: ANN401  a component or its maker
    """Return the application on ``desk``, ready to be served.

    Args:
        desk: What everything works with.
        page: Dash's layout; the house's own page when left out.

    Raises:
        UnreadableTilesError: The base map of the settings cannot be read.
    """
    settings = desk.settings
    api = api_for(desk)
    for routes in people_routes_of(desk):
        api.include_router(routes)
    api.add_middleware(Compressed)
    end_of_api(api)
    dash = _dash_on(api)
    tiles = tiles_info(settings.tiles)
    local = asdict(tiles) if tiles else None
    dash.layout = page or partial(front_page, settings, local)
    callbacks.register(dash, desk, local)
    return Gate(
        BodyLimit(api, apart=UPLOADS),
        desk=desk,
        headers=Headers(online_maps=settings.online_maps, script_hashes=dash.csp_hashes),
        closing=api.state.streams.close,
    )


def front_page(settings: Settings, local: Mapping[str, Any] | None) -> Any:  # noqa: ANN401
    """Return the empty page in the reader's language; made on the event loop, it reads nothing."""
    who = reader()
    return page_of(
        LAYERS,
        {"categories": CATEGORIES, "priorities": PRIORITIES},
        who.locale,
        choices(who.locale, online=settings.online_maps, local=local is not None),
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
