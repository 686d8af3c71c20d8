"""Kinds this installation does not know: drawn grey, with every value they carry.

Another organisation's journal may hold shelters, drones, checkpoints. None of it is dropped.
"""

from dashboard.layers.colours import UNSAID
from dashboard.layers.layer import ObjectLayer
from dashboard.layers.life import COMMENT, LIFE, NAME
from dashboard.text import Text

LAYER = ObjectLayer(
    key="unknown",
    label=Text(fr="Autres objets", en="Other objects"),
    one=Text(fr="Objet « {name} »", en="Object “{name}”"),
    code="??",
    shape="square",
    colour=UNSAID,
    geometry="any",
    rank=5,
    statuses=LIFE,
    fields={"name": NAME, "comment": COMMENT},
)
