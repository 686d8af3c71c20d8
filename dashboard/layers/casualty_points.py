"""Casualty collection points (PRV): where the injured are brought together; counts by category."""

from dashboard.layers.colours import PEOPLE
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import (
    COMMENT,
    LIFE,
    NAME,
    TALKGROUP,
    TEAMS_NEEDED,
    count,
    open_and_close,
)
from dashboard.text import Text

ONE = Text(fr="PRV {name}", en="Collection point {name}")

LAYER = ObjectLayer(
    key="casualty_point",
    label=Text(fr="Points de rassemblement des victimes", en="Casualty collection points"),
    one=ONE,
    code="PRV",
    shape="circle",
    colour=PEOPLE,
    rank=75,
    counted=("absolute", "relative", "involved"),
    urgent_when_counted=True,
    statuses=LIFE,
    fields={
        "name": NAME,
        "absolute": count("UA", "Absolute urgency"),
        "relative": count("UR", "Relative urgency"),
        "involved": count("Impliqués", "Uninjured involved"),
        "deceased": count("Décédés", "Deceased"),
        "teams_needed": TEAMS_NEEDED,
        "lead": Field(label=Text(fr="Responsable", en="Lead")),
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE),
)
