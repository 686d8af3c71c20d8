"""Seeing an instant with the eyes of another organisation."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the choice of eyes."""
    in_browser(app, "seenAs", Input(ids.SEE_AS, "value"))
