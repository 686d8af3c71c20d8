"""Survivor receptions: centres for the uninjured (CAI) and psychological support posts (CUMP)."""

from dashboard.layers.colours import PEOPLE
from dashboard.layers.layer import ObjectLayer
from dashboard.layers.life import (
    ADDRESS,
    COMMENT,
    CONTACT,
    LIFE,
    NAME,
    TEAMS_NEEDED,
    choice,
    count,
    open_and_close,
)
from dashboard.text import Text

ONE = Text(fr="Accueil {name}", en="Reception {name}")

LAYER = ObjectLayer(
    key="survivor_reception",
    label=Text(fr="Accueil des impliqués", en="Survivor reception"),
    one=ONE,
    code="CAI",
    shape="square",
    colour=PEOPLE,
    rank=60,
    counted=("present",),
    statuses=LIFE,
    fields={
        "name": NAME,
        "use": choice(
            "Nature",
            "Type",
            reception=Text(fr="Centre d'accueil des impliqués", en="Survivor reception centre"),
            psychological=Text(
                fr="Poste d'urgence médico-psychologique (CUMP)", en="Psychological support (CUMP)"
            ),
            families=Text(fr="Accueil des familles", en="Family reception"),
        ),
        "capacity": count("Capacité", "Capacity"),
        "present": count("Présents", "Present"),
        "seen": count("Reçus depuis l'ouverture", "Received since opening"),
        "teams_needed": TEAMS_NEEDED,
        "address": ADDRESS,
        "contact": CONTACT,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE),
)
