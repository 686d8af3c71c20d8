"""How large the reel is and how long it takes to make: 5 000 and 50 000 entries, whole and after.

    python bench/reel.py [objects entries]...    (200 5000 and 2000 50000 by default)

The reel is what the page receives (``docs/reel-format.md``): every version, and every entry told
in a French sentence. The baseline is the journal itself, as the canonical texts that were sealed,
one a line: no answer that lets the page tell the whole operation could say less than they do.
Compressed as the server does it. The median of several makings; the memory is tidied in between.
"""

import gc
import gzip
import json
import sys
import time
from functools import partial
from statistics import median

from bench.journals import journal
from dashboard.exchange.reel_file import reel_json
from dashboard.operations import operation_from
from dashboard.picture import Reel
from dashboard.review.sentences import sentence

REPEATED = 5
LEVEL = 5
"""The server's own level of compression (``web/entries_api.py``)."""

NEWS = (1, 100)
"""How many entries a page that asks ``after=`` may have missed."""


def timed(make):
    """Return what ``make`` returns, and the median of how long it took, in ms."""
    took = []
    for _ in range(REPEATED):
        gc.collect()
        started = time.perf_counter()
        made = make()
        took.append((time.perf_counter() - started) * 1e3)
    return made, median(took)


def row(name, make, baseline=None):
    """Time ``make``, weigh what it returns, print both, and return the bytes compressed."""
    body, made = timed(make)
    packed, packing = timed(lambda: gzip.compress(body, compresslevel=LEVEL))
    ratio = len(packed) / (baseline or len(packed))
    print(
        f"  {name:<40}{made:>10.1f}{packing:>10.1f}{len(body) / 1e3:>12.1f}"
        f"{len(packed) / 1e3:>10.1f}{ratio:>8.2f}",
        flush=True,
    )
    return len(packed)


def canonical_texts(entries):
    return "\n".join(entry.content for entry in entries).encode()


def dumped(entries):
    return json.dumps([json.loads(entry.content) for entry in entries]).encode()


def wound(entries):
    reel = Reel()
    reel.extend(entries)
    return reel


def measure(objects, entries):
    sealed = journal(objects, entries)
    print(f"\n{entries} entries, {objects} objects")
    reel, winding = timed(partial(wound, sealed))
    print(f"  {'winding the reel from the entries':<40}{winding:>10.1f} ms, once")
    print(f"  {'':<40}{'ms':>10}{'gzip ms':>10}{'kB':>12}{'gzip kB':>10}{'ratio':>8}")
    operation = operation_from(sealed[0])

    def tell(line):
        return sentence(line, "fr", operation.zone)

    baseline = row("canonical texts of the entries (baseline)", partial(canonical_texts, sealed))
    row("json.dumps of the same, parsed", partial(dumped, sealed), baseline)
    row("the reel, whole", partial(reel_json, reel, operation, tell=tell), baseline)
    row(
        "the reel, whole, without sentences",
        partial(reel_json, reel, operation, tell=mute),
        baseline,
    )
    for missed in NEWS:
        after = entries - missed
        make = partial(reel_json, reel, operation, tell=tell, after=after)
        row(f"the reel, after all but {missed} entries", make, baseline)


def mute(_line):
    return ""


def main():
    given = [int(argument) for argument in sys.argv[1:]] or [200, 5_000, 2_000, 50_000]
    for objects, entries in zip(given[::2], given[1::2], strict=True):
        measure(objects, entries)


if __name__ == "__main__":
    main()
