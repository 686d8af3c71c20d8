"""Long work: done aside while its owner watches how far it is, and stopped when they ask.

The rules, beside those of the board it is told on (``board``):
- ``AT_ONCE`` jobs of a process run, the others wait their turn.
- Stopping is asked, and done where the work next tells how far it is: work that writes tells it
  inside its transaction, so that what is stopped leaves nothing behind. What was finished by then
  stays finished.
- Where several processes serve, a job is done where it was started; any of them is asked about it.
"""

import logging
import os
import pickle
import time
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

from dashboard.access.actor import Actor
from dashboard.access.secret import new_secret
from dashboard.text import RefusedError, Text
from dashboard.web.board import FINISHED, STOPPED, Board, Card, Owner, State
from dashboard.web.errors import code_of

AT_ONCE = 2
AT_ONCE_OF_SEVERAL = 1
"""Each process has a processor for itself at best: together they do as much at once."""

TOLD_EVERY_S = 0.2
"""How often a board in another process is told how far a work is, and asked whether it stops."""

FAULT = Text(
    fr="Interrompu par une faute de Vigie, notée pour ses auteurs. Rien n'a été enregistré.",
    en="Interrupted by a fault of Vigie's, noted for its authors. Nothing was recorded.",
)

LOG = logging.getLogger(__name__)


class StoppedError(RefusedError):
    """The work was stopped by its owner, or with the server."""

    def __init__(self) -> None:
        super().__init__(STOPPED)


class UnknownJobError(RefusedError):
    """There is no such job, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Ce travail n'existe pas ou n'est plus gardé ; le recommencer.",
                en="There is no such work, or it is no longer kept; start it again.",
            )
        )


class TooMuchWorkError(RefusedError):
    """Too much is under way already."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Trop de travaux sont en cours : attendre que l'un d'eux finisse, ou l'arrêter.",
                en="Too much work is under way: wait until some is finished, or stop it.",
            )
        )


class WorkFault(RefusedError):  # noqa: N818  code_of makes “work_fault” of it
    """A fault of ours, told to the owner; the log has its traceback."""

    def __init__(self) -> None:
        super().__init__(FAULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a job made.

    Attributes:
        said: What its owner is told, as JSON.
        kept: What is kept beside for a next step, and not told.
    """

    said: Mapping[str, Any] = field(default_factory=dict)
    kept: object = None


class Progress:
    """How far a work is; where it is told, the work stops when it is to.

    Args:
        tell: Is told how far it is, and what is being done; returns whether to stop.
        every_s: How often that is done at most.
    """

    def __init__(
        self, tell: Callable[[float, Text | None], bool] | None = None, every_s: float = 0.0
    ) -> None:
        self._tell = tell
        self._every_s = every_s
        self._next = 0.0
        self._untold: Text | None = None
        self.stopping = False

    def tell(self, fraction: float, sentence: Text | None = None, /, **values: object) -> None:
        """Say that ``fraction`` of the work (0 to 1) is done, and what is being done.

        Raises:
            StoppedError: It is to stop.
        """
        if sentence is not None:
            self._untold = sentence.filled(**values)
        if self._tell is not None and not self.stopping and time.monotonic() >= self._next:
            self.stopping = self._tell(fraction, self._untold)
            self._untold, self._next = None, time.monotonic() + self._every_s
        if self.stopping:
            raise StoppedError

    def part(self, start: float, end: float) -> Callable[[float], None]:
        """Return what tells how far a part is that goes from ``start`` to ``end`` of the whole."""
        return lambda fraction: self.tell(start + (end - start) * fraction)


Work = Callable[[Progress], Made]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Job:
    """A work this process is to do."""

    id: str
    title: Text
    work: Work
    progress: Progress


class Jobs:
    """Starts jobs, and finds them for their owners. Safe to share between threads.

    Args:
        board: Where they are told of.
        alone: Whether the board is this process's own; else it is another's, and what a job keeps
            goes there as bytes.
    """

    def __init__(self, board: Board, *, alone: bool = True) -> None:
        self._board = board
        self._alone = alone
        self._waiting: list[_Job] = []
        self._running: dict[str, tuple[_Job, Thread]] = {}
        self._closed = False
        self._lock = Lock()

    def start(
        self,
        owner: Actor,
        title: Text,
        work: Work,
        *,
        key: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Card:
        """Begin ``work`` as soon as there is room; the same ``key`` again returns the same job.

        ``values`` fill the title.

        The work sees the context of who started it: the reader, above all.

        Raises:
            TooMuchWorkError: The owner, or all together, have enough unfinished.
        """
        context, name = copy_context(), new_secret()
        whole = title.filled(**(values or {}))
        card = Card(id=name, owner=_who(owner), process=os.getpid(), title=whole, key=key)
        progress = Progress(
            lambda fraction, sentence: self._board.tell(name, fraction, sentence),
            0.0 if self._alone else TOLD_EVERY_S,
        )
        with self._lock:
            posted = None if self._closed else self._board.post(card)
            if posted is None:
                raise TooMuchWorkError
            if posted.id == name:
                job = _Job(
                    id=name,
                    title=whole,
                    work=lambda progress: context.run(work, progress),
                    progress=progress,
                )
                self._waiting.append(job)
                self._advance()
        return self._board.find(_who(owner), posted.id) or posted

    def find(self, owner: Actor, name: str) -> Card:
        """Return the job ``name`` of ``owner``.

        Raises:
            UnknownJobError: They have none of that name, or it is no longer kept.
        """
        card = self._board.find(_who(owner), name)
        if card is None:
            raise UnknownJobError
        return card

    def kept(self, owner: Actor, name: str) -> object:
        """Return what a job made for a next step; None where it made nothing, or not yet.

        Raises:
            UnknownJobError: They have none of that name, or it is no longer kept.
        """
        self.find(owner, name)
        kept = self._board.kept(_who(owner), name)
        # Bytes of a process of this very program, through a socket only its owner opens.
        if isinstance(kept, bytes) and not self._alone:
            return pickle.loads(kept)  # noqa: S301
        return kept

    def stop(self, owner: Actor, name: str) -> Card:
        """Ask a job to stop; one that waits is stopped at once, one that is finished stays so.

        Raises:
            UnknownJobError: They have none of that name.
        """
        card = self._board.stop(_who(owner), name)
        if card is None:
            raise UnknownJobError
        return card

    def close(self, patience_s: float = 5.0) -> None:
        """Stop everything, with the server; wait for those at work, a moment each."""
        with self._lock:
            self._closed = True
            for job in self._waiting:
                self._board.end(job.id, "stopped", STOPPED, code="stopped")
            self._waiting.clear()
            running = list(self._running.values())
        for job, _ in running:
            job.progress.stopping = True
        for _, thread in running:
            thread.join(patience_s)

    def _advance(self) -> None:
        """Set waiting jobs to work, the first to come first, while there is room."""
        room = AT_ONCE if self._alone else AT_ONCE_OF_SEVERAL
        while self._waiting and len(self._running) < room:
            job = self._waiting.pop(0)
            if self._board.begin(job.id):
                # A daemon: a process that is told to end does not wait for what is stopped anyway.
                thread = Thread(
                    target=self._run, args=(job,), name=f"job {job.id[:6]}", daemon=True
                )
                self._running[job.id] = (job, thread)
                thread.start()

    def _run(self, job: _Job) -> None:
        state: State = "done"
        made = Made()
        refusal: RefusedError | None = None
        try:
            made = job.work(job.progress)
        except StoppedError as stopped:
            state, refusal = "stopped", stopped
        except RefusedError as refused:
            state, refusal = "refused", refused
        except Exception:
            LOG.exception("a job failed: %s", job.title.en)
            state, refusal = "refused", WorkFault()
        apart = made.kept is not None and not self._alone
        try:
            self._board.end(
                job.id,
                state,
                FINISHED if refusal is None else refusal.told,
                code=None if refusal is None else code_of(refusal),
                said=made.said,
                kept=pickle.dumps(made.kept) if apart else made.kept,
            )
        finally:
            with self._lock:
                self._running.pop(job.id, None)
                if not self._closed:
                    self._advance()


def _who(owner: Actor) -> Owner:
    """Return what makes an owner the same, whatever their role has become meanwhile."""
    return owner.person, owner.name, owner.organisation, owner.scope
