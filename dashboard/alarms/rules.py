"""The rules in force: what an operation is watched for, as its journal says.

- Nothing is watched until somebody sets a rule; set again under the same name, it is another one.
- A rule that is struck out never was; the one before it holds again.
- A timer counts from when its rule was set: nothing of before rings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dashboard.journal import Watch, Watched
from dashboard.picture import Line

ZONED: frozenset[Watch] = frozenset({"inside", "left", "outside"})
"""What is watched for in zones; the others are timers."""

MOST_MINUTES = 240
"""A timer of longer than a shift's half is a plan, not an alarm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing an operation is watched for.

    Attributes:
        seq: The number of the entry that set it.
        key: What it goes by, however often it is set.
        watch: What for.
        teams: For which teams; all of them if empty.
        zones: In which zones.
        minutes: For how long it must be so.
        organisation: Who set it; it is watched for with their eyes.
        set_at: When it was set.
    """

    seq: int
    key: str
    watch: Watch
    teams: frozenset[str]
    zones: tuple[str, ...]
    minutes: int
    organisation: str
    set_at: datetime

    def names(self, team: str) -> bool:
        """Return whether it is for ``team``."""
        return not self.teams or team in self.teams


def rules_in_force(lines: Iterable[Line]) -> list[Rule]:
    """Return the rules ``lines`` leave in force, in the order they were first set."""
    rules: dict[str, Rule | None] = {}
    for line in lines:
        fact = line.entry.fact
        if isinstance(fact, Watched) and line.counts:
            rules[fact.rule] = _rule(line, fact) if fact.on else None
    return [rule for rule in rules.values() if rule is not None]


def _rule(line: Line, fact: Watched) -> Rule:
    return Rule(
        seq=line.entry.seq,
        key=fact.rule,
        watch=fact.watch,
        teams=frozenset(fact.object_ids),
        zones=tuple(sorted(set(fact.zone_ids))),
        # Another house may have set more; less than none is none.
        minutes=min(max(fact.minutes, 0), MOST_MINUTES),
        organisation=line.entry.organisation,
        set_at=line.entry.recorded_at,
    )
