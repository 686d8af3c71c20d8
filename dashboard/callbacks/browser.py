"""Gestures the browser answers by itself: their names here, what they do in ``opsmap/src/page``."""

from dash import ClientsideFunction, Dash
from dash.dependencies import DashDependency


def in_browser(app: Dash, gesture: str, *wires: DashDependency) -> None:
    """Wire ``wires`` (outputs, inputs, states, in that order) to a gesture of the page's script."""
    function = ClientsideFunction(namespace="vigie", function_name=gesture)
    app.clientside_callback(function, *wires)  # type: ignore[no-untyped-call]
