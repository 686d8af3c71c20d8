"""The planned first-aid cover of a gathering (DPS): its ratio (RIS), its class, its first-aiders.

    ratio = (P2 + E1 + E2) x P / 1000

P2, E1 and E2 say how risky the public's behaviour, the place and the delay of public help are: each
is 0.25, 0.30, 0.35 or 0.40. P is how many people are there at the same time; of those above
100 000, half count.

Source: the French national reference on planned first-aid covers (référentiel national des
missions de sécurité civile, dispositifs prévisionnels de secours), decree of 7 November 2006.
The ratio is kept as a whole number of 200 000ths: in binary, 0.40 + 0.40 + 0.40 is more than 1.20,
which would make 10 000 people a cover of another class.

It sizes the cover of the *public*. That of the actors is the organiser's to decide.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dashboard.planning.bounds import up_to
from dashboard.planning.crowds import people

Level = Literal[25, 30, 35, 40]
"""A risk, in hundredths: low, moderate, medium, high."""

LEVELS: tuple[Level, ...] = (25, 30, 35, 40)

Kind = Literal["none", "paps", "small", "medium", "large"]
"""The class: at the authority's discretion; a point of alert and first aid (PAPS); a cover of small
(DPS-PE), medium (DPS-ME) or large size (DPS-GE)."""

Note = Literal["at_the_edge", "no_post_for_actors", "no_post_far_from_help"]
"""What was decided beside the formula."""

HALVED_ABOVE = 100_000
PARTS = 200_000
"""The ratio of one person at the risk of one hundredth is one of these parts."""

NONE, PAPS, FOUR, SMALL, MEDIUM = (
    int(Fraction(bound) * PARTS) for bound in ("0.25", "1.125", "4", "12", "36")
)
PAIR, FEWEST = 2, 4
"""First-aiders go in pairs, and a cover that is more than a point has four."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a cover is sized by.

    Attributes:
        people: The most that are there at the same time (not all of a day).
        behaviour: P2, what the public does.
        access: E1, the worst of what applies to the place: see ``access_level``.
        delay: E2, how soon public help is there: see ``delay_level``.
        for_actors: Whether those who compete or perform are to be covered as well.
        no_post_far_from_help: Whether a PAPS is not enough where public help takes more than half
            an hour. Only one of the sources has this rule; it is on unless somebody turns it off.
    """

    people: int
    behaviour: Level
    access: Level
    delay: Level
    for_actors: bool = False
    no_post_far_from_help: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the rule asks for.

    Attributes:
        kind: The class.
        ratio: The ratio of first-aiders (RIS), exact.
        counted: How many people the ratio counts: P.
        first_aiders: How many; 0 where it is the authority's to say.
        notes: What was decided beside the formula.
    """

    kind: Kind
    ratio: Fraction
    counted: Fraction
    first_aiders: int
    notes: tuple[Note, ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs that is: none goes alone."""
        return self.first_aiders // PAIR


def first_aid_cover(asked: Asked) -> Cover:
    """Return the cover the rule asks for.

    >>> first_aid_cover(Asked(people=10_000, behaviour=40, access=40, delay=40)).first_aiders
    12

    Raises:
        CrowdError: ``asked.people`` is no number of people.
    """
    there = people("P1", asked.people, least=1)
    doubled = 2 * there if there <= HALVED_ABOVE else HALVED_ABOVE + there
    parts = (asked.behaviour + asked.access + asked.delay) * doubled
    kind = _kind_of(parts)
    notes: list[Note] = []
    if parts == NONE:
        # A note of 2015 asks for a cover from 0.25 on, the reference above it.
        notes.append("at_the_edge")
    if kind == "paps" and asked.for_actors:
        kind = "small"
        notes.append("no_post_for_actors")
    elif kind == "paps" and asked.delay == LEVELS[-1] and asked.no_post_far_from_help:
        kind = "small"
        notes.append("no_post_far_from_help")
    return Cover(
        kind=kind,
        ratio=Fraction(parts, PARTS),
        counted=Fraction(doubled, 2),
        first_aiders=_first_aiders(kind, parts),
        notes=tuple(notes),
    )


def access_level(
    *,
    tents_or_stands: bool = False,
    natural_ha: float | None = None,
    carry_m: float = 0,
    slope_m: float = 0,
    hard_to_reach: bool = False,
    no_vehicle: bool = False,
) -> Level:
    """Return E1: the worst of what applies.

    Args:
        tents_or_stands: Whether the public is in a structure that is not permanent.
        natural_ha: The size of the natural space it is in, hectares; None where it is in none.
        carry_m: How far a stretcher is to be carried, metres.
        slope_m: On how much of that way there is a slope, metres.
        hard_to_reach: Whether access is difficult otherwise.
        no_vehicle: Whether there are stairs or banks, no vehicle comes near, or a crowd makes it
            hard to get on.
    """
    found: list[Level] = [25]
    if tents_or_stands:
        found.append(30)
    if natural_ha is not None:
        found.append(up_to(natural_ha, ((2, 30), (5, 35)), 40))
    found.append(up_to(carry_m, ((150, 25), (300, 30), (600, 35)), 40))
    found.append(up_to(slope_m, ((100, 25), (150, 30), (300, 35)), 40))
    if hard_to_reach:
        found.append(35)
    if no_vehicle:
        found.append(40)
    return max(found)


def delay_level(minutes: float) -> Level:
    """Return E2, from after how many minutes public help is there."""
    return up_to(minutes, ((10, 25), (20, 30), (30, 35)), 40)


def _kind_of(parts: int) -> Kind:
    bounds: tuple[tuple[int, Kind], ...] = (
        (NONE, "none"),
        (PAPS, "paps"),
        (SMALL, "small"),
        (MEDIUM, "medium"),
    )
    return up_to(parts, bounds, "large")


def _first_aiders(kind: Kind, parts: int) -> int:
    if kind == "none":
        return 0
    if kind == "paps":
        return PAIR
    if parts <= FOUR:
        return FEWEST
    whole = -(-parts // PARTS)
    return whole + whole % PAIR
