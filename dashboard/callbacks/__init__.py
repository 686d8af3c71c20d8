"""The wiring between map, slider and log. One module per gesture.

What only changes what is shown is answered in the browser (``opsmap/src/page``), from the reel the
page holds; the server answers when an operation is chosen and when something was recorded.
"""

from collections.abc import Mapping
from typing import Any

from dash import Dash

from dashboard.callbacks import (
    acknowledging,
    coordinates,
    directory,
    documents,
    drawing,
    filling,
    layers,
    life,
    measuring,
    opening,
    people,
    reading,
    recording,
    reserving,
    seeing,
    selecting,
    sharing,
    striking,
    timeline,
)
from dashboard.desk import Desk


def register(app: Dash, desk: Desk, local: Mapping[str, Any] | None = None) -> None:
    """Wire every gesture to ``app``; ``local`` is what is known of the base map of this machine."""
    opening.register(app, desk)
    timeline.register(app)
    selecting.register(app)
    layers.register(app, local)
    recording.register(app)
    striking.register(app)
    reserving.register(app)
    acknowledging.register(app)
    sharing.register(app)
    seeing.register(app)
    life.register(app)
    directory.register(app)
    documents.register(app)
    people.register(app)
    reading.register(app)
    drawing.register(app)
    filling.register(app)
    coordinates.register(app)
    measuring.register(app)
