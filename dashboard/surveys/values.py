"""What a feature carries, made flat: texts, numbers, yes or no; and what it is called."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from dashboard.journal import Value
from dashboard.search import fold

LONGEST = 4_000
MOST = 200
"""How many values one feature keeps."""

NAMED = ("name", "nom", "libelle", "label", "title", "titre", "designation", "toponyme", "nom_com")
"""What the property that names a feature is usually called, the surest first."""

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def flat(values: Mapping[object, object]) -> dict[str, Value]:
    """Return ``values`` as one level of plain values, what is inside another by a dotted name.

    >>> flat({"nom": " Nord ", "lits": {"ua": 3}, "vide": None, "mots": ["a", "b"]})
    {'nom': 'Nord', 'lits.ua': 3, 'mots': 'a, b'}
    """
    found: dict[str, Value] = {}
    for name, value in _flat(values, ""):
        if len(found) == MOST:
            break
        if value is not None and value != "":
            found[name] = value
    return found


def plain(text: str) -> str:
    """Return ``text`` as it is compared: lower case, no accents, words apart.

    >>> plain("Capacité_UA (Nord)")
    'capacite ua nord'
    """
    return " ".join(re.findall(r"[a-z0-9]+", fold(text.casefold())))


def name_of(values: Mapping[str, Value]) -> str:
    """Return what a feature is called, as far as its values tell; else nothing."""
    key = naming(values)
    return "" if key is None else str(values[key])[:200]


def naming(values: Mapping[str, object]) -> str | None:
    """Return which of the ``values`` names the feature."""
    known = {plain(key).replace(" ", "_"): key for key in values}
    for wanted in NAMED:
        if wanted in known:
            return known[wanted]
    return next((key for slug, key in known.items() if slug.split("_")[0] in NAMED[:3]), None)


def _flat(values: Mapping[object, object], before: str) -> Iterator[tuple[str, Value]]:
    for key, value in values.items():
        name = _text(f"{before}{key}")[:120]
        if not name:
            continue
        if isinstance(value, Mapping) and value and before.count(".") < 3:
            yield from _flat(value, f"{name}.")
        else:
            yield name, _plain_value(value)


def _plain_value(value: object) -> Value:  # noqa: PLR0911  one for each kind of value
    if hasattr(value, "item") and not isinstance(value, str | bytes):
        value = value.item()  # what numpy calls a number
    match value:
        case None | bool():
            return value
        case int():
            return value if abs(value) < 2**53 else str(value)
        case float():
            return value if math.isfinite(value) else None
        case str():
            return _text(value)
        case datetime() | date() | time():
            return None if value != value else value.isoformat()  # noqa: PLR0124  NaT is not itself
        case bytes():
            return None
        case list() | tuple():
            if all(isinstance(one, str | int | float | bool) for one in value):
                return _text(", ".join(str(one) for one in value))
            return _text(_json(value))
        case _:
            return _text(_json(value))


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        return ""


def _text(text: str) -> str:
    return CONTROLS.sub("", text).strip()[:LONGEST]
