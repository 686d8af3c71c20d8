"""Landing zones (DZ): where a helicopter may set down, by day or by night."""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import (
    ACCESS,
    COMMENT,
    LIFE_F,
    NAME,
    TALKGROUP,
    flag,
    measure,
    open_and_close,
)
from dashboard.text import Text

ONE = Text(fr="DZ {name}", en="Landing zone {name}")

LAYER = ObjectLayer(
    key="landing_zone",
    label=Text(fr="Zones de poser", en="Landing zones"),
    one=ONE,
    code="DZ",
    shape="circle",
    colour=MEANS,
    rank=50,
    statuses=LIFE_F,
    fields={
        "name": NAME,
        "diameter_m": measure("Diamètre", "Diameter", "m"),
        "lit": flag("Balisée", "Lit"),
        "night": flag("Utilisable de nuit", "Open at night"),
        "obstacles": Field(label=Text(fr="Obstacles", en="Obstacles")),
        "access": ACCESS,
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE, feminine=True),
)
