"""What may be done: one table of rules, read top to bottom. A refusal says which role could.

A person may do what their role allows, in an operation whose access their organisation has, in a
phase in which it is done at all. The organisation that opened an operation has all of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.access.actor import ROLE_NAMES, ROLES, Actor, Role
from dashboard.journal import (
    Acknowledged,
    Attached,
    Draft,
    Fact,
    Granted,
    Level,
    Noted,
    Phase,
    Phased,
    Placed,
    Planned,
    Reserved,
    RetentionSet,
    Revoked,
    Struck,
    Tracked,
    Watched,
)
from dashboard.text import RefusedError, Text

Action = Literal[
    "read", "acknowledge", "note", "draw", "attach", "strike", "reserve", "plan", "track", "share",
    "watch", "retain", "erase", "close", "reopen", "see_as", "remark", "open", "vary", "administer",
]  # fmt: skip

LEVELS: tuple[Level, ...] = ("read", "contribute", "coordinate")
ALL: Collection[Phase] = ("planned", "active", "closed", "archived")
KEPT: Collection[Phase] = ("planned", "active", "closed")
AT_WORK: Collection[Phase] = ("planned", "active")
OVER: Collection[Phase] = ("closed", "archived")


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do it: the least role, the least access of the organisation, and in which phases."""

    doing: Text
    role: Role
    level: Level = "read"
    phases: Collection[Phase] = ALL


RULES: Mapping[Action, Rule] = {
    "read": Rule(Text(fr="Lire", en="Reading"), "reader"),
    "acknowledge": Rule(Text(fr="Accuser lecture", en="Acknowledging"), "reader", "read", KEPT),
    "note": Rule(
        Text(fr="Écrire une note", en="Writing a note"), "contributor", "contribute", KEPT
    ),
    "draw": Rule(
        Text(fr="Agir sur la carte", en="Acting on the map"), "contributor", "contribute", AT_WORK
    ),
    "attach": Rule(
        Text(fr="Joindre un document", en="Attaching a document"),
        "contributor",
        "contribute",
        AT_WORK,
    ),
    "strike": Rule(
        Text(fr="Biffer ou rectifier", en="Striking or correcting"),
        "contributor",
        "contribute",
        AT_WORK,
    ),
    "reserve": Rule(
        Text(fr="Réserver à certains organismes", en="Keeping for some organisations"),
        "contributor",
        "contribute",
        KEPT,
    ),
    "plan": Rule(Text(fr="Planifier", en="Planning"), "coordinator", "coordinate", AT_WORK),
    "track": Rule(
        Text(fr="Confier une balise à une équipe", en="Giving a tracker to a team"),
        "coordinator",
        "contribute",
        KEPT,
    ),
    "watch": Rule(
        Text(fr="Régler les alarmes", en="Setting alarms"), "coordinator", "contribute", AT_WORK
    ),
    "retain": Rule(
        Text(fr="Régler la conservation des traces", en="Setting how long tracks are kept"),
        "coordinator",
        "coordinate",
        KEPT,
    ),
    "erase": Rule(Text(fr="Effacer une trace", en="Erasing a track"), "administrator"),
    "share": Rule(Text(fr="Partager", en="Sharing"), "coordinator", "coordinate", KEPT),
    "close": Rule(Text(fr="Clore", en="Closing"), "coordinator", "coordinate", AT_WORK),
    "reopen": Rule(
        Text(fr="Rouvrir ou archiver", en="Reopening or archiving"),
        "coordinator",
        "coordinate",
        OVER,
    ),
    "see_as": Rule(
        Text(fr="Voir comme un autre organisme", en="Seeing as another organisation"),
        "coordinator",
        "coordinate",
    ),
    "remark": Rule(Text(fr="Annoter le film", en="Writing remarks on the film"), "contributor"),
    "open": Rule(Text(fr="Ouvrir une opération", en="Opening an operation"), "coordinator"),
    "vary": Rule(
        Text(fr="Faire une variante du plan", en="Making a variant of the plan"),
        "coordinator",
        "coordinate",
    ),
    "administer": Rule(Text(fr="Administrer", en="Administering"), "administrator"),
}

PHASE_NAMES: Mapping[Phase, Text] = {
    "planned": Text(fr="prévue", en="planned"),
    "active": Text(fr="active", en="active"),
    "closed": Text(fr="close", en="closed"),
    "archived": Text(fr="archivée", en="archived"),
}
LEVEL_NAMES: Mapping[Level, Text] = {
    "read": Text(fr="lire", en="read"),
    "contribute": Text(fr="contribuer", en="contribute"),
    "coordinate": Text(fr="coordonner", en="coordinate"),
}


BY_FACT: Mapping[type[Fact], Action] = {
    Noted: "note",
    Struck: "strike",
    Planned: "plan",
    Tracked: "track",
    Watched: "watch",
    RetentionSet: "retain",
    Granted: "share",
    Revoked: "share",
    Reserved: "reserve",
    Attached: "attach",
    Acknowledged: "acknowledge",
}
"""What recording a fact is; any other acts on the map."""


class NotAllowedError(RefusedError):
    """The person may not do this; says who could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an organisation stands to an operation at an instant."""

    level: Level
    phase: Phase


def may(actor: Actor, action: Action, standing: Standing | None = None) -> bool:
    """Return whether ``actor`` may do ``action``.

    Args:
        actor: Who.
        action: What.
        standing: To the operation it is done in; None for what is done in none.
    """
    rule = RULES[action]
    if ROLES.index(actor.role) < ROLES.index(rule.role):
        return False
    if standing is None:
        return True
    enough = LEVELS.index(standing.level) >= LEVELS.index(rule.level)
    return enough and standing.phase in rule.phases


def check(actor: Actor, action: Action, standing: Standing | None = None) -> None:
    """Refuse what ``actor`` may not do.

    Raises:
        NotAllowedError: Says which role, which access or which phase it takes.
    """
    if may(actor, action, standing):
        return
    rule = RULES[action]
    needs = ROLE_NAMES[rule.role]
    if ROLES.index(actor.role) < ROLES.index(rule.role):
        has = ROLE_NAMES[actor.role]
        raise NotAllowedError(
            Text(
                fr="{doing_fr} demande au moins le rôle « {needs_fr} » ; vous êtes {has_fr}.",
                en="{doing_en} takes at least the role “{needs_en}”; you are a {has_en}.",
            ),
            doing_fr=rule.doing.fr,
            doing_en=rule.doing.en,
            needs_fr=needs.fr,
            needs_en=needs.en,
            has_fr=has.fr,
            has_en=has.en,
        )
    if standing is not None and standing.phase not in rule.phases:
        raise NotAllowedError(
            Text(
                fr="{doing_fr} n'est pas possible : l'opération est {phase_fr}. Un coordinateur "
                "peut la rouvrir, avec un motif.",
                en="{doing_en} is not possible: the operation is {phase_en}. A coordinator can "
                "reopen it, with a reason.",
            )
            if standing.phase in OVER
            else Text(
                fr="{doing_fr} n'est pas possible : l'opération est {phase_fr}.",
                en="{doing_en} is not possible: the operation is {phase_en}.",
            ),
            doing_fr=rule.doing.fr,
            doing_en=rule.doing.en,
            phase_fr=PHASE_NAMES[standing.phase].fr,
            phase_en=PHASE_NAMES[standing.phase].en,
        )
    level = LEVEL_NAMES[rule.level]
    raise NotAllowedError(
        Text(
            fr="{doing_fr} demande que l'opération soit partagée avec votre organisme au niveau "
            "« {level_fr} » ; un coordinateur de l'opération peut le donner.",
            en="{doing_en} takes an operation shared with your organisation at the level "
            "“{level_en}”; a coordinator of the operation can grant it.",
        ),
        doing_fr=rule.doing.fr,
        doing_en=rule.doing.en,
        level_fr=level.fr,
        level_en=level.en,
    )


def actions_of(draft: Draft, phase: Phase) -> list[Action]:
    """Return all that recording ``draft`` is, in an operation that is in ``phase``."""
    action = BY_FACT.get(type(draft.fact), "draw")
    if isinstance(draft.fact, Placed) and draft.fact.status == "planned":
        action = "plan"
    if isinstance(draft.fact, Phased):
        action = _turn(phase, draft.fact.phase)
    return [action] if draft.corrects is None else [action, "strike"]


def _turn(phase: Phase, wanted: Phase) -> Action:
    """Return what it is to bring an operation from ``phase`` to ``wanted``."""
    if phase in OVER:
        return "reopen"
    return "close" if wanted in OVER else "plan"
