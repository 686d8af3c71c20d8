"""Keeping an entry, or all that is said of an object, for some organisations."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the dialog, and the choice of organisations wherever something is written."""
    in_browser(
        app,
        "admitting",
        Input(ids.AUDIENCE, "value"),
        Input(ids.RESERVE_AUDIENCE, "value"),
        Input(ids.DOCUMENTS_AUDIENCE, "value"),
    )
    in_browser(
        app, "reserving", Output(ids.RESERVE_DIALOG, "opened"), Input(ids.RESERVE, "n_clicks")
    )
    in_browser(
        app,
        "reserved",
        Input(ids.RESERVE_CONFIRM, "n_clicks"),
        State(ids.RESERVE_WHAT, "value"),
        State(ids.RESERVE_AUDIENCE, "value"),
        State(ids.RESERVE_AUDIENCE_OF, "value"),
        State(ids.RESERVE_EMBARGO, "value"),
    )
