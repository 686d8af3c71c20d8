"""The people of the demonstration: four chairs to sit in, to see what each of them sees."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.access.actor import Actor
from dashboard.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """Somebody of the demonstration, and what is worth seeing from their chair."""

    key: str
    actor: Actor
    who: Text


CHAIRS: tuple[Chair, ...] = (
    Chair(
        key="regulator",
        actor=Actor(
            person=-1,
            name="Dr Claire M., médecin régulateur",
            organisation="SAMU 64A",
            role="administrator",
        ),
        who=Text(
            fr="SAMU 64A — médecin régulateur : conduit l'opération, partage, administre",
            en="SAMU 64A — dispatching doctor: runs the operation, shares it, administers",
        ),
    ),
    Chair(
        key="doctor",
        actor=Actor(
            person=-2,
            name="Dr Yann L., médecin du PMA",
            organisation="SAMU 64A",
            role="contributor",
        ),
        who=Text(
            fr="SAMU 64A — médecin du PMA, sur un réseau faible : main courante et carte",
            en="SAMU 64A — doctor of the medical post, over a poor link: log and map",
        ),
    ),
    Chair(
        key="officer",
        actor=Actor(
            person=-3,
            name="Nadia B., cadre de permanence",
            organisation="ARS Nouvelle-Aquitaine",
            role="reader",
        ),
        who=Text(
            fr="ARS Nouvelle-Aquitaine — cadre de permanence : lit ce qui lui est partagé",
            en="ARS Nouvelle-Aquitaine — duty officer: reads what is shared with her",
        ),
    ),
    Chair(
        key="reader",
        actor=Actor(
            person=-4,
            name="Paul D., poste de commandement du préfet",
            organisation="Préfecture des Pyrénées-Atlantiques",
            role="reader",
        ),
        who=Text(
            fr="Préfecture des Pyrénées-Atlantiques — lecteur",
            en="Prefecture of Pyrénées-Atlantiques — reader",
        ),
    ),
)
"""The first is the one a demonstration begins with."""

BY_KEY: Mapping[str, Chair] = {chair.key: chair for chair in CHAIRS}


def chair(key: str) -> Chair:
    """Return the chair of this key; the first where there is none."""
    return BY_KEY.get(key, CHAIRS[0])
