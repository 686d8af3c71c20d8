"""Turning layers on and off, counting them, and choosing the base map."""

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State

from dashboard.callbacks.browser import in_browser
from dashboard.views import basemaps, ids


def register(app: Dash, local: Mapping[str, Any] | None) -> None:
    """Wire the layers panel; ``local`` is what is known of the base map of this machine."""
    in_browser(
        app,
        "hid",
        Output(ids.MAP, "hiddenLayers"),
        Input(ids.LAYERS_ON, "value"),
        State(ids.MAP, "layers"),
    )
    in_browser(app, "counted", Input(ids.MAP, "shown"))

    @app.callback(Output(ids.MAP, "baseStyle"), Input(ids.BASE_MAP, "value"))
    def on_choose(key: str | None) -> dict[str, Any] | None:
        return basemaps.style(key or "none", local=local)
