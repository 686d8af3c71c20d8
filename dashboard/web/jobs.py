"""Long work: done aside while its owner watches how far it is, and stopped when they ask.

The rules:
- A job belongs to who started it, and is not there for anybody else.
- ``AT_ONCE`` jobs run, the others wait their turn; a person has so many unfinished, and all have.
- Stopping is asked, and done where the work next tells how far it is: work that writes tells it
  inside its transaction, so that what is stopped leaves nothing behind. What was finished by then
  stays finished.
- The same key again is the same job, so that nothing asked twice is done twice.
- What a job made is kept for an hour. A restart forgets all jobs: one begins anew.
"""

import logging
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Any, Literal

from dashboard.access.actor import Actor
from dashboard.access.secret import new_secret
from dashboard.clock import Clock
from dashboard.text import RefusedError, Text

AT_ONCE = 2
MOST = 32
"""How many may be unfinished, all people together."""

MOST_EACH = 4
KEPT_EACH = 6
"""How many finished jobs are kept for a person, the latest; each may hold a whole file."""

LASTING = timedelta(hours=1)

State = Literal["waiting", "running", "done", "refused", "stopped"]

WAITING = Text(fr="En attente de son tour…", en="Waiting for its turn…")
STARTED = Text(fr="Commencé…", en="Started…")
FINISHED = Text(fr="Terminé.", en="Finished.")
FAULT = Text(
    fr="Interrompu par une faute de Vigie, notée pour ses auteurs. Rien n'a été enregistré.",
    en="Interrupted by a fault of Vigie's, noted for its authors. Nothing was recorded.",
)

LOG = logging.getLogger(__name__)


class StoppedError(RefusedError):
    """The work was stopped by its owner, or with the server."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Arrêté à votre demande ; rien n'a été enregistré.",
                en="Stopped as you asked; nothing was recorded.",
            )
        )


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
    """How far a work is; where it is told, the work stops when it is to."""

    def __init__(self) -> None:
        self.fraction = 0.0
        self.sentence: tuple[Text, Mapping[str, object]] = (WAITING, {})
        self.stopping = False

    def tell(self, fraction: float, sentence: Text | None = None, /, **values: object) -> None:
        """Say that ``fraction`` of the work (0 to 1) is done, and what is being done.

        Raises:
            StoppedError: It is to stop.
        """
        if self.stopping:
            raise StoppedError
        self.fraction = min(1.0, max(self.fraction, fraction))
        if sentence is not None:
            self.sentence = (sentence, values)

    def part(self, start: float, end: float) -> Callable[[float], None]:
        """Return what tells how far a part is that goes from ``start`` to ``end`` of the whole."""
        return lambda fraction: self.tell(start + (end - start) * fraction)


Work = Callable[[Progress], Made]


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """A work that was started: whose it is, how far it is, and what came of it."""

    id: str
    owner: Actor
    title: Text
    work: Work
    values: Mapping[str, object] = field(default_factory=dict)
    key: str | None = None
    state: State = "waiting"
    progress: Progress = field(default_factory=Progress)
    made: Made | None = None
    refusal: RefusedError | None = None
    ended_at: datetime | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.ended_at is not None


class Jobs:
    """Starts jobs, and keeps them for their owners. Safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        self._threads: dict[str, Thread] = {}
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
    ) -> Job:
        """Begin ``work`` as soon as there is room; the same ``key`` again returns the same job.

        ``values`` fill the title.

        The work sees the context of who started it: the reader, above all.

        Raises:
            TooMuchWorkError: The owner, or all together, have enough unfinished.
        """
        context = copy_context()
        with self._lock:
            self._forget()
            before = self._under(owner, key)
            if before is not None:
                return before
            unfinished = [job for job in self._jobs.values() if not job.finished]
            theirs = [job for job in unfinished if _who(job.owner) == _who(owner)]
            if self._closed or len(unfinished) >= MOST or len(theirs) >= MOST_EACH:
                raise TooMuchWorkError
            job = Job(
                id=new_secret(),
                owner=owner,
                title=title,
                values=values or {},
                work=lambda progress: context.run(work, progress),
                key=key,
            )
            self._jobs[job.id] = job
            self._advance()
        return job

    def find(self, owner: Actor, name: str) -> Job:
        """Return the job ``name`` of ``owner``.

        Raises:
            UnknownJobError: They have none of that name, or it is no longer kept.
        """
        with self._lock:
            self._forget()
            job = self._jobs.get(name)
        if job is None or _who(job.owner) != _who(owner):
            raise UnknownJobError
        return job

    def stop(self, owner: Actor, name: str) -> Job:
        """Ask a job to stop; one that waits is stopped at once, one that is finished stays so.

        Raises:
            UnknownJobError: They have none of that name.
        """
        job = self.find(owner, name)
        with self._lock:
            job.progress.stopping = True
            if job.state == "waiting":
                self._end(job, "stopped", StoppedError())
        return job

    def close(self, patience_s: float = 5.0) -> None:
        """Stop everything, with the server; wait for those at work, a moment each."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                job.progress.stopping = True
                if job.state == "waiting":
                    self._end(job, "stopped", StoppedError())
            threads = list(self._threads.values())
        for thread in threads:
            thread.join(patience_s)

    def _advance(self) -> None:
        """Set waiting jobs to work, the first to come first, while there is room."""
        for job in self._jobs.values():
            if len(self._threads) >= AT_ONCE:
                return
            if job.state == "waiting":
                job.state = "running"
                job.progress.sentence = (STARTED, {})
                # A daemon: a process that is told to end does not wait for what is stopped anyway.
                thread = Thread(
                    target=self._run, args=(job,), name=f"job {job.id[:6]}", daemon=True
                )
                self._threads[job.id] = thread
                thread.start()

    def _run(self, job: Job) -> None:
        state: State = "done"
        refusal: RefusedError | None = None
        try:
            job.made = job.work(job.progress)
        except StoppedError as stopped:
            state, refusal = "stopped", stopped
        except RefusedError as refused:
            state, refusal = "refused", refused
        except Exception:
            LOG.exception("a job failed: %s", job.title.en)
            state, refusal = "refused", WorkFault()
        with self._lock:
            self._threads.pop(job.id, None)
            self._end(job, state, refusal)
            if not self._closed:
                self._advance()

    def _end(self, job: Job, state: State, refusal: RefusedError | None) -> None:
        if state == "done":
            job.progress.fraction = 1.0
            job.progress.sentence = (FINISHED, {})
        job.work = _nothing  # what it held on to may go
        job.state, job.refusal, job.ended_at = state, refusal, self._clock()

    def _under(self, owner: Actor, key: str | None) -> Job | None:
        """Return the job started under ``key``; one that came to nothing may be tried again."""
        for job in self._jobs.values():
            tried = key is not None and job.key == key and _who(job.owner) == _who(owner)
            if tried and (not job.finished or job.state == "done"):
                return job
        return None

    def _forget(self) -> None:
        """Let go of what was finished long ago, and of all but the latest of each owner."""
        now, kept = self._clock(), dict[object, int]()
        for job in sorted(
            (job for job in self._jobs.values() if job.ended_at is not None),
            key=lambda job: job.ended_at or now,
            reverse=True,
        ):
            owner = _who(job.owner)
            kept[owner] = kept.get(owner, 0) + 1
            if kept[owner] > KEPT_EACH or now - (job.ended_at or now) > LASTING:
                del self._jobs[job.id]


def _who(owner: Actor) -> object:
    """Return what makes an owner the same, whatever their role has become meanwhile."""
    return owner.person, owner.name, owner.organisation, owner.scope


def _nothing(_progress: Progress) -> Made:
    return Made()
