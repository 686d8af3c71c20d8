"""Notes drawn on the map by hand: an arrow, a circle around something, and what is meant by it."""

from dashboard.layers.colours import UNSAID
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.text import Text

LAYER = ObjectLayer(
    key="annotation",
    label=Text(fr="Annotations", en="Map notes"),
    one=Text(fr="Annotation « {name} »", en="Map note “{name}”"),
    code="NOTE",
    shape="rectangle",
    colour=UNSAID,
    geometry="any",
    rank=8,
    statuses={
        "active": Status(label=Text(fr="Affichée", en="Shown")),
        "closed": Status(label=Text(fr="Périmée", en="Out of date"), hatched=True),
    },
    fields={"name": Field(label=Text(fr="Texte", en="Text"), required=True)},
    verbs={
        "lift": Verb(
            label=Text(fr="Périmer", en="Mark as out of date"),
            before=("active",),
            after="closed",
            log=Text(fr="Annotation « {name} » : périmée", en="Map note “{name}”: out of date"),
        ),
    },
)
