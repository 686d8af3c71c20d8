"""How many people are at a place, where several say so: all estimates are kept, one is counted.

Police, organisers and the cell rarely agree; an answer therefore says which figure it counted. The
rules:
- The one who asks says which counts: the highest, the lowest, or that of one source.
- Where the source that was named says nothing of a place, the highest counts there, and the answer
  says so: to count nobody would be to say that nobody is there.
- No people, or fewer than none, is no crowd: it is refused, with the place it was said of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.text import RefusedError, Text

MOST = 10_000_000
"""More people than any gathering in Europe ever was."""

NO_CROWD = Text(
    fr="{name} : {people} n'est pas un nombre de personnes ; attendu : plus de 0, au plus {most}. "
    "Corriger l'effectif, ou le retirer s'il n'y a personne.",
    en="{name}: {people} is no number of people; expected: more than 0, at most {most}. "
    "Correct the figure, or withdraw it if nobody is there.",
)


class CrowdError(RefusedError):
    """What was given is no number of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Which of several estimates counts.

    Attributes:
        rule: The highest, the lowest, or the one of ``source``.
        source: Who gives it; "" is the cell's own, unsigned.
    """

    rule: Literal["highest", "lowest", "source"] = "highest"
    source: str = ""


HIGHEST = Counting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many people count at a place, and by whom.

    Attributes:
        people: How many.
        source: Who says so; "" for the unsigned figure.
        instead: Whether the source that was asked for says nothing, so that another counts.
    """

    people: float
    source: str
    instead: bool = False


def checked(name: str, people: object) -> float:
    """Return ``people`` as a number, if it is one of people.

    Raises:
        CrowdError: It is not; names the place.

    >>> checked("Stade", 8000)
    8000.0
    """
    given = people if isinstance(people, int | float) and not isinstance(people, bool) else None
    if given is None or not 0 < given <= MOST:
        raise CrowdError(NO_CROWD, name=name, people=str(people)[:40], most=MOST)
    return float(given)


def counted(name: str, estimates: Mapping[str, object], counting: Counting) -> Counted | None:
    """Return how many people count at ``name``; None where nobody gives a figure.

    Of equal figures the one of the first source in the alphabet is named.

    Raises:
        CrowdError: One of the figures is none of people.

    >>> counted("Marche", {"police": 9000, "organisers": 15000}, Counting(rule="lowest")).source
    'police'
    """
    figures = {source: checked(name, people) for source, people in sorted(estimates.items())}
    if not figures:
        return None
    if counting.rule == "source" and counting.source in figures:
        return Counted(people=figures[counting.source], source=counting.source)
    pick = min if counting.rule == "lowest" else max
    source = pick(figures, key=lambda one: figures[one])
    return Counted(people=figures[source], source=source, instead=counting.rule == "source")
