"""Advanced medical posts (PMA): where casualties are sorted, treated and sent on."""

from dashboard.layers.colours import PEOPLE
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import (
    COMMENT,
    LIFE,
    NAME,
    TALKGROUP,
    TEAMS_NEEDED,
    choice,
    count,
    open_and_close,
)
from dashboard.text import Text

ONE = Text(fr="PMA {name}", en="Medical post {name}")

LAYER = ObjectLayer(
    key="medical_post",
    label=Text(fr="Postes médicaux avancés", en="Advanced medical posts"),
    one=ONE,
    code="PMA",
    shape="rectangle",
    colour=PEOPLE,
    rank=80,
    counted=("present_absolute", "present_relative", "present_involved"),
    urgent_when_counted=True,
    statuses=LIFE,
    fields={
        "name": NAME,
        "housing": choice(
            "Abri",
            "Housing",
            tent=Text(fr="Tente", en="Tent"),
            building=Text(fr="Bâtiment", en="Building"),
            vehicle=Text(fr="Véhicule", en="Vehicle"),
        ),
        "capacity_absolute": count("Places UA", "Places, absolute"),
        "capacity_relative": count("Places UR", "Places, relative"),
        "present_absolute": count("Présents UA", "Present, absolute"),
        "present_relative": count("Présents UR", "Present, relative"),
        "present_involved": count("Présents impliqués", "Present, involved"),
        "evacuated": count("Évacués depuis l'ouverture", "Evacuated since opening"),
        "teams_needed": TEAMS_NEEDED,
        "psm": Field(label=Text(fr="Lot PSM", en="PSM kit")),
        "exit": Field(label=Text(fr="Sortie des évacuations", en="Evacuation exit")),
        "lead": Field(label=Text(fr="Médecin PMA", en="Post physician")),
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE),
)
