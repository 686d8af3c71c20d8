"""The library: every journal as each reader may see it. Nothing is read by any other way.

While nothing in an operation is reserved, its readers share one reel and the store. From the first
reservation on each organisation has a reel of its own, wound from the journal as it sees it
(``access.sight``): log, map, counts, search, replay and exports all come from that reel, so what
is withheld is in none of them. To filter what was folded already would not do: a version of an
object carries what every entry said of it, the hidden ones too.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from dashboard.access.actor import Actor
from dashboard.access.charter import Charter, is_due, phase_unsaid
from dashboard.access.policy import OVER, Standing, check
from dashboard.access.sight import Sight
from dashboard.clock import Clock, now
from dashboard.geo import Box
from dashboard.journal import (
    Entry,
    Fact,
    Granted,
    Head,
    Journal,
    Phase,
    Phased,
    Revoked,
    Struck,
    UnknownOperationError,
)
from dashboard.operations.operation import Operation, operation_from
from dashboard.operations.pictures import Pictures, picture_of
from dashboard.operations.shelf import Shelf
from dashboard.operations.views import Views
from dashboard.picture import Picture, Reel

Answer = TypeVar("Answer")

ROOM = 32
"""Charters kept, the longest unused put away first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One operation in the hands of one reader.

    Attributes:
        actor: Who reads.
        operation: What its opening says of it.
        standing: What the reader's organisation may do there, and in which phase.
        charter: How the operation is run.
        reel: The operation as the reader sees it.
        generation: Changes when something earlier appeared or went; pages then take all anew.
        pictures: Answers for places, where the reader sees everything; else the reel does.
    """

    actor: Actor
    operation: Operation
    standing: Standing
    charter: Charter
    reel: Reel
    generation: str
    pictures: Pictures | None

    @property
    def head(self) -> Head:
        """The number and the seal of the last entry, whoever may read it."""
        return self.reel.head

    def entries(self) -> list[Entry]:
        """Return the journal as the reader sees it, up to its head of this instant."""
        with self.reel.reading():
            return [line.entry for line in self.reel.lines]

    def picture(
        self,
        at: datetime,
        *,
        known_at: datetime | None = None,
        box: Box | None = None,
        kinds: Sequence[str] = (),
    ) -> Picture:
        """Return what was so at ``at``: what meets ``box`` and is of ``kinds`` (all if empty)."""
        if self.pictures is None:
            return picture_of(self.reel, at, known_at=known_at, box=box, kinds=kinds)
        return self.pictures.picture(self.operation.id, at, known_at=known_at, box=box, kinds=kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """How an operation is run, by its journal up to ``seq``: its grants, due or not; its phase."""

    seq: int = 0
    tells: frozenset[type[Fact]] = frozenset()
    granted: Mapping[str, Granted] = field(default_factory=dict)
    phase: Phase | None = None


class Library:
    """Hands out readings. Safe to ask from any thread."""

    def __init__(
        self, journal: Journal, shelf: Shelf, pictures: Pictures, clock: Clock = now
    ) -> None:
        self._journal = journal
        self._shelf = shelf
        self._pictures = pictures
        self._clock = clock
        self._charters: OrderedDict[str, tuple[Reel, Charter]] = OrderedDict()
        self._views = Views()
        self._run: dict[str, _Run] = {}
        self._lock = threading.RLock()

    def operations(self, actor: Actor) -> list[Operation]:
        """Return the operations at large ``actor`` may read, the latest to start first.

        A variant of a plan is none of them: nobody works in it, and nothing is told of it.
        """
        return [one for one in self._open_to(actor) if one.variant_of is None]

    def variants(self, actor: Actor, of: str | None = None) -> list[Operation]:
        """Return the variants ``actor`` may read, by name: of one operation, or all."""
        found = [
            one
            for one in self._open_to(actor)
            if one.variant_of is not None and of in {None, one.variant_of.operation}
        ]
        return sorted(found, key=lambda one: (one.name, one.id))

    def phase(self, operation: Operation) -> Phase:
        """Return the phase an operation is in now."""
        at = self._clock()
        said = self._run_of(operation.id).phase
        return phase_unsaid(operation.starts_at, at) if said is None else said

    def is_over(self, operation: str) -> bool:
        """Return whether an operation was closed, without keeping its reel at hand."""
        return self._run_of(operation).phase in OVER

    def tells(self, operation: str, fact: type[Fact]) -> bool:
        """Return whether a fact of this type was ever recorded there, whoever may read it."""
        return fact in self._run_of(operation).tells

    def owner(self, operation: str) -> str | None:
        """Return the organisation that opened an operation; None where there is none."""
        try:
            return self._shelf.opening(operation).organisation
        except UnknownOperationError:
            return None

    def heads(self, actor: Actor) -> dict[str, int]:
        """Return how many entries each operation has that ``actor`` may read, by its id."""
        return {
            operation.id: self._journal.head(operation.id).seq
            for operation in self.operations(actor)
        }

    def ask(self, actor: Actor, operation: str, question: Callable[[Reading], Answer]) -> Answer:
        """Return the answer to ``question`` from ``operation`` as ``actor`` may see it.

        What everybody shares may grow under the question's eyes by an entry that is not for this
        reader. So an answer from there only stands if nothing is reserved once it is made.

        Raises:
            UnknownOperationError: There is none of that name, or none for this reader: a stranger
                does not learn which.
        """
        reading = self.reading(actor, operation)
        answer = question(reading)
        if reading.pictures is not None and self._charter(operation)[1].limits(self._clock()):
            return question(self.reading(actor, operation))
        return answer

    def reading(self, actor: Actor, operation: str) -> Reading:
        """Return ``operation`` as ``actor`` may see it now.

        Raises:
            UnknownOperationError: There is none of that name, or none for this reader: a stranger
                does not learn which.
        """
        base, charter = self._charter(operation)
        at = self._clock()
        level = charter.level(actor.organisation, at)
        if level is None or actor.scope not in {None, operation}:
            raise UnknownOperationError(operation)
        reel, generation = self._views.view(operation, actor.organisation, base, charter, at)
        return Reading(
            actor=actor,
            operation=operation_from(base.lines[0].entry),
            standing=Standing(level=level, phase=charter.phase(at)),
            charter=charter,
            reel=reel,
            generation=generation,
            pictures=self._pictures if reel is base else None,
        )

    def seen_as(self, reading: Reading, organisation: str, at: datetime) -> Reel:
        """Return the reel ``organisation`` would have been handed at ``at``; empty for a stranger.

        Raises:
            NotAllowedError: The reader is no coordinator of the operation.
        """
        check(reading.actor, "see_as", reading.standing)
        reel = Reel()
        charter = reading.charter
        if charter.level(organisation, at) is None:
            return reel
        # No further than the reader's own eyes: seeing as another is no way around a reservation.
        lines = reading.reel.lines
        sight = Sight(organisation, charter.limits(at), at, lines)
        with reading.reel.reading():
            entries = [line.entry for line in lines if line.entry.recorded_at <= at]
        reel.extend(sight.seen(entries))
        return reel

    def whole(self, operation: str) -> Reading:
        """Return ``operation`` with nothing withheld, for whoever keeps the store itself.

        Raises:
            UnknownOperationError: There is none of that name.
        """
        base, charter = self._charter(operation)
        return Reading(
            actor=Actor(name="", organisation=charter.owner, role="administrator"),
            operation=operation_from(base.lines[0].entry),
            standing=Standing(level="coordinate", phase=charter.phase(self._clock())),
            charter=charter,
            reel=base,
            generation="",
            pictures=self._pictures,
        )

    def is_taken(self, operation: str, object_id: str) -> bool:
        """Return whether an object of that id was ever placed, whoever may read of it."""
        return object_id in self.taken(operation)

    def taken(self, operation: str) -> Collection[str]:
        """Return the ids of all objects that were ever placed, whoever may read of them."""
        return self._shelf.reel(operation).placed

    def wind(self) -> None:
        """Read the latest operations, and who may read each, before anybody asks."""
        self._shelf.wind()
        for operation in self._shelf.operations():
            self._run_of(operation.id)

    def _open_to(self, actor: Actor) -> Iterator[Operation]:
        return (one for one in self._shelf.operations() if self._is_open_to(actor, one))

    def _is_open_to(self, actor: Actor, operation: Operation) -> bool:
        if actor.scope not in {None, operation.id}:
            return False
        if actor.organisation == operation.organisation:
            return True
        grant = self._run_of(operation.id).granted.get(actor.organisation)
        return grant is not None and is_due(grant, self._clock())

    def _run_of(self, operation: str) -> _Run:
        """Return how an operation is run, without keeping its reel at hand."""
        head = self._journal.head(operation).seq
        run = self._run.get(operation, _Run())
        if run.seq < head:
            fresh = self._journal.entries(operation, after=run.seq)
            tells = run.tells | {type(entry.fact) for entry in fresh}
            if any(_may_change_run(entry) for entry in fresh):
                _, charter = self._charter(operation)
                at = self._clock()
                run = _Run(granted=charter.granted(at), phase=charter.said_phase(at))
            run = self._run[operation] = replace(run, seq=head, tells=tells)
        return run

    def _charter(self, operation: str) -> tuple[Reel, Charter]:
        base = self._shelf.reel(operation)
        with self._lock:
            known, charter = self._charters.get(operation, (None, None))
            if charter is None or known is not base:
                charter = Charter(base)
                self._charters[operation] = (base, charter)
            self._charters.move_to_end(operation)
            while len(self._charters) > ROOM:
                self._charters.popitem(last=False)
        return base, charter


def _may_change_run(entry: Entry) -> bool:
    ruled = isinstance(entry.fact, Granted | Revoked | Phased | Struck)
    return ruled or entry.corrects is not None
