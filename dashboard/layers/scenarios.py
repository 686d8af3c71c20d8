"""Scenarios: the casualties one prepares for, when and where, and what the counts are worth.

Not what happened and not what will: a number to hold against the places there are. Its window says
over which hours they would come; how they come over them is in ``planning/capacity.py``.
"""

from dashboard.layers.colours import PEOPLE
from dashboard.layers.layer import ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, NAME, SOURCE, choice, count
from dashboard.text import Text

LAYER = ObjectLayer(
    key="scenario",
    label=Text(fr="Scénarios de victimes", en="Casualty scenarios"),
    one=Text(fr="Scénario « {name} »", en="Scenario “{name}”"),
    code="SCN",
    shape="diamond",
    colour=PEOPLE,
    rank=34,
    nature="given",
    statuses={
        "considered": Status(label=Text(fr="Envisagé", en="Considered"), dashed=True),
        "closed": Status(label=Text(fr="Écarté", en="Set aside"), hatched=True),
    },
    fields={
        "name": NAME,
        "absolute": count("UA", "Absolute urgency"),
        "relative": count("UR", "Relative urgency"),
        "involved": count("Impliqués", "Uninjured involved"),
        "basis": choice(
            "Ce que valent les nombres",
            "What the counts are worth",
            observed=Text(fr="Relevés lors d'un événement passé", en="Counted at a past event"),
            estimated=Text(fr="Estimés", en="Estimated"),
            invented=Text(fr="Inventés pour l'exercice", en="Invented for the exercise"),
        ),
        "source": SOURCE,
        "comment": COMMENT,
    },
    verbs={
        "set_aside": Verb(
            label=Text(fr="Écarter", en="Set aside"),
            before=("considered",),
            after="closed",
            log=Text(fr="Scénario « {name} » écarté", en="Scenario “{name}” set aside"),
        ),
        "consider": Verb(
            label=Text(fr="Envisager de nouveau", en="Consider again"),
            before=("closed",),
            after="considered",
            log=Text(
                fr="Scénario « {name} » de nouveau envisagé",
                en="Scenario “{name}” considered again",
            ),
        ),
    },
)
