"""What a draft must be, looked at by itself: something is said, and all of it can be kept."""

import re
from datetime import UTC, datetime

from dashboard.geo import check_geometry
from dashboard.journal import (
    Draft,
    Fact,
    Geometry,
    Granted,
    Moved,
    Noted,
    Opened,
    Placed,
    Revoked,
    Struck,
)
from dashboard.journal.codec import canonical, encode
from dashboard.operations.refusals import NotRecordableError
from dashboard.text import Text

LONGEST_TEXT = 4_000
LONGEST_NAME = 200
DEEPEST = 20
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
NULL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A null character as JSON spells it; PostgreSQL cannot keep one."""


def check_draft(draft: Draft) -> None:
    """Refuse a draft that says nothing, says too much, or cannot be kept as it is."""
    check_not_opening(draft.fact)
    check_said(draft)
    check_texts(draft)
    check_hour(draft.occurred_at)
    check_keepable(draft)
    geometry = geometry_of(draft.fact)
    if geometry is not None:
        check_geometry(geometry)


def check_not_opening(fact: Fact) -> None:
    """Refuse to open an operation in the middle of its journal."""
    if isinstance(fact, Opened):
        raise NotRecordableError(
            Text(
                fr="Une opération s'ouvre une seule fois, par « ouvrir une opération ».",
                en="An operation is opened once, by “open an operation”.",
            )
        )


def check_said(draft: Draft) -> None:
    """Refuse a note without words, and what needs a reason without one."""
    if isinstance(draft.fact, Noted) and not draft.text.strip():
        raise NotRecordableError(
            Text(
                fr="L'entrée est vide : écrire ce qui a été dit ou décidé.",
                en="The entry is empty: write what was said or decided.",
            )
        )
    if isinstance(draft.fact, Struck) and not draft.fact.reason.strip():
        raise NotRecordableError(
            Text(
                fr="Une entrée se biffe avec un motif : écrire pourquoi.",
                en="An entry is struck out with a reason: write why.",
            )
        )
    if isinstance(draft.fact, Granted | Revoked) and not draft.fact.reason.strip():
        raise NotRecordableError(
            Text(
                fr="Un accès se donne et se retire avec un motif : écrire pourquoi.",
                en="Access is given and taken back with a reason: write why.",
            )
        )


def check_texts(draft: Draft) -> None:
    """Refuse what is longer than a log can show."""
    reason = getattr(draft.fact, "reason", "")
    for text in (draft.text, reason):
        if len(text) > LONGEST_TEXT:
            raise NotRecordableError(
                Text(
                    fr="Le texte a {count} caractères ; une entrée en garde {most} au plus. "
                    "La couper en deux.",
                    en="The text has {count} characters; an entry keeps {most} at most. "
                    "Cut it in two.",
                ),
                count=len(text),
                most=LONGEST_TEXT,
            )
    granted = draft.fact.organisation if isinstance(draft.fact, Granted | Revoked) else ""
    names = (draft.author, draft.organisation, draft.origin, draft.recipient, granted)
    for name in names:
        if len(name) > LONGEST_NAME:
            raise NotRecordableError(
                Text(
                    fr="« {name}… » est trop long pour un nom ({most} caractères au plus).",
                    en="“{name}…” is too long for a name ({most} characters at most).",
                ),
                name=name[:40],
                most=LONGEST_NAME,
            )
    if not draft.author.strip() or not draft.organisation.strip():
        raise NotRecordableError(
            Text(
                fr="Une entrée a un auteur et un organisme.",
                en="An entry has an author and an organisation.",
            )
        )


def check_hour(occurred_at: datetime) -> None:
    """Refuse a year nobody who reads this log can have meant."""
    if not EARLIEST <= occurred_at < LATEST:
        raise NotRecordableError(
            Text(
                fr="L'année {year} ne peut pas être celle des faits.",
                en="The year {year} cannot be when it happened.",
            ),
            year=occurred_at.year,
        )


def check_keepable(draft: Draft) -> None:
    """Refuse what cannot be kept and read again everywhere, word for word."""
    if not is_keepable(draft):
        raise NotRecordableError(
            Text(
                fr="Une valeur ne peut pas être conservée : nombre infini ou indéfini, caractère "
                "illisible, ou listes imbriquées sans fin.",
                en="A value cannot be kept: an infinite or undefined number, an unreadable "
                "character, or lists nested without end.",
            )
        )


def is_keepable(draft: Draft) -> bool:
    """Return whether every reader can have a draft back: no NaN, no half characters, no abyss."""
    try:
        content = encode(draft)
        text = canonical(content)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return NULL.search(text) is None and _is_shallow(content)


def geometry_of(fact: Fact) -> Geometry | None:
    """Return the place a fact names, if it names one."""
    match fact:
        case Placed() | Moved():
            return fact.geometry
        case Noted():
            return fact.place
        case _:
            return None


def _is_shallow(value: object, room: int = DEEPEST) -> bool:
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return True
    return room > 0 and all(_is_shallow(inner, room - 1) for inner in value)
