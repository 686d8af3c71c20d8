"""The nearest teams from a place, and the keys that record the status of the chosen one."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the panel of the nearest teams and the strip of status keys."""
    in_browser(app, "lookedNearest", Input(ids.NEAREST, "n_clicks"))
    in_browser(app, "pointedNearest", Input(ids.NEAREST_POINT, "n_clicks"))
    in_browser(app, "onlyAvailable", Input(ids.NEAREST_ONLY, "checked"))
    in_browser(app, "leftNearest", Input(ids.NEAREST_CLOSE, "n_clicks"))
    in_browser(app, "wentNearest", Input(ids.GOTO_NEAREST, "n_clicks"))
    in_browser(app, "writtenNearest", Input(ids.ENTRY_NEAREST, "n_clicks"))
    in_browser(app, "keyedStatuses", Input(ids.STATUSES, "n_clicks"))
    in_browser(app, "leftStatuses", Input(ids.STATUS_CLOSE, "n_clicks"))
