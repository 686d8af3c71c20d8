"""Sites: meeting places, venues, factories; the crowd expected there."""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import ObjectLayer, Status, Verb
from dashboard.layers.life import (
    ACCESS,
    ADDRESS,
    COMMENT,
    CONTACT,
    NAME,
    PLANNED,
    TEAMS_NEEDED,
    choice,
    count,
)
from dashboard.layers.sizing import SIZING
from dashboard.text import Text

LAYER = ObjectLayer(
    key="site",
    label=Text(fr="Sites", en="Sites"),
    one=Text(fr="{name}", en="{name}"),
    code="SITE",
    shape="square",
    colour=MEANS,
    geometry="any",
    rank=40,
    nature="given",
    statuses={
        "planned": PLANNED,
        "active": Status(label=Text(fr="Actif", en="Active")),
        "closed": Status(label=Text(fr="Fermé", en="Closed"), hatched=True),
    },
    fields={
        "name": NAME,
        "use": choice(
            "Nature",
            "Type",
            venue=Text(fr="Salle, stade", en="Venue"),
            meeting=Text(fr="Lieu de réunion", en="Meeting place"),
            residence=Text(fr="Résidence", en="Residence"),
            lodging=Text(fr="Hébergement", en="Lodging"),
            press=Text(fr="Presse", en="Press"),
            industry=Text(fr="Site industriel", en="Industrial site"),
            transport=Text(fr="Gare, aéroport", en="Station, airport"),
            public_building=Text(fr="Établissement public", en="Public building"),
        ),
        "capacity": count("Capacité", "Capacity"),
        "expected": count("Effectif prévu", "Expected crowd"),
        "present": count("Présents", "Present"),
        "teams_needed": TEAMS_NEEDED,
        "address": ADDRESS,
        "access": ACCESS,
        "contact": CONTACT,
        "comment": COMMENT,
        **SIZING,
    },
    verbs={
        "open": Verb(
            label=Text(fr="Ouvrir", en="Open"),
            before=("planned", "closed"),
            after="active",
            log=Text(fr="{name} : ouverture", en="{name}: opened"),
        ),
        "close": Verb(
            label=Text(fr="Fermer", en="Close"),
            before=("planned", "active"),
            after="closed",
            log=Text(fr="{name} : fermeture", en="{name}: closed"),
        ),
    },
)
