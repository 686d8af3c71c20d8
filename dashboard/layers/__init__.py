"""The layers of the map. Add yours to ``LAYERS``: drawing order, bottom first.

``DIRECTORY`` has the kinds that are listed, not drawn; ``REFERENCES`` those that lie under all
others, as what somebody else drew.
"""

from dashboard.layers import (
    annotations,
    assignments,
    casualty_points,
    closures,
    command_posts,
    gatherings,
    hazards,
    hospitals,
    incidents,
    landing_zones,
    marshalling_areas,
    medical_posts,
    people,
    references,
    routes,
    scenarios,
    site_plans,
    sites,
    stages,
    survivor_receptions,
    teams,
    transit_points,
    unknown,
    zones,
)
from dashboard.layers.layer import ObjectLayer, UnknownVerbError, reported
from dashboard.picture import Foresight, Staffing
from dashboard.planning.capacity import Side

LAYERS: tuple[ObjectLayer, ...] = (
    zones.LAYER,
    routes.LAYER,
    annotations.LAYER,
    unknown.LAYER,
    closures.LAYER,
    sites.LAYER,
    gatherings.LAYER,
    hazards.LAYER,
    landing_zones.LAYER,
    transit_points.LAYER,
    marshalling_areas.LAYER,
    hospitals.LAYER,
    scenarios.LAYER,
    assignments.LAYER,
    survivor_receptions.LAYER,
    casualty_points.LAYER,
    medical_posts.LAYER,
    command_posts.LAYER,
    teams.LAYER,
    incidents.LAYER,
)
DIRECTORY: tuple[ObjectLayer, ...] = (people.LAYER, stages.LAYER)
REFERENCES: tuple[ObjectLayer, ...] = (site_plans.LAYER, references.LAYER)
KINDS: dict[str, ObjectLayer] = {layer.key: layer for layer in (*LAYERS, *DIRECTORY, *REFERENCES)}

FORESIGHT = Foresight(
    planned={
        key
        for key, layer in KINDS.items()
        if layer.nature == "deployed" and "planned" in layer.statuses
    },
    mobile={key for key, layer in KINDS.items() if layer.nature != "deployed"},
)
"""Of which kinds one may say that they were not planned, and which are wherever they are."""

STAFFING = Staffing(
    assignment=assignments.LAYER.key,
    needing={
        medical_posts.LAYER.key: 1,
        casualty_points.LAYER.key: 1,
        survivor_receptions.LAYER.key: 0,
        sites.LAYER.key: 0,
        gatherings.LAYER.key: 0,
    },
)
"""A post needs one team at least; the others as many as are asked for there."""

INTAKE: dict[str, Side] = {
    medical_posts.LAYER.key: "posts",
    hospitals.LAYER.key: "hospitals",
    survivor_receptions.LAYER.key: "receptions",
}
"""As what each kind takes people in."""

SCENARIO = scenarios.LAYER.key
"""The kind that says how many casualties one prepares for."""


def layer_of(kind: str) -> ObjectLayer:
    """Return the layer that draws ``kind``; the grey one for a kind we do not know.

    >>> layer_of("medical_post").code, layer_of("drone").key
    ('PMA', 'unknown')
    """
    return KINDS.get(kind, unknown.LAYER)


__all__ = [
    "DIRECTORY",
    "FORESIGHT",
    "INTAKE",
    "KINDS",
    "LAYERS",
    "REFERENCES",
    "SCENARIO",
    "STAFFING",
    "ObjectLayer",
    "UnknownVerbError",
    "layer_of",
    "reported",
]
