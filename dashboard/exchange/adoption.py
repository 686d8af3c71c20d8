"""Taking in a journal from elsewhere: a sealed one as it is, a story sealed as it is read.

Whatever comes in must be one that could have grown here: whole, all of one operation, opened by an
opening this house understands, its recorded times never running backwards nor ahead of the clock.
"""

from datetime import datetime, timedelta

from dashboard.exchange.journal_file import JournalFile, Verdict, verify
from dashboard.exchange.story import NotAdoptableError, check_types, seal_story
from dashboard.journal import BrokenJournalError, Entry, Journal, Opened
from dashboard.operations import check_id, check_opening
from dashboard.text import RefusedError, Text

SKEW = timedelta(minutes=10)
"""How far the clock of another house may be ahead of ours."""


def adopt_file(journal: Journal, file: JournalFile, *, now: datetime) -> str:
    """Keep the journal of ``file``, all of it or nothing, and return its operation.

    Raises:
        BrokenJournalError: Its chain does not hold; names the entry and the kind of break.
        NotAdoptableError: Entries are withheld, or it could not have grown here.
        OperationExistsError: An operation of that name is here already.
        RefusedError: A story that is no exercise, or that this house cannot read.
    """
    entries = sealed_entries(file) if file.header.sealed else seal_story(file)
    check_grown(entries, file.header.operation, now)
    journal.adopt(entries)
    return file.header.operation


def sealed_entries(file: JournalFile) -> list[Entry]:
    """Return the entries of a sealed file whose chain holds and from which nothing is withheld."""
    check_verdict(verify(file))
    entries = []
    for link in file.links:
        try:
            entry = link.entry()
            if entry is not None:
                check_types(entry)
        except (KeyError, TypeError, ValueError, OverflowError, RecursionError, RefusedError):
            raise NotAdoptableError(
                Text(
                    fr="Journal refusé, rien n'a été écrit : l'entrée n° {seq} n'est pas lisible "
                    "ici.",
                    en="Journal refused, nothing was written: entry no. {seq} cannot be read here.",
                ),
                seq=link.seq,
            ) from None
        if entry is None:
            raise NotAdoptableError(
                Text(
                    fr="Journal refusé, rien n'a été écrit : le contenu de l'entrée n° {seq} a été "
                    "retiré de cette copie ; elle se vérifie, mais ne s'importe pas.",
                    en="Journal refused, nothing was written: the content of entry no. {seq} was "
                    "withheld from this copy; it can be verified, not imported.",
                ),
                seq=link.seq,
            )
        entries.append(entry)
    return entries


def check_verdict(verdict: Verdict) -> None:
    """Refuse a journal whose chain does not hold, with the entry's number and the kind of break."""
    if verdict.broken is not None:
        told = verdict.broken.sentence
        raise BrokenJournalError(
            Text(
                fr="Journal refusé, rien n'a été écrit : " + told.fr + " ({kind}).",
                en="Journal refused, nothing was written: " + told.en + " ({kind}).",
            ),
            seq=verdict.broken.seq,
            kind=verdict.broken.kind,
        )


def check_grown(entries: list[Entry], operation: str, now: datetime) -> None:
    """Refuse entries that are not a journal this house could have written itself."""
    check_id(operation)
    for entry in entries:
        if isinstance(entry.fact, Opened):
            check_opening(entry.fact)
        if entry.operation != operation:
            raise NotAdoptableError(
                Text(
                    fr="Journal refusé, rien n'a été écrit : l'entrée n° {seq} est d'une autre "
                    "opération que celle de l'en-tête.",
                    en="Journal refused, nothing was written: entry no. {seq} belongs to another "
                    "operation than the header's.",
                ),
                seq=entry.seq,
            )
        if entry.recorded_at > now + SKEW:
            raise NotAdoptableError(
                Text(
                    fr="Journal refusé, rien n'a été écrit : l'entrée n° {seq} est enregistrée "
                    "dans l'avenir.",
                    en="Journal refused, nothing was written: entry no. {seq} is recorded in the "
                    "future.",
                ),
                seq=entry.seq,
            )
