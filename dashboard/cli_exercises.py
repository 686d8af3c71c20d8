"""The command that plays a journal and moving teams at a running Vigie, to train a cell."""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

import os
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from dashboard.terminal import language, say, told
from dashboard.text import RefusedError, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.exercise.player import Played
    from dashboard.journal import Entry

TOKEN = "VIGIE_EXERCISE_TOKEN"  # noqa: S105  the name of a setting
MOST_TEAMS = 2_000

OPENED = Text(
    fr="Exercice ouvert : {address}/?operation={operation} ; {due} entrées à jouer, {left_out} "
    "laissées de côté (partage, phases, documents, biffures de celles-ci).",
    en="Exercise opened: {address}/?operation={operation}; {due} entries to play, {left_out} left "
    "out (sharing, phases, documents, strikes of those).",
)
PLAYED = Text(
    fr="Joué : {entries} entrées, {positions} positions, {refused} refusées.",
    en="Played: {entries} entries, {positions} positions, {refused} refused.",
)
GOING = Text(
    fr="{entries} entrées, {positions} positions", en="{entries} entries, {positions} positions"
)
NOWHERE = Text(
    fr="« {operation} » n'a aucun lieu d'où faire partir des équipes.",
    en="“{operation}” has no place for teams to start from.",
)


def simulate(  # noqa: PLR0913, PLR0917  one an option
    operation: Annotated[str, typer.Argument(help="The operation whose journal is played.")],
    teams: Annotated[int, typer.Option(min=0, max=MOST_TEAMS, help="Teams that move.")] = 20,
    speed: Annotated[float, typer.Option(min=0.1, max=600, help="Times as fast as then.")] = 1.0,
    every: Annotated[float, typer.Option(min=1, help="Seconds between two positions.")] = 5.0,
    minutes: Annotated[float, typer.Option(min=0, help="How long it is played.")] = 60.0,
    since: Annotated[
        str | None, typer.Option("--from", help="The instant to begin at; else the busiest hour.")
    ] = None,
    address: Annotated[str, typer.Option(help="The running Vigie.")] = "http://127.0.0.1:8050",
    seed: Annotated[int, typer.Option(help="The same walks for the same number.")] = 1,
) -> None:
    """Play a journal again, now, as an exercise of its own, with teams that move about.

    Where one signs in, VIGIE_EXERCISE_TOKEN is a token that reads and writes, of a coordinator.
    """
    import httpx2

    from dashboard.clock import instant, now
    from dashboard.exercise import Walk, replay
    from dashboard.exercise.player import Player, play
    from dashboard.exercise.scene import NAME, busiest_of, name_of, opening_of, places_of

    token, lasts = os.environ.get(TOKEN, ""), timedelta(minutes=minutes)
    headers: dict[str, str] = {"Accept-Language": language()}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    with httpx2.Client(base_url=address, headers=headers) as client:
        player = Player(client)
        entries = _entries(player.journal(operation))
        film = replay(entries, busiest_of(entries) if since is None else instant(since), speed)
        places = places_of(entries)
        if teams and not places:
            raise RefusedError(NOWHERE, operation=operation)
        walks = [Walk(places, seed * MOST_TEAMS + number) for number in range(teams)]
        name = NAME.say(language(), name=name_of(entries))
        opened = player.open(opening_of(entries, now(), lasts, name))
        said = {"address": address, "operation": opened}
        say(OPENED, **said, due=len(film.due), left_out=film.left_out)
        played = _watched(partial(play, player, film.due, walks, every_s=every, lasts=lasts))
    for refusal in played.refused:
        told.print(refusal, markup=False, soft_wrap=True)
    counts = {"entries": played.entries, "positions": played.positions}
    say(PLAYED, **counts, refused=len(played.refused))


def _watched(playing: Callable[..., Played]) -> Played:
    """Return what was played, told on the terminal as it goes."""
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=told, transient=True) as progress:
        task = progress.add_task("", total=None)

        def tell(played: Played) -> None:
            counts = {"entries": played.entries, "positions": played.positions}
            progress.update(task, description=GOING.say(language(), **counts))

        return playing(told=tell)


def _entries(journal: bytes) -> list[Entry]:
    """Return the entries of a journal that was exported, those that are withheld left out."""
    from dashboard.exchange.journal_file import read_journal

    links = read_journal(journal.splitlines()).links
    return [entry for link in links if (entry := link.entry()) is not None]
