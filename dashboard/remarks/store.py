"""The port of what keeps remarks, and the one in memory. Nothing is ever overwritten."""

import threading
from typing import Protocol

from dashboard.remarks.remark import Remark
from dashboard.text import RefusedError, Text


class StaleRemarkError(RefusedError):
    """Somebody else changed the remark in the meantime."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Quelqu'un a modifié ou retiré cette remarque entre-temps ; la relire, puis "
                "recommencer.",
                en="Somebody changed or withdrew this remark in the meantime; read it again, then "
                "try once more.",
            )
        )


class Remarks(Protocol):
    """Keeps every version of every remark. There is no update and no delete."""

    def keep(self, remark: Remark) -> bool:
        """Keep a version; when this returns, it is kept. Return whether it is new.

        A version that is kept already, word for word, may be given again.

        Raises:
            StaleRemarkError: It does not follow the last version kept, or another one has its
                number.
        """

    def versions(self, operation: str, organisation: str | None = None) -> list[Remark]:
        """Return all versions of an operation's remarks, those of a remark in their order.

        Args:
            operation: Its id; of one nobody knows there are none.
            organisation: Whose; of all organisations when left out.
        """

    def count(self, operation: str, organisation: str) -> int:
        """Return how many versions there are: it grows whenever anything changes."""


class MemoryRemarks:
    """Remarks that live as long as the process: tests, trials. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: list[Remark] = []
        self._lock = threading.Lock()

    def keep(self, remark: Remark) -> bool:
        """Keep a version; return whether it is new."""
        with self._lock:
            is_new = check_follows(remark, [one for one in self._kept if one.id == remark.id])
            if is_new:
                self._kept.append(remark)
        return is_new

    def versions(self, operation: str, organisation: str | None = None) -> list[Remark]:
        """Return all versions of an operation's remarks."""
        with self._lock:
            found = [one for one in self._kept if one.operation == operation]
        if organisation is not None:
            found = [one for one in found if one.organisation == organisation]
        return sorted(found, key=lambda one: (one.id, one.version))

    def count(self, operation: str, organisation: str) -> int:
        """Return how many versions there are."""
        return len(self.versions(operation, organisation))


def check_follows(remark: Remark, kept: list[Remark]) -> bool:
    """Return whether ``remark`` is to be kept after the versions ``kept``, or is there already.

    Raises:
        StaleRemarkError: Neither.
    """
    if remark in kept:
        return False
    first = kept[0] if kept else remark
    ours = (first.operation, first.organisation) == (remark.operation, remark.organisation)
    if not ours or remark.version != len(kept) + 1:
        raise StaleRemarkError
    return True
