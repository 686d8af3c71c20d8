"""What was drawn, or is done to an object, is filled in and becomes an entry.

The browser makes the form from what the layer declares, posts it to the API and keeps what was
typed until it is recorded, as the composer does.
"""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the form, and the card of an object that opens it."""
    in_browser(app, "acted", Input(ids.MAP, "actionData"))
    in_browser(app, "mending", Input(ids.FORM_MEND, "n_clicks"))
    in_browser(app, "redrawing", Input(ids.FORM_REDRAW, "n_clicks"))
    in_browser(app, "left", Input(ids.FORM_CANCEL, "n_clicks"))
    in_browser(
        app,
        "filling",
        Input(ids.FORM_STATUS, "value"),
        Input(ids.FORM_WHEN, "value"),
        Input(ids.FORM_WHEN_AT, "value"),
        Input(ids.FORM_AUDIENCE, "value"),
    )
    in_browser(
        app,
        "filled",
        Input(ids.FORM_RECORD, "n_clicks"),
        State(ids.FORM_STATUS, "value"),
        State(ids.FORM_FROM, "value"),
        State(ids.FORM_TO, "value"),
        State(ids.FORM_WHEN, "value"),
        State(ids.FORM_WHEN_AT, "value"),
        State(ids.FORM_TEXT, "value"),
        State(ids.FORM_AUDIENCE, "value"),
        State(ids.FORM_AUDIENCE_OF, "value"),
        State(ids.FORM_EMBARGO, "value"),
    )
