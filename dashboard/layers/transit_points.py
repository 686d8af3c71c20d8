"""Transit points (PT): where arriving vehicles report and are told where to go."""

from dashboard.layers.colours import COMMAND
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import COMMENT, LIFE, NAME, ORGANISATION, TALKGROUP, open_and_close
from dashboard.text import Text

ONE = Text(fr="Point de transit {name}", en="Transit point {name}")

LAYER = ObjectLayer(
    key="transit_point",
    label=Text(fr="Points de transit", en="Transit points"),
    one=ONE,
    code="PT",
    shape="circle",
    colour=COMMAND,
    rank=45,
    statuses=LIFE,
    fields={
        "name": NAME,
        "role": Field(label=Text(fr="Rôle", en="Role")),
        "organisation": ORGANISATION,
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE),
)
