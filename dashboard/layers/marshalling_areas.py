"""Marshalling areas (CRM, PRM): where vehicles wait before they are called forward."""

from dashboard.layers.colours import COMMAND
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import ACCESS, COMMENT, LIFE, NAME, TALKGROUP, count, open_and_close
from dashboard.text import Text

ONE = Text(fr="CRM {name}", en="Marshalling area {name}")

LAYER = ObjectLayer(
    key="marshalling_area",
    label=Text(fr="Centres de regroupement des moyens", en="Marshalling areas"),
    one=ONE,
    code="CRM",
    shape="circle",
    colour=COMMAND,
    geometry="any",
    rank=55,
    statuses=LIFE,
    fields={
        "name": NAME,
        "waiting": count("Véhicules en attente", "Vehicles waiting"),
        "access": ACCESS,
        "lead": Field(label=Text(fr="Responsable", en="Lead")),
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE),
)
