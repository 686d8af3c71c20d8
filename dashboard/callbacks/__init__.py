"""The wiring between map, slider and log. One module per gesture.

What only changes what is shown is answered in the browser (``opsmap/src/page``), from the reel the
page holds; the server answers when an operation is chosen and when something was recorded.
"""

from collections.abc import Mapping
from typing import Any

from dash import Dash

from dashboard.callbacks import layers, opening, reading, recording, selecting, striking, timeline
from dashboard.desk import Desk


def register(app: Dash, desk: Desk, local: Mapping[str, Any] | None = None) -> None:
    """Wire every gesture to ``app``; ``local`` is what is known of the base map of this machine."""
    opening.register(app, desk)
    timeline.register(app)
    selecting.register(app)
    layers.register(app, local)
    recording.register(app)
    striking.register(app)
    reading.register(app)
