"""How long a sheet takes, from the order to the file, and how large the file is.

    python bench/printing.py

The demonstration of Biarritz at 17:50, on no base map and with its own names, is printed A4, A3 and
A0. The baseline is the same Chromium, started the same way, that prints an empty page of that size:
what no sheet can be quicker than. Medians of several prints; each starts and ends its browser.
"""

from pathlib import Path
from statistics import median
from time import perf_counter

from dashboard.clock import instant, now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.journal import MemoryJournal
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.order import Order
from dashboard.printing.page import Base, Signature, sheet_page
from dashboard.printing.paper import Sheet
from dashboard.views.printing import look

STORIES = Path(__file__).parents[1] / "data" / "demo"
OPERATION = "g7-biarritz-2019"
AREA = (-1.62, 43.44, -1.42, 43.52)
AT = instant("2019-08-24T17:50:00+02:00")
REPEATED = 3
EMPTY = (
    '<!doctype html><html data-drawn="true"><style>@page {{ size: {}mm {}mm; margin: 0 }}</style>'
)


def silent(_fraction, _sentence=None, **_values):
    """Nobody watches."""


def timed(html, sheet, format_):
    """Return the median seconds of a print, and the bytes of its file."""
    spent = []
    for _ in range(REPEATED):
        begun = perf_counter()
        content = find_chromium().print(html, sheet, format_, answer=answering(), tell=silent)
        spent.append(perf_counter() - begun)
    return median(spent), len(content)


def main():
    journal = MemoryJournal()
    for _ in tell_stories(journal, stories_to_tell(journal, STORIES), now=now()):
        pass
    shelf = Shelf(journal)
    reading = Library(journal, shelf, ShelfPictures(shelf)).whole(OPERATION)
    drawn = look("fr", Base())
    print(f"{'':<12}{'dpi':>6}{'empty s':>10}{'empty kB':>10}{'sheet s':>10}{'sheet kB':>10}")
    for size, format_ in (("A4", "pdf"), ("A3", "pdf"), ("A0", "pdf"), ("A3", "png")):
        order = Order(at=AT, bounds=AREA, size=size, format=format_)
        sheet = Sheet(size=size, exercise=True)
        empty, nothing = timed(EMPTY.format(sheet.width_mm, sheet.height_mm), sheet, format_)
        html = sheet_page(reading, order, Signature(at=now()), drawn)
        spent, written = timed(html, sheet, format_)
        print(
            f"{size + ' ' + format_:<12}{sheet.paper.dpi:>6}{empty:>10.1f}{nothing / 1e3:>10.0f}"
            f"{spent:>10.1f}{written / 1e3:>10.0f}"
        )


if __name__ == "__main__":
    main()
