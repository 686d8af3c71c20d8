"""Choosing an operation, or opening a new one, shows its map, its log and its clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, State, dcc

from dashboard.access.actor import Actor
from dashboard.callbacks.browser import in_browser
from dashboard.callbacks.people import chairs
from dashboard.clock import microseconds, milliseconds_up
from dashboard.desk import Desk
from dashboard.journal import Entry, RunningFact, Struck, UnknownOperationError, Withheld
from dashboard.operations import Operation, Reading
from dashboard.reader import reader
from dashboard.review.words import CATEGORIES, MEANS, PRIORITIES, RELIABILITIES, STANDINGS
from dashboard.text import Locale
from dashboard.views import ids
from dashboard.views.basemaps import Ground
from dashboard.views.density import density
from dashboard.views.directory import directory
from dashboard.views.figures import figures
from dashboard.views.form import kinds
from dashboard.views.header import picker
from dashboard.views.importing import importing
from dashboard.views.nearest import teams
from dashboard.views.page import NO_OPERATION
from dashboard.views.plan_capacity import capacity
from dashboard.views.plan_need import inputs
from dashboard.views.plan_reach import reach
from dashboard.views.rights import rights, said
from dashboard.views.shifts import shifts
from dashboard.views.telling import telling
from dashboard.views.timeline import density_strip
from dashboard.views.words import words

DESK_WORK = RunningFact | Struck | Withheld
"""What tells nothing that happened in the field."""

LAST_DAYS = timedelta(days=7)
"""How far back the slider of an operation without end goes."""


def register(app: Dash, desk: Desk, ground: Ground) -> None:
    """Wire the operation picker, and the strip that grows with the journal."""

    @app.callback(
        Output(ids.OPERATION, "data"),
        Output(ids.OPEN_MODEL, "data"),
        Output(ids.EMPTY_MAP, "children"),
        Input(ids.LANGUAGE, "value"),
        Input(ids.LISTED, "data"),
    )
    def on_arrival(
        locale: Locale, _asked: int | None
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
        who = reader()
        found = desk.library.operations(who.actor)
        phased = [(one, desk.library.phase(one)) for one in found]
        choices = picker(phased, desk.library.variants(who.actor), locale)
        return choices, choices, "" if found else NO_OPERATION.say(locale)

    in_browser(app, "begun", Output(ids.OPERATION, "value"), Input(ids.OPERATION, "data"))
    in_browser(app, "open", Input(ids.SETTING, "data"))
    in_browser(app, "founding", Output(ids.OPEN_DIALOG, "opened"), Input(ids.OPEN, "n_clicks"))
    in_browser(app, "endless", Input(ids.OPEN_CONTINUOUS, "checked"))
    in_browser(
        app,
        "modelled",
        Input(ids.OPEN_MODEL, "value"),
        Input(ids.OPEN_STARTS, "value"),
        State(ids.OPEN_ZONE, "value"),
        State(ids.LANGUAGE, "value"),
    )
    in_browser(
        app,
        "founded",
        Input(ids.OPEN_CONFIRM, "n_clicks"),
        State(ids.OPEN_NAME, "value"),
        State(ids.OPEN_STARTS, "value"),
        State(ids.OPEN_ENDS, "value"),
        State(ids.OPEN_ZONE, "value"),
        State(ids.OPEN_EXERCISE, "checked"),
        State(ids.OPEN_CONTINUOUS, "checked"),
        State(ids.OPEN_MODEL, "value"),
        State(ids.LANGUAGE, "value"),
    )

    @app.callback(
        Output(ids.SETTING, "data"),
        Input(ids.OPERATION, "value"),
        Input(ids.RENEWED, "data"),
        State(ids.LANGUAGE, "value"),
    )
    def on_choose(
        operation: str | None, _renewed: int | None, locale: Locale
    ) -> dict[str, Any] | None:
        if operation is None:
            return None
        who = reader()
        reading = desk.library.reading(who.actor, operation)
        origins = (*ground.origins, *desk.settings.map_origins)
        told = setting(reading, desk.clock(), locale, origins) | chairs(who)
        told["operation"]["variant_of"] = made_of(desk, who.actor, reading.operation)
        return told

    @app.callback(
        Output(ids.STRIP, "children"),
        Input(ids.HEAD, "data"),
        State(ids.OPERATION, "value"),
        State(ids.LANGUAGE, "value"),
        prevent_initial_call=True,
    )
    def on_growth(_head: int, operation: str, locale: Locale) -> dcc.Graph:
        figure = desk.library.ask(
            reader().actor, operation, lambda seen: strip(seen, desk.clock(), locale)
        )
        return density_strip(figure)


def setting(
    reading: Reading, at: datetime, locale: Locale, origins: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what the page needs to know of an operation, for its reader, at ``at``.

    ``origins`` are the map services that may be asked.
    """
    operation = reading.operation
    return {
        "operation": {
            "id": operation.id,
            "name": operation.name,
            "time_zone": operation.zone.key,
            "starts_at": milliseconds_up(microseconds(operation.starts_at)),
            "ends_at": milliseconds_up(microseconds(operation.ends_at)),
            "exercise": operation.exercise,
            "continuous": operation.continuous,
            "area": operation.area,
            "variant_of": None,
        },
        "locale": locale,
        "url": f"/api/operations/{operation.id}",
        "access": rights(reading, at, locale),
        "words": words(locale),
        "categories": said(CATEGORIES, locale),
        "priorities": said(PRIORITIES, locale),
        "reliabilities": said(RELIABILITIES, locale),
        "means": said(MEANS, locale),
        "standings": said(STANDINGS, locale),
        "figures": figures(locale),
        "directory": directory(locale),
        "importing": importing(locale, origins),
        "telling": telling(locale),
        "need": inputs(locale),
        "kinds": kinds(locale),
        "shifts": shifts(locale),
        "capacity": capacity(locale),
        "teams": teams(),
        "reach": reach(locale),
    }


def made_of(desk: Desk, actor: Actor, operation: Operation) -> dict[str, Any] | None:
    """Return what a variant was made of, as far as its reader may know; None for an operation."""
    if operation.variant_of is None:
        return None
    of = operation.variant_of.operation
    try:
        name, readable = desk.library.reading(actor, of).operation.name, True
    except UnknownOperationError:
        name, readable = of, False
    return {"id": of, "name": name, "readable": readable}


def strip(reading: Reading, at: datetime, locale: Locale) -> go.Figure:
    """Return the density strip of an operation, as long as its slider."""
    entries = reading.entries()
    told = [(entry.occurred_at, entry.category) for entry in entries]
    return density(told, span_of(reading.operation, entries, at), CATEGORIES, locale)


def span_of(
    operation: Operation, entries: Iterable[Entry], at: datetime
) -> tuple[datetime, datetime]:
    """Return from when to when the slider goes; the page finds the same (``page/span.ts``).

    What happened before the operation opened or after it closed is on it too; sharing, striking
    and the like are done from a desk, maybe years later, and do not stretch it. An operation
    without end shows its last days.
    """
    if operation.continuous:
        return at - LAST_DAYS, at
    happened = [e.occurred_at for e in entries if not isinstance(e.fact, DESK_WORK)]
    return min(operation.starts_at, *happened), max(operation.ends_at, *happened)
