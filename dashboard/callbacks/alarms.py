"""Alarms: seen, acknowledged, answered; and the rules an operation is watched by."""

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the line of alarms, its dialog and the form of a rule."""
    in_browser(
        app,
        "alarming",
        Output(ids.ALARMS_DIALOG, "opened"),
        Input(ids.ALARMS, "n_clicks"),
        Input(ids.ALARM_BADGE, "n_clicks"),
    )
    in_browser(app, "alarmShown", Input(ids.ALARM_SHOW, "n_clicks"))
    in_browser(app, "alarmAnswered", Input(ids.ALARM_WELL, "n_clicks"))
    in_browser(app, "alarmRead", Input(ids.ALARM_ACKNOWLEDGE, "n_clicks"))
    in_browser(app, "alarmSounds", Input(ids.ALARMS_SOUND, "checked"))
    in_browser(app, "ruleTurned", Input(ids.RULE_WATCH, "value"))
    in_browser(app, "ruleNew", Input(ids.RULE_NEW, "n_clicks"))
    in_browser(
        app,
        "ruleRecorded",
        Input(ids.RULE_CONFIRM, "n_clicks"),
        State(ids.RULE_WATCH, "value"),
        State(ids.RULE_ZONES, "value"),
        State(ids.RULE_TEAMS, "value"),
        State(ids.RULE_MINUTES, "value"),
    )
