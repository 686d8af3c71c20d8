"""The panel beside the map: layers on and off, how symbols are shown, legend, list, base map."""

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
    in_browser(app, "paneled", Input(ids.PANEL, "value"))
    in_browser(app, "listedAll", Input(ids.LIST_ALL, "checked"))
    in_browser(app, "sized", Output(ids.MAP, "symbolSize"), Input(ids.SYMBOL_SIZE, "value"))
    in_browser(app, "gathered", Output(ids.MAP, "gather"), Input(ids.GATHER, "checked"))
    in_browser(app, "trailed", Output(ids.MAP, "trail"), Input(ids.TRAIL, "value"))

    @app.callback(Output(ids.MAP, "baseStyle"), Input(ids.BASE_MAP, "value"))
    def on_choose(key: str | None) -> dict[Any, Any] | None:
        return ground.styles(key or "none")
