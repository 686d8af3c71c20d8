"""Recording a lot: many new objects at once, checked one by one, kept all together or not at all.

The rules:
- A lot places objects that are new, and attaches documents; anything else is recorded by itself.
- One that cannot be recorded keeps all of them from it, and is named by its place in the lot.
- A doubt is told once for all those it is about, with how many they are.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dashboard.access.actor import Actor
from dashboard.access.policy import Action, actions_of, check
from dashboard.journal import (
    TOLD_EVERY,
    Attached,
    Draft,
    Entry,
    Noted,
    Placed,
    Told,
    unheard,
)
from dashboard.operations.checks import check_draft
from dashboard.operations.doubts import doubts
from dashboard.operations.library import Reading
from dashboard.operations.office import Office
from dashboard.operations.record import is_kept
from dashboard.operations.refusals import DoubtError, NotRecordableError
from dashboard.picture import Picture
from dashboard.text import RefusedError, Text

CHECKED = 0.4
"""How much of the work checking is; the rest is keeping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A doubt, as one of the lot has it, and how many have it."""

    doubt: DoubtError
    count: int


def record_lot(  # noqa: PLR0913  all but two by name
    office: Office,
    actor: Actor,
    operation: str,
    drafts: Sequence[Draft],
    *,
    key: str,
    confirmed: Collection[str] = (),
    told: Told = unheard,
) -> list[Entry]:
    """Check ``drafts`` and append them to the journal of ``operation``: all of them, or none.

    Args:
        office: The journal, the library and the clock; the desk is one.
        actor: Who records, in whose name ``drafts`` are.
        operation: The operation's id.
        drafts: What to record.
        key: An idempotency key: recording the same again gives back the entries already kept.
        confirmed: The codes of the doubts the writer has been told and insists on.
        told: Is told how far it is; what it raises leaves nothing recorded.

    Raises:
        UnknownOperationError: There is none, or it is not shared with the actor's organisation.
        NotAllowedError: The actor may not; says who could.
        DoubtError: Probably a slip; to be confirmed by its code.
        RefusedError: One cannot be recorded. Nothing was written in any of these cases.
    """
    reading = office.library.reading(actor, operation)
    try:
        check_lot(office, reading, drafts, told=lambda part: told(CHECKED * part))
        for code, doubted in doubts_of(office, reading, drafts).items():
            if code not in confirmed:
                raise doubted.doubt
    except RefusedError:
        # The same sent again meets its own objects; the journal knows the key.
        if not drafts or not is_kept(reading.reel, drafts[0]):
            raise
    return office.journal.append_all(
        operation, drafts, key=key, told=lambda part: told(CHECKED + (1 - CHECKED) * part)
    )


def check_lot(
    office: Office, reading: Reading, drafts: Sequence[Draft], *, told: Told = unheard
) -> None:
    """Refuse a lot that ``record_lot`` would refuse, doubts apart."""
    doing: set[Action] = set()
    taken = office.library.taken(reading.operation.id)
    new: set[str] = set()
    for number, draft in enumerate(drafts, start=1):
        if number % TOLD_EVERY == 1:
            told(number / len(drafts))
        doing.update(actions_of(draft, reading.standing.phase))
        try:
            check_draft(draft)
            _check_new(draft, taken, new)
        except RefusedError as error:
            raise NotRecordableError(
                Text(
                    fr="Rien n'a été enregistré : n° {number} du lot : " + _safe(error.say("fr")),
                    en="Nothing was recorded: no. {number} of the lot: " + _safe(error.say("en")),
                ),
                number=number,
            ) from error
    for action in sorted(doing):
        check(reading.actor, action, reading.standing)


def doubts_of(office: Office, reading: Reading, drafts: Sequence[Draft]) -> dict[str, Doubted]:
    """Return what looks like a slip in ``drafts``, by its code."""
    now, opening = office.clock(), reading.reel.lines[0].entry
    found: dict[str, Doubted] = {}
    for draft in drafts:
        nothing = Picture(at=draft.occurred_at, objects={})
        for doubt in doubts(draft, opening, nothing, now):
            before = found.get(doubt.code)
            count = 1 if before is None else before.count + 1
            found[doubt.code] = Doubted(doubt=before.doubt if before else doubt, count=count)
    return found


def _check_new(draft: Draft, taken: Collection[str], new: set[str]) -> None:
    match draft.fact:
        case Placed():
            name = draft.fact.object_id
            if name in taken or name in new:
                raise NotRecordableError(
                    Text(
                        fr="L'identifiant « {name} » ne peut pas être pris ; en choisir un autre.",
                        en="The id “{name}” cannot be taken; choose another.",
                    ),
                    name=name,
                )
            new.add(name)
        case Attached() | Noted():
            return
        case _:
            raise NotRecordableError(
                Text(
                    fr="Un lot place des objets nouveaux et joint des documents, rien d'autre.",
                    en="A lot places new objects and attaches documents, nothing else.",
                )
            )


def _safe(sentence: str) -> str:
    """Return a sentence that is filled in already as one that may be filled in again."""
    return sentence.replace("{", "{{").replace("}", "}}")
