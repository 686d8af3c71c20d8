"""Planning ahead: the panel of the plan is opened, turned and put away; its charts are drawn."""

from typing import Any

from dash import Dash, Input, Output, State, dcc

from dashboard.callbacks.browser import in_browser
from dashboard.clock import from_microseconds
from dashboard.desk import Desk
from dashboard.operations import Reading
from dashboard.reader import reader
from dashboard.sizing import need_of
from dashboard.text import Locale
from dashboard.views import ids
from dashboard.views.need_chart import need_chart, need_figure


def register(app: Dash, desk: Desk) -> None:
    """Wire the planning panel and what its tabs have."""
    in_browser(app, "planned", Input(ids.PLAN, "n_clicks"))
    in_browser(app, "planTurned", Input(ids.PLAN_TAB, "value"))
    in_browser(app, "planClosed", Input(ids.PLAN_CLOSE, "n_clicks"))
    in_browser(app, "needSaved", Input(ids.NEED_SAVE, "n_clicks"))
    in_browser(app, "needNoted", Input(ids.NEED_PDF, "n_clicks"), State(ids.BASE_MAP, "value"))
    in_browser(app, "needUnrolled", Input(ids.NEED_HTML, "n_clicks"), State(ids.BASE_MAP, "value"))

    @app.callback(
        Output(ids.NEED_CHART, "children"),
        Input(ids.NEED_ASKED, "data"),
        State(ids.LANGUAGE, "value"),
        prevent_initial_call=True,
    )
    def on_need(asked: dict[str, Any] | None, locale: Locale) -> dcc.Graph | None:
        if asked is None:
            return None
        return desk.library.ask(
            reader().actor, asked["operation"], lambda seen: chart(seen, desk, asked, locale)
        )


def chart(reading: Reading, desk: Desk, asked: dict[str, Any], locale: Locale) -> dcc.Graph | None:
    """Return the chart of a gathering at an instant (milliseconds since 1970), if it has hours."""
    known = asked["known"]
    need = need_of(
        reading,
        asked["object"],
        from_microseconds(round(asked["at"]) * 1000),
        None if known is None else from_microseconds(round(known) * 1000),
        desk.clock(),
    )
    if not need.hours:
        return None
    return need_chart(need_figure(need.hours, need.asked, reading.operation.zone, locale))
