"""Stages: the build-up, the event, the dismantling. They have a window and no place.

They are not drawn: the map is asked for one of them. What is planned then is shown as a whole,
whatever the instant, and what is planned for another stage is left out.
"""

from dashboard.layers.colours import COMMAND
from dashboard.layers.layer import ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, NAME, PLANNED_F, choice
from dashboard.text import Text

ONE = Text(fr="Étape « {name} »", en="Stage “{name}”")

LAYER = ObjectLayer(
    key="stage",
    label=Text(fr="Étapes", en="Stages"),
    one=ONE,
    code="ETP",
    shape="flag",
    colour=COMMAND,
    rank=2,
    nature="given",
    statuses={
        "planned": PLANNED_F,
        "active": Status(label=Text(fr="Commencée", en="Begun")),
        "closed": Status(label=Text(fr="Achevée", en="Finished"), hatched=True),
    },
    fields={
        "name": NAME,
        "part": choice(
            "Partie",
            "Part",
            build_up=Text(fr="Montage", en="Build-up"),
            event=Text(fr="Événement", en="Event"),
            dismantling=Text(fr="Démontage", en="Dismantling"),
            other=Text(fr="Autre", en="Other"),
        ),
        "comment": COMMENT,
    },
    verbs={
        "begin": Verb(
            label=Text(fr="Commencer", en="Begin"),
            before=("planned",),
            after="active",
            log=Text(fr=f"{ONE.fr} commencée", en=f"{ONE.en} begun"),
        ),
        "finish": Verb(
            label=Text(fr="Achever", en="Finish"),
            before=("active",),
            after="closed",
            log=Text(fr=f"{ONE.fr} achevée", en=f"{ONE.en} finished"),
        ),
        "cancel": Verb(
            label=Text(fr="Annuler", en="Cancel"),
            before=("planned",),
            after="closed",
            log=Text(fr=f"{ONE.fr} annulée", en=f"{ONE.en} cancelled"),
        ),
    },
)
