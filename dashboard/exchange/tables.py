"""The log as a table: CSV that a French or English spreadsheet opens with a double click.

UTF-8 with a byte order mark, so that accents survive; semicolons, which French spreadsheets expect
and the others recognise from the first line, ``sep=;`` being left out because it hides the mark.
Hours are those of the operation, with their offset.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from zoneinfo import ZoneInfo

from dashboard.picture import Line
from dashboard.text import Locale, Text

MARK = "\ufeff"

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would compute; it gets an apostrophe before."""

HEADINGS = (
    Text(fr="n°", en="no."),
    Text(fr="heure des faits", en="occurred"),
    Text(fr="environ", en="about"),
    Text(fr="heure de saisie", en="recorded"),
    Text(fr="organisme", en="organisation"),
    Text(fr="auteur", en="author"),
    Text(fr="catégorie", en="category"),
    Text(fr="priorité", en="priority"),
    Text(fr="fiabilité", en="reliability"),
    Text(fr="ligne", en="sentence"),
    Text(fr="texte", en="text"),
    Text(fr="objets", en="objects"),
    Text(fr="de", en="from"),
    Text(fr="à", en="to"),
    Text(fr="moyen", en="means"),
    Text(fr="rectifie le n°", en="corrects no."),
    Text(fr="biffée ou rectifiée", en="struck or corrected"),
)


def log_csv(
    lines: Iterable[Line], *, tell: Callable[[Line], str], zone: ZoneInfo, locale: Locale
) -> Iterator[str]:
    """Yield the rows of the log as CSV text, the headings first.

    Args:
        lines: The log, in the order wanted.
        tell: Says a line in a sentence of ``locale``.
        zone: The operation's local time.
        locale: The language of the headings.
    """
    yield MARK + row(heading.say(locale) for heading in HEADINGS)
    for line in lines:
        yield row(_cells(line, tell(line), zone))


def _cells(line: Line, sentence: str, zone: ZoneInfo) -> Iterator[str]:
    entry = line.entry
    yield str(entry.seq)
    yield entry.occurred_at.astimezone(zone).isoformat(timespec="seconds")
    yield "~" if entry.approximate else ""
    yield entry.recorded_at.astimezone(zone).isoformat(timespec="seconds")
    yield from (entry.organisation, entry.author)
    yield from (entry.category, entry.priority, entry.reliability)
    yield from (sentence, entry.text, " ".join(entry.objects))
    yield from (entry.origin, entry.recipient, entry.means)
    yield str(entry.corrects or "")
    yield "" if line.counts else "×"


def row(cells: Iterable[str]) -> str:
    """Return cells as a row, harmless to a spreadsheet."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerow(map(_harmless, cells))
    return written.getvalue()


def _harmless(cell: str) -> str:
    return "'" + cell if cell.lstrip(" ").startswith(FORMULA) else cell
