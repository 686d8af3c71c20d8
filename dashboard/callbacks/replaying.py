"""The film: its two marks, its loop, its dead time, its remarks, and its export."""

from dash import Dash, Input, Output

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the controls of the film; all of them are answered in the browser."""
    in_browser(app, "playedBack", Input(ids.PLAY_BACK, "n_clicks"))
    in_browser(app, "replayShown", Input(ids.REPLAY_MORE, "n_clicks"))
    in_browser(app, "marksTyped", Input(ids.LOOP_FROM, "value"), Input(ids.LOOP_TO, "value"))
    in_browser(app, "markedFrom", Input(ids.LOOP_FROM_HERE, "n_clicks"))
    in_browser(app, "markedTo", Input(ids.LOOP_TO_HERE, "n_clicks"))
    in_browser(app, "looped", Input(ids.LOOP, "checked"))
    in_browser(app, "skipping", Input(ids.SKIP, "checked"), Input(ids.SKIP_MINUTES, "value"))
    in_browser(app, "remarking", Input(ids.REMARK_NEW, "n_clicks"))
    in_browser(app, "remarksShown", Input(ids.REMARKS, "n_clicks"))
    in_browser(app, "remarksLeft", Input(ids.REMARKS_CLOSE, "n_clicks"))
    in_browser(app, "logCaughtUp", Input(ids.LOG_BACK, "n_clicks"))
    in_browser(app, "filming", Output(ids.FILM_DIALOG, "opened"), Input(ids.FILM, "n_clicks"))
    in_browser(app, "filmLeft", Input(ids.FILM_DIALOG, "opened"))
