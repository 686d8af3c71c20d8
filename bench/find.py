"""What finding costs: winding the index, its memory, and a question, beside reading every entry.

    python bench/find.py [objects entries]...    (200 5000 and 5000 500000 by default)

The baseline is how the log was searched before there was an index: every entry told as a sentence,
its accents taken away, and each word looked for in it; it knows no form of a word. A question to
the index is answered whole: the objects and people at an instant in the middle, the eight first
entries told and marked, and how many there are. Medians of several askings; the baseline, asked
once, is scaled from a tenth of the entries where there are many.
"""

import gc
import resource
import sys
import time
import unicodedata
from pathlib import Path
from statistics import median

from bench.journals import journal
from dashboard.access.actor import Actor
from dashboard.finding import Finder
from dashboard.journal import MemoryJournal
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.review.sentences import sentence
from dashboard.search import query_of

ASKED = (
    "erreur de saisie",
    "erreurs saisie",
    "nouvelle position",
    "team n° 12",
    "point de situation",
    "radio",
    "p",
    "3456",
    "introuvable",
)
REPEATED = 7
MOST_READ = 50_000


def megabytes():
    """Return what this process holds in memory now; Linux tells."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def timed(ask, repeated=REPEATED):
    """Return what ``ask`` returns, and the median of how long it took, in ms."""
    took = []
    for _ in range(repeated):
        started = time.perf_counter()
        answer = ask()
        took.append((time.perf_counter() - started) * 1e3)
    return answer, median(took)


def plain(text):
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def read_all(lines, zone, query):
    """Return how many lines say all the words asked for, each read again."""
    words = plain(query).split()
    said = (plain(f"{sentence(line, 'fr', zone)} {line.entry.text}") for line in lines)
    return sum(all(word in text for word in words) for text in said)


def measure(objects, entries):
    print(f"\n{entries} entries, {objects} objects")
    told = MemoryJournal()
    sealed = journal(objects, entries)
    told.adopt(sealed)
    middle = sealed[entries // 2].occurred_at
    shelf = Shelf(told)
    library = Library(told, shelf, ShelfPictures(shelf))
    actor = Actor(name="ada", organisation=sealed[0].organisation, role="reader")
    reading = library.reading(actor, sealed[0].operation)
    del sealed
    before, finder = megabytes(), Finder()

    def ask(text):
        return finder.found(reading, query_of(text), "fr", at=middle)

    _, winding = timed(lambda: ask(""), 1)
    print(f"  winding the index: {winding / 1e3:.1f} s, {megabytes() - before:.0f} MB more")
    lines, zone = reading.reel.lines[:MOST_READ], reading.operation.zone
    scale = len(reading.reel.lines) / len(lines)
    print(f"  {'asked':<22}{'entries':>9}{'objects':>9}{'index ms':>10}{'all ms':>13}{'ratio':>8}")
    for text in ASKED:
        found, took = timed(lambda text=text: ask(text))
        _, reading_all = timed(lambda text=text: read_all(lines, zone, text), 1)
        reading_all *= scale
        print(
            f"  {text:<22}{found.entries.total:>9}{found.objects.total:>9}{took:>10.1f}"
            f"{reading_all:>13.0f}{reading_all / took:>8.0f}",
            flush=True,
        )


def main():
    given = [int(argument) for argument in sys.argv[1:]] or [200, 5_000, 5_000, 500_000]
    for objects, entries in zip(given[::2], given[1::2], strict=True):
        measure(objects, entries)


if __name__ == "__main__":
    main()
