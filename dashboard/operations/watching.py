"""Watching: what the rules of an operation are met by becomes entries, each alarm once.

1. Only operations that go on and have rules are looked at; without any, a turn asks nothing.
2. It is looked with the eyes of the organisation that set a rule: what it may not read rings no
   alarm, and the alarm is its own. Who may not read the team, the zone or the rule does not read
   the alarm; where the tracker is kept for some, the alarm is for its own organisation alone.
3. What rings is told once, whoever looks, and after a restart too (``alarms.ledger``); when it is
   over, that is told as well.
"""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

from dashboard.access.actor import Actor
from dashboard.alarms import Alarm, Rule, rules_in_force
from dashboard.clock import EPOCH, Clock, from_microseconds
from dashboard.journal import (
    Bell,
    Ceased,
    Draft,
    FixesErased,
    Journal,
    KeyReusedError,
    Raised,
    Tracked,
    UnknownOperationError,
    Watched,
)
from dashboard.journal.entry import Category, Priority
from dashboard.operations.chunks import AUTHOR
from dashboard.operations.eyes import Eyes
from dashboard.operations.following import Following
from dashboard.operations.library import Library, Reading
from dashboard.picture import Line, Reel
from dashboard.text import RefusedError
from dashboard.tracks import Tracks

SURVEYED = timedelta(minutes=1)
"""How often all operations are asked whether they have rules: for what no bell told of."""

TOLD_AS: dict[str, tuple[Category, Priority]] = {
    "inside": ("security", "urgent"),
    "left": ("security", "important"),
    "outside": ("security", "important"),
    "silent": ("communication", "important"),
    "still": ("means", "important"),
    "unheard": ("security", "urgent"),
}


class Watching:
    """Looks whenever it is asked to; holds what it saw between two looks."""

    def __init__(
        self,
        journal: Journal,
        library: Library,
        tracks: Tracks,
        following: Following,
        bell: Bell,
        clock: Clock,
    ) -> None:
        self._journal = journal
        self._library = library
        self._tracks = tracks
        self._following = following
        self._clock = clock
        self._eyes: dict[tuple[str, str], Eyes] = {}
        self._rules: dict[str, tuple[Reel, int, dict[str, list[Rule]]]] = {}
        self._watched: set[str] = set()
        self._surveyed_at = EPOCH
        self._rung: set[str | None] = {None}
        self._lock = threading.Lock()
        bell.listen(self._hear)

    def turn(self) -> None:
        """Look at every operation that is watched, and tell its journal what is new.

        Raises:
            RefusedError: The store does not answer.
        """
        now = self._clock()
        self._survey(now)
        for operation in sorted(self._watched):
            # One that cannot be looked at does not keep the others from being.
            try:
                self._look(operation, now)
            except RefusedError:
                self._let_go(operation)

    def _hear(self, operation: str | None) -> None:
        with self._lock:
            self._rung.add(operation)

    def _survey(self, now: datetime) -> None:
        with self._lock:
            rung, self._rung = self._rung, set()
        if None in rung or now - self._surveyed_at >= SURVEYED:
            asked = set(self._journal.operations())
            self._surveyed_at = now
        else:
            asked = {one for one in rung if one is not None} - self._watched
        self._watched |= {one for one in asked if self._library.tells(one, Watched)}

    def _look(self, operation: str, now: datetime) -> None:
        # Asked first: to wind an operation that is over would put one that goes on off the shelf.
        if self._library.is_over(operation):
            self._let_go(operation)
            return
        whole = self._library.whole(operation)
        for organisation, rules in self._rules_of(whole).items():
            with self._lock:
                eyes = self._eyes.get((operation, organisation))
            actor = Actor(name=AUTHOR, organisation=organisation, role="reader")
            try:
                reading = self._library.reading(actor, operation)
            except UnknownOperationError:
                continue  # it is no longer shared with them
            if eyes is None or eyes.reel is not reading.reel:
                eyes = Eyes(self._tracks, self._following, reading.reel, organisation)
                with self._lock:
                    self._eyes[operation, organisation] = eyes
            eyes.look(reading, rules, now)
            for draft, key in _drafts(eyes, reading, now):
                try:
                    self._journal.append(operation, draft, key=key)
                except KeyReusedError:
                    continue  # somebody who looked at the same moment has told it

    def _rules_of(self, whole: Reading) -> dict[str, list[Rule]]:
        """Return the rules in force by who set them, read anew where the journal grew."""
        reel, head = whole.reel, whole.head.seq
        known = self._rules.get(whole.operation.id)
        if known is None or known[0] is not reel or known[1] != head:
            since = known[1] if known is not None and known[0] is reel else 0
            if any(isinstance(line.entry.fact, FixesErased) for line in reel.lines[since:]):
                # For whoever watches here, also where the entry is kept from them.
                self._forget(whole.operation.id)
            known = (reel, head, _by_organisation(reel.lines))
            self._rules[whole.operation.id] = known
        return known[2]

    def _let_go(self, operation: str) -> None:
        self._rules.pop(operation, None)
        self._forget(operation)

    def _forget(self, operation: str) -> None:
        """Forget where the teams of an operation were."""
        with self._lock:
            for key in [key for key in self._eyes if key[0] == operation]:
                del self._eyes[key]


def _by_organisation(lines: list[Line]) -> dict[str, list[Rule]]:
    """Return the rules in force of every organisation that ever set one."""
    set_by = [line for line in lines if isinstance(line.entry.fact, Watched)]
    found: dict[str, list[Rule]] = {line.entry.organisation: [] for line in set_by}
    for rule in rules_in_force(set_by):
        found[rule.organisation].append(rule)
    return found


def _drafts(eyes: Eyes, reading: Reading, now: datetime) -> Iterator[tuple[Draft, str]]:
    """Yield what is to be told: what is over first, then what rings anew."""
    for key, seq in eyes.over(now):
        fact = Ceased(seq=seq, object_id=key[1])
        yield (
            Draft(
                author=AUTHOR,
                organisation=reading.actor.organisation,
                occurred_at=now,
                category=TOLD_AS.get(eyes.watch_of(seq), TOLD_AS["still"])[0],
                fact=fact,
                means="automatic",
                audience=eyes.audience_of(seq),
            ),
            f"ceased:{seq}",
        )
    for alarm in eyes.anew(now):
        yield _raised(alarm, eyes, reading, now), eyes.ledger.next_of(alarm.key)


def _raised(alarm: Alarm, eyes: Eyes, reading: Reading, now: datetime) -> Draft:
    rule = alarm.rule
    category, priority = TOLD_AS[rule.watch]
    return Draft(
        author=AUTHOR,
        organisation=reading.actor.organisation,
        occurred_at=min(now, from_microseconds(alarm.due_ms * 1000)),
        category=category,
        priority=priority,
        means="automatic",
        fact=Raised(
            seq=rule.seq,
            rule=rule.key,
            watch=rule.watch,
            object_id=alarm.team,
            zone_ids=alarm.area,
            zone=", ".join(eyes.names.get(zone, zone) for zone in alarm.area),
            minutes=rule.minutes,
            since=from_microseconds(alarm.since_ms * 1000),
        ),
        audience=() if _is_kept_for_some(reading, alarm.team, now) else None,
    )


def _is_kept_for_some(reading: Reading, team: str, now: datetime) -> bool:
    """Return whether not everybody may read which tracker a team carries."""
    limits = reading.charter.limits(now)
    if not limits:
        return False
    limited = limits.entries.keys() | limits.written.keys()
    return any(
        isinstance(line.entry.fact, Tracked)
        and line.entry.fact.object_id == team
        and line.entry.seq in limited
        for line in reading.reel.lines
    )
