"""The press: one sheet at a time, for a browser that draws an A0 needs the machine to itself."""

from threading import Lock

from dashboard.printing.chromium import Answer, Chromium, Tell
from dashboard.printing.order import Format
from dashboard.printing.paper import Sheet
from dashboard.text import Text

LOOK_S = 0.2
WAITING = Text(
    fr="Une autre impression est en cours ; la vôtre suit…",
    en="Another sheet is being printed; yours comes next…",
)


class Press:
    """Prints sheets one after the other. Safe to share between threads."""

    def __init__(self) -> None:
        self._free = Lock()

    def print(
        self,
        chromium: Chromium,
        html: str,
        sheet: Sheet,
        format_: Format,
        *,
        answer: Answer,
        tell: Tell,
    ) -> bytes:
        """Return ``html`` printed by ``chromium``, once nothing else is being printed.

        Raises:
            RefusedError: It could not be printed, or ``tell`` says that it is to stop.
        """
        while not self._free.acquire(timeout=LOOK_S):
            tell(0.0, WAITING)
        try:
            return chromium.print(html, sheet, format_, answer=answer, tell=tell)
        finally:
            self._free.release()
