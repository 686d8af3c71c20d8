"""Reference layers: what somebody else drew, to be looked at under our own objects.

One stands for a whole file, or for a map service; its place is the box around it.
"""

from dashboard.layers.colours import UNSAID
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, NAME
from dashboard.text import Text

CREDIT = Field(label=Text(fr="Crédit", en="Credit"))
DIGEST = Field(label=Text(fr="Empreinte du fichier", en="Digest of the file"))
SHOWN: dict[str, Status] = {
    "active": Status(label=Text(fr="Affichée", en="Shown")),
    "closed": Status(label=Text(fr="Retirée", en="Taken away"), hatched=True),
}


def show_and_remove(one: Text, *, feminine: bool = True) -> dict[str, Verb]:
    """Return the verbs of what is laid under the map, for what a sentence calls ``one``."""
    e = "e" if feminine else ""
    return {
        "remove": Verb(
            label=Text(fr="Retirer", en="Take away"),
            before=("active",),
            after="closed",
            log=Text(fr=f"{one.fr} retiré{e}", en=f"{one.en} taken away"),
        ),
        "show": Verb(
            label=Text(fr="Afficher", en="Show"),
            before=("closed",),
            after="active",
            log=Text(fr=f"{one.fr} affiché{e}", en=f"{one.en} shown"),
        ),
    }


ONE = Text(fr="Couche de référence « {name} »", en="Reference layer “{name}”")

LAYER = ObjectLayer(
    key="reference",
    label=Text(fr="Couches de référence", en="Reference layers"),
    one=ONE,
    code="REF",
    shape="square",
    colour=UNSAID,
    geometry="polygon",
    rank=4,
    statuses=SHOWN,
    fields={
        "name": NAME,
        "credit": CREDIT,
        "format": Field(label=Text(fr="Format", en="Format")),
        "crs": Field(label=Text(fr="Projection", en="Projection")),
        "layer": Field(label=Text(fr="Couche du fichier", en="Layer of the file")),
        "address": Field(label=Text(fr="Adresse du service", en="Address of the service")),
        "colour": Field(label=Text(fr="Couleur", en="Colour")),
        "sha256": DIGEST,
        "comment": COMMENT,
    },
    verbs=show_and_remove(ONE),
)
