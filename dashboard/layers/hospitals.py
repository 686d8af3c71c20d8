"""Hospitals: what they can take in, what they declare left, and whether they are mobilised."""

from dashboard.layers.colours import PEOPLE
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.layers.life import ADDRESS, COMMENT, CONTACT, NAME, count, flag
from dashboard.text import Text

LAYER = ObjectLayer(
    key="hospital",
    label=Text(fr="Établissements de santé", en="Hospitals"),
    one=Text(fr="{name}", en="{name}"),
    code="HOP",
    shape="cross",
    colour=PEOPLE,
    rank=70,
    statuses={
        "active": Status(label=Text(fr="En service", en="In service")),
        "mobilised": Status(
            label=Text(fr="Mobilisation interne", en="Mobilised internally"), badge="MI"
        ),
        "white_plan": Status(
            label=Text(fr="Plan blanc", en="Emergency plan (plan blanc)"), badge="PB"
        ),
        "closed": Status(label=Text(fr="Accueil fermé", en="Closed to intake"), hatched=True),
    },
    fields={
        "name": NAME,
        "finess": Field(label=Text(fr="N° FINESS", en="FINESS number")),
        "emergency": flag("Service d'urgences (SAU)", "Emergency department"),
        "trauma": flag("Traumatisés graves", "Major trauma"),
        "paediatric": flag("Pédiatrie", "Paediatrics"),
        "burns": flag("Brûlés", "Burns"),
        "cbrn": flag("Accueil NRBC", "CBRN intake"),
        "helipad": flag("Hélistation", "Helipad"),
        "capacity_absolute": count("Capacité d'accueil UA", "Intake capacity, absolute"),
        "capacity_relative": count("Capacité d'accueil UR", "Intake capacity, relative"),
        "remaining_absolute": count("Places UA restantes", "Places left, absolute"),
        "remaining_relative": count("Places UR restantes", "Places left, relative"),
        "received": count("Reçus pour l'événement", "Received for the event"),
        "address": ADDRESS,
        "contact": CONTACT,
        "comment": COMMENT,
    },
    verbs={
        "mobilise": Verb(
            label=Text(fr="Mobiliser en interne", en="Mobilise internally"),
            before=("active", "white_plan"),
            after="mobilised",
            log=Text(fr="{name} : mobilisation interne", en="{name}: mobilised internally"),
        ),
        "trigger_white_plan": Verb(
            label=Text(fr="Déclencher le plan blanc", en="Trigger the plan blanc"),
            before=("active", "mobilised"),
            after="white_plan",
            log=Text(fr="{name} : plan blanc déclenché", en="{name}: plan blanc triggered"),
        ),
        "stand_down": Verb(
            label=Text(fr="Revenir au fonctionnement courant", en="Stand down"),
            before=("mobilised", "white_plan", "closed"),
            after="active",
            log=Text(
                fr="{name} : retour au fonctionnement courant", en="{name}: back to normal service"
            ),
        ),
        "close": Verb(
            label=Text(fr="Fermer l'accueil", en="Close intake"),
            before=("active", "mobilised", "white_plan"),
            after="closed",
            log=Text(fr="{name} : accueil fermé", en="{name}: closed to intake"),
        ),
    },
)
