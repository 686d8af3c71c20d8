"""What a file says, as a field of ours takes it: a number, a choice, an hour; or not at all."""

import re
from datetime import datetime

from dashboard.journal import Value
from dashboard.layers.layer import Field
from dashboard.surveys.values import plain

YES = {"oui", "yes", "vrai", "true", "1", "o", "y", "x"}
NO = {"non", "no", "faux", "false", "0", "n"}
SPACES = re.compile(r"[\s\u00a0\u202f']")


def fitted(value: Value, field: Field) -> Value:
    """Return ``value`` as ``field`` takes it; None where it does not fit.

    >>> from dashboard.text import Text
    >>> beds = Field(label=Text(fr="Lits", en="Beds"), type="count")
    >>> fitted("1 200", beds), fitted(3.0, beds), fitted("beaucoup", beds), fitted(-1, beds)
    (1200, 3, None, None)
    """
    match field.type:
        case "count":
            number = _number(value)
            fits = number is not None and number >= 0 and number == int(number)
            return int(number) if fits and number is not None else None
        case "measure":
            return _number(value)
        case "choice":
            return _choice(value, field)
        case "time":
            return _time(value)
        case "flag":
            return _flag(value)
        case _:
            return None if value is None else str(value)


def _number(value: Value) -> float | int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value
    try:
        number = float(SPACES.sub("", value).replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def _choice(value: Value, field: Field) -> str | None:
    asked = plain(str(value))
    for key, label in field.choices.items():
        if asked in {plain(key), plain(label.fr), plain(label.en)}:
            return key
    return None


def _time(value: Value) -> str | None:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return at.isoformat() if at.tzinfo is not None else None


def _flag(value: Value) -> bool | None:
    if isinstance(value, bool):
        return value
    asked = plain(str(value))
    return True if asked in YES else False if asked in NO else None
