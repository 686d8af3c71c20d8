"""Gestures the browser answers by itself: their names here, what they do in ``opsmap/src/page``."""

from typing import Any
from weakref import WeakKeyDictionary

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.dependencies import DashDependency

from dashboard.views import ids

HELD = frozenset({"value", "checked", "data"})
"""What a component has from the start. Any other input tells of a gesture, made or not yet."""
SETTINGS = frozenset({"value", "checked"})
"""What is held and is set by whoever sits there, never by the answer of another gesture."""

_together: WeakKeyDictionary[Dash, list[tuple[str, tuple[DashDependency, ...]]]] = (
    WeakKeyDictionary()
)


def in_browser(app: Dash, gesture: str, *wires: DashDependency) -> None:
    """Wire ``wires`` (outputs, inputs, states, in that order) to a gesture of the page's script.

    What a component holds is told when the page opens; what somebody does, once it is done. Dash
    tells every component of the page of each step of each callback, so the settings of the page
    are told by one callback, not by one each: see :func:`tell_together`.
    """
    inputs = {wire.component_property for wire in wires if isinstance(wire, Input)}
    if inputs <= SETTINGS and not any(isinstance(wire, Output) for wire in wires):
        _together.setdefault(app, []).append((gesture, wires))
        return
    _wire(app, gesture, *wires, first=not HELD.isdisjoint(inputs))


def tell_together(app: Dash) -> list[dict[str, Any]]:
    """Wire every setting of the page to one callback; return which gestures it tells of what.

    Returns:
        For each gesture its name, the settings it is told of (``id.property``), and where what it
        takes stands among what the callback takes.
    """
    wired = _together.pop(app, [])
    taken = list(dict.fromkeys(wire for _, wires in wired for wire in wires))
    # Dash hands over the inputs first.
    taken.sort(key=lambda wire: isinstance(wire, State))
    _wire(app, "heard", *taken, State(ids.TOLD, "data"), first=True)
    return [
        {
            "gesture": gesture,
            "of": [str(wire) for wire in wires if isinstance(wire, Input)],
            "takes": [taken.index(wire) for wire in wires],
        }
        for gesture, wires in wired
    ]


def _wire(app: Dash, gesture: str, *wires: DashDependency, first: bool) -> None:
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="vigie", function_name=gesture),
        *wires,
        prevent_initial_call=not first,
    )
