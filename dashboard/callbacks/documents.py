"""Documents: seeing what is attached, and attaching one to the operation or to an entry."""

from dash import Dash, Input, Output

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
        "documentFor",
        Input(ids.DOCUMENTS_AUDIENCE, "value"),
        Input(ids.DOCUMENTS_AUDIENCE_OF, "value"),
        Input(ids.DOCUMENTS_EMBARGO, "value"),
    )
