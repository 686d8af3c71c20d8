"""The parts of a message, one after the other: each is read, refused or passed, and none is lost.

A part that is not understood never stops those after it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from dashboard.feeds.feed import Message, Reading, Refused
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

MOST_PARTS = 100_000
"""Parts of one message: a day of one fix a second, and some."""

TOO_MANY = Text(
    fr="Le message a plus de {most} parties ; le reste n'a pas été lu. Le couper en plusieurs.",
    en="The message has more than {most} parts; the rest was not read. Cut it into several.",
)

Part = TypeVar("Part")


def gathered(
    message: Message,
    parts: Iterable[tuple[int, Part]],
    fix_of: Callable[[Part], Fix | None],
    original: Callable[[Part], bytes],
) -> Reading:
    """Return what the ``parts`` of a message tell.

    Args:
        message: What they are parts of: kept whole when they are too many.
        parts: Each with its number; may be read as it goes.
        fix_of: The position a part tells, None when it tells none, or ``RefusedError``.
        original: A part as it came.
    """
    fixes: list[Fix] = []
    refused: list[Refused] = []
    passed = 0
    left = iter(parts)
    for number, part in islice(left, MOST_PARTS):
        try:
            fix = fix_of(part)
        except RefusedError as why:
            # Its traceback would keep the whole message in memory.
            kept = why.with_traceback(None)
            refused.append(Refused(number=number, why=kept, original=original(part)))
            continue
        if fix is None:
            passed += 1
        else:
            fixes.append(fix)
    for number, _ in islice(left, 1):
        over = RefusedError(TOO_MANY, most=MOST_PARTS)
        refused.append(Refused(number=number, why=over, original=message.body))
    return Reading(fixes=tuple(fixes), refused=tuple(refused), passed=passed)


def lines(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers."""
    for number, line in enumerate(body.splitlines(), start=1):
        if line.strip():
            yield number, line


def as_it_came(part: bytes) -> bytes:
    """Return a part that is bytes already."""
    return part
