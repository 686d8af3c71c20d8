"""A journal as JSON Lines: written entry by entry, read with every line accounted for.

``docs/journal-format.md`` is this file told to other houses; the two change together.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.exchange.lines import (
    VERSION,
    FileLink,
    Header,
    Said,
    header_of,
    link_of,
    read_at,
    said_on,
)
from dashboard.journal import (
    NOTHING,
    Break,
    Entry,
    FixesErased,
    Head,
    Journal,
    Withheld,
    first_break,
)

BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFile:
    """A file that was read. A sealed one has ``links``, a hand-written story has ``story``."""

    header: Header
    links: tuple[FileLink, ...] = ()
    story: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying found: how many entries, how many withheld, and the first break if any.

    ``erased`` is how many positions the journal says are erased: their digests stay, so that the
    chain holds as before.
    """

    entries: int
    withheld: int
    head: Head
    broken: Break | None
    erased: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the chain holds from the first entry to the announced head."""
        return self.broken is None


def verify(file: JournalFile, *, head: Head | None = None) -> Verdict:
    """Follow the chain of a sealed file to ``head``: the file's own, unless a known one is given.

    A file cut short by whoever also rewrote its first line can only be told from a whole one by a
    head known from elsewhere: a print, a message, another copy.
    """
    last = file.links[-1] if file.links else None
    return Verdict(
        entries=len(file.links),
        withheld=sum(link.content is None for link in file.links),
        head=Head(seq=last.seq, seal=last.seal) if last else NOTHING,
        broken=first_break(file.links, head=head or file.header.head),
        erased=sum(map(_erased, file.links)),
    )


def _erased(link: FileLink) -> int:
    """Return how many positions a line says are erased."""
    # Most lines say nothing of it: they are not read for it.
    if link.content is None or FixesErased.__name__ not in link.content:
        return 0
    try:
        entry = link.entry()
    except (KeyError, TypeError, ValueError):
        return 0  # an altered line: the chain says so
    return entry.fact.count if entry is not None and isinstance(entry.fact, FixesErased) else 0


def journal_lines(journal: Journal, operation: str, *, now: datetime) -> Iterator[str]:
    """Yield the lines of the journal file of ``operation``, up to its head of this instant.

    The header is made at once, so that an unknown operation is refused before a byte is sent.

    Raises:
        UnknownOperationError: Nobody opened it.
    """
    head = journal.head(operation)
    return _lines(_header(operation, head, now), _batches(journal, operation, head.seq))


def lines_of(operation: str, entries: Sequence[Entry], *, now: datetime) -> Iterator[str]:
    """Yield the lines of a journal file of ``entries``; those withheld without their content."""
    last = entries[-1]
    return _lines(_header(operation, Head(seq=last.seq, seal=last.seal), now), [entries])


def read_journal(lines: Iterable[bytes]) -> JournalFile:
    """Read a journal file. Reads only: whether its chain holds is ``verify``'s to say.

    Raises:
        UnreadableFileError: A line is not one of a journal file; says which.
    """
    numbered = enumerate(lines, start=1)
    header = header_of(*next(numbered, (1, b"")))
    rest = ((number, said_on(number, line)) for number, line in numbered if line.strip())
    if header.sealed:
        return JournalFile(header=header, links=tuple(link_of(*said) for said in rest))
    return JournalFile(header=header, story=tuple(said for _, said in rest))


def read_path(path: Path) -> JournalFile:
    """Read the journal file at ``path``.

    Raises:
        RefusedError: It cannot be read, or a line of it is not one of a journal file.
    """
    return read_at(path, read_journal)


def _header(operation: str, head: Head, now: datetime) -> Said:
    return {
        "vigie": "journal",
        "version": VERSION,
        "operation": operation,
        "sealed": True,
        "head": {"seq": head.seq, "seal": head.seal.hex()},
        "exported_at": now.isoformat(),
    }


def _batches(journal: Journal, operation: str, last: int) -> Iterator[Sequence[Entry]]:
    after = 0
    while after < last:
        batch = journal.entries(operation, after=after, limit=min(BATCH, last - after))
        yield batch
        after = batch[-1].seq


def _lines(header: Said, batches: Iterable[Sequence[Entry]]) -> Iterator[str]:
    yield json.dumps(header, ensure_ascii=False) + "\n"
    for batch in batches:
        yield from map(_line, batch)


def _line(entry: Entry) -> str:
    link: Said = {
        "seq": entry.seq,
        "previous": entry.previous.hex(),
        "digest": entry.digest.hex(),
        "seal": entry.seal.hex(),
    }
    if not isinstance(entry.fact, Withheld):
        link |= {"nonce": entry.nonce.hex(), "content": entry.content}
    return json.dumps(link, ensure_ascii=False) + "\n"
