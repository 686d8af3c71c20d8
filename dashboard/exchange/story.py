"""A hand-written story of an exercise, sealed line by line as if it had been recorded here.

One JSON object a line, with the keys of ``journal.codec.encode``, ``recorded_at`` and, if the
writer likes, ``seq``. The demonstrations in ``data/demo`` are such stories.
"""

import hashlib
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from dashboard.clock import instant
from dashboard.exchange.journal_file import JournalFile
from dashboard.exchange.lines import Said, UnreadableFileError
from dashboard.geo import check_geometry
from dashboard.journal import NOTHING, Draft, Entry, Foreign, Head, Opened, seal, stands
from dashboard.journal.admission import check_target
from dashboard.journal.codec import BY_NAME, decode
from dashboard.operations.checks import geometry_of, is_keepable
from dashboard.text import RefusedError, Text

TEXTS = ("author", "organisation", "text", "category", "priority", "reliability", "means",
         "origin", "recipient")  # fmt: skip


class NotAdoptableError(RefusedError):
    """A journal that holds, and still cannot become one of ours. Nothing of it was written."""


def seal_story(file: JournalFile) -> list[Entry]:
    """Seal a hand-written story, each line at its own ``recorded_at``.

    Its nonces are made from operation and number: the same story has the same head everywhere, and
    a story is public, so there is nothing to guess.

    Raises:
        UnreadableFileError: A line is not one of a story.
        NotAdoptableError: It is no exercise: what really happened is recorded, never written up.
        FallenTargetError: A line strikes or corrects what is not there.
    """
    operation = file.header.operation
    entries: list[Entry] = []
    naming: dict[int, list[int]] = {}
    for seq, said in enumerate(file.story, start=1):
        line = seq + 1
        draft, recorded_at = _told(line, seq, said)
        if seq == 1:
            _check_exercise(draft)
        elif isinstance(draft.fact, Opened):
            raise UnreadableFileError(line, Text(fr="une seule ouverture", en="one opening only"))
        if draft.target is not None:
            named = entries[draft.target - 1] if 0 < draft.target < seq else None
            check_target(
                seq, draft, named, counts=stands(draft.target, lambda n: naming.get(n, ()))
            )
            naming.setdefault(draft.target, []).append(seq)
        entries.append(
            seal(
                draft,
                operation=operation,
                after=head_of(entries),
                recorded_at=recorded_at,
                nonce=hashlib.sha256(f"{operation}/{seq}".encode()).digest()[:16],
            )
        )
    return entries


def head_of(entries: list[Entry]) -> Head:
    """Return how far ``entries`` go."""
    return Head(seq=entries[-1].seq, seal=entries[-1].seal) if entries else NOTHING


def check_types(draft: Draft) -> None:
    """Check that an entry says with texts what is said with texts, and can be read everywhere.

    Raises:
        TypeError, ValueError: It does not.
    """
    said: list[tuple[Any, Any]] = [(getattr(draft, name), str) for name in TEXTS]
    said += [(draft.approximate, bool), (draft.corrects, int | None)]
    if isinstance(draft.fact, Foreign):
        said += [(draft.fact.name, str), (draft.fact.body, dict)]
    for value, type_ in said:
        if not isinstance(value, type_):
            raise TypeError(f"{value!r} is to be {type_}")
    if not is_keepable(draft):
        raise ValueError("a value that not every reader could have back")


def _told(line: int, seq: int, said: Said) -> tuple[Draft, datetime]:
    """Return what one line of a story says, and when it was recorded."""
    if said.get("seq", seq) != seq:
        raise UnreadableFileError(line, Text(fr=f'"seq" : {seq}', en=f'"seq": {seq}'))
    try:
        recorded_at = instant(said["recorded_at"])
        draft = Draft(**decode(said))
        check_types(draft)
    except KeyError as missing:
        raise UnreadableFileError(
            line, Text(fr=f"la clé {missing}", en=f"the key {missing}")
        ) from None
    except RefusedError as refused:
        raise UnreadableFileError(
            line,
            Text(
                fr="une entrée lisible ; " + _plain(refused.say("fr")),
                en="a readable entry; " + _plain(refused.say("en")),
            ),
        ) from None
    except (TypeError, ValueError, AttributeError, OverflowError, ValidationError):
        raise UnreadableFileError(
            line,
            Text(fr="une entrée, comme le journal les écrit", en="an entry as the journal writes"),
        ) from None
    _check_known(line, draft)
    return draft, recorded_at


def _check_known(line: int, draft: Draft) -> None:
    """Refuse a slip of the pen: what another house sends is kept as it is, what we write is not."""
    fact = draft.fact
    if isinstance(fact, Foreign) and fact.name in BY_NAME:
        raise UnreadableFileError(
            line, Text(fr=f"le corps d'un fait {fact.name}", en=f"the body of a {fact.name} fact")
        )
    geometry = geometry_of(fact)
    if geometry is None:
        return
    try:
        check_geometry(geometry)
    except RefusedError as refused:
        raise UnreadableFileError(
            line,
            Text(
                fr="un lieu ; " + _plain(refused.say("fr")),
                en="a place; " + _plain(refused.say("en")),
            ),
        ) from None


def _check_exercise(draft: Draft) -> None:
    if not isinstance(draft.fact, Opened) or not draft.fact.exercise:
        raise NotAdoptableError(
            Text(
                fr="Un journal non scellé ne peut ouvrir qu'un exercice : sa première ligne est "
                "une ouverture (Opened) avec exercise = true.",
                en="An unsealed journal can only open an exercise: its first line is an opening "
                "(Opened) with exercise = true.",
            )
        )


def _plain(sentence: str) -> str:
    """Return a sentence to be quoted in another one, which fills its own placeholders."""
    return sentence.rstrip(".").replace("{", "{{").replace("}", "}}")
