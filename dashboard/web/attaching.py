"""Attaching a document: looked at whole, kept once its entry may be recorded, then recorded.

Kept before, so that no entry ever names a content that is not there. Should the journal refuse
after all (its key served for something else meanwhile), a content stays that nothing names, and
that nobody can ask for.
"""

from collections.abc import AsyncIterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.access.policy import check
from dashboard.desk import Desk
from dashboard.documents import DocumentTooLargeError, Scanner, admit, document_of
from dashboard.journal import Attached, Draft, Entry, KeyReusedError, Withheld
from dashboard.layers import KINDS
from dashboard.operations import NotRecordableError, check_recordable, record
from dashboard.picture import Line, Reel
from dashboard.text import Text
from dashboard.web.limits import joined
from dashboard.web.reader import Reader, reader

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A document that was sent, by whom, and what is said of it; no hour is the present one.

    ``audience`` and ``embargo_until`` are those of the entry that attaches it.
    """

    content: bytes
    name: str
    author: Reader
    seq: int | None = None
    occurred_at: datetime | None = None
    audience: tuple[str, ...] | None = None
    embargo_until: datetime | None = None
    key: str | None = None
    confirmed: tuple[str, ...] = ()


async def read_body(parts: AsyncIterable[bytes], most_mib: int) -> bytes:
    """Return a body that comes in ``parts``, read no further than a document may be long.

    Raises:
        DocumentTooLargeError: It goes on.
    """
    body = await joined(parts, most_mib * MIB)
    if body is None:
        raise DocumentTooLargeError(most_mib)
    return body


def attach(desk: Desk, operation: str, sent: Sent, scan: Scanner | None) -> Entry:
    """Keep a document and record the entry that attaches it.

    Raises:
        RefusedError: It is not accepted, or may not be recorded; nothing was kept or recorded.
    """
    admitted = admit(sent.content, sent.name)
    if scan is not None:
        scan(sent.content)
    document = document_of(sent.content, admitted.kind.media_type)
    draft = Draft(
        author=sent.author.name,
        organisation=sent.author.organisation,
        occurred_at=sent.occurred_at or desk.clock(),
        fact=Attached(
            sha256=document.sha256,
            name=admitted.name,
            media_type=document.media_type,
            size=document.size,
            seq=sent.seq,
        ),
        audience=sent.audience,
        embargo_until=sent.embargo_until,
    )
    check_recordable(
        desk,
        sent.author.actor,
        operation,
        draft,
        kinds=KINDS,
        key=sent.key,
        confirmed=sent.confirmed,
    )
    desk.documents.keep(sent.content, document.media_type)
    return _recorded(desk, operation, draft, sent)


def check_attachable(desk: Desk, operation: str, seq: int | None) -> None:
    """Refuse to attach to an operation or an entry where whoever asks may not.

    Before a document is read: nobody waits minutes to be told so.

    Raises:
        UnknownOperationError: There is no such operation.
        NotAllowedError: Whoever asks attaches nothing there; says who could.
        NotRecordableError: It has no such entry.
    """
    actor = reader().actor
    reading = desk.library.reading(actor, operation)
    check(actor, "attach", reading.standing)
    if seq is None:
        return
    found = reading.entries()[seq - 1 : seq]
    if not found or isinstance(found[0].fact, Withheld):
        raise NotRecordableError(
            Text(fr="Il n'y a pas d'entrée n° {seq}.", en="There is no entry no. {seq}."), seq=seq
        )


def attached(desk: Desk, operation: str) -> list[tuple[Line, Attached]]:
    """Return the entries of ``operation`` that attach a document, of those the reader may see.

    Raises:
        UnknownOperationError: There is no such operation.
    """
    return desk.library.ask(
        reader().actor, operation, lambda reading: list(attachments(reading.reel))
    )


def attachments(reel: Reel) -> Iterator[tuple[Line, Attached]]:
    """Yield the entries of ``reel`` that attach a document."""
    with reel.reading():
        lines = list(reel.lines)
    for line in lines:
        if isinstance(line.entry.fact, Attached):
            yield line, line.entry.fact


def _recorded(desk: Desk, operation: str, draft: Draft, sent: Sent) -> Entry:
    """Record ``draft``; sent again under its key without an hour, it is given the hour it had.

    Raises:
        KeyReusedError: The key served for something else.
    """
    try:
        return _told(desk, operation, draft, sent)
    except KeyReusedError:
        before = [
            line.entry.occurred_at
            for line, fact in attached(desk, operation)
            if fact == draft.fact and sent.occurred_at is None
        ]
        for hour in before:
            with suppress(KeyReusedError):
                return _told(desk, operation, replace(draft, occurred_at=hour), sent)
        raise


def _told(desk: Desk, operation: str, draft: Draft, sent: Sent) -> Entry:
    return record(
        desk,
        sent.author.actor,
        operation,
        draft,
        kinds=KINDS,
        key=sent.key,
        confirmed=sent.confirmed,
    )
