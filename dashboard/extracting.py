"""What the commands share that make something of an OpenStreetMap extract."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.terminal import language, say, stopped_alike, thousands, told
from dashboard.text import Text, written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

TAKEN = Text(fr="du {date}", en="of {date}")
UNDATED = Text(fr="sans date", en="undated")

Step = TypeVar("Step", bound=str)

Extract = Annotated[Path, typer.Argument(help="An OpenStreetMap extract (.osm.pbf).")]
Name = Annotated[str | None, typer.Option(help="The region's name; else that of the file.")]
Bbox = Annotated[str | None, typer.Option(help="WEST,SOUTH,EAST,NORTH: only this part of it.")]


@contextmanager
def steps_told(
    steps: Mapping[Step, Text], measured: Collection[Step], stopped: Text
) -> Iterator[Callable[[Step, float], None]]:
    """Show how far the making has come; say so and end where somebody stops it.

    Args:
        steps: What each step is called; ``count`` in it is how much was read so far.
        measured: The steps that tell their part done, 0 to 1; the others tell a count.
        stopped: What is said when it was stopped.
    """
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    try:
        with stopped_alike(), Progress(*columns, console=told, transient=True) as progress:
            task = progress.add_task("", total=None)

            def tell(step: Step, part: float) -> None:
                sentence = steps[step].say(language(), count=thousands(int(part)))
                ends = step in measured
                progress.update(
                    task,
                    description=sentence,
                    total=1.0 if ends else None,
                    completed=part if ends else None,
                )

            yield tell
    except KeyboardInterrupt:
        say(stopped)
        sys.exit(130)


def day_of(instant: str) -> str:
    """Return the day an extract was taken, as it is said; ``instant`` is ISO 8601, or empty."""
    day = instant[:10]
    return TAKEN.say(language(), date=day) if day else UNDATED.say(language())


def megabytes(size: int) -> str:
    """Return a size in bytes as it is read, in megabytes."""
    return written(f"{size / 1e6:,.1f}", language())
