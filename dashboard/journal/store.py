"""Where entries live: the port every storage implements, and the in-memory journal."""

import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dashboard.clock import Clock, now
from dashboard.journal.admission import (
    KeyReusedError,
    OperationExistsError,
    UnknownOperationError,
    check_target,
    check_whole,
    fingerprint,
    fingerprint_all,
)
from dashboard.journal.chain import NOTHING, seal
from dashboard.journal.entry import Draft, Entry, Head
from dashboard.journal.facts import Opened
from dashboard.journal.standing import stands

Told = Callable[[float], None]
"""Is told how much of a long work is done, 0 to 1; what it raises ends the work."""

TOLD_EVERY = 500
"""How many entries are kept between two tellings."""


def unheard(_fraction: float) -> None:
    """Tell nobody."""


class Journal(Protocol):
    """Append and read. There is no update and no delete."""

    def append(self, operation: str, draft: Draft, *, key: str | None = None) -> Entry:
        """Seal ``draft`` after the last entry of ``operation`` and keep it.

        The store alone sets the number and ``recorded_at``, which never runs backwards.
        When this returns, the entry is kept whatever happens to the process.

        Args:
            operation: The operation's id; ``Opened`` makes it, every other fact needs it.
            draft: What to record.
            key: An idempotency key: the same key and draft give back the entry already kept.

        Raises:
            UnknownOperationError: Nobody opened it.
            OperationExistsError: ``Opened`` a second time.
            FallenTargetError: The entry to strike or correct is missing or no longer counts.
            KeyReusedError: The key served for a different draft.
        """

    def append_all(
        self,
        operation: str,
        drafts: Sequence[Draft],
        *,
        key: str | None = None,
        told: Told = unheard,
    ) -> list[Entry]:
        """Seal ``drafts`` one after the other and keep them: all of them, or none.

        They are recorded at one instant, and nobody else's entry stands between them.

        Args:
            operation: The operation's id; it is open already.
            drafts: What to record, in order.
            key: An idempotency key: the same key and drafts give back the entries already kept.
            told: Is told how far it is; what it raises leaves nothing kept.

        Raises:
            As ``append``.
        """

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Keep a whole journal sealed elsewhere, as it is: all of it, or nothing.

        Raises:
            OperationExistsError: An operation of that name is here already.
            BrokenJournalError: Its chain does not hold.
        """

    def entries(self, operation: str, *, after: int = 0, limit: int | None = None) -> list[Entry]:
        """Return at most ``limit`` entries of ``operation`` numbered above ``after``, in order.

        Raises:
            UnknownOperationError: Nobody opened it.
        """

    def head(self, operation: str) -> Head:
        """Return the last number and seal of ``operation``.

        Raises:
            UnknownOperationError: Nobody opened it.
        """

    def operations(self) -> list[str]:
        """Return the ids of all operations, in the order they were opened here."""


@dataclass(slots=True)
class _Book:
    """One operation's entries, and what is looked up in them."""

    entries: list[Entry] = field(default_factory=list)
    naming: dict[int, list[int]] = field(default_factory=dict)
    keys: dict[str, tuple[bytes, Entry]] = field(default_factory=dict)

    def keep(self, entry: Entry) -> None:
        self.entries.append(entry)
        if entry.target is not None and entry.target < entry.seq:
            self.naming.setdefault(entry.target, []).append(entry.seq)

    def copy(self) -> "_Book":
        naming = {target: list(by) for target, by in self.naming.items()}
        return _Book(entries=list(self.entries), naming=naming, keys=dict(self.keys))

    @property
    def head(self) -> Head:
        last = self.entries[-1] if self.entries else None
        return Head(seq=last.seq, seal=last.seal) if last else NOTHING


class MemoryJournal:
    """A journal that lives as long as the process: tests, trials, exercises."""

    def __init__(self, clock: Clock = now) -> None:
        self._clock = clock
        self._books: dict[str, _Book] = {}
        self._lock = threading.Lock()

    def append(self, operation: str, draft: Draft, *, key: str | None = None) -> Entry:
        """Seal ``draft`` after the last entry of ``operation`` and keep it."""
        with self._lock:
            if isinstance(draft.fact, Opened) and operation not in self._books:
                book = _Book()
            else:
                book = self._book(operation)
            if key is not None and key in book.keys:
                before, entry = book.keys[key]
                if before != fingerprint(draft):
                    raise KeyReusedError(key)
                return entry
            if isinstance(draft.fact, Opened) and book.entries:
                raise OperationExistsError(operation)
            entry = _next(operation, book, draft, self._clock())
            if key is not None:
                book.keys[key] = (fingerprint(draft), entry)
            self._books[operation] = book
            return entry

    def append_all(
        self,
        operation: str,
        drafts: Sequence[Draft],
        *,
        key: str | None = None,
        told: Told = unheard,
    ) -> list[Entry]:
        """Seal ``drafts`` one after the other and keep them: all of them, or none."""
        with self._lock:
            book = self._book(operation)
            if key is not None and key in book.keys:
                before, first = book.keys[key]
                if before != fingerprint_all(drafts):
                    raise KeyReusedError(key)
                return book.entries[first.seq - 1 : first.seq - 1 + len(drafts)]
            trial, recorded_at = book.copy(), self._clock()
            entries = []
            for number, draft in enumerate(drafts):
                if number % TOLD_EVERY == 0:
                    told(number / len(drafts))
                if isinstance(draft.fact, Opened):
                    raise OperationExistsError(operation)
                entries.append(_next(operation, trial, draft, recorded_at))
            told(1)
            if key is not None and entries:
                trial.keys[key] = (fingerprint_all(drafts), entries[0])
            self._books[operation] = trial
            return entries

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Keep a whole journal sealed elsewhere, as it is."""
        operation = check_whole(entries)
        with self._lock:
            if operation in self._books:
                raise OperationExistsError(operation)
            book = _Book()
            for entry in entries:
                book.keep(entry)
            self._books[operation] = book

    def entries(self, operation: str, *, after: int = 0, limit: int | None = None) -> list[Entry]:
        """Return the entries of ``operation`` numbered above ``after``."""
        end = None if limit is None else after + limit
        return self._book(operation).entries[after:end]

    def head(self, operation: str) -> Head:
        """Return the last number and seal of ``operation``."""
        return self._book(operation).head

    def operations(self) -> list[str]:
        """Return the ids of all operations."""
        return list(self._books)

    def _book(self, operation: str) -> _Book:
        try:
            return self._books[operation]
        except KeyError:
            raise UnknownOperationError(operation) from None


def _next(operation: str, book: _Book, draft: Draft, now: datetime) -> Entry:
    """Seal ``draft`` as the next entry of ``book``, and keep it there."""
    after = book.head
    if draft.target is not None:
        named = book.entries[draft.target - 1] if 0 < draft.target <= after.seq else None
        counts = stands(draft.target, lambda seq: book.naming.get(seq, ()))
        check_target(after.seq + 1, draft, named, counts=counts)
    entry = seal(
        draft,
        operation=operation,
        after=after,
        recorded_at=max(now, book.entries[-1].recorded_at) if book.entries else now,
        nonce=secrets.token_bytes(16),
    )
    book.keep(entry)
    return entry
