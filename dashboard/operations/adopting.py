"""Adopting a variant: what it changes of the plan becomes entries of the operation, all or none.

The rules:
- What a variant changes is what differs between what was last said in it and what it began with.
- Of that, only what is not so in the operation already is recorded: adopting twice adds nothing.
- An object that it changes, and that has changed in the operation since it was made, is a
  *conflict*: whoever adopts chooses, object by object; nothing is chosen for them.
- What the variant changes and the operation no longer has is placed anew, as the variant has it.
- Whoever a change is kept from in the variant, it is kept from in the operation.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from dashboard.access.actor import Actor
from dashboard.access.charter import Limit
from dashboard.access.policy import check
from dashboard.journal import (
    Changed,
    Draft,
    Entry,
    Fact,
    Moved,
    Planned,
    Transitioned,
    UnknownOperationError,
    Withdrawn,
)
from dashboard.operations.library import Library, Reading
from dashboard.operations.office import Kinds, Office
from dashboard.operations.refusals import Doubt, NotRecordableError
from dashboard.operations.together import record_together
from dashboard.operations.variants import as_made
from dashboard.picture import (
    LATEST,
    OVER,
    PLANNED,
    Change,
    Difference,
    MapObject,
    Part,
    Picture,
    Reel,
    difference,
    foreseen_at,
    parts,
)
from dashboard.text import Locale, Text

Choice = Literal["variant", "operation"]
"""Whose word is taken for an object."""


class StaleError(NotRecordableError):
    """The plan or the variant is no longer what was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What adopting does to one object.

    Attributes:
        object_id: Which.
        changed: What the variant changes of it, way by way.
        since: What the operation changed of it since the variant was made; any is a conflict.
        facts: What would be recorded; none where the operation has it so already.
        limits: Who may not read it in the variant.
    """

    object_id: str
    changed: Sequence[Part]
    since: Sequence[Part]
    facts: Sequence[Fact]
    limits: Sequence[Limit] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether somebody has to choose."""
        return bool(self.since and self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What adopting a variant would do, object by object, and a mark of what was looked at."""

    variant: Reading
    operation: Reading
    steps: Sequence[Step]

    @property
    def mark(self) -> str:
        """What changes as soon as adopting would do something else."""
        told = [(one.object_id, one.facts, one.is_conflict, one.since) for one in self.steps]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def proposal(
    library: Library, actor: Actor, operation: str, variant: str, *, kinds: Kinds
) -> Proposal:
    """Return what adopting ``variant`` would do to ``operation``, as the actor may see both.

    Raises:
        UnknownOperationError: There is no such operation or variant, or none for the actor.
    """

    def of_both(here: Reading) -> Proposal:
        return library.ask(actor, variant, lambda there: _proposal(there, here, kinds))

    return library.ask(actor, operation, of_both)


def adopt(  # noqa: PLR0913  all but four by name
    office: Office,
    actor: Actor,
    operation: str,
    variant: str,
    *,
    mark: str,
    choices: Mapping[str, Choice],
    kinds: Kinds,
    text: Text,
    locale: Locale = "fr",
) -> list[Entry]:
    """Record in ``operation`` what ``variant`` changes; return the entries.

    Args:
        office: The journal, the library and the clock; the desk is one.
        actor: Who adopts.
        operation: The operation's id.
        variant: The variant's.
        mark: That of the proposal whoever adopts has looked at.
        choices: Whose word is taken, by object; the variant's where nothing is said.
        kinds: The kinds of object known here (``KINDS``).
        text: What each entry says of where it comes from.
        locale: The language of what is written of that.

    Raises:
        NotAllowedError: The actor does not plan in the operation.
        StaleError: Something changed since the proposal was looked at.
        RefusedError: A conflict without a choice, or what ``record`` refuses. Nothing was written.
    """
    found = proposal(office.library, actor, operation, variant, kinds=kinds)
    check(actor, "plan", found.operation.standing)
    if found.mark != mark:
        raise StaleError(
            Text(
                fr="Le plan ou la variante ont changé depuis cet aperçu : le relire, puis adopter.",
                en="The plan or the variant changed since this preview: look again, then adopt.",
            )
        )
    _check_chosen(found, choices)
    said = text.say(locale, name=found.variant.operation.name)
    at = office.clock()
    drafts = [
        _draft(fact, step, actor, at, said)
        for step in found.steps
        if choices.get(step.object_id, "variant") == "variant"
        for fact in step.facts
    ]
    if not drafts:
        return []
    # What looked like a slip was asked about when it was done in the variant.
    return record_together(office, actor, operation, drafts, kinds=kinds, confirmed=get_args(Doubt))


def _proposal(variant: Reading, operation: Reading, kinds: Kinds) -> Proposal:
    origin = variant.operation.variant_of
    if origin is None or origin.operation != operation.operation.id:
        raise UnknownOperationError(variant.operation.id)
    made = Picture(at=LATEST, objects=as_made(variant, origin))
    wanted = foreseen_at(variant.reel, LATEST, LATEST)
    earlier = Reel()
    earlier.extend(operation.entries()[: origin.seq])
    then, now = earlier.at(LATEST), operation.reel.at(LATEST)
    changed, since = _by_object(difference(made, wanted)), _by_object(difference(then, now))
    taking = _Taking(
        wanted=wanted.objects,
        last=variant.reel.at(LATEST).objects,
        now=now.objects,
        kinds=kinds,
    )
    steps = [
        Step(
            object_id=name,
            changed=changed[name],
            since=since.get(name, ()),
            facts=tuple(taking.facts(name, changed[name])),
            limits=tuple(_limits(variant, name)),
        )
        for name in sorted(changed)
    ]
    return Proposal(variant=variant, operation=operation, steps=steps)


def _by_object(found: Difference) -> dict[str, list[Part]]:
    told: dict[str, list[Part]] = {}
    for part in parts(found):
        told.setdefault(part.about.object_id, []).append(part)
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taking:
    """Finds what brings objects of the operation to what the variant wants of them.

    Attributes:
        wanted: The plan of the variant.
        last: What was said last in it, given up or not.
        now: What was said last in the operation.
        kinds: The kinds known here.
    """

    wanted: Mapping[str, MapObject]
    last: Mapping[str, MapObject]
    now: Mapping[str, MapObject]
    kinds: Kinds

    def facts(self, name: str, changed: Sequence[Part]) -> Iterator[Fact]:
        """Yield what is to be recorded for one object."""
        wanted, now = self.wanted.get(name), self.now.get(name)
        if wanted is None:
            if now is not None and now.status not in OVER:
                yield self._given_up(now)
        elif now is None:
            yield wanted.placing
        else:
            ways = {part.change for part in changed}
            every = bool(ways & {"added", "kind"})
            yield from self._turned(wanted, now, None if every else changed)

    def _turned(
        self, wanted: MapObject, now: MapObject, changed: Sequence[Part] | None
    ) -> Iterator[Fact]:
        """Yield what turns ``now`` into ``wanted``: in the ways that changed; in all, for None."""
        differs = _between(now, wanted)
        if differs is None:
            return
        ways = {part.change for part in changed or ()}
        keys = {part.key for part in changed or ()}
        name, every = now.object_id, changed is None
        # What is in place already is not planned again because a plan says so.
        turns = differs.status is not None and (
            wanted.status != PLANNED if every else "status" in ways
        )
        turn = self._turn(now, wanted) if turns else None
        if differs.kind or (turns and turn is None) or (differs.moved and wanted.geometry is None):
            yield wanted.placing
            return
        if turn is not None:
            yield turn
        if differs.moved and wanted.geometry is not None and (every or "moved" in ways):
            yield Moved(object_id=name, geometry=wanted.geometry)
        if differs.window and (every or "window" in ways):
            start, end = differs.window[1]
            yield Planned(object_id=name, planned_from=start, planned_to=end)
        values = {key: new for key, (_, new) in differs.values.items() if every or key in keys}
        if values:
            yield Changed(object_id=name, values=values)

    def _given_up(self, now: MapObject) -> Fact:
        """Return what takes an object out of the plan: as it was done in the variant, if it can."""
        last = self.last.get(now.object_id)
        turned = None if last is None else self._turn(now, last)
        return turned or Withdrawn(object_id=now.object_id)

    def _turn(self, now: MapObject, wanted: MapObject) -> Transitioned | None:
        """Return the verb that leads from one status to another, if the kind has one."""
        kind = self.kinds.get(now.kind)
        verbs = {} if kind is None else kind.verbs_for(now)
        for key, verb in verbs.items():
            if verb.after == wanted.status:
                return Transitioned(object_id=now.object_id, verb=key, status=wanted.status)
        return None


def _between(now: MapObject, wanted: MapObject) -> Change | None:
    one = difference(
        Picture(at=LATEST, objects={now.object_id: now}),
        Picture(at=LATEST, objects={wanted.object_id: wanted}),
    )
    return one.changes[0] if one.changes else None


def _limits(variant: Reading, name: str) -> Iterator[Limit]:
    """Yield who may read what the variant says of an object."""
    limits = variant.charter.limits(LATEST)
    if name in limits.objects and not limits.objects[name].is_none:
        yield limits.objects[name]
    for entry in variant.entries():
        if name in entry.objects:
            limit = limits.entries.get(entry.seq) or limits.written.get(entry.seq)
            if limit is not None and not limit.is_none:
                yield limit


def _draft(fact: Fact, step: Step, actor: Actor, at: datetime, said: str) -> Draft:
    named = [set(limit.audience) for limit in step.limits if limit.audience is not None]
    embargoes = [end for limit in step.limits if (end := limit.embargo_until) and end > at]
    return Draft(
        author=actor.name,
        organisation=actor.organisation,
        occurred_at=at,
        fact=fact,
        text=said,
        category="logistics",
        audience=tuple(sorted(set.intersection(*named))) if named else None,
        embargo_until=max(embargoes, default=None),
    )


def _check_chosen(found: Proposal, choices: Mapping[str, Choice]) -> None:
    waiting = [one for one in found.steps if one.is_conflict and one.object_id not in choices]
    if not waiting:
        return
    names = [_name(one) for one in waiting]
    raise NotRecordableError(
        Text(
            fr="Modifié dans l'opération depuis que la variante a été faite : {names}. Choisir, "
            "pour chacun, ce qui vaut.",
            en="Changed in the operation since the variant was made: {names}. Choose, for each, "
            "which holds.",
        ),
        names=", ".join(names[:20]) + (" …" if len(names) > 20 else ""),
    )


def _name(step: Step) -> str:
    return step.changed[0].about.name
