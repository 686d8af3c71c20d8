"""Writing: a form becomes an entry, or a correction of one.

The browser posts it to the API under an idempotency key and keeps what was typed until the entry is
recorded; so a server that goes away, a doubt to confirm and a refusal are all told in the form.
"""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the composer."""
    in_browser(app, "timed", Input(ids.WHEN, "value"))
    in_browser(app, "aimed", Input(ids.POINT, "n_clicks"))
    in_browser(app, "correcting", Input(ids.CORRECT, "n_clicks"))
    in_browser(app, "confirmed", Input(ids.CONFIRM, "n_clicks"))
    in_browser(app, "cancelled", Input(ids.CANCEL, "n_clicks"))
    in_browser(
        app,
        "recorded",
        Input(ids.RECORD, "n_clicks"),
        State(ids.TEXT, "value"),
        State(ids.CATEGORY, "value"),
        State(ids.PRIORITY, "value"),
        State(ids.WHEN, "value"),
        State(ids.WHEN_AT, "value"),
        State(ids.OBJECTS, "value"),
        State(ids.AUDIENCE, "value"),
        State(ids.AUDIENCE_OF, "value"),
        State(ids.EMBARGO, "value"),
    )
