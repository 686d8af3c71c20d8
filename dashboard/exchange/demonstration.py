"""The demonstration: hand-written stories of a folder, each adopted once."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from dashboard.exchange.adoption import adopt_file
from dashboard.exchange.journal_file import read_journal, read_path
from dashboard.exchange.lines import bounded_lines
from dashboard.journal import Head, Journal
from dashboard.text import RefusedError, Text


class NoDemonstrationError(RefusedError):
    """There are no stories where they should be."""


def stories_to_tell(journal: Journal, folder: Path) -> list[Path]:
    """Return the stories of ``folder`` whose operation is not in ``journal`` yet.

    Raises:
        NoDemonstrationError: There is none at all.
    """
    stories = sorted(folder.glob("*.jsonl"))
    if not stories:
        raise NoDemonstrationError(
            Text(
                fr="Il n'y a pas de journal de démonstration dans {folder}.",
                en="There is no demonstration journal in {folder}.",
            ),
            folder=folder,
        )
    here = set(journal.operations())
    return [story for story in stories if _operation_of(story) not in here]


def tell_stories(
    journal: Journal, stories: list[Path], *, now: datetime
) -> Iterator[tuple[str, Head]]:
    """Adopt ``stories`` one by one; yield each operation and its head."""
    for story in stories:
        operation = adopt_file(journal, read_path(story), now=now)
        yield operation, journal.head(operation)


def _operation_of(path: Path) -> str:
    with path.open("rb") as stream:
        return read_journal(islice(bounded_lines(stream), 1)).header.operation
