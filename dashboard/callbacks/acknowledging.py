"""Reading: an entry is acknowledged by name, and what is new is marked as seen."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the two buttons."""
    in_browser(app, "acknowledged", Input(ids.ACKNOWLEDGE, "n_clicks"))
    in_browser(app, "readAll", Input(ids.READ_ALL, "n_clicks"))
