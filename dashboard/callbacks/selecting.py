"""Choosing an object, on the map or in the log, shows it in both."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the map and the log to one another."""
    in_browser(app, "pointed", Input(ids.MAP, "clickData"))
    in_browser(app, "asked", Input(ids.MAP, "contextData"))
    in_browser(app, "seen", Input(ids.MAP, "viewport"))
    in_browser(app, "chosen", Input(ids.LOG, "selectedRows"))
    in_browser(app, "chosenAgain", Input(ids.LOG, "cellClicked"))
    in_browser(app, "visited", Input(ids.LOG, "cellDoubleClicked"))
    in_browser(app, "released", Input(ids.LOG_FOCUS, "n_clicks"))
    in_browser(app, "searched", Input(ids.LOG_SEARCH, "value"))
