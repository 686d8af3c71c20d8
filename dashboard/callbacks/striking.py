"""Striking out an entry, with its reason."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the dialog that asks why."""
    in_browser(
        app,
        "striking",
        Output(ids.STRIKE_DIALOG, "opened"),
        Input(ids.STRIKE, "n_clicks"),
    )
    in_browser(
        app,
        "struck",
        Input(ids.STRIKE_CONFIRM, "n_clicks"),
        State(ids.STRIKE_REASON, "value"),
    )
