"""Check a draft against the picture, then append it: every entry a person writes comes this way.

1. What the writer may not do is refused, and says who could (``access.policy``).
2. What cannot be kept is refused, whatever the picture (``checks``).
3. What speaks of an object nobody ever placed, or does what its status does not allow, is refused;
   so is what would rule the operation in a way that makes no sense (``running``).
4. What looks like a slip must be confirmed, doubt by doubt (``doubts``).
5. The journal decides what only it can: whether an entry to strike or correct still counts.

The picture is the one of when it happened, as known today to the writer's organisation, without
the entry that is corrected.
"""

from collections.abc import Collection
from datetime import datetime

from dashboard.access.actor import Actor
from dashboard.access.policy import actions_of, check
from dashboard.journal import (
    Draft,
    Entry,
    Noted,
    ObjectFact,
    Placed,
    Tracked,
    Transitioned,
    Watched,
)
from dashboard.journal.codec import encode
from dashboard.operations.checks import check_draft
from dashboard.operations.doubts import doubts
from dashboard.operations.library import Reading
from dashboard.operations.office import Kinds, Office
from dashboard.operations.refusals import ImpossibleVerbError, UnknownObjectError
from dashboard.operations.running import check_reserved, check_running
from dashboard.picture import Picture, Reel, picture_at
from dashboard.text import RefusedError, Text


def record(  # noqa: PLR0913  all but two by name
    office: Office,
    actor: Actor,
    operation: str,
    draft: Draft,
    *,
    kinds: Kinds,
    key: str | None = None,
    confirmed: Collection[str] = (),
) -> Entry:
    """Check ``draft`` and append it to the journal of ``operation``.

    Args:
        office: The journal, the library and the clock; the desk is one.
        actor: Who records, in whose name ``draft`` is.
        operation: The operation's id.
        draft: What to record.
        kinds: The kinds of object known here, which say what verbs are possible (``KINDS``).
        key: An idempotency key: recording the same again gives back the entry already kept.
        confirmed: The codes of the doubts the writer has been told and insists on.

    Raises:
        UnknownOperationError: There is none, or it is not shared with the actor's organisation.
        NotAllowedError: The actor may not; says who could.
        DoubtError: Probably a slip; to be confirmed by its code.
        RefusedError: It cannot be recorded. Nothing was written in any of these cases.
    """
    check_recordable(office, actor, operation, draft, kinds=kinds, key=key, confirmed=confirmed)
    return office.journal.append(operation, draft, key=key)


def check_recordable(  # noqa: PLR0913  all but two by name
    office: Office,
    actor: Actor,
    operation: str,
    draft: Draft,
    *,
    kinds: Kinds,
    key: str | None = None,
    confirmed: Collection[str] = (),
) -> None:
    """Refuse what ``record`` would refuse before it asks the journal; the same arguments.

    For what has to be done between the two: a document is kept once its entry may be recorded,
    and before it is.
    """
    reading = office.library.reading(actor, operation)
    try:
        for action in actions_of(draft, reading.standing.phase):
            check(actor, action, reading.standing)
        _check(reading, draft, kinds, office.clock(), confirmed)
        check_running(reading, draft, office.clock())
        check_reserved(reading, draft, office.library.is_taken)
    except RefusedError:
        # A repeat is checked against a picture it has already changed; the journal, which knows
        # the key, gives back what it kept the first time.
        if key is None or not is_kept(reading.reel, draft):
            raise


def _check(
    reading: Reading, draft: Draft, kinds: Kinds, now: datetime, confirmed: Collection[str]
) -> None:
    check_draft(draft)
    reel = reading.reel
    with reel.reading():
        opening = reel.lines[0].entry
        _check_objects(reel, draft)
        picture = _picture_for(reel, draft)
    if isinstance(draft.fact, Transitioned):
        _check_verb(draft.fact, picture, kinds)
    called = reel.called(draft.fact.object_id) if isinstance(draft.fact, ObjectFact) else ""
    for doubt in doubts(draft, opening, picture, now, called=called):
        if doubt.code not in confirmed:
            raise doubt


def _check_objects(reel: Reel, draft: Draft) -> None:
    """Refuse to speak of an object nobody ever placed."""
    speaking = ObjectFact | Noted | Tracked | Watched
    if isinstance(draft.fact, Placed) or not isinstance(draft.fact, speaking):
        return
    for object_id in draft.objects:
        if object_id not in reel.placed:
            raise UnknownObjectError(
                Text(
                    fr="Aucun objet ne s'appelle « {object_id} » dans cette opération ; le placer "
                    "d'abord.",
                    en="No object is called “{object_id}” in this operation; place it first.",
                ),
                object_id=object_id,
            )


def _picture_for(reel: Reel, draft: Draft) -> Picture:
    """Return what was so when it happened, as if the entry that is corrected had not been."""
    if draft.corrects is None:
        return reel.at(draft.occurred_at)
    others = (line.entry for line in reel.lines if line.entry.seq != draft.corrects)
    return picture_at(others, draft.occurred_at)


def _check_verb(fact: Transitioned, picture: Picture, kinds: Kinds) -> None:
    """Refuse a verb its object's status did not allow, and tell which were possible."""
    obj = picture.objects.get(fact.object_id)
    kind = kinds.get(obj.kind) if obj is not None else None
    if obj is None or kind is None:
        return
    possible = kind.verbs_for(obj)
    if fact.verb in possible and possible[fact.verb].after == fact.status:
        return
    was = kind.status(obj.status).label
    raise ImpossibleVerbError(
        Text(
            fr="« {verb} » vers « {after} » n'est pas possible pour « {name} », qui était "
            "« {was_fr} » ; possible : {fr}.",
            en="“{verb}” to “{after}” is not possible for “{name}”, which was “{was_en}”; "
            "possible: {en}.",
        ),
        verb=fact.verb,
        after=fact.status,
        name=obj.name,
        was_fr=was.fr,
        was_en=was.en,
        fr=", ".join(f"{key} ({verb.label.fr})" for key, verb in possible.items()) or "rien",
        en=", ".join(f"{key} ({verb.label.en})" for key, verb in possible.items()) or "nothing",
    )


def is_kept(reel: Reel, draft: Draft) -> bool:
    """Return whether the very same was recorded before."""
    with reel.reading():
        same_hour = [e.entry for e in reel.lines if e.entry.occurred_at == draft.occurred_at]
    return any(encode(entry) == encode(draft) for entry in same_hour)
