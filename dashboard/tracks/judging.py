"""Whether a fix can be so: what cannot is refused in a sentence, what is strange is marked.

Refused, because it would put a team where it is not:

1. 0° 0°, which receivers say while they do not know where they are;
2. a time to come, a time too long ago: a clock that is wrong, or a file of another year;
3. a place far from the operation that lies in it once latitude and longitude are exchanged.

Doubted, the worst first: a leap, a speed, a poor accuracy, a late arrival.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from dashboard.geo.apart import apart
from dashboard.geo.places import Box, grown, meet, swapped
from dashboard.text import RefusedError, Text
from dashboard.tracks.fix import Doubt, Fix, Kept

NOWHERE_DEG = 0.001
"""Around 0° 0°, in the Gulf of Guinea, a hundred metres: what rounding makes of nowhere."""

AHEAD = timedelta(minutes=2)
"""How wrong the clock of a phone may be; those set by satellites are right to the second."""

OLDEST = timedelta(days=400)
"""A receiver that lost its almanac says 1999 or 2005; a year, and some, is an operation of ours."""

AROUND_DEG = 0.5
"""Around an operation, about 50 km: teams come from the next department."""

FASTEST_KMH = 500.0
"""A rescue helicopter makes 300, with the wind behind it 350."""

USUAL_M = 50.0
"""Accuracy of a fix that tells none: a street with high houses."""

ACCURATE_M = 1_000.0
"""Beyond, it is the cell of a telephone network, and not where a team is."""

LATE = timedelta(minutes=5)
"""Beyond, the cell did not know it when it mattered."""

NOWHERE = Text(
    fr="Position 0° 0° : l'appareil « {device} » ne savait pas encore où il était.",
    en="Position 0° 0°: the device “{device}” did not know yet where it was.",
)
TO_COME = Text(
    fr="« {device} » se dit là à {at:%d/%m/%Y %H:%M:%S} UTC, dans l'avenir : reçu à "
    "{received:%d/%m/%Y %H:%M:%S}. L'horloge de l'appareil est à régler.",
    en="“{device}” says it is there at {at:%Y-%m-%d %H:%M:%S} UTC, which is to come: received at "
    "{received:%Y-%m-%d %H:%M:%S}. The clock of the device is to be set.",
)
TOO_OLD = Text(
    fr="« {device} » se dit là le {at:%d/%m/%Y}, il y a plus de {days} jours : l'horloge de "
    "l'appareil est à régler, ou le fichier est d'une autre année.",
    en="“{device}” says it was there on {at:%Y-%m-%d}, more than {days} days ago: the clock of the "
    "device is to be set, or the file is of another year.",
)
SWAPPED = Text(
    fr="Latitude {lat:.5f}, longitude {lon:.5f} est loin de l'opération, et y serait si les deux "
    "étaient échangées : elles sont sans doute inversées.",
    en="Latitude {lat:.5f}, longitude {lon:.5f} is far from the operation, and would be in it if "
    "the two were exchanged: they are probably swapped.",
)


def judge(
    fix: Fix,
    *,
    received_at: datetime,
    before: Iterable[Fix] = (),
    area: Box | None = None,
    oldest: timedelta = OLDEST,
) -> Kept:
    """Return ``fix`` as it is kept, with what is strange about it.

    Args:
        fix: What the device told.
        received_at: When it was received.
        before: Fixes of the device near it in time. Give the last of all and the last without
            doubt: a fix that follows from either is no leap. So one wrong fix does not make the
            right one after it strange, and a wrong first one not all that follow.
        area: Where the operation is, if it said.
        oldest: How long ago a fix may be; a file that is handed in may be older.

    Raises:
        RefusedError: It cannot be so.
    """
    if abs(fix.lon) < NOWHERE_DEG and abs(fix.lat) < NOWHERE_DEG:
        raise RefusedError(NOWHERE, device=fix.device)
    if fix.at > received_at + AHEAD:
        raise RefusedError(TO_COME, device=fix.device, at=fix.at, received=received_at)
    if fix.at < received_at - oldest:
        raise RefusedError(TOO_OLD, device=fix.device, at=fix.at, days=oldest.days)
    there = (fix.lon, fix.lat, fix.lon, fix.lat)
    if area is not None:
        around = grown(area, AROUND_DEG)
        if meet(swapped(there), around) and not meet(there, around):
            raise RefusedError(SWAPPED, lon=fix.lon, lat=fix.lat)
    return Kept(
        fix=fix, received_at=_second_up(received_at), doubt=_doubt(fix, received_at, list(before))
    )


def _doubt(fix: Fix, received_at: datetime, before: list[Fix]) -> Doubt | None:
    if before and all(_is_leap(one, fix) for one in before):
        return "leap"
    if fix.speed_kmh is not None and fix.speed_kmh > FASTEST_KMH:
        return "speed"
    if fix.accuracy_m is not None and fix.accuracy_m > ACCURATE_M:
        return "inaccurate"
    if received_at - fix.at > LATE:
        return "backdated"
    return None


def _is_leap(one: Fix, other: Fix) -> bool:
    """Return whether nothing gets from one to the other in time, were both as wrong as they may."""
    way = apart((one.lon, one.lat), (other.lon, other.lat)).distance_m
    way -= sum(USUAL_M if fix.accuracy_m is None else fix.accuracy_m for fix in (one, other))
    # Some tell whole seconds: what looks like none may be one.
    seconds = max(1.0, abs((other.at - one.at).total_seconds()))
    return way / seconds * 3.6 > FASTEST_KMH


def _second_up(at: datetime) -> datetime:
    """Return the whole second at or after ``at``: nothing seems known before it was."""
    whole = at.replace(microsecond=0)
    return whole if whole == at else whole + timedelta(seconds=1)
