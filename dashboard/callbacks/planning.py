"""Planning ahead: the panel of the plan is opened, turned and put away."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the planning panel and what its tabs have."""
    in_browser(app, "planned", Input(ids.PLAN, "n_clicks"))
    in_browser(app, "planTurned", Input(ids.PLAN_TAB, "value"))
    in_browser(app, "planClosed", Input(ids.PLAN_CLOSE, "n_clicks"))
