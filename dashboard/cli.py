"""The command line: serve, demo, verify, export, import, user, audit, basemap.

Exit codes: 0 done; 1 refused, or the journal does not hold (one sentence says which); 2 the
command was not understood. What a command needs is imported when it runs, to start at once.
"""

# ruff: noqa: PLC0415  imports inside commands: see above

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.progress import Progress

from dashboard import clock
from dashboard.cli_basemap import maps
from dashboard.cli_users import audit, users
from dashboard.terminal import desk_of, language, settings_of, told, write
from dashboard.text import Locale, RefusedError, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dashboard.desk import Desk
    from dashboard.exchange.journal_file import JournalFile, Verdict
    from dashboard.journal import Head, Journal
    from dashboard.settings import Settings

app = typer.Typer(
    name="vigie",
    help="Vigie: the map and the log of a medical crisis cell, on one clock.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(users)
app.add_typer(maps)
app.command()(audit)

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
OPEN = Text(fr="Vigie : ouvrir {url}", en="Vigie: open {url}")
LOADING = Text(fr="Démonstration", en="Demonstration")
WRITTEN = Text(
    fr="Documents : {count} écrits dans {folder}.", en="Documents: {count} written to {folder}."
)
ABSENT = Text(
    fr="Documents joints ailleurs, et qui ne sont pas ici : {names}.",
    en="Documents attached elsewhere, and not here: {names}.",
)
DOCUMENTS_WHOLE = Text(
    fr="Documents : {count} entiers dans {folder}.", en="Documents: {count} whole in {folder}."
)
DOCUMENTS_BROKEN = Text(
    fr="Documents de {folder} : {count} entiers ; manquants : {missing} ; altérés : {altered}.",
    en="Documents in {folder}: {count} whole; missing: {missing}; altered: {altered}.",
)
SET_UP = Text(
    fr="Aucun compte encore. Pour créer le premier, dans l'heure et une seule fois : {url}",
    en="No account yet. To make the first, within the hour and once only: {url}",
)
BAD_HEAD = Text(
    fr="« {text} » n'est pas une tête ; attendu : numéro:sceau, comme l'affiche « vigie verify ».",
    en="“{text}” is not a head; expected: number:seal, as “vigie verify” shows it.",
)

DEMONSTRATION_STORE = "sqlite:///var/demonstration.gpkg"
"""Apart from the installation's own: a demonstration is nobody's journal."""

Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; else standard output.")
]
Folder = Annotated[
    Path | None, typer.Option("--documents", help="The folder of the attached documents.")
]
Port = Annotated[int | None, typer.Option(help="The port to listen on.")]


def main() -> None:
    """Run the command line; a refusal is one sentence and exit code 1, never a traceback."""
    try:
        app()
    except RefusedError as refused:
        told.print(refused.say(language()), markup=False, soft_wrap=True)
        sys.exit(1)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Port = None,
) -> None:
    """Serve this installation's store. Settings come from the environment (VIGIE_…)."""
    asked = {"host": host, "port": port}
    _serve(settings_of(**{name: value for name, value in asked.items() if value is not None}))


@app.command()
def demo(port: Port = None) -> None:
    """Load the demonstration into a store of its own, and serve it to this machine."""
    from dashboard.app import desk_from

    asked = {"demonstration": True, "host": "127.0.0.1"} | ({} if port is None else {"port": port})
    if "VIGIE_STORE" not in os.environ:
        asked["store"] = DEMONSTRATION_STORE
    settings = settings_of(**asked)
    desk = desk_from(settings)
    _load_demonstration(desk.journal)
    _serve(settings, desk)


@app.command()
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


@app.command()
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
) -> None:
    """Write the journal (jsonl), the picture at an instant (geojson) or the log (csv)."""
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
    owner = desk.library.owner(operation) or ""
    desk.audit.note(None, "exported", operation, concerns=owner, format=format_, by="vigie export")


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="A journal file (.jsonl).")]) -> None:
    """Take in a whole journal: all of it, if its chain holds, or nothing."""
    from dashboard.exchange.adoption import adopt_file
    from dashboard.exchange.journal_file import read_path

    journal_file = read_path(file)
    desk = desk_of()
    operation = adopt_file(desk.journal, journal_file, now=desk.clock())
    _imported(operation, desk.journal.head(operation))


def demonstration_folder() -> Path:
    """Return where the demonstration journals are: in the wheel, or beside the package."""
    package = Path(__file__).parent
    inside = package / "data" / "demo"
    return inside if inside.is_dir() else package.parent / "data" / "demo"


def _load_demonstration(journal: Journal) -> None:
    from dashboard.exchange.demonstration import stories_to_tell, tell_stories

    stories = stories_to_tell(journal, demonstration_folder())
    if not stories:
        return
    with Progress(console=told, transient=True) as progress:
        loading = progress.add_task(LOADING.say(language()), total=len(stories))
        for operation, head in tell_stories(journal, stories, now=clock.now()):
            _imported(operation, head)
            progress.advance(loading)


def _imported(operation: str, head: Head) -> None:
    _note(IMPORTED, operation=operation, seq=head.seq)


def _serve(settings: Settings, desk: Desk | None = None) -> None:
    from dashboard.web.serving import address_of, listen, serve_on

    with listen(settings.host, settings.port) as listening:
        from dashboard.app import create_app, desk_from
        from dashboard.web.setup import first_link

        desk = desk or desk_from(settings)
        url = address_of(listening)
        sentence = OPEN.say(language(), url=url)
        link = None if settings.demonstration else first_link(desk)
        if link is not None:
            sentence = SET_UP.say(language(), url=url + link)

        def ready() -> None:
            threading.Thread(target=desk.library.wind, daemon=True).start()
            print(sentence, flush=True)

        serve_on(
            listening,
            create_app(desk),
            quiet=settings.demonstration,
            proxies=settings.proxies,
            ready=ready,
        )


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
    _note(WRITTEN, count=written.count, folder=folder)
    if written.absent:
        _note(ABSENT, names=", ".join(written.absent))


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


def _note(sentence: Text, **values: object) -> None:
    """Tell on the side: standard output may be the file that is written."""
    told.print(sentence.say(language(), **values), markup=False, soft_wrap=True)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else clock.instant(text)


if __name__ == "__main__":
    main()
