"""What the reader may do in an operation, as the page's script reads it; and who could do more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dashboard.access.actor import ROLE_NAMES, Actor
from dashboard.access.policy import (
    LEVEL_NAMES,
    PHASE_NAMES,
    RULES,
    Action,
    NotAllowedError,
    Standing,
    check,
)
from dashboard.operations import Reading
from dashboard.text import Locale, Text

CLOSED = Text(
    fr="Opération close : seules des notes peuvent être écrites. Un coordinateur peut la rouvrir, "
    "avec un motif.",
    en="Operation closed: only notes can be written. A coordinator can reopen it, with a reason.",
)
ARCHIVED = Text(
    fr="Opération archivée : elle peut être lue, plus rien n'y est écrit. Un coordinateur peut la "
    "rouvrir, avec un motif.",
    en="Operation archived: it can be read, nothing is written in it any more. A coordinator can "
    "reopen it, with a reason.",
)


def rights(reading: Reading, at: datetime, locale: Locale) -> dict[str, Any]:
    """Return who the reader is to an operation, what they may do at ``at``, and why not more."""
    actor, standing = reading.actor, reading.standing
    refusals = {action: _refusal(actor, action, standing, locale) for action in RULES}
    over = {"closed": CLOSED, "archived": ARCHIVED}.get(standing.phase)
    return {
        "name": actor.name,
        "organisation": actor.organisation,
        "role": ROLE_NAMES[actor.role].say(locale),
        "owner": reading.charter.owner,
        "level": standing.level,
        "phase": standing.phase,
        "over": over.say(locale) if over else None,
        "may": {action: said is None for action, said in refusals.items()},
        "refusals": {action: said for action, said in refusals.items() if said is not None},
        "organisations": [reading.charter.owner, *sorted(reading.charter.grants(at))],
        "levels": said(LEVEL_NAMES, locale),
        "phases": said(PHASE_NAMES, locale),
    }


def said(texts: Mapping[Any, Text], locale: Locale) -> dict[str, str]:
    """Return a short list in the reader's language."""
    return {key: text.say(locale) for key, text in texts.items()}


def _refusal(actor: Actor, action: Action, standing: Standing, locale: Locale) -> str | None:
    try:
        check(actor, action, standing)
    except NotAllowedError as refused:
        return refused.say(locale)
    return None
