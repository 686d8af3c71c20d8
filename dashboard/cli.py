"""The command line: serve, demo, simulate, verify, export, print, user, tracks, basemap, roads.

Exit codes: 0 done; 1 refused, or the journal does not hold (one sentence says which); 2 the
command was not understood. What a command needs is imported when it runs, to start at once.
"""

# ruff: noqa: PLC0415  imports inside commands: see above

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from dashboard import clock
from dashboard.cli_basemap import maps
from dashboard.cli_exercises import simulate
from dashboard.cli_journals import export, import_, imported, verify
from dashboard.cli_printing import print_
from dashboard.cli_roads import roads
from dashboard.cli_tracks import tracks
from dashboard.cli_users import audit, users
from dashboard.terminal import language, settings_of, told
from dashboard.text import RefusedError, Text

if TYPE_CHECKING:
    from dashboard.desk import Desk
    from dashboard.journal import Journal
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
app.add_typer(roads)
app.add_typer(tracks)
for command in (audit, verify, export, simulate):
    app.command()(command)
app.command("import")(import_)
app.command("print")(print_)

OPEN = Text(fr="Vigie : ouvrir {url}", en="Vigie: open {url}")
LOADING = Text(fr="Démonstration", en="Demonstration")
SET_UP = Text(
    fr="Aucun compte encore. Pour créer le premier, dans l'heure et une seule fois : {url}",
    en="No account yet. To make the first, within the hour and once only: {url}",
)

DEMONSTRATION_STORE = "sqlite:///var/demonstration.gpkg"
"""Apart from the installation's own: a demonstration is nobody's journal."""

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
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="How many processes serve (PostgreSQL only).")
    ] = None,
) -> None:
    """Serve this installation's store. Settings come from the environment (VIGIE_…)."""
    asked = {"host": host, "port": port, "workers": workers}
    _serve(settings_of(**{name: value for name, value in asked.items() if value is not None}))


@app.command()
def demo(port: Port = None) -> None:
    """Load the demonstration into a store of its own, and serve it to this machine."""
    from dashboard.app import desk_from

    asked = {"demonstration": True, "host": "127.0.0.1", "workers": 1}
    if port is not None:
        asked["port"] = port
    if "VIGIE_STORE" not in os.environ:
        asked["store"] = DEMONSTRATION_STORE
    settings = settings_of(**asked)
    desk = desk_from(settings)
    _load_demonstration(desk.journal)
    _serve(settings, desk)


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
            imported(operation, head)
            progress.advance(loading)


def _serve(settings: Settings, desk: Desk | None = None) -> None:
    from dashboard.web.serving import address_of, listen, serve_on

    with listen(settings.host, settings.port) as listening:
        from dashboard.app import application, create_app, desk_from
        from dashboard.web.common import common_of
        from dashboard.web.setup import first_link
        from dashboard.web.workers import ONE_FILE, OneProcessError, serve_together

        if settings.is_embedded and settings.workers > 1:
            raise OneProcessError(ONE_FILE)
        desk = desk or desk_from(settings)
        url = address_of(listening)
        sentence = OPEN.say(language(), url=url)
        link = None if settings.demonstration else first_link(desk)
        if link is not None:
            sentence = SET_UP.say(language(), url=url + link)

        if settings.workers > 1:
            serve_together(
                listening,
                partial(application, settings),
                common_of(settings, desk.clock),
                settings=settings,
                locale=language(),
                ready=lambda: print(sentence, flush=True),
            )
            return

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


if __name__ == "__main__":
    main()
