"""Places as they are said: the one under the pointer, and going to one that is typed."""

from dash import Dash, Input, Output

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the line under the map, and the dialog one goes to a place by."""
    in_browser(app, "wroteIn", Input(ids.READOUT_SYSTEM, "value"), Input(ids.SETTING, "data"))
    in_browser(app, "copied", Input(ids.READOUT_COPY, "n_clicks"))
    in_browser(app, "going", Output(ids.GOTO_DIALOG, "opened"), Input(ids.GOTO, "n_clicks"))
    in_browser(app, "went", Input(ids.GOTO_GO, "n_clicks"))
    in_browser(app, "placedHere", Input(ids.GOTO_WRITE, "n_clicks"))
