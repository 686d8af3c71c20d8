"""Teams and vehicles: their availability, and how far along their mission they are.

Statuses and vehicle types are those of the national nomenclature (GEO-POS ``engagedStatus``,
``typeVecteur``). A status is what was received: steps are skipped on the radio every day, so a
verb is possible from any earlier step. Radio keys differ between departments; none is written here.
"""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import Field, ObjectLayer, Status, Verb
from dashboard.layers.life import COMMENT, CONTACT, NAME, ORGANISATION, PLANNED_F, TALKGROUP, count
from dashboard.text import Text

READY = ("planned", "available", "unknown")
MISSION = (
    "alerted", "en_route", "on_scene", "transporting", "at_destination", "handed_over",
    "left_destination", "returning_available", "returning_unavailable", "at_base",
)  # fmt: skip
FREE = ("planned", "unknown", "unavailable", *MISSION[-3:])

AVAILABLE = ("available", "returning_available", "at_base")
"""The statuses in which a team can be sent."""

STATUS_KEYS = {
    "1": "available", "2": "alerted", "3": "en_route", "4": "on_scene", "5": "transporting",
    "6": "at_destination", "7": "handed_over", "8": "returning_available", "9": "at_base",
    "0": "unavailable",
}  # fmt: skip
"""The digit that stands for a status on a keyboard: a mission counted from 1. Ours, no radio's."""

ON_THE_MOVE_MIN, LONG_MIN = 45, 120
"""Minutes without news after which a team on a mission may be elsewhere; longer where it stays."""


def _on_mission(fr: str, en: str, badge: str, *, stale_after_min: int = ON_THE_MOVE_MIN) -> Status:
    return Status(label=Text(fr=fr, en=en), badge=badge, stale_after_min=stale_after_min)


STATUSES = {
    "planned": PLANNED_F,
    "available": Status(label=Text(fr="Disponible", en="Available"), badge="D"),
    "alerted": _on_mission("Alertée", "Alerted", "A"),
    "en_route": _on_mission("Partie", "En route", "P"),
    "on_scene": _on_mission("Sur les lieux", "On scene", "L", stale_after_min=LONG_MIN),
    "transporting": _on_mission("Transport", "Transporting", "T"),
    "at_destination": _on_mission("À l'hôpital", "At destination", "H", stale_after_min=LONG_MIN),
    "handed_over": _on_mission("Fin de prise en charge", "Handed over", "F"),
    "left_destination": _on_mission("Destination quittée", "Left destination", "Q"),
    "returning_available": _on_mission("Retour disponible", "Returning, available", "RD"),
    "returning_unavailable": _on_mission("Retour indisponible", "Returning, unavailable", "RI"),
    "at_base": Status(label=Text(fr="Rentrée", en="Back at base"), badge="B"),
    "unavailable": Status(label=Text(fr="Indisponible", en="Unavailable"), hatched=True, badge="I"),
    "unknown": Status(label=Text(fr="Inconnu", en="Unknown"), badge="?"),
}


def _told(status: str, before: tuple[str, ...]) -> Verb:
    """Return the verb for a status that was received: both are called the same."""
    label = STATUSES[status].label
    fr, en = (f"{word[0].lower()}{word[1:]}" for word in (label.fr, label.en))
    log = Text(fr=f"{{name}} : {fr}", en=f"{{name}}: {en}")
    return Verb(label=label, before=before, after=status, log=log)


def _step(status: str) -> Verb:
    """Return the verb that takes a mission on to ``status`` from any step before it."""
    return _told(status, (*READY, *MISSION[: MISSION.index(status)]))


LAYER = ObjectLayer(
    key="team",
    label=Text(fr="Équipes et vecteurs", en="Teams and vehicles"),
    one=Text(fr="{name}", en="{name}"),
    code="EQ",
    shape="rectangle",
    colour=MEANS,
    rank=90,
    nature="mobile",
    statuses=STATUSES,
    fields={
        "name": NAME,
        "vehicle": Field(
            label=Text(fr="Vecteur", en="Vehicle"),
            type="choice",
            choices={
                "SMUR.VLM": Text(fr="Véhicule léger médicalisé", en="Physician car"),
                "SMUR.AR": Text(fr="Ambulance de réanimation", en="Mobile intensive care unit"),
                "SMUR.AR-PED": Text(
                    fr="Ambulance de réanimation pédiatrique", en="Paediatric intensive care unit"
                ),
                "SMUR.HELISMUR": Text(fr="HéliSMUR", en="Medical helicopter"),
                "SMUR.PSM1": Text(fr="Lot PSM 1", en="Medical kit PSM 1"),
                "SMUR.PSM2": Text(fr="Lot PSM 2", en="Medical kit PSM 2"),
                "SMUR.PSM3": Text(fr="Lot PSM 3", en="Medical kit PSM 3"),
                "SMUR.PSMP": Text(fr="Lot PSM pédiatrique", en="Paediatric medical kit"),
                "SMUR.VPC": Text(fr="Véhicule PC du SAMU", en="SAMU command vehicle"),
                "SIS.VSAV": Text(fr="VSAV", en="Fire service ambulance"),
                "SIS.VLISP": Text(fr="Véhicule léger infirmier", en="Fire service nurse car"),
                "SIS.VLMSP": Text(fr="Véhicule léger médecin", en="Fire service physician car"),
                "SIS.VPMA": Text(fr="Véhicule PMA", en="Medical post vehicle"),
                "SIS.PCSIS": Text(fr="Véhicule PC des sapeurs-pompiers", en="Fire command vehicle"),
                "SIS.VLCG": Text(fr="Véhicule chef de groupe", en="Group leader's car"),
                "SIS.DRAGON": Text(fr="Hélicoptère Dragon", en="Civil security helicopter"),
                "AASC.VPSP": Text(fr="VPSP associatif", en="First-aid association ambulance"),
                "AASC.VLSC": Text(fr="Véhicule léger associatif", en="First-aid association car"),
                "TSU.AMB": Text(fr="Ambulance privée", en="Private ambulance"),
                "TSU.VSL": Text(fr="Véhicule sanitaire léger", en="Patient transport car"),
                "FSI": Text(fr="Forces de sécurité intérieure", en="Security forces"),
                "LIB": Text(fr="Professionnel libéral", en="Private practitioner"),
                "AUTREVEC": Text(fr="Autre", en="Other"),
            },
        ),
        "care": Field(
            label=Text(fr="Niveau de soins", en="Level of care"),
            type="choice",
            choices={
                "MED": Text(fr="Médicalisé", en="Physician"),
                "PARAMED": Text(fr="Paramédicalisé", en="Paramedical"),
                "SECOURS": Text(fr="Secouriste", en="First aid"),
                "SANS": Text(fr="Sans", en="None"),
            },
        ),
        "crew": count("Effectif", "Crew"),
        "organisation": ORGANISATION,
        "home": Field(label=Text(fr="Rattachement", en="Home base")),
        "mission": Field(label=Text(fr="Mission", en="Mission")),
        "destination": Field(label=Text(fr="Destination", en="Destination")),
        "talkgroup": TALKGROUP,
        "contact": CONTACT,
        "comment": COMMENT,
        "covers": Field(label=Text(fr="Compte pour", en="Counts for"), type="object", aside=True),
    },
    verbs={
        "make_available": _told("available", FREE),
        "alert": _told("alerted", (*READY, *MISSION[5:])),
        "depart": _step("en_route"),
        "arrive": _step("on_scene"),
        "transport": _step("transporting"),
        "reach_destination": _step("at_destination"),
        "hand_over": _step("handed_over"),
        "leave_destination": _step("left_destination"),
        "return_available": _step("returning_available"),
        "return_unavailable": _step("returning_unavailable"),
        "reach_base": _step("at_base"),
        "cancel": Verb(
            label=Text(fr="Annuler la mission", en="Cancel the mission"),
            before=("alerted", "en_route"),
            after="available",
            log=Text(
                fr="{name} : mission annulée avant l'arrivée sur les lieux",
                en="{name}: mission cancelled before arrival",
            ),
        ),
        "make_unavailable": _told("unavailable", (*READY, *MISSION)),
        "lose": Verb(
            label=Text(fr="Sans nouvelles", en="No news"),
            before=("available", "unavailable", *MISSION),
            after="unknown",
            log=Text(fr="{name} : sans nouvelles", en="{name}: no news"),
        ),
    },
)
