"""Documents: seeing what is attached, and attaching one to the operation or to an entry."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire what opens the dialog; the file itself is taken and sent by the page."""
    in_browser(
        app,
        "documents",
        Output(ids.DOCUMENTS_DIALOG, "opened"),
        Input(ids.DOCUMENTS, "n_clicks"),
        Input(ids.ATTACH, "n_clicks"),
    )
    in_browser(
        app,
        "documentChosen",
        Input(ids.DOCUMENTS_CHOSEN, "data"),
        State(ids.DOCUMENTS_AUDIENCE, "value"),
        State(ids.DOCUMENTS_AUDIENCE_OF, "value"),
        State(ids.DOCUMENTS_EMBARGO, "value"),
    )
