"""Printing the map at the instant shown, copying it as an image, copying the link to it."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the dialog of printing."""
    asked = (
        State(ids.PRINT_FRAME, "value"),
        State(ids.PRINT_SIZE, "value"),
        State(ids.PRINT_ORIENTATION, "value"),
        State(ids.PRINT_FORMAT, "value"),
        State(ids.PRINT_SCALE, "value"),
        State(ids.PRINT_GREY, "checked"),
        State(ids.PRINT_TITLE, "value"),
        State(ids.PRINT_REMARKS, "value"),
        State(ids.MAP, "hiddenLayers"),
        State(ids.BASE_MAP, "value"),
    )
    in_browser(
        app,
        "printing",
        Output(ids.PRINT_DIALOG, "opened"),
        Input(ids.PRINT, "n_clicks"),
        State(ids.BASE_MAP, "value"),
    )
    in_browser(app, "printed", Input(ids.PRINT_CONFIRM, "n_clicks"), *asked)
    in_browser(app, "unrolled", Input(ids.PRINT_SHEET, "n_clicks"), *asked)
    in_browser(app, "imageCopied", Input(ids.COPY_IMAGE, "n_clicks"))
    in_browser(app, "linkCopied", Input(ids.COPY_LINK, "n_clicks"))
