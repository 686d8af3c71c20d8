"""Command posts and crisis cells: who decides, at which level, and where."""

from dashboard.layers.colours import COMMAND
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.layers.life import (
    COMMENT,
    CONTACT,
    NAME,
    ORGANISATION,
    PLANNED,
    TALKGROUP,
    choice,
    flag,
)
from dashboard.text import Text

LAYER = ObjectLayer(
    key="command_post",
    label=Text(fr="Postes de commandement", en="Command posts"),
    one=Text(fr="{name}", en="{name}"),
    code="PC",
    shape="flag",
    colour=COMMAND,
    rank=85,
    statuses={
        "planned": PLANNED,
        "active": Status(label=Text(fr="Activé", en="Active")),
        "closed": Status(label=Text(fr="Désactivé", en="Stood down"), hatched=True),
    },
    fields={
        "name": NAME,
        "level": choice(
            "Niveau",
            "Level",
            forward=Text(fr="PC de site (avancé)", en="Forward command post"),
            operational=Text(fr="PC opérationnel (PCO)", en="Operational command post (PCO)"),
            medical=Text(fr="PC santé (PC SSM)", en="Medical command post"),
            dispatch=Text(fr="Salle de régulation (CRRA)", en="Dispatch room"),
            crisis_cell=Text(fr="Cellule de crise", en="Crisis cell"),
            department=Text(
                fr="Centre opérationnel départemental (COD)",
                en="Departmental operations centre (COD)",
            ),
            region=Text(fr="Cellule régionale (ARS, CRAPS)", en="Regional cell (ARS)"),
        ),
        "joint": flag("Interservices", "Joint"),
        "organisation": ORGANISATION,
        "activated_at": Field(
            label=Text(fr="Heure d'activation", en="Activation time"), type="time"
        ),
        "lead": Field(label=Text(fr="Responsable", en="Lead")),
        "contact": CONTACT,
        "talkgroup": TALKGROUP,
        "comment": COMMENT,
    },
    verbs={
        "open": Verb(
            label=Text(fr="Activer", en="Activate"),
            before=("planned", "closed"),
            after="active",
            log=Text(fr="{name} : activation", en="{name}: activated"),
        ),
        "close": Verb(
            label=Text(fr="Désactiver", en="Stand down"),
            before=("active",),
            after="closed",
            log=Text(fr="{name} : désactivation", en="{name}: stood down"),
        ),
        "cancel": Verb(
            label=Text(fr="Annuler", en="Cancel"),
            before=("planned",),
            after="closed",
            log=Text(fr="{name} : activation annulée", en="{name}: activation cancelled"),
        ),
    },
)
