"""Drawing on the map: choosing what to place, drawing it, taking points back, giving up."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the rail of tools, the bar of the drawing under way, and the map that is drawn on."""
    in_browser(app, "putDown", Input(ids.TOOL_SELECT, "n_clicks"))
    in_browser(app, "choosing", Input(ids.TOOL_PLACE, "n_clicks"))
    in_browser(app, "scribbling", Input(ids.TOOL_NOTE, "n_clicks"))
    in_browser(app, "tookBack", Input(ids.DRAW_UNDO, "n_clicks"))
    in_browser(app, "tookAgain", Input(ids.DRAW_REDO, "n_clicks"))
    in_browser(app, "finished", Input(ids.DRAW_FINISH, "n_clicks"))
    in_browser(app, "gaveUp", Input(ids.DRAW_CANCEL, "n_clicks"))
    in_browser(app, "stuck", Input(ids.DRAW_SNAP, "checked"))
    in_browser(app, "sketched", Input(ids.MAP, "sketch"))
    in_browser(app, "drew", Input(ids.MAP, "drawn"))
