"""The wiring between map, slider and log. One module per gesture.

What only changes what is shown is answered in the browser (``opsmap/src/page``), from the reel the
page holds; the server answers when an operation is chosen and when something was recorded.
"""

from typing import Any

from dash import Dash

from dashboard.callbacks import (
    acknowledging,
    alarms,
    comparing,
    coordinates,
    directory,
    documents,
    drawing,
    filling,
    finding,
    importing,
    layers,
    life,
    measuring,
    nearest,
    opening,
    people,
    placing,
    planning,
    printing,
    reaching,
    reading,
    recording,
    replaying,
    reserving,
    scheduling,
    seeing,
    selecting,
    sharing,
    shifting,
    staging,
    striking,
    timeline,
)
from dashboard.callbacks.browser import tell_together
from dashboard.desk import Desk
from dashboard.views.basemaps import Ground


def register(app: Dash, desk: Desk, ground: Ground) -> list[dict[str, Any]]:
    """Wire every gesture to ``app``; ``ground`` is the base maps there are.

    Returns:
        What the page's script is told together, for the page to hold (``ids.TOLD``).
    """
    opening.register(app, desk, ground)
    timeline.register(app)
    replaying.register(app)
    selecting.register(app)
    layers.register(app, ground)
    recording.register(app)
    striking.register(app)
    reserving.register(app)
    acknowledging.register(app)
    alarms.register(app)
    sharing.register(app)
    seeing.register(app)
    life.register(app)
    directory.register(app)
    documents.register(app)
    importing.register(app)
    people.register(app)
    reading.register(app)
    finding.register(app)
    printing.register(app)
    comparing.register(app)
    scheduling.register(app)
    placing.register(app)
    staging.register(app)
    drawing.register(app)
    filling.register(app)
    coordinates.register(app)
    measuring.register(app)
    nearest.register(app)
    planning.register(app, desk)
    reaching.register(app)
    shifting.register(app)
    return tell_together(app)
