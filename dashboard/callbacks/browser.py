"""Gestures the browser answers by itself: their names here, what they do in ``opsmap/src/page``."""

from dash import ClientsideFunction, Dash, Input
from dash.dependencies import DashDependency

HELD = frozenset({"value", "checked", "data"})
"""What a component has from the start. Any other input tells of a gesture, made or not yet."""


def in_browser(app: Dash, gesture: str, *wires: DashDependency) -> None:
    """Wire ``wires`` (outputs, inputs, states, in that order) to a gesture of the page's script.

    What a component holds is told when the page opens; what somebody does, once it is done.
    """
    inputs = {wire.component_property for wire in wires if isinstance(wire, Input)}
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="vigie", function_name=gesture),
        *wires,
        prevent_initial_call=HELD.isdisjoint(inputs),
    )
