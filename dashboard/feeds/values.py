"""The values formats tell: a number, an instant, the name of a device.

1. A number is finite; yes and no are not numbers.
2. No time is invented, and none without its offset is guessed.
3. A name can be shown: what cannot would look like another.
"""

import math
import re
import reprlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from dashboard import clock
from dashboard.text import RefusedError, Text
from dashboard.tracks.fix import LONGEST_NAME

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
OFFSET = re.compile(r"(Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)
LONGEST_NUMBER, LONGEST_TIME = 40, 40
SECONDS_BELOW = 2**31 - 1
"""An epoch beyond is told in milliseconds: the rule of Traccar."""

NOT_A_NUMBER = Text(
    fr="« {name} » vaut « {found} » ; attendu : un nombre, par exemple 12.5.",
    en="“{name}” is “{found}”; expected: a number, for example 12.5.",
)
NO_TIME = Text(
    fr="L'heure « {name} » manque ; attendu : par exemple 2019-08-24T09:00:00Z.",
    en="The time “{name}” is missing; expected: for example 2019-08-24T09:00:00Z.",
)
NOT_A_TIME = Text(
    fr="L'heure « {name} » vaut « {found} » ; attendu : par exemple 2019-08-24T09:00:00Z.",
    en="The time “{name}” is “{found}”; expected: for example 2019-08-24T09:00:00Z.",
)
NO_DEVICE = Text(
    fr="Aucun appareil n'est nommé ({names}) : on ne sait pas de qui est cette position.",
    en="No device is named ({names}): whose position this is cannot be told.",
)
NOT_A_DEVICE = Text(
    fr="« {found} » n'est pas un nom d'appareil ; attendu : {most} caractères lisibles au plus.",
    en="“{found}” is not the name of a device; expected: {most} readable characters at most.",
)


def number(value: object, name: str) -> float | None:
    """Return a number; None where nothing is told.

    Raises:
        RefusedError: It is something else, infinite, or not a number.
    """
    text = value.strip() if isinstance(value, str) else value
    if text is None or text == "":
        return None
    try:
        match text:
            case bool():
                found = math.nan
            case int() | float():
                found = float(text)
            case str() if len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text):
                found = float(text)
            case _:
                found = math.nan
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise RefusedError(NOT_A_NUMBER, name=name, found=shown(value))
    return found


def instant(value: object, name: str, *, utc: bool = False) -> datetime:
    """Return the instant a value names, to the millisecond.

    Args:
        value: ISO 8601, or what has passed since 1970 in seconds or, beyond 2147483647, in
            milliseconds; as a number or as text.
        name: What the format calls it.
        utc: A time without an offset is UTC: the format says so.

    Raises:
        RefusedError: There is none, or it cannot be read.
    """
    if value is None or value == "":
        raise RefusedError(NO_TIME, name=name)
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > LONGEST_TIME:
        raise RefusedError(NOT_A_TIME, name=name, found=shown(value))
    if text and not NUMBER.fullmatch(text):
        if utc and not OFFSET.search(text):
            text += "Z"
        return to_milliseconds(clock.instant(shown(text)))
    try:
        since = number(value, name) or 0.0
        milliseconds = since * 1000 if abs(since) < SECONDS_BELOW else since
        return clock.EPOCH + timedelta(milliseconds=round(milliseconds))
    except (RefusedError, OverflowError):
        raise RefusedError(NOT_A_TIME, name=name, found=shown(value)) from None


def to_milliseconds(at: datetime) -> datetime:
    """Return an instant without what is finer than a millisecond."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def device_name(told: Mapping[str, object], otherwise: str = "") -> str:
    """Return the first name that is told, of those a format may name its device by.

    Args:
        told: What may name it, under the names of the format.
        otherwise: Whose it is if nothing does.

    Raises:
        RefusedError: None is, or it cannot be shown.
    """
    for value in (*told.values(), otherwise):
        if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            continue
        name = " ".join(str(value).split())
        if name and (len(name) > LONGEST_NAME or not name.isprintable()):
            raise RefusedError(NOT_A_DEVICE, found=shown(name), most=LONGEST_NAME)
        if name:
            return name
    raise RefusedError(NO_DEVICE, names=", ".join(told))


def shown(value: object) -> str:
    """Return a value as a sentence may show it: short, and readable everywhere."""
    text = value if isinstance(value, str) else reprlib.repr(value)
    cut = text if len(text) <= 60 else f"{text[:60]}…"
    return cut.encode("utf-8", "backslashreplace").decode("utf-8")
