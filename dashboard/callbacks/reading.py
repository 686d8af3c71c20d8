"""How one reads: the way of seeing, the language, light or dark, and help."""

from dash import Dash, Input, Output

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the header."""
    in_browser(app, "saw", Input(ids.WAY, "value"), Input(ids.KNOWN_AT, "value"))
    in_browser(app, "spoke", Input(ids.LANGUAGE, "value"))
    in_browser(app, "lit", Input(ids.THEME, "n_clicks"))
    in_browser(app, "unfolded", Input(ids.TOOLBAR_MENU, "n_clicks"))
    in_browser(app, "helped", Output(ids.HELP_DIALOG, "opened"), Input(ids.HELP, "n_clicks"))
