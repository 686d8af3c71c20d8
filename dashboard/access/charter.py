"""The charter: what the journal says of how its operation is run, at any instant.

The rules:
- The organisation that opened an operation owns it; any other has the access last granted to it,
  from its start to its end, until it is taken back.
- An entry or an object is open to all who may read the operation, until it is reserved.
- What is struck out no longer rules; a correction rules in the place of what it replaces.
- At an instant, only what had been recorded by then rules: sharing later opens no past, and what
  an organisation could read at 14:05 is answered by asking for 14:05.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from dashboard.clock import FAR, microseconds
from dashboard.journal import Entry, Granted, Level, Opened, Phase, Phased, Reserved, Revoked
from dashboard.picture import Line, Reel

Ruling = Granted | Revoked | Reserved | Phased


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Who may read something: ``by`` and ``audience``, the others from ``embargo_until`` on.

    Attributes:
        by: The organisation whose it is; it always may.
        audience: The others that may; None is everybody who may read the operation.
        embargo_until: Before, only ``by`` may.
    """

    by: str
    audience: tuple[str, ...] | None
    embargo_until: datetime | None

    def admits(self, organisation: str, at: datetime) -> bool:
        """Return whether ``organisation`` may read it at ``at``."""
        if organisation == self.by:
            return True
        if self.embargo_until is not None and at < self.embargo_until:
            return False
        return self.audience is None or organisation in self.audience

    @property
    def is_none(self) -> bool:
        """Whether it keeps nobody out."""
        return self.audience is None and self.embargo_until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is limited at an instant: the entries as written, then as reserved since; objects."""

    written: Mapping[int, Limit]
    entries: Mapping[int, Limit]
    objects: Mapping[str, Limit]

    def __bool__(self) -> bool:
        return bool(self.written or self.entries or self.objects)

    def until(self, at: datetime) -> datetime:
        """Return when the next embargo passes, after ``at``."""
        limits = chain(self.written.values(), self.entries.values(), self.objects.values())
        ahead = (limit.embargo_until for limit in limits)
        return min((end for end in ahead if end is not None and end > at), default=FAR)


class Charter:
    """Reads the rules of one operation from its reel; cheap, for few entries rule."""

    def __init__(self, reel: Reel) -> None:
        self._reel = reel
        self._read = 0
        self._ruling: list[Line] = []
        self._limited: list[Line] = []

    @property
    def opening(self) -> Opened:
        """How the operation was opened."""
        fact = self._reel.lines[0].entry.fact
        if not isinstance(fact, Opened):
            raise TypeError(f"the journal begins with {fact}")
        return fact

    @property
    def owner(self) -> str:
        """The organisation that opened the operation."""
        return self._reel.lines[0].entry.organisation

    def grants(self, at: datetime) -> dict[str, Granted]:
        """Return the grants in force at ``at``, by organisation."""
        granted = self.granted(at)
        return {name: grant for name, grant in granted.items() if is_due(grant, at)}

    def granted(self, at: datetime) -> dict[str, Granted]:
        """Return the grants given and not taken back at ``at``, in force then or not."""
        granted: dict[str, Granted] = {}
        for entry in self._rules(at):
            fact = entry.fact
            if isinstance(fact, Granted):
                granted[fact.organisation] = fact
            elif isinstance(fact, Revoked):
                granted.pop(fact.organisation, None)
        return granted

    def level(self, organisation: str, at: datetime) -> Level | None:
        """Return what ``organisation`` may do at ``at``; None for a stranger."""
        if organisation == self.owner:
            return "coordinate"
        grant = self.grants(at).get(organisation)
        return grant.level if grant else None

    def phase(self, at: datetime) -> Phase:
        """Return the phase said last; unsaid, planned until the operation starts, then active."""
        said = self.said_phase(at)
        return phase_unsaid(self.opening.starts_at, at) if said is None else said

    def said_phase(self, at: datetime) -> Phase | None:
        """Return the phase said last at ``at``; None while nobody said any."""
        said = [entry.fact for entry in self._rules(at) if isinstance(entry.fact, Phased)]
        return said[-1].phase if said else None

    def limits(self, at: datetime) -> Limits:
        """Return what not everybody may read at ``at``."""
        self._catch_up()
        entries: dict[int, Limit] = {}
        objects: dict[str, Limit] = {}
        for entry in self._rules(at):
            fact = entry.fact
            if not isinstance(fact, Reserved):
                continue
            if fact.seq is not None and fact.seq < entry.seq:
                owner = self._reel.lines[fact.seq - 1].entry.organisation
                entries[fact.seq] = _limit(owner, fact)
            elif fact.object_id is not None:
                objects[fact.object_id] = _limit(entry.organisation, fact)
        written = {
            line.entry.seq: _limit(line.entry.organisation, line.entry)
            for line in self._limited
            if line.entry.recorded_at <= at and line.entry.seq not in entries
        }
        return Limits(written=written, entries=entries, objects=objects)

    def _rules(self, at: datetime) -> Iterator[Entry]:
        """Yield the entries that rule at ``at``, in order."""
        self._catch_up()
        known = microseconds(at)
        for line in self._ruling:
            if line.entry.recorded_at > at:
                return
            if not any(start <= known < end for start, end in line.struck):
                yield line.entry

    def _catch_up(self) -> None:
        # All under the reel's lock: whoever asks next must not find an entry counted as read and
        # its limit not there yet.
        with self._reel.reading():
            fresh = self._reel.lines[self._read :]
            self._ruling += [line for line in fresh if isinstance(line.entry.fact, Ruling)]
            self._limited += [
                line
                for line in fresh
                if line.entry.audience is not None or line.entry.embargo_until is not None
            ]
            self._read += len(fresh)


def phase_unsaid(starts_at: datetime, at: datetime) -> Phase:
    """Return the phase of an operation nobody said one of: planned until it starts."""
    return "planned" if at < starts_at else "active"


def is_due(grant: Granted, at: datetime) -> bool:
    """Return whether ``at`` lies between the start and the end of a grant."""
    return (grant.starts_at is None or grant.starts_at <= at) and (
        grant.ends_at is None or at < grant.ends_at
    )


def _limit(by: str, said: Reserved | Entry) -> Limit:
    return Limit(by=by, audience=said.audience, embargo_until=said.embargo_until)
