"""The ledger: which alarms the journal has been told of, and which of them are not over.

The n-th alarm of a rule, a team and an area is the same alarm whoever finds it: two that look at
once write it under one key, and what is open is not raised again, after a restart neither. An
alarm that somebody struck out stays open all the same, until it is over: it would ring at once.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from dashboard.journal import Ceased, Raised
from dashboard.picture import Line

AlarmKey = tuple[str, str, tuple[str, ...]]
"""The key of a rule, a team, and the zones it is about."""


class Ledger:
    """Reads a journal line by line, for the alarms that ``organisation`` raises."""

    def __init__(self, organisation: str) -> None:
        self._organisation = organisation
        self.open: dict[AlarmKey, int] = {}
        self._keys: dict[int, AlarmKey] = {}
        self._raised: Counter[AlarmKey] = Counter()

    def take(self, lines: Iterable[Line]) -> None:
        """Take in further lines of the journal, in order."""
        for line in lines:
            if line.entry.organisation != self._organisation:
                continue
            fact = line.entry.fact
            if isinstance(fact, Raised):
                key = (fact.rule, fact.object_id, fact.zone_ids)
                self._keys[line.entry.seq] = key
                self.open[key] = line.entry.seq
                self._raised[key] += 1
            elif isinstance(fact, Ceased) and fact.seq in self._keys:
                key = self._keys[fact.seq]
                if self.open.get(key) == fact.seq:
                    del self.open[key]

    def next_of(self, key: AlarmKey) -> str:
        """Return the idempotency key of the next alarm of ``key``."""
        text = json.dumps([self._organisation, *key, self._raised[key] + 1])
        return f"alarm:{hashlib.sha256(text.encode()).hexdigest()}"
