"""What an organisation may read of a journal, entry by entry, and what stands for the rest.

The rules:
- An organisation reads what it wrote, and the opening.
- It reads an entry that admits it, if all the objects the entry speaks of admit it too,
- and if it may read the entry that this one strikes, corrects, acknowledges or adds to: nothing
  that is said of a hidden entry shows.
- In the place of any other entry it sees that there is one: its number, digest and seals, by which
  the chain still verifies; no author, no hour of its own, no word, no place.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from dashboard.access.charter import Limit, Limits
from dashboard.clock import EPOCH
from dashboard.journal import Entry, Opened, Withheld
from dashboard.picture import Line


class Sight:
    """The eyes of ``organisation`` at ``at``, under ``limits``; ``lines`` are the whole journal."""

    def __init__(
        self, organisation: str, limits: Limits, at: datetime, lines: Sequence[Line]
    ) -> None:
        self._organisation = organisation
        self._limits = limits
        self._at = at
        self._lines = lines

    @property
    def generation(self) -> str:
        """What changes when something earlier appears or goes, and stays while entries only come.

        A page that holds a view extends it as long as the generation is the same. What an entry
        was limited to when it was written does not count: it never showed otherwise.
        """
        ruled = [
            (str(key), limit.admits(self._organisation, self._at))
            for limits in (self._limits.entries, self._limits.objects)
            for key, limit in limits.items()
        ]
        lifted = [
            (str(seq), True)
            for seq, limit in self._limits.written.items()
            if limit.embargo_until is not None and limit.admits(self._organisation, self._at)
            if limit.by != self._organisation
        ]
        if not ruled and not lifted:
            return ""
        return hashlib.sha256(repr(sorted(ruled + lifted)).encode()).hexdigest()[:16]

    def reads(self, entry: Entry) -> bool:
        """Return whether the organisation may read ``entry``."""
        if entry.organisation == self._organisation or isinstance(entry.fact, Opened):
            return True
        limit = self._limits.entries.get(entry.seq) or self._limits.written.get(entry.seq)
        if limit is not None and not self._admitted(limit):
            return False
        for name in entry.objects:
            kept = self._limits.objects.get(name)
            if kept is not None and not self._admitted(kept):
                return False
        return all(
            self.reads(self._lines[seq - 1].entry)
            for seq in (entry.target, entry.about)
            if seq is not None and 0 < seq < entry.seq
        )

    def seen(self, entries: Iterable[Entry], since: datetime = EPOCH) -> Iterator[Entry]:
        """Yield ``entries`` as the organisation sees them.

        Args:
            entries: Those of the journal that follow what it has seen already, in order.
            since: When the last entry it could read was recorded; a withheld one is put there,
                which says no more than its number does.
        """
        for entry in entries:
            if self.reads(entry):
                since = entry.recorded_at
                yield entry
            else:
                yield withheld(entry, since)

    def _admitted(self, limit: Limit) -> bool:
        return limit.admits(self._organisation, self._at)


def withheld(entry: Entry, at: datetime) -> Entry:
    """Return what stands in the place of ``entry`` for who may not read it."""
    return replace(
        entry,
        author="",
        organisation="",
        occurred_at=at,
        recorded_at=at,
        fact=Withheld(),
        text="",
        category="other",
        priority="normal",
        reliability="confirmed",
        approximate=False,
        means="",
        origin="",
        recipient="",
        corrects=None,
        provenance={},
        audience=None,
        embargo_until=None,
        content="",
        nonce=b"",
    )
