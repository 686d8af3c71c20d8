"""The hook of a virus scanner: a command that reads a document and says whether it is clean.

The content goes to its standard input; exit code 0 is clean, and anything else refuses the
document with the first line the command wrote. A scanner that is not there, or takes too long, is
not one that found nothing: the document waits.
"""

import os
import shlex
import subprocess
from collections.abc import Callable

from dashboard.text import RefusedError, Text

Scanner = Callable[[bytes], None]
"""Refuses a content that is not clean."""

PATIENCE_S = 60
LONGEST_LINE = 200

NOT_SCANNED = Text(
    fr="Aucun antivirus n'est branché ici : les documents joints ne sont pas analysés.",
    en="No virus scanner is connected here: attached documents are not scanned.",
)
"""To be told wherever documents are sent or listed, when ``scanner`` returns None."""


class DangerousDocumentError(RefusedError):
    """The scanner did not call it clean."""

    def __init__(self, told: str) -> None:
        super().__init__(
            Text(
                fr="Document refusé par l'antivirus, rien n'a été gardé : {told}",
                en="Document refused by the virus scanner, nothing was kept: {told}",
            ),
            told=told,
        )


class ScannerUnavailableError(RefusedError):
    """The scanner could not be asked."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="L'antivirus ne répond pas : rien n'a été gardé. Réessayer plus tard, ou "
                "prévenir l'administrateur (VIGIE_SCAN_COMMAND).",
                en="The virus scanner does not answer: nothing was kept. Try again later, or tell "
                "the administrator (VIGIE_SCAN_COMMAND).",
            )
        )


def scanner(command: str | None, *, patience_s: float = PATIENCE_S) -> Scanner | None:
    """Return what scans with ``command``; None where there is no command.

    Args:
        command: A program and its arguments, as a shell would write them; no shell reads it.
        patience_s: How long it may take, in seconds.
    """
    if not command:
        return None
    words = shlex.split(command)

    def scan(content: bytes) -> None:
        try:
            ended = subprocess.run(  # noqa: S603  the administrator's own command
                words,
                input=content,
                capture_output=True,
                timeout=patience_s,
                check=False,
                env=_environment(),
            )
        except (OSError, subprocess.TimeoutExpired):
            raise ScannerUnavailableError from None
        if ended.returncode != 0:
            raise DangerousDocumentError(_first_line(ended.stdout or ended.stderr))

    return scan


def _environment() -> dict[str, str]:
    """Return our environment without our settings: some are secrets."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VIGIE_")}


def _first_line(told: bytes) -> str:
    lines = told[: 4 * LONGEST_LINE].decode(errors="replace").strip().splitlines()
    line = lines[0] if lines else "?"
    return "".join(letter for letter in line if letter.isprintable())[:LONGEST_LINE]
