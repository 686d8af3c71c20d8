"""The hash chain: each entry is sealed onto the one before it, in two levels.

    digest = SHA-256(nonce ‖ content)            what the entry says
    seal   = SHA-256(previous ‖ seq ‖ digest)    where it stands

Two levels, so that a copy from which a content was withheld (it keeps number, digest and seals)
still verifies from end to end. ``seq`` is eight bytes, big endian; ``content`` is UTF-8.

What it proves: whoever holds a later seal sees any alteration before it. What it does not: a
custodian could write everything anew; exported and printed heads are what prevents it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from dashboard.clock import instant
from dashboard.journal.codec import canonical, decode, encode
from dashboard.journal.entry import Draft, Entry, Head
from dashboard.text import Text

GENESIS = bytes(32)
NOTHING = Head(seq=0, seal=GENESIS)


class Link(Protocol):
    """What verification reads of a line; ``content`` and ``nonce`` are None where withheld."""

    @property
    def seq(self) -> int: ...  # noqa: D102
    @property
    def previous(self) -> bytes: ...  # noqa: D102
    @property
    def digest(self) -> bytes: ...  # noqa: D102
    @property
    def seal(self) -> bytes: ...  # noqa: D102
    @property
    def nonce(self) -> bytes | None: ...  # noqa: D102
    @property
    def content(self) -> str | None: ...  # noqa: D102


BreakKind = Literal["content", "link", "gap", "truncated"]

SENTENCES: dict[BreakKind, Text] = {
    "content": Text(
        fr="l'entrée n° {seq} ne dit plus ce qui a été scellé",
        en="entry no. {seq} no longer says what was sealed",
    ),
    "link": Text(
        fr="l'entrée n° {seq} n'est pas scellée à la suite de la précédente",
        en="entry no. {seq} is not sealed onto the one before it",
    ),
    "gap": Text(
        fr="l'entrée n° {seq} manque",
        en="entry no. {seq} is missing",
    ),
    "truncated": Text(
        fr="le journal s'arrête avant l'entrée n° {seq} annoncée comme la dernière",
        en="the journal stops before entry no. {seq}, announced as the last",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first place where a chain does not hold, and how."""

    seq: int
    kind: BreakKind

    @property
    def sentence(self) -> Text:
        """What is wrong, for a reader; give it ``seq``."""
        return SENTENCES[self.kind]


def digest_of(nonce: bytes, content: str) -> bytes:
    """Return the digest of what an entry says."""
    return hashlib.sha256(nonce + content.encode()).digest()


def seal_of(previous: bytes, seq: int, digest: bytes) -> bytes:
    """Return the seal of the entry ``seq`` that follows ``previous``."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + digest).digest()


def seal(
    draft: Draft, *, operation: str, after: Head, recorded_at: datetime, nonce: bytes
) -> Entry:
    """Turn a draft into the entry that follows ``after``."""
    seq = after.seq + 1
    content = canonical(
        encode(draft) | {"operation": operation, "seq": seq, "recorded_at": recorded_at.isoformat()}
    )
    digest = digest_of(nonce, content)
    return Entry(
        operation=operation,
        seq=seq,
        recorded_at=recorded_at,
        content=content,
        nonce=nonce,
        digest=digest,
        previous=after.seal,
        seal=seal_of(after.seal, seq, digest),
        **{name: getattr(draft, name) for name in Draft.__dataclass_fields__},
    )


def entry_from(*, content: str, nonce: bytes, digest: bytes, previous: bytes, seal: bytes) -> Entry:
    """Return the entry whose sealed text is ``content``. Reads; does not verify.

    Raises:
        KeyError, TypeError, ValueError: The text is not that of an entry.
    """
    read = json.loads(content)
    return Entry(
        operation=read["operation"],
        seq=read["seq"],
        recorded_at=instant(read["recorded_at"]),
        content=content,
        nonce=nonce,
        digest=digest,
        previous=previous,
        seal=seal,
        **decode(read),
    )


def first_break(links: Iterable[Link], *, head: Head | None = None) -> Break | None:
    """Return the first place where the chain does not hold, or None when all of it does.

    Args:
        links: A journal from its first entry on, in order; withheld contents are passed over.
        head: The last number and seal as known from elsewhere (a print, a message, a file's own
            first line). Without it a journal cut short at its end cannot be told from a whole one.
    """
    before = NOTHING
    for link in links:
        if link.seq != before.seq + 1:
            return Break(seq=before.seq + 1, kind="gap")
        if link.previous != before.seal or link.seal != seal_of(before.seal, link.seq, link.digest):
            return Break(seq=link.seq, kind="link")
        if (
            link.content is not None
            and link.nonce is not None
            and digest_of(link.nonce, link.content) != link.digest
        ):
            return Break(seq=link.seq, kind="content")
        if head is not None and link.seq == head.seq and link.seal != head.seal:
            return Break(seq=link.seq, kind="link")
        before = Head(seq=link.seq, seal=link.seal)
    if head is not None and before.seq < head.seq:
        return Break(seq=head.seq, kind="truncated")
    return None
