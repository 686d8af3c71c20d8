"""What every command shares: the language of the terminal, its settings, its desk."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs, to start at once

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rich.console import Console

from dashboard.text import Locale, RefusedError, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dashboard.desk import Desk
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
