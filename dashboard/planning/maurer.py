"""The Maurer scheme: points for a gathering, and the helpers, vehicles and doctors they ask for.

    points = (permitted + expected) x factor of its kind + important guests + violence

Source: the tables and factors of Maurer and Peter (Wien, 2005), used in Germany and Austria.
Publications differ on some factors: the ones here are a start, and whoever plans brings others.
Points are exact fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dashboard.planning.bounds import up_to
from dashboard.planning.crowds import people
from dashboard.text import Text

Command = Literal["none", "reduced", "full"]

Table = Sequence[tuple[str, int]]
"""Upper bounds, inclusive, and what is needed up to each."""

PERMITTED: Table = (
    ("500", 1), ("1000", 2), ("1500", 3), ("3000", 4), ("6000", 5), ("10000", 6), ("20000", 7),
)  # fmt: skip
FURTHER = 10_000
"""Above the last bound, one point for each that is begun."""

EXPECTED_A_POINT = 500
GUESTS, GUEST_POINTS, GUESTS_MOST = 5, 10, 30
VIOLENCE = 10

HELPERS: Table = (
    ("2", 0), ("4", 3), ("13.5", 5), ("22", 10), ("40", 20), ("60", 30), ("80", 40), ("100", 80),
    ("110", 100), ("120", 120), ("inf", 160),
)  # fmt: skip
TRANSPORT: Table = (
    ("4", 0), ("13", 1), ("25", 2), ("40", 3), ("60", 4), ("80", 5), ("100", 6), ("110", 7),
    ("120", 8), ("inf", 10),
)  # fmt: skip
RESCUE: Table = (
    ("6", 0), ("25.5", 1), ("45.5", 2), ("60.5", 3), ("75.5", 4), ("100", 5), ("120", 6),
    ("inf", 7),
)  # fmt: skip
DOCTORS: Table = (("13", 0), ("30", 1), ("60", 2), ("90", 3), ("120", 4), ("inf", 5))
LARGE: Table = (("90", 0), ("inf", 1))
POSTS: Table = (("50", 0), ("80", 1), ("110", 2), ("inf", 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """How risky a kind of gathering is, beside the others."""

    key: str
    label: Text
    factor: Fraction


def _factor(key: str, factor: str, fr: str, en: str) -> Factor:
    return Factor(key=key, label=Text(fr=fr, en=en), factor=Fraction(factor))


FACTORS: tuple[Factor, ...] = (
    _factor("walking", "0.1", "Marche, randonnée", "Walk, hike"),
    _factor("opera", "0.2", "Opéra, théâtre, congrès", "Opera, theatre, congress"),
    _factor("flea_market", "0.2", "Brocante, équitation", "Flea market, riding"),
    _factor("sport", "0.3", "Sport", "Sport"),
    _factor("exhibition", "0.3", "Exposition, salon", "Exhibition, trade fair"),
    _factor("cycling", "0.3", "Course cycliste, cross", "Cycle race, cross-country"),
    _factor("fireworks", "0.4", "Feu d'artifice, spectacle", "Fireworks, show"),
    _factor("street_festival", "0.4", "Fête de rue, marché de Noël", "Street festival, market"),
    _factor("football", "0.4", "Football", "Football"),
    _factor("fair", "0.5", "Fête foraine, rassemblement", "Fair, rally of people"),
    _factor("carnival", "0.7", "Carnaval", "Carnival"),
    _factor("demonstration", "0.8", "Manifestation", "Demonstration"),
    _factor("motor_sport", "0.8", "Sport mécanique", "Motor sport"),
    _factor("air_show", "0.9", "Meeting aérien", "Air show"),
    _factor("concert", "1.0", "Concert en plein air", "Open-air concert"),
    _factor("rock_concert", "1.2", "Concert de rock", "Rock concert"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is planned for.

    Attributes:
        permitted: How many visitors are allowed.
        expected: How many are expected.
        factor: Of its kind.
        indoors: Whether it is in a closed place: what is permitted counts twice.
        guests: How many guests are important enough to be a risk.
        violence: Whether some is expected.
    """

    permitted: int
    expected: int
    factor: Fraction
    indoors: bool = False
    guests: int = 0
    violence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How many; ``or_more`` where the scheme gives the least alone."""

    count: int
    or_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the scheme asks for, and by which points.

    Attributes:
        permitted_points: For who is permitted, doubled indoors.
        expected_points: For who is expected.
        guest_points: For important guests.
        violence_points: For violence that is expected.
        points: All of them, the factor applied.
        helpers: People with first-aid or ambulance training.
        transport: Ambulances for transport (KTW).
        rescue: Ambulances for emergencies (RTW).
        large: Ambulances for many at a time (GRTW).
        doctors: Emergency doctors.
        posts: Aid posts (UHS).
        command: Whether there is a staff that commands.
    """

    permitted_points: int
    expected_points: int
    guest_points: int
    violence_points: int
    points: Fraction
    helpers: Need
    transport: Need
    rescue: Need
    large: Need
    doctors: Need
    posts: Need
    command: Command


def needs_of(event: Event) -> Needs:
    """Return what the scheme asks for.

    A point for the expected, and for guests, is for each 500, or five, that are begun.

    Raises:
        CrowdError: One of the numbers is no number of people.
    """
    permitted = _permitted(people("permitted", event.permitted, least=1))
    permitted *= 2 if event.indoors else 1
    expected = -(-people("expected", event.expected, least=1) // EXPECTED_A_POINT)
    guests = -(-people("guests", event.guests) // GUESTS) * GUEST_POINTS
    guests, violence = min(guests, GUESTS_MOST), VIOLENCE if event.violence else 0
    points = (permitted + expected) * event.factor + guests + violence
    return Needs(
        permitted_points=permitted,
        expected_points=expected,
        guest_points=guests,
        violence_points=violence,
        points=points,
        helpers=Need(count=_up_to(points, HELPERS)),
        transport=Need(count=_up_to(points, TRANSPORT)),
        rescue=Need(count=_up_to(points, RESCUE), or_more=points > 120),
        large=Need(count=_up_to(points, LARGE)),
        doctors=Need(count=_up_to(points, DOCTORS)),
        posts=Need(count=_up_to(points, POSTS)),
        command="none" if points <= 30 else "reduced" if points <= 60 else "full",
    )


def _permitted(count: int) -> int:
    last, points = PERMITTED[-1]
    if count > int(last):
        return points + -(-(count - int(last)) // FURTHER)
    return _up_to(Fraction(count), PERMITTED)


def _up_to(points: Fraction, table: Table) -> int:
    *bounds, (_, beyond) = table
    return up_to(points, [(Fraction(bound), needed) for bound, needed in bounds], beyond)
