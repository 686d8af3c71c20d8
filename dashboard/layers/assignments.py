"""Assignments: which team is to be where, from when to when, and what for.

A team scheduled at three places over a day has three of them. Each is an object of its own, so it
is planned, put off, taken up and ended as everything else is, and drawn dashed at its place while
its window lasts; the team stays where it really is.
"""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, NAME, PLANNED_F, choice
from dashboard.text import Text

LAYER = ObjectLayer(
    key="assignment",
    label=Text(fr="Affectations", en="Assignments"),
    one=Text(fr="Affectation « {name} »", en="Assignment “{name}”"),
    code="AFF",
    shape="square",
    colour=MEANS,
    rank=35,
    statuses={
        "planned": PLANNED_F,
        "active": Status(label=Text(fr="Poste pris", en="Taken up")),
        "closed": Status(label=Text(fr="Terminée", en="Ended"), hatched=True),
    },
    fields={
        "name": NAME,
        "team": Field(label=Text(fr="Équipe", en="Team"), type="object", required=True),
        "place": Field(label=Text(fr="Lieu", en="Place"), type="object"),
        "use": choice(
            "Emploi",
            "Use",
            post=Text(fr="Tenue d'un poste", en="Holding a post"),
            handover=Text(fr="Relève, passage de consignes", en="Hand-over"),
            patrol=Text(fr="Ronde, patrouille", en="Patrol"),
            standby=Text(fr="Attente, réserve", en="Stand-by"),
            **{"break": Text(fr="Pause", en="Break")},
        ),
        "task": Field(label=Text(fr="Tâche", en="Task")),
        "comment": COMMENT,
    },
    verbs={
        "take_up": Verb(
            label=Text(fr="Prendre le poste", en="Take up"),
            before=("planned",),
            after="active",
            log=Text(fr="{name} : poste pris", en="{name}: taken up"),
        ),
        "end": Verb(
            label=Text(fr="Terminer", en="End"),
            before=("active",),
            after="closed",
            log=Text(fr="{name} : affectation terminée", en="{name}: assignment ended"),
        ),
        "cancel": Verb(
            label=Text(fr="Annuler", en="Cancel"),
            before=("planned",),
            after="closed",
            log=Text(fr="{name} : affectation annulée", en="{name}: assignment cancelled"),
        ),
    },
)
