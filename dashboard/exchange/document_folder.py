"""The documents a journal names, in a folder beside it: one file each, called by its digest.

The journal seals the digest of each, so that the file can be told from any other by whoever holds
the journal, with no list and no signature of its own.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.documents import KINDS, LARGEST_MIB, Documents, Scanner, admit, safe_name
from dashboard.exchange.lines import FileLink, Said
from dashboard.journal import Attached
from dashboard.journal.codec import decode_fact
from dashboard.text import RefusedError, Text

MIB = 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: how many files, and the names of the documents that are not kept here."""

    count: int
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderVerdict:
    """What verifying a folder found: how many are whole, and the names of the others."""

    whole: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every document the journal names is there, as it was sealed."""
        return not self.missing and not self.altered


def attached_in(links: Iterable[FileLink]) -> Iterator[Attached]:
    """Yield what a journal file attaches, as far as its entries are not withheld."""
    for link in links:
        said = _said(link)
        if said.get("fact") == Attached.__name__:
            fact = decode_fact(Attached.__name__, said.get("body", {}))
            if isinstance(fact, Attached):
                yield fact


def write_documents(documents: Documents, facts: Iterable[Attached], folder: Path) -> Written:
    """Write the documents that ``facts`` name into ``folder``, made if need be.

    Raises:
        RefusedError: The folder cannot be written to.
    """
    named = _once(facts)
    known = documents.known([fact.sha256 for fact in named])
    kept = [fact for fact in named if fact.sha256 in known]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for fact in kept:
            with (folder / file_name(fact)).open("wb") as file:
                file.writelines(documents.content(fact.sha256))
    except OSError:
        raise RefusedError(
            Text(
                fr="Le dossier {folder} ne peut pas être écrit.",
                en="The folder {folder} cannot be written.",
            ),
            folder=folder,
        ) from None
    return Written(
        count=len(kept),
        absent=tuple(safe_name(fact.name) for fact in named if fact.sha256 not in known),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken in from a folder: how many, and the names of the others, by why."""

    count: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    refused: tuple[str, ...]


def take_documents(
    documents: Documents,
    facts: Iterable[Attached],
    folder: Path,
    *,
    most_mib: int = LARGEST_MIB,
    scan: Scanner | None = None,
) -> Taken:
    """Keep the files of ``folder`` that ``facts`` sealed, each looked at as one that is sent.

    A file that is not there, is not what was sealed, or would not be accepted from the page is
    named and left where it is: the journal holds without it.
    """
    count, missing, altered, refused = 0, [], [], []
    for fact in _once(facts):
        name = safe_name(fact.name)
        content = _content(folder / file_name(fact)) if DIGEST.fullmatch(fact.sha256) else None
        if content is None:
            missing.append(name)
        elif hashlib.sha256(content).hexdigest() != fact.sha256:
            altered.append(name)
        elif len(content) > most_mib * MIB or not _is_acceptable(content, fact, scan):
            refused.append(name)
        else:
            documents.keep(content, fact.media_type)
            count += 1
    return Taken(
        count=count, missing=tuple(missing), altered=tuple(altered), refused=tuple(refused)
    )


def verify_documents(facts: Iterable[Attached], folder: Path) -> FolderVerdict:
    """Compare the files of ``folder`` with what ``facts`` sealed."""
    whole, missing, altered = 0, [], []
    for fact in _once(facts):
        digest = _digest(folder / file_name(fact)) if DIGEST.fullmatch(fact.sha256) else None
        if digest is None:
            missing.append(safe_name(fact.name))
        elif digest != fact.sha256:
            altered.append(safe_name(fact.name))
        else:
            whole += 1
    return FolderVerdict(whole=whole, missing=tuple(missing), altered=tuple(altered))


def file_name(fact: Attached) -> str:
    """Return how the file of a document is called: its digest, and what its kind usually ends with.

    >>> file_name(Attached(sha256="ab" * 32, name="…", media_type="image/jpeg", size=1))[60:]
    'abab.jpg'
    """
    kind = KINDS.get(fact.media_type)
    return fact.sha256 + (kind.suffixes[0] if kind else "")


def _said(link: FileLink) -> Said:
    """Return what an entry says; nothing where it is withheld, or says nothing we can read."""
    try:
        said = json.loads(link.content or "{}")
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _once(facts: Iterable[Attached]) -> list[Attached]:
    """Return ``facts`` in their order, each digest once."""
    return list({fact.sha256: fact for fact in facts}.values())


def _is_acceptable(content: bytes, fact: Attached, scan: Scanner | None) -> bool:
    """Return whether ``content`` is of the kind, and may be called, as a journal says."""
    try:
        if scan is not None:
            scan(content)
        return admit(content, fact.name).kind.media_type == fact.media_type
    except RefusedError:
        return False


def _content(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(path: Path) -> str | None:
    """Return the digest of a file; None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
