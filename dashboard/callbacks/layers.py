"""Turning layers on and off, counting them, and choosing the base map."""

from typing import Any

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import ids
from dashboard.views.basemaps import Ground


def register(app: Dash, ground: Ground) -> None:
    """Wire the layers panel; ``ground`` is the base maps there are."""
    in_browser(
        app,
        "hid",
        Output(ids.MAP, "hiddenLayers"),
        Input(ids.LAYERS_ON, "value"),
        State(ids.MAP, "layers"),
    )
    in_browser(app, "counted", Input(ids.MAP, "shown"))

    @app.callback(Output(ids.MAP, "baseStyle"), Input(ids.BASE_MAP, "value"))
    def on_choose(key: str | None) -> dict[Any, Any] | None:
        return ground.styles(key or "none")
