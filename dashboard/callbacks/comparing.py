"""Comparing: two instants, plan and actual, listed and marked on the map."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the panel that compares."""
    in_browser(app, "comparing", Input(ids.COMPARE, "n_clicks"))
    in_browser(app, "compareClosed", Input(ids.COMPARE_CLOSE, "n_clicks"))
    in_browser(app, "compareTurned", Input(ids.COMPARE_TAB, "value"))
    in_browser(
        app, "compareTimed", Input(ids.COMPARE_FROM, "value"), Input(ids.COMPARE_TO, "value")
    )
    in_browser(
        app,
        "compareShown",
        Input(ids.COMPARE_FROM_SHOWN, "n_clicks"),
        Input(ids.COMPARE_TO_SHOWN, "n_clicks"),
    )
