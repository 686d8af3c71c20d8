"""Sharing the operation with another organisation, changing its access, taking it back."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the dialog of sharing."""
    in_browser(app, "sharing", Output(ids.SHARE_DIALOG, "opened"), Input(ids.SHARE, "n_clicks"))
    in_browser(
        app,
        "shared",
        Input(ids.SHARE_CONFIRM, "n_clicks"),
        State(ids.SHARE_ORGANISATION, "value"),
        State(ids.SHARE_LEVEL, "value"),
        State(ids.SHARE_STARTS, "value"),
        State(ids.SHARE_ENDS, "value"),
        State(ids.SHARE_REASON, "value"),
    )
