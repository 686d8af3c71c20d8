"""Measuring on the map, and looking who and what is inside an area; nothing of it is recorded."""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the measuring tools, their panel, and the panel of an area."""
    in_browser(app, "measuredLine", Input(ids.MEASURE_LINE, "n_clicks"))
    in_browser(app, "measuredArea", Input(ids.MEASURE_AREA, "n_clicks"))
    in_browser(app, "ringed", Input(ids.MEASURE_RINGS, "n_clicks"))
    in_browser(app, "ringsAsked", Input(ids.RINGS_LIST, "value"), Input(ids.RINGS_SPEED, "value"))
    in_browser(app, "ringsPointed", Input(ids.RINGS_POINT, "n_clicks"))
    in_browser(app, "measureNoted", Input(ids.MEASURE_NOTE, "n_clicks"))
    in_browser(app, "putAway", Input(ids.MEASURE_CLOSE, "n_clicks"))
    in_browser(app, "measureKept", Input(ids.MEASURE_KEEP, "n_clicks"))
    in_browser(app, "lookedInside", Input(ids.INSIDE, "n_clicks"), State(ids.MAP, "layers"))
    in_browser(app, "choseArea", Input(ids.INSIDE_ZONE, "value"))
    in_browser(app, "drewArea", Input(ids.INSIDE_DRAW, "n_clicks"))
    in_browser(app, "insideWhen", Input(ids.INSIDE_WHEN, "value"))
    in_browser(app, "insideTimes", Input(ids.INSIDE_FROM, "value"), Input(ids.INSIDE_TO, "value"))
    in_browser(app, "insideSaved", Input(ids.INSIDE_SAVE, "n_clicks"))
    in_browser(app, "leftInside", Input(ids.INSIDE_CLOSE, "n_clicks"))
