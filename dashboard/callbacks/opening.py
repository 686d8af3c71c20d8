"""Choosing an operation, or opening a new one, shows its map, its log and its clock."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, State, dcc

from dashboard.callbacks.browser import in_browser
from dashboard.clock import microseconds, milliseconds_up
from dashboard.desk import Desk
from dashboard.operations import Operation, Reading
from dashboard.reader import reader
from dashboard.review.words import CATEGORIES, MEANS, PRIORITIES, RELIABILITIES, STANDINGS
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.density import density
from dashboard.views.figures import figures
from dashboard.views.page import NO_OPERATION
from dashboard.views.timeline import density_strip
from dashboard.views.words import words


def register(app: Dash, desk: Desk) -> None:
    """Wire the operation picker, and the strip that grows with the journal."""

    @app.callback(
        Output(ids.OPERATION, "data"),
        Output(ids.EMPTY_MAP, "children"),
        Input(ids.LANGUAGE, "value"),
    )
    def on_arrival(locale: Locale) -> tuple[list[dict[str, str]], str]:
        found = desk.library.operations(reader().actor)
        names = [{"value": operation.id, "label": operation.name} for operation in found]
        return names, "" if found else NO_OPERATION.say(locale)

    in_browser(app, "begun", Output(ids.OPERATION, "value"), Input(ids.OPERATION, "data"))
    in_browser(app, "open", Input(ids.SETTING, "data"))
    in_browser(app, "founding", Output(ids.OPEN_DIALOG, "opened"), Input(ids.OPEN, "n_clicks"))
    in_browser(
        app,
        "founded",
        Input(ids.OPEN_CONFIRM, "n_clicks"),
        State(ids.OPEN_NAME, "value"),
        State(ids.OPEN_STARTS, "value"),
        State(ids.OPEN_ENDS, "value"),
        State(ids.OPEN_ZONE, "value"),
        State(ids.OPEN_EXERCISE, "checked"),
        State(ids.LANGUAGE, "value"),
    )

    @app.callback(
        Output(ids.SETTING, "data"),
        Input(ids.OPERATION, "value"),
        State(ids.LANGUAGE, "value"),
    )
    def on_choose(operation: str | None, locale: Locale) -> dict[str, Any] | None:
        if operation is None:
            return None
        return setting(desk.library.reading(reader().actor, operation).operation, locale)

    @app.callback(
        Output(ids.STRIP, "children"),
        Input(ids.HEAD, "data"),
        State(ids.OPERATION, "value"),
        State(ids.LANGUAGE, "value"),
        prevent_initial_call=True,
    )
    def on_growth(_head: int, operation: str, locale: Locale) -> dcc.Graph:
        figure = desk.library.ask(reader().actor, operation, lambda seen: strip(seen, locale))
        return density_strip(figure)


def setting(operation: Operation, locale: Locale) -> dict[str, Any]:
    """Return what the page needs to know of an operation: its clock, its words, its address."""
    return {
        "operation": {
            "id": operation.id,
            "name": operation.name,
            "time_zone": operation.zone.key,
            "starts_at": milliseconds_up(microseconds(operation.starts_at)),
            "ends_at": milliseconds_up(microseconds(operation.ends_at)),
            "exercise": operation.exercise,
            "area": operation.area,
        },
        "locale": locale,
        "url": f"/api/operations/{operation.id}",
        "words": words(locale),
        "categories": _said(CATEGORIES, locale),
        "priorities": _said(PRIORITIES, locale),
        "reliabilities": _said(RELIABILITIES, locale),
        "means": _said(MEANS, locale),
        "standings": _said(STANDINGS, locale),
        "figures": figures(locale),
    }


def strip(reading: Reading, locale: Locale) -> go.Figure:
    """Return the density strip of an operation, as long as its slider."""
    opened = reading.operation
    told = [(entry.occurred_at, entry.category) for entry in reading.entries()]
    first = min((at for at, _ in told), default=opened.starts_at)
    last = max((at for at, _ in told), default=opened.ends_at)
    span = (min(opened.starts_at, first), max(opened.ends_at, last))
    return density(told, span, CATEGORIES, locale)


def _said(texts: Mapping[str, Text], locale: Locale) -> dict[str, str]:
    return {key: text.say(locale) for key, text in texts.items()}
