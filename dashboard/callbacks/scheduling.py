"""Scheduling a team: its assignments of the day, added, changed and cancelled."""

from dash import Dash, Input, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the schedule of a team."""
    in_browser(app, "scheduled", Input(ids.SCHEDULE_TEAM, "value"))
    in_browser(app, "assignmentAimed", Input(ids.ASSIGNMENT_POINT, "n_clicks"))
    in_browser(app, "assignmentNew", Input(ids.ASSIGNMENT_NEW, "n_clicks"))
    in_browser(
        app,
        "assigned",
        Input(ids.ASSIGNMENT_CONFIRM, "n_clicks"),
        State(ids.SCHEDULE_TEAM, "value"),
        State(ids.ASSIGNMENT_PLACE, "value"),
        State(ids.ASSIGNMENT_FROM, "value"),
        State(ids.ASSIGNMENT_TO, "value"),
        State(ids.ASSIGNMENT_TASK, "value"),
    )
