"""What every command shares: the language of the terminal, its settings, its desk."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs, to start at once

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from dashboard.text import Locale, RefusedError, Text, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dashboard.desk import Desk
    from dashboard.geo import Box
    from dashboard.settings import Settings

told = Console(stderr=True, highlight=False)

BAD_SETTING = Text(
    fr="Le réglage {name} n'est pas lisible : {why}.",
    en="The setting {name} cannot be read: {why}.",
)
NO_FILE = Text(
    fr="Le fichier {path} ne peut pas être écrit.",
    en="The file {path} cannot be written.",
)
BAD_BOX = Text(
    fr="« {text} » n'est pas une emprise ; attendu : OUEST,SUD,EST,NORD en degrés, comme "
    "-1.7,47.1,-1.4,47.3.",
    en="“{text}” is not a box; expected: WEST,SOUTH,EAST,NORTH in degrees, as -1.7,47.1,-1.4,47.3.",
)


def language() -> Locale:
    """Return the language of the terminal: French unless it is set to English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, named), "").lower().startswith("en") else "fr"


def say(text: Text, **values: object) -> None:
    """Tell a sentence beside the output, in the language of the terminal."""
    told.print(text.say(language(), **values), markup=False, soft_wrap=True)


def settings_of(**asked: object) -> Settings:
    """Return the settings of the environment, changed by what was asked for.

    Raises:
        RefusedError: One of them cannot be read.
    """
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from dashboard.settings import Settings

    try:
        return Settings(**asked)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "VIGIE_" + str(next(iter(wrong["loc"]), "…")).upper()
        raise RefusedError(BAD_SETTING, name=name, why=wrong["msg"]) from None
    except SettingsError as error:
        raise RefusedError(BAD_SETTING, name="VIGIE_…", why=error) from None


def desk_of() -> Desk:
    """Return the desk of the environment's settings."""
    from dashboard.app import desk_from

    return desk_from(settings_of())


def write(output: Path | None, texts: Iterable[str]) -> None:
    """Write ``texts`` to a file, or to standard output byte for byte, whatever the terminal.

    Raises:
        RefusedError: The file cannot be written.
    """
    if output is None:
        for text in texts:
            sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(texts)
    except OSError:
        raise RefusedError(NO_FILE, path=output) from None


@contextmanager
def stopped_alike() -> Iterator[None]:
    """Have a service manager stop us as Ctrl-C does: what was begun must go either way."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def box_of(text: str | None) -> Box | None:
    """Return the box that was typed, if any.

    Raises:
        RefusedError: It is none.
    """
    from dashboard.geo import check_box

    if text is None:
        return None
    try:
        sides = [float(side) for side in text.split(",")]
    except ValueError:
        raise RefusedError(BAD_BOX, text=text) from None
    return check_box(sides)


def thousands(number: int) -> str:
    """Return a number as it is read in the language of the terminal."""
    return written(f"{number:,}", language())
