"""Finding anything from one box, and being led to it: on the map, in the log, on the clock."""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the search box, and what is offered once something was chosen."""
    in_browser(app, "sought", Input(ids.FIND, "value"), State(ids.MAP, "layers"))
    in_browser(app, "wentBack", Input(ids.FOUND_BACK, "n_clicks"))
    in_browser(app, "wroteThere", Input(ids.FOUND_WRITE, "n_clicks"))
    in_browser(app, "leftFound", Input(ids.FOUND_CLOSE, "n_clicks"))
