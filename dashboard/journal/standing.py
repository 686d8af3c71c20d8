"""Which entries count: those no counting entry strikes or replaces.

A strike and a correction are entries too. Striking a strike brings the struck entry back, and
striking a correction brings back what it had replaced. An entry only ever names an earlier one,
so reading from the last to the first decides each from those after it.
"""

from collections.abc import Callable, Iterable

from dashboard.journal.entry import Entry


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that count among ``entries``, last first."""
    fallen: set[int] = set()
    counting = []
    for entry in sorted(entries, key=lambda e: e.seq, reverse=True):
        if entry.seq in fallen:
            continue
        counting.append(entry)
        if entry.target is not None:
            fallen.add(entry.target)
    return counting


def stands(seq: int, naming: Callable[[int], Iterable[int]]) -> bool:
    """Return whether entry ``seq`` counts, given the numbers of the entries ``naming`` it."""
    names: dict[int, list[int]] = {}
    found = [seq]
    while found:
        later = found.pop()
        names[later] = list(naming(later))
        found += names[later]
    counts: dict[int, bool] = {}
    for later in sorted(names, reverse=True):
        counts[later] = not any(counts[naming_it] for naming_it in names[later])
    return counts[seq]
