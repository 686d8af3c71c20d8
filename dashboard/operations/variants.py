"""A variant of a plan: an operation of its own, made of the plan of another as it stands.

The rules:
- It begins with what is foreseen in the operation (``picture.foreseen``), object by object under
  the same ids, each as it is; all that is done in it stays in its own journal.
- It is its maker's organisation's: others read it once it is shared with them.
- What another organisation keeps for some is left behind. What the maker's own keeps for some is
  kept for the same in the variant; where only an entry about it is kept, all of it is, for nobody
  else.
- A variant is made of an operation at large, and not of another variant: what is adopted from it
  is compared with the plan it was made of.
"""

from collections.abc import Iterator
from datetime import datetime

from dashboard.access.actor import Actor
from dashboard.access.policy import check
from dashboard.journal import Draft, Entry, Fact, Opened, Origin, Placed, Reserved, Withheld
from dashboard.operations.checks import LONGEST_TEXT
from dashboard.operations.copying import kept_by_others
from dashboard.operations.library import Reading
from dashboard.operations.office import Office
from dashboard.operations.opening import check_opening, slug
from dashboard.operations.refusals import NotRecordableError
from dashboard.picture import MapObject, applied, foreseen_at
from dashboard.text import Locale, Text

LONGEST_OF = 48
"""So much of the operation's id is at the head of its variants' ids."""


def make_variant(  # noqa: PLR0913  all but three by name
    office: Office,
    actor: Actor,
    operation: str,
    *,
    name: str,
    note: str = "",
    text: Text,
    locale: Locale = "fr",
) -> Entry:
    """Make a variant of the plan of ``operation``; return its opening.

    Args:
        office: The journal, the library and the clock; the desk is one.
        actor: Who makes it.
        operation: The operation it is made of.
        name: What it is called; its id is made from the operation's and this.
        note: What it is to try, in words.
        text: What each copied entry says of where it comes from.
        locale: The language of what is written of that.

    Raises:
        UnknownOperationError: There is no such operation, or none for the actor.
        NotAllowedError: The actor may not coordinate it; says who could.
        OperationExistsError: There is a variant of that name.
        RefusedError: The operation is a variant itself, or the name cannot be one.
    """
    at = office.clock()

    def answer(reading: Reading) -> list[Draft]:
        check(actor, "vary", reading.standing)
        said = text.say(locale, name=reading.operation.name)
        return list(_drafts(reading, actor, (name.strip(), note.strip()), at, said))

    # Read before anything is written, and again if an entry was reserved meanwhile.
    opening, *drafts = office.library.ask(actor, operation, answer)
    opened = office.journal.append(variant_id(operation, name), opening)
    if drafts:
        office.journal.append_all(opened.operation, drafts)
    return opened


def variant_id(operation: str, name: str) -> str:
    """Return the id of a variant, made from the operation's and its own name.

    >>> variant_id("g7-biarritz-2019", "Un PMA de plus, au sud")
    'g7-biarritz-2019-un-pma-de-plus-au-sud'
    """
    return slug(f"{operation[:LONGEST_OF].rstrip('-._')} {name}")


def as_made(reading: Reading, origin: Origin) -> dict[str, MapObject]:
    """Return what a variant began with, as its reader may see it, by object id."""
    first = reading.entries()[1 : 1 + origin.placed]
    placed = (applied(None, entry) for entry in first)
    return {one.object_id: one for one in placed if one is not None}


def _drafts(
    reading: Reading, actor: Actor, words: tuple[str, str], at: datetime, said: str
) -> Iterator[Draft]:
    operation, (name, note) = reading.operation, words
    _check(reading, note)
    plan = foreseen_at(reading.reel, at, at if operation.continuous else operation.starts_at)
    others = kept_by_others(reading, at)
    copied = [one for one in plan.objects.values() if one.object_id not in others]
    opening = Opened(
        name=name,
        time_zone=operation.zone.key,
        starts_at=operation.starts_at,
        ends_at=operation.ends_at,
        exercise=operation.exercise,
        continuous=operation.continuous,
        area=operation.area,
        variant_of=Origin(operation=operation.id, seq=reading.head.seq, placed=len(copied)),
    )
    check_opening(opening)

    def draft(fact: Fact, occurred_at: datetime, text: str) -> Draft:
        return Draft(
            author=actor.name,
            organisation=actor.organisation,
            occurred_at=occurred_at,
            fact=fact,
            text=text,
            category="logistics" if isinstance(fact, Placed) else "command",
        )

    yield draft(opening, at, note)
    for one in copied:
        yield draft(one.placing, plan.at, said)
    for kept in _kept_by_us(reading, {one.object_id for one in copied}, at):
        yield draft(kept, at, "")


def _check(reading: Reading, note: str) -> None:
    if reading.operation.variant_of is not None:
        raise NotRecordableError(
            Text(
                fr="« {name} » est déjà une variante ; en faire une autre de son opération.",
                en="“{name}” is a variant itself; make another one of its operation.",
            ),
            name=reading.operation.name,
        )
    if len(note) > LONGEST_TEXT:
        raise NotRecordableError(
            Text(
                fr="La note d'une variante a {most} caractères au plus.",
                en="The note of a variant has {most} characters at most.",
            ),
            most=LONGEST_TEXT,
        )


def _kept_by_us(reading: Reading, copied: set[str], at: datetime) -> Iterator[Reserved]:
    """Yield who may read each copied object of which our organisation keeps something for some."""
    limits = reading.charter.limits(at)
    kept = {
        name: Reserved(object_id=name, audience=one.audience, embargo_until=one.embargo_until)
        for name, one in limits.objects.items()
        if not one.is_none
    }
    for entry in reading.entries():
        limit = limits.entries.get(entry.seq) or limits.written.get(entry.seq)
        if limit is None or limit.is_none or isinstance(entry.fact, Withheld):
            continue
        for name in entry.objects:
            kept[name] = Reserved(object_id=name, audience=())
    yield from (kept[name] for name in sorted(kept.keys() & copied))
