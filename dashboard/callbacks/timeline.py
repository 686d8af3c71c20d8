"""Moving in time: the buttons beside the slider, the density strip, the speed, the present."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the slider's neighbours; the slider itself is listened to at every step of a drag."""
    in_browser(app, "stepped", Input(ids.PREVIOUS, "n_clicks"), Input(ids.NEXT, "n_clicks"))
    in_browser(app, "played", Input(ids.PLAY, "n_clicks"))
    in_browser(app, "hurried", Input(ids.SPEED, "value"))
    in_browser(app, "followed", Input(ids.LIVE, "n_clicks"))
    in_browser(app, "jumped", Input(ids.DENSITY, "clickData"))
