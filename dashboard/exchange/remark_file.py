"""Remarks on a film as JSON Lines, beside the journal they are about: every version of each.

    {"vigie": "remarks", "version": 1, "operation": "…", "exported_at": "…"}
    {"id": "…", "version": 1, "organisation": "…", "author": "…", "made_at": "…", "at": "…", …}

Nothing seals them: they are opinions, and the journal does not know of them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dashboard.exchange.lines import VERSION, Said, UnreadableFileError, read_at, said_on
from dashboard.remarks import Remark, Remarks, UnreadableRemarkError, checked
from dashboard.text import RefusedError, Text

MOST = 100_000
"""Versions taken from one file."""

LONGEST_NAME = 200

AS_REMARK = TypeAdapter(Remark)

HEADER = Text(
    fr='l\'en-tête de remarques : "vigie": "remarks", "version": 1, "operation"',
    en='the header of remarks: "vigie": "remarks", "version": 1, "operation"',
)
REMARK = Text(
    fr='une remarque : "id", "version", "organisation", "author", "made_at", "at", "category"',
    en='a remark: "id", "version", "organisation", "author", "made_at", "at", "category"',
)
FEWER = Text(fr=f"au plus {MOST} remarques", en=f"at most {MOST} remarks")


def remark_lines(versions: Sequence[Remark], operation: str, *, now: datetime) -> Iterator[str]:
    """Yield the lines of a file of ``versions``, those of a remark in their order."""
    header = {
        "vigie": "remarks",
        "version": VERSION,
        "operation": operation,
        "exported_at": now.isoformat(),
    }
    yield json.dumps(header, ensure_ascii=False) + "\n"
    for remark in versions:
        yield json.dumps(_said(remark), ensure_ascii=False) + "\n"


def read_remarks(lines: Iterable[bytes], operation: str) -> list[Remark]:
    """Read a file of remarks about ``operation``.

    Raises:
        UnreadableFileError: A line is not one of such a file; says which.
        RefusedError: They are about another operation.
    """
    numbered = enumerate(lines, start=1)
    header = said_on(*next(numbered, (1, b"")))
    if header.get("vigie") != "remarks" or header.get("version") != VERSION:
        raise UnreadableFileError(1, HEADER)
    if header.get("operation") != operation:
        raise RefusedError(
            Text(
                fr="Ces remarques sont celles de « {other} », pas de « {operation} ».",
                en="These remarks are about “{other}”, not about “{operation}”.",
            ),
            other=str(header.get("operation"))[:80],
            operation=operation,
        )
    found: list[Remark] = []
    for number, line in numbered:
        if not line.strip():
            continue
        if len(found) == MOST:
            raise UnreadableFileError(number, FEWER)
        found.append(_remark(number, said_on(number, line), operation))
    return found


def read_remarks_path(path: Path, operation: str) -> list[Remark]:
    """Read the file of remarks at ``path``.

    Raises:
        RefusedError: It cannot be read, or is no such file.
    """
    return read_at(path, partial(read_remarks, operation=operation))


def take_remarks(remarks: Remarks, found: Iterable[Remark]) -> int:
    """Keep what is not kept yet of ``found``; return how many versions those are.

    Raises:
        StaleRemarkError: What is kept here went another way since; those before it are kept.
    """
    return sum(map(remarks.keep, sorted(found, key=lambda one: (one.id, one.version))))


def _said(remark: Remark) -> Said:
    said = asdict(remark)
    del said["operation"]
    for name in ("made_at", "at", "until"):
        said[name] = None if said[name] is None else said[name].isoformat()
    return said


def _remark(number: int, said: Said, operation: str) -> Remark:
    names = (said.get("id"), said.get("organisation"), said.get("author"))
    if any(not isinstance(name, str) or len(name) > LONGEST_NAME for name in names):
        raise UnreadableFileError(number, REMARK)
    try:
        read = AS_REMARK.validate_json(json.dumps(said | {"operation": operation}))
        times = [at for at in (read.made_at, read.at, read.until) if at is not None]
        if any(at.tzinfo is None for at in times) or read.version < 1:
            raise UnreadableFileError(number, REMARK)
        return checked(read)
    except (ValidationError, UnreadableRemarkError):
        raise UnreadableFileError(number, REMARK) from None
