"""A fix: one position of one device, with the two times everything here has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.text import Text

LONGEST_NAME = 128
"""Characters a device may call itself by."""

Doubt = Literal["leap", "speed", "inaccurate", "backdated"]
"""Why a fix is kept and not drawn, or drawn with care."""

DOUBTS: Mapping[Doubt, Text] = {
    "leap": Text(
        fr="trop loin de la position précédente pour le temps écoulé",
        en="too far from the position before it for the time between them",
    ),
    "speed": Text(
        fr="vitesse qu'aucun véhicule n'atteint : l'unité est-elle la bonne ?",
        en="a speed no vehicle makes: is its unit right?",
    ),
    "inaccurate": Text(
        fr="précision trop faible pour situer une équipe",
        en="not accurate enough to tell where a team is",
    ),
    "backdated": Text(
        fr="reçue longtemps après : saisie ou renvoyée plus tard",
        en="received long afterwards: handed in or sent again later",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Where a device was.

    Attributes:
        device: What the device calls itself: unique in its organisation, not in the world.
        at: When it was there, aware, to the millisecond.
        lon: Degrees east, WGS 84, -180 to 180.
        lat: Degrees north, WGS 84, -90 to 90.
        altitude_m: Metres above the ellipsoid or the sea, as the device has it.
        accuracy_m: Metres around the place within which it probably is.
        speed_kmh: Kilometres an hour over the ground.
        course_deg: Degrees clockwise from true north, 0 to 360, of its movement.
        battery: What is left of it, 0 to 1.
        status: The status of a team that came with it (a key of ``layers.teams.STATUSES``).
    """

    device: str
    at: datetime
    lon: float
    lat: float
    altitude_m: float | None = None
    accuracy_m: float | None = None
    speed_kmh: float | None = None
    course_deg: float | None = None
    battery: float | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fix as it is kept.

    Attributes:
        fix: What the device told.
        received_at: When it was received, in whole seconds, rounded up: nothing seems known
            before it was.
        doubt: What is strange about it; None where nothing is.
    """

    fix: Fix
    received_at: datetime
    doubt: Doubt | None = None
