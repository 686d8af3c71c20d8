"""Gatherings: crowds, declared or not, with every estimate and who gives it."""

from dashboard.layers.colours import PEOPLE
from dashboard.layers.layer import ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, CONTACT, NAME, TEAMS_NEEDED, choice, count, flag
from dashboard.layers.sizing import SIZING
from dashboard.text import Text

LAYER = ObjectLayer(
    key="gathering",
    label=Text(fr="Rassemblements", en="Gatherings"),
    one=Text(fr="Rassemblement « {name} »", en="Gathering “{name}”"),
    code="RASS",
    shape="hexagon",
    colour=PEOPLE,
    geometry="any",
    rank=65,
    counted=("crowd",),
    statuses={
        "planned": Status(label=Text(fr="Annoncé", en="Announced"), dashed=True),
        "active": Status(label=Text(fr="En cours", en="Under way")),
        "closed": Status(label=Text(fr="Dispersé", en="Dispersed"), hatched=True),
        "cancelled": Status(label=Text(fr="Annulé", en="Cancelled"), hatched=True, badge="×"),
    },
    fields={
        "name": NAME,
        "declared": flag("Déclaré en préfecture", "Declared to the prefecture"),
        "expected": count("Effectif prévu", "Expected crowd"),
        "declared_crowd": count("Effectif déclaré", "Declared crowd"),
        "crowd": count("Effectif estimé", "Estimated crowd"),
        "mood": choice(
            "Climat",
            "Mood",
            calm=Text(fr="Calme", en="Calm"),
            tense=Text(fr="Tendu", en="Tense"),
            clashes=Text(fr="Affrontements", en="Clashes"),
        ),
        "cover": choice(
            "Dispositif prévisionnel de secours",
            "Planned first-aid cover",
            none=Text(fr="Aucun", en="None"),
            paps=Text(fr="PAPS", en="Alert post (PAPS)"),
            small=Text(fr="DPS-PE", en="Small (DPS-PE)"),
            medium=Text(fr="DPS-ME", en="Medium (DPS-ME)"),
            large=Text(fr="DPS-GE", en="Large (DPS-GE)"),
        ),
        "teams_needed": TEAMS_NEEDED,
        "contact": CONTACT,
        "comment": COMMENT,
        **SIZING,
    },
    verbs={
        "begin": Verb(
            label=Text(fr="Signaler le début", en="Report the start"),
            before=("planned", "closed", "cancelled"),
            after="active",
            log=Text(fr="Rassemblement « {name} » commencé", en="Gathering “{name}” has begun"),
        ),
        "disperse": Verb(
            label=Text(fr="Signaler la dispersion", en="Report the dispersal"),
            before=("active",),
            after="closed",
            log=Text(fr="Rassemblement « {name} » dispersé", en="Gathering “{name}” dispersed"),
        ),
        "cancel": Verb(
            label=Text(fr="Annuler", en="Cancel"),
            before=("planned",),
            after="cancelled",
            log=Text(fr="Rassemblement « {name} » annulé", en="Gathering “{name}” cancelled"),
        ),
    },
)
