"""Importing: a file from elsewhere becomes objects, a reference layer or a site plan."""

from dash import Dash, Input, Output

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire what opens the dialog; its steps are made by the page."""
    in_browser(app, "importing", Output(ids.IMPORT_DIALOG, "opened"), Input(ids.IMPORT, "n_clicks"))
