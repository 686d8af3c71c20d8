"""The directory: adding a person, changing what is said of them, saying that they come or go."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the directory."""
    in_browser(
        app, "directory", Output(ids.DIRECTORY_DIALOG, "opened"), Input(ids.DIRECTORY, "n_clicks")
    )
    in_browser(app, "lookedUp", Input(ids.DIRECTORY_FILTER, "value"))
    in_browser(app, "someoneElse", Input(ids.PERSON_NEW, "n_clicks"))
    in_browser(
        app,
        "registered",
        Input(ids.PERSON_CONFIRM, "n_clicks"),
        State(ids.PERSON_NAME, "value"),
        State(ids.PERSON_FUNCTION, "value"),
        State(ids.PERSON_ORGANISATION, "value"),
        State(ids.PERSON_PHONE, "value"),
        State(ids.PERSON_TALKGROUP, "value"),
        State(ids.PERSON_COMMENT, "value"),
    )
