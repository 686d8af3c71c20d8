"""Teams and places over time: what the staffing chart shows, and which scenario is counted."""

from dash import Dash, Input

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the choices; bars are moved on the chart itself."""
    in_browser(app, "shiftsBy", Input(ids.SHIFTS_BY, "value"))
    in_browser(app, "shiftsRanged", Input(ids.SHIFTS_RANGE, "value"))
    in_browser(app, "capacityOf", Input(ids.CAPACITY_SCENARIO, "value"))
