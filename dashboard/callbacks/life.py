"""Turning an operation to another phase of its life; saying how long its tracks are kept."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the dialog and its four buttons."""
    in_browser(app, "living", Output(ids.LIFE_DIALOG, "opened"), Input(ids.LIFE, "n_clicks"))
    in_browser(
        app,
        "turned",
        Input(ids.LIFE_ACTIVATE, "n_clicks"),
        Input(ids.LIFE_CLOSE, "n_clicks"),
        Input(ids.LIFE_REOPEN, "n_clicks"),
        Input(ids.LIFE_ARCHIVE, "n_clicks"),
        State(ids.LIFE_REASON, "value"),
    )
    in_browser(app, "retained", Input(ids.LIFE_KEEP, "n_clicks"), State(ids.LIFE_DAYS, "value"))
