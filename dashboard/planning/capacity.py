"""Casualties a scenario expects, against the places left for them over its hours: counts, no more.

The rules, none of them a forecast:

- Casualties of a category come evenly over the scenario's hours: of ``n``, the ``k``-th when
  ``k / n`` of the hours have passed. Nobody leaves meanwhile: what is counted is all who came.
- *Posts*, *hospitals* and *receptions* are each held against all who come: whoever passes through
  a post needs a bed afterwards, so their places are not added up.
- A post counts its places while it is open, and what is not declared is no place.

The page finds the same (``opsmap/src/capacity.ts``); a test tells the same pictures to both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Category = Literal["absolute", "relative", "involved"]
Side = Literal["posts", "hospitals", "receptions"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
SIDES: tuple[tuple[Side, tuple[Category, ...]], ...] = (
    ("posts", ("absolute", "relative")),
    ("hospitals", ("absolute", "relative")),
    ("receptions", ("involved",)),
)
"""What is held against whom, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The places of one category left at one place, from when to when, ms since 1970.

    Attributes:
        place: Where.
        side: As what.
        category: For whom.
        left: How many; below nothing where more are present than there are places.
        opens: From when; None from long ago.
        closes: Until when; None for good.
    """

    place: str
    side: Side
    category: Category
    left: int
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a scenario expects, over which hours, ms since 1970; it begins before it ends."""

    scenario: str
    counts: dict[Category, int]
    starts: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One category of a scenario against one side.

    Attributes:
        side: What is held against them.
        category: Who comes.
        expected: How many come in all.
        left: How many places there are as they begin to come.
        short: How many too few there are at worst; 0 where there are enough throughout.
        first: When there first are too few, ms since 1970; None where there never are.
        worst: When there are fewest first, ms since 1970.
    """

    side: Side
    category: Category
    expected: int
    left: int
    short: int
    first: int | None
    worst: int | None


def balances(expected: Expected, holds: Sequence[Hold]) -> list[Balance]:
    """Return each category of a scenario against each side that could take it in."""
    return [
        balance(expected, side, category, holds)
        for side, categories in SIDES
        for category in categories
    ]


def balance(expected: Expected, side: Side, category: Category, holds: Sequence[Hold]) -> Balance:
    """Return how many places of one side and category there are too few, and when."""
    held = [one for one in holds if one.side == side and one.category == category]
    count = expected.counts.get(category, 0)
    first = worst = None
    short = 0
    for at in turns(expected, category, held):
        lacking = arrived(expected, category, at) - places(held, at)
        if count and lacking > 0 and first is None:
            first = at
        if count and lacking > short:
            short, worst = lacking, at
    return Balance(
        side=side,
        category=category,
        expected=count,
        left=places(held, expected.starts),
        short=short,
        first=first,
        worst=worst,
    )


def turns(expected: Expected, category: Category, held: Sequence[Hold]) -> list[int]:
    """Return when somebody comes, or a place opens or closes, within the hours, in order."""
    starts, ends = expected.starts, expected.ends
    at = {starts, ends, *_arrivals(expected, category)}
    at |= {edge for one in held for edge in (one.opens, one.closes) if edge is not None}
    return sorted(edge for edge in at if starts <= edge <= ends)


def arrived(expected: Expected, category: Category, at: int) -> int:
    """Return how many have come by an instant within the hours.

    >>> arrived(Expected(scenario="s", counts={"relative": 4}, starts=0, ends=100), "relative", 74)
    2
    """
    return (
        expected.counts.get(category, 0)
        * (at - expected.starts)
        // (expected.ends - expected.starts)
    )


def places(held: Sequence[Hold], at: int) -> int:
    """Return how many places are left at an instant, of what is open then."""
    return sum(
        one.left
        for one in held
        if (one.opens is None or one.opens <= at) and (one.closes is None or at < one.closes)
    )


def _arrivals(expected: Expected, category: Category) -> Iterator[int]:
    count = expected.counts.get(category, 0)
    long = expected.ends - expected.starts
    for number in range(1, count + 1):
        yield expected.starts + -(-number * long // count)
