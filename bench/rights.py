"""What the filter of rights costs: picture, entries page, search and reel, beside no filter.

    python bench/rights.py [objects entries]      (5000 500000 by default)

The same journal twice: once nothing is reserved, and its readers share one reel; once every
hundredth entry is kept by its organisation, and the reader, of another one, has a view of their
own. Both are asked the same, warm; ratios are of medians. The first question after a start, which
winds the view, is told apart. Both stores are asked for their head each time, as the page does.
"""

import sys
import time
from dataclasses import replace
from functools import partial

from bench.as_of import lap, moments, settle, stores
from bench.journals import OPENED_AT, journal
from dashboard.access.actor import Actor
from dashboard.exchange.reel_file import reel_json
from dashboard.finding import Finder
from dashboard.journal import NOTHING, Draft, Granted, Head, Opened, seal
from dashboard.operations import Library, Shelf
from dashboard.search import query_of
from dashboard.storage import SqlJournal, SqlPictures, engine_for, upgrade
from dashboard.web.entries_api import teller

READER = Actor(name="x", organisation="ARS", role="reader")
DISTRICT = (2.25, 48.85, 2.27, 48.87)
EVERY = 100
REPEATED = 30


def shared(entries, operation, *, reserved):
    """Return the journal shared with the reader, every hundredth entry kept from them or not."""
    head, told = NOTHING, []
    grant = Draft(
        author="a",
        organisation=entries[0].organisation,
        occurred_at=entries[0].occurred_at,
        fact=Granted(organisation=READER.organisation, level="read", reason="banc"),
    )
    drafts = [entries[0], grant, *entries[1:]]
    for number, draft in enumerate(drafts):
        kept = reserved and number % EVERY == 50 and not isinstance(draft.fact, Opened | Granted)
        # Numbers move on by one: what names an entry would name another.
        plain = replace(draft, audience=() if kept else None) if draft.target is None else None
        if plain is None:
            continue
        entry = seal(
            plain,
            operation=operation,
            after=head,
            recorded_at=getattr(draft, "recorded_at", OPENED_AT),
            nonce=bytes(16),
        )
        told.append(entry)
        head = Head(seq=entry.seq, seal=entry.seal)
    return told


def median_ms(ask):
    took = []
    for _ in range(REPEATED):
        started = time.perf_counter()
        ask()
        took.append((time.perf_counter() - started) * 1e3)
    return sorted(took)[REPEATED // 2]


def questions(entries):
    """Return what a reader asks, by name: each a function of a reading."""
    at, known_at = next(iter(moments(entries, 1)))

    finder = Finder()

    def search(reading):
        return finder.found(reading, query_of("equipe"), "fr", at=at, known_at=known_at)

    return {
        "picture, everything": lambda r: r.reel.at(at, known_at=known_at),
        "picture, a district": lambda r: r.picture(at, known_at=known_at, box=DISTRICT),
        "entries page": lambda r: [
            teller(r, "fr")(line) for line in r.reel.lines[len(r.reel.lines) // 2 :][:200]
        ],
        "search": search,
        "reel, after all but 100": lambda r: reel_json(
            r.reel, r.operation, tell=lambda _: "", after=r.head.seq - 100
        ),
    }


def measure(objects, count):
    print(f"\n{count} entries, {objects} objects, every {EVERY}th reserved")
    sealed = journal(objects, count)
    open_, kept = shared(sealed, "open", reserved=False), shared(sealed, "kept", reserved=True)
    for name, url in stores():
        engine = engine_for(url)
        upgrade(engine)
        store = SqlJournal(engine)
        for told in (open_, kept):
            store.adopt(told)
        settle(engine)
        library = Library(store, Shelf(store), SqlPictures(engine))
        for operation in ("open", "kept"):
            with lap(f"{name}, {operation}: first question"):
                library.reading(READER, operation)
        print(f"  {'':<46}{'no filter':>10}{'filter':>10}{'ratio':>9}")
        for told, question in questions(count).items():
            before = median_ms(partial(library.ask, READER, "open", question))
            after = median_ms(partial(library.ask, READER, "kept", question))
            print(f"  {name + ': ' + told:<46}{before:>10.2f}{after:>10.2f}{after / before:>9.2f}")
        engine.dispose()


def main():
    given = [int(argument) for argument in sys.argv[1:]] or [5_000, 500_000]
    for objects, entries in zip(given[::2], given[1::2], strict=True):
        measure(objects, entries)


if __name__ == "__main__":
    main()
