"""The commands of journals: verify one, export it, take one in; with its documents."""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dashboard import clock
from dashboard.terminal import desk_of, language, say, write
from dashboard.text import Locale, RefusedError, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dashboard.desk import Desk
    from dashboard.exchange.journal_file import JournalFile, Verdict
    from dashboard.journal import Head

WHOLE = Text(
    fr="« {operation} » : {entries} entrées, {withheld} retirées, chaîne entière jusqu'à {head}.",
    en="“{operation}”: {entries} entries, {withheld} withheld, the chain holds up to {head}.",
)
BROKEN = Text(
    fr="« {operation} » ne tient pas ({kind}) : {told}.",
    en="“{operation}” does not hold ({kind}): {told}.",
)
STORY = Text(
    fr="« {operation} » n'est pas scellé : c'est une histoire écrite à la main, rien à vérifier.",
    en="“{operation}” is not sealed: it is a hand-written story, there is nothing to verify.",
)
IMPORTED = Text(
    fr="« {operation} » importée : {seq} entrées.", en="“{operation}” imported: {seq} entries."
)
WRITTEN = Text(
    fr="Documents : {count} écrits dans {folder}.", en="Documents: {count} written to {folder}."
)
ABSENT = Text(
    fr="Documents joints ailleurs, et qui ne sont pas ici : {names}.",
    en="Documents attached elsewhere, and not here: {names}.",
)
HERE_ALREADY = Text(
    fr="« {operation} » est déjà ici ; seul ce qui l'accompagne est repris.",
    en="“{operation}” is here already; only what comes with it is taken in.",
)
TAKEN = Text(
    fr="Documents : {count} repris de {folder}.", en="Documents: {count} taken from {folder}."
)
NOT_TAKEN = Text(
    fr="Documents non repris de {folder} ; manquants : {missing} ; altérés : {altered} ; d'une "
    "autre sorte que dite, ou trop longs : {refused}.",
    en="Documents not taken from {folder}; missing: {missing}; altered: {altered}; not of the kind "
    "they say, or too long: {refused}.",
)
DOCUMENTS_WHOLE = Text(
    fr="Documents : {count} entiers dans {folder}.", en="Documents: {count} whole in {folder}."
)
DOCUMENTS_BROKEN = Text(
    fr="Documents de {folder} : {count} entiers ; manquants : {missing} ; altérés : {altered}.",
    en="Documents in {folder}: {count} whole; missing: {missing}; altered: {altered}.",
)
REMARKS_WRITTEN = Text(
    fr="Remarques : {count} écrites dans {path}.",
    en="Remarks: {count} written to {path}.",
)
REMARKS_TAKEN = Text(
    fr="Remarques : {count} reprises de {path}.",
    en="Remarks: {count} taken from {path}.",
)
ERASED = Text(
    fr="{count} positions ont été effacées, comme le dit la main courante ; leurs empreintes "
    "restent scellées.",
    en="{count} positions were erased, as the log says; their digests stay sealed.",
)
BAD_HEAD = Text(
    fr="« {text} » n'est pas une tête ; attendu : numéro:sceau, comme l'affiche « vigie verify ».",
    en="“{text}” is not a head; expected: number:seal, as “vigie verify” shows it.",
)

Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; else standard output.")
]
Folder = Annotated[
    Path | None, typer.Option("--documents", help="The folder of the attached documents.")
]
RemarksFile = Annotated[
    Path | None, typer.Option("--remarks", help="The file of the remarks on the film (.jsonl).")
]


def verify(
    source: Annotated[str, typer.Argument(help="A journal file, or an operation of the store.")],
    head: Annotated[
        str | None, typer.Option(help="The head known from elsewhere: number:seal.")
    ] = None,
    documents: Folder = None,
) -> None:
    """Follow the chain of a journal from its first entry to its head, then its documents."""
    from dashboard.exchange.journal_file import verify as verdict_on

    file = _journal_file(source)
    operation = file.header.operation
    if not file.header.sealed:
        raise RefusedError(STORY, operation=operation)
    _tell(operation, verdict_on(file, head=_head(head)))
    if documents is not None:
        _verify_documents(file, documents)


def export(  # noqa: PLR0913, PLR0917  one an option
    operation: Annotated[str, typer.Argument(help="The operation's id.")],
    output: Output = None,
    format_: Annotated[
        Literal["jsonl", "geojson", "csv"], typer.Option("--format", help="What to write.")
    ] = "jsonl",
    at: Annotated[str | None, typer.Option(help="geojson: the instant; now if left out.")] = None,
    known_at: Annotated[
        str | None, typer.Option(help="geojson: as known then; today if left out.")
    ] = None,
    language_: Annotated[
        Literal["fr", "en"] | None, typer.Option("--language", help="csv: of the sentences.")
    ] = None,
    documents: Folder = None,
    remarks: RemarksFile = None,
) -> None:
    """Write the journal (jsonl), the picture at an instant (geojson) or the log (csv).

    With --remarks, what was remarked on its film is written beside it, in a file of its own.
    """
    desk = desk_of()
    match format_:
        case "jsonl":
            from dashboard.exchange.journal_file import journal_lines

            write(output, journal_lines(desk.journal, operation, now=desk.clock()))
        case "geojson":
            write(output, _picture(desk, operation, at, known_at))
        case "csv":
            write(output, _log(desk, operation, language_ or language()))
    if documents is not None:
        _write_documents(desk, operation, documents)
    if remarks is not None:
        _write_remarks(desk, operation, remarks)
    owner = desk.library.owner(operation) or ""
    desk.audit.note(None, "exported", operation, concerns=owner, format=format_, by="vigie export")


def import_(
    file: Annotated[Path, typer.Argument(help="A journal file (.jsonl).")],
    documents: Folder = None,
    remarks: RemarksFile = None,
) -> None:
    """Take in a whole journal: all of it, if its chain holds, or nothing; then its documents.

    With --documents or --remarks, a journal that is here already only has these taken in.
    """
    from dashboard.exchange.adoption import adopt_file
    from dashboard.exchange.journal_file import read_path

    journal_file = read_path(file)
    desk = desk_of()
    operation = journal_file.header.operation
    with_it = documents is not None or remarks is not None
    if with_it and operation in desk.journal.operations():
        say(HERE_ALREADY, operation=operation)
    else:
        adopt_file(desk.journal, journal_file, now=desk.clock())
        imported(operation, desk.journal.head(operation))
    if documents is not None:
        _take_documents(desk, operation, documents)
    if remarks is not None:
        _take_remarks(desk, operation, remarks)


def imported(operation: str, head: Head) -> None:
    """Tell that a journal was taken in."""
    say(IMPORTED, operation=operation, seq=head.seq)


def _journal_file(source: str) -> JournalFile:
    """Return the journal file ``source`` names, or the one the operation of that id would make."""
    from dashboard.exchange.journal_file import journal_lines, read_journal, read_path

    path = Path(source)
    if path.is_file() or path.suffix == ".jsonl":
        return read_path(path)
    desk = desk_of()
    lines = journal_lines(desk.journal, source, now=desk.clock())
    return read_journal(line.encode() for line in lines)


def _head(text: str | None) -> Head | None:
    from dashboard.journal import Head

    if text is None:
        return None
    seq, _, seal = text.partition(":")
    try:
        return Head(seq=int(seq), seal=bytes.fromhex(seal))
    except ValueError:
        raise RefusedError(BAD_HEAD, text=text) from None


def _tell(operation: str, verdict: Verdict) -> None:
    locale = language()
    if verdict.broken is not None:
        sentence = verdict.broken.sentence.say(locale, seq=verdict.broken.seq)
        raise RefusedError(BROKEN, operation=operation, kind=verdict.broken.kind, told=sentence)
    head = f"{verdict.head.seq}:{verdict.head.seal.hex()}"
    print(
        WHOLE.say(
            locale,
            operation=operation,
            entries=verdict.entries,
            withheld=verdict.withheld,
            head=head,
        )
    )
    if verdict.erased:
        print(ERASED.say(locale, count=verdict.erased))


def _picture(desk: Desk, operation: str, at: str | None, known_at: str | None) -> Iterator[str]:
    from dashboard.exchange.picture_file import picture_geojson

    shown = desk.library.whole(operation).picture(
        _moment(at) or desk.clock(),
        known_at=_moment(known_at),
    )
    yield picture_geojson(shown, operation).decode() + "\n"


def _log(desk: Desk, operation: str, locale: Locale) -> Iterator[str]:
    from dashboard.exchange.tables import log_csv
    from dashboard.review.sentences import sentence

    whole = desk.library.whole(operation)
    zone, lines = whole.operation.zone, whole.reel.lines
    return log_csv(lines, tell=lambda line: sentence(line, locale, zone), zone=zone, locale=locale)


def _write_documents(desk: Desk, operation: str, folder: Path) -> None:
    from dashboard.exchange.document_folder import write_documents
    from dashboard.journal import Attached

    said = (entry.fact for entry in desk.journal.entries(operation))
    facts = [fact for fact in said if isinstance(fact, Attached)]
    written = write_documents(desk.documents, facts, folder)
    say(WRITTEN, count=written.count, folder=folder)
    if written.absent:
        say(ABSENT, names=", ".join(written.absent))


def _take_documents(desk: Desk, operation: str, folder: Path) -> None:
    from dashboard.documents import scanner
    from dashboard.exchange.document_folder import take_documents
    from dashboard.journal import Attached

    said = (entry.fact for entry in desk.journal.entries(operation))
    taken = take_documents(
        desk.documents,
        (fact for fact in said if isinstance(fact, Attached)),
        folder,
        most_mib=desk.settings.document_mib,
        scan=scanner(desk.settings.scan_command),
    )
    say(TAKEN, count=taken.count, folder=folder)
    if taken.missing or taken.altered or taken.refused:
        say(
            NOT_TAKEN,
            folder=folder,
            missing=", ".join(taken.missing) or "0",
            altered=", ".join(taken.altered) or "0",
            refused=", ".join(taken.refused) or "0",
        )


def _write_remarks(desk: Desk, operation: str, path: Path) -> None:
    from dashboard.exchange.remark_file import remark_lines

    versions = desk.remarks.versions(operation)
    write(path, remark_lines(versions, operation, now=desk.clock()))
    say(REMARKS_WRITTEN, count=len(versions), path=path)


def _take_remarks(desk: Desk, operation: str, path: Path) -> None:
    from dashboard.exchange.remark_file import read_remarks_path, take_remarks

    count = take_remarks(desk.remarks, read_remarks_path(path, operation))
    say(REMARKS_TAKEN, count=count, path=path)


def _verify_documents(file: JournalFile, folder: Path) -> None:
    from dashboard.exchange.document_folder import attached_in, verify_documents

    verdict = verify_documents(attached_in(file.links), folder)
    if not verdict.is_whole:
        raise RefusedError(
            DOCUMENTS_BROKEN,
            folder=folder,
            count=verdict.whole,
            missing=", ".join(verdict.missing) or "0",
            altered=", ".join(verdict.altered) or "0",
        )
    print(DOCUMENTS_WHOLE.say(language(), count=verdict.whole, folder=folder))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else clock.instant(text)
