"""Choosing a stage shows what is planned for it; a coordinator adds and changes stages."""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the stages."""
    in_browser(app, "staged", Input(ids.STAGE, "value"))
    in_browser(app, "stageNew", Input(ids.STAGE_NEW, "n_clicks"))
    in_browser(
        app,
        "stageRecorded",
        Input(ids.STAGE_CONFIRM, "n_clicks"),
        State(ids.STAGE_NAME, "value"),
        State(ids.STAGE_PART, "value"),
        State(ids.STAGE_FROM, "value"),
        State(ids.STAGE_TO, "value"),
    )
