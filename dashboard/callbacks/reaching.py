"""Reach on the map: turned on and off, and how it is computed."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the tab of reach, and the cross of its legend."""
    in_browser(app, "reachTurned", Input(ids.REACH_ON, "checked"))
    in_browser(app, "reachMeans", Input(ids.REACH_MEANS, "value"))
    in_browser(app, "reachPaced", Input(ids.REACH_PACE, "value"))
    in_browser(app, "reachBands", Input(ids.REACH_BANDS, "value"))
    in_browser(app, "reachDelayed", Input(ids.REACH_DELAY, "value"))
    in_browser(app, "reachDue", Input(ids.REACH_DUE, "value"))
    in_browser(app, "reachLeft", Input(ids.REACH_CLOSE, "n_clicks"))
