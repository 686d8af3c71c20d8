"""Closures: roads, bridges and lines nobody passes, from when to when."""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import (
    APPROXIMATE,
    COMMENT,
    FORCE,
    NAME,
    SOURCE,
    choice,
    establish_and_lift,
    flag,
)
from dashboard.text import Text

ONE = Text(fr="Coupure « {name} »", en="Closure “{name}”")

LAYER = ObjectLayer(
    key="closure",
    label=Text(fr="Coupures de circulation", en="Closures"),
    one=ONE,
    code="STOP",
    shape="hexagon",
    colour=MEANS,
    geometry="any",
    rank=30,
    statuses=FORCE,
    fields={
        "name": NAME,
        "way": choice(
            "Voie",
            "Way",
            road=Text(fr="Route", en="Road"),
            bridge=Text(fr="Pont", en="Bridge"),
            tunnel=Text(fr="Tunnel", en="Tunnel"),
            rail=Text(fr="Voie ferrée", en="Railway"),
            river=Text(fr="Voie d'eau", en="Waterway"),
            air=Text(fr="Espace aérien", en="Airspace"),
        ),
        "emergency_passage": flag("Passage des secours possible", "Open to emergency services"),
        "diversion": Field(label=Text(fr="Déviation", en="Diversion")),
        "source": SOURCE,
        "approximate": APPROXIMATE,
        "comment": COMMENT,
    },
    verbs=establish_and_lift(ONE),
)
