"""Incidents: what was reported, where, how serious, confirmed or not."""

from dashboard.layers.colours import FIRE
from dashboard.layers.layer import ObjectLayer, Status, Verb
from dashboard.layers.life import (
    ADDRESS,
    COMMENT,
    CONFIRMED,
    DENIED,
    NAME,
    OVER,
    SOURCE,
    UNCONFIRMED,
    choice,
    confirm_and_deny,
    count,
)
from dashboard.text import Text

ONE = Text(fr="Incident « {name} »", en="Incident “{name}”")

LAYER = ObjectLayer(
    key="incident",
    label=Text(fr="Incidents", en="Incidents"),
    one=ONE,
    code="INC",
    shape="diamond",
    colour=FIRE,
    geometry="any",
    rank=95,
    counted=("absolute", "relative", "involved"),
    statuses={
        "unconfirmed": UNCONFIRMED,
        "confirmed": CONFIRMED,
        "controlled": Status(label=Text(fr="Maîtrisé", en="Under control"), badge="M"),
        "closed": OVER,
        "denied": DENIED,
    },
    fields={
        "name": NAME,
        "category": choice(
            "Nature",
            "Type",
            fire=Text(fr="Incendie", en="Fire"),
            explosion=Text(fr="Explosion", en="Explosion"),
            chemical=Text(fr="Chimique", en="Chemical"),
            crush=Text(fr="Mouvement de foule", en="Crowd crush"),
            clashes=Text(fr="Affrontements", en="Clashes"),
            road=Text(fr="Accident de la circulation", en="Road accident"),
            medical=Text(fr="Urgence médicale", en="Medical emergency"),
            suspicious=Text(fr="Objet suspect", en="Suspicious item"),
            other=Text(fr="Autre", en="Other"),
        ),
        "gravity": choice(
            "Gravité",
            "Gravity",
            minor=Text(fr="Limitée", en="Minor"),
            serious=Text(fr="Sérieuse", en="Serious"),
            major=Text(fr="Majeure", en="Major"),
        ),
        "absolute": count("UA", "Absolute urgency"),
        "relative": count("UR", "Relative urgency"),
        "involved": count("Impliqués", "Uninjured involved"),
        "deceased": count("Décédés", "Deceased"),
        "firefighters": count("Sapeurs-pompiers engagés", "Firefighters committed"),
        "address": ADDRESS,
        "source": SOURCE,
        "comment": COMMENT,
    },
    verbs={
        **confirm_and_deny(
            ONE,
            over=("unconfirmed", "confirmed", "controlled"),
            again=("controlled", "closed"),
        ),
        "control": Verb(
            label=Text(fr="Maîtriser", en="Bring under control"),
            before=("unconfirmed", "confirmed"),
            after="controlled",
            log=Text(fr="Incident « {name} » : maîtrisé", en="Incident “{name}”: under control"),
        ),
    },
)
