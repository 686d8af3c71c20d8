"""Putting in place what was planned, where it was planned or elsewhere."""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the form of what is put in place."""
    in_browser(app, "placing", Input(ids.PLACING_BEGIN, "n_clicks"))
    in_browser(app, "placingWhere", Input(ids.PLACING_WHERE, "value"))
    in_browser(app, "placingCancelled", Input(ids.PLACING_CANCEL, "n_clicks"))
    in_browser(
        app,
        "putInPlace",
        Input(ids.PLACING_CONFIRM, "n_clicks"),
        State(ids.PLACING_WHEN, "value"),
    )
