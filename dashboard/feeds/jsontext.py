"""JSON from elsewhere: within measure, and its parts written again where one is to be kept."""

import json
import re
from collections.abc import Mapping

import numpy as np

from dashboard.feeds.values import shown
from dashboard.text import RefusedError, Text

DEEPEST = 32
"""Objects and lists inside one another; an envelope around a position has eight."""

# What is inside a text is no bracket. A text that never ends is one match too: going back over
# it from each of its letters would take forever.
TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
STEPS = bytes.maketrans(b"[{]}", bytes([1, 1, 255, 255]))
NO_STEPS = bytes(set(range(256)) - set(b"[{]}"))

NOT_JSON = Text(
    fr="Ce n'est pas du JSON, ou il est coupé : « {found} » ; attendu : {expected}.",
    en="This is not JSON, or it was cut: “{found}”; expected: {expected}.",
)
TOO_DEEP = Text(
    fr="Ce JSON a plus de {most} niveaux imbriqués ; attendu : {expected}.",
    en="This JSON is nested more than {most} levels deep; expected: {expected}.",
)
NOT_AN_OBJECT = Text(
    fr="« {name} » vaut « {found} » ; attendu : un objet JSON, entre accolades.",
    en="“{name}” is “{found}”; expected: a JSON object, in braces.",
)


def json_of(body: bytes, expected: str) -> object:
    """Return what ``body`` says. NaN is let through here: a number is checked where it is used.

    Args:
        body: JSON in UTF-8.
        expected: What it should have been, for the sentence.

    Raises:
        RefusedError: It is not JSON, or nested too deep.
    """
    if deepest(body) > DEEPEST:
        raise RefusedError(TOO_DEEP, most=DEEPEST, expected=expected)
    try:
        return json.loads(body.decode("utf-8-sig"))
    except ValueError:
        found = shown(body[:60].decode("utf-8", "replace"))
        raise RefusedError(NOT_JSON, found=found, expected=expected) from None


def deepest(body: bytes) -> int:
    """Return how deep the objects and lists of a JSON text are nested.

    >>> deepest(b'{"a": [1, "[[["]}')
    2
    """
    steps = np.frombuffer(TEXTS.sub(b"", body).translate(STEPS, NO_STEPS), dtype=np.int8)
    return int(steps.cumsum(dtype=np.int32).max(initial=0))


def mapping(value: object, name: str) -> Mapping[str, object]:
    """Return ``value`` as an object.

    Raises:
        RefusedError: It is none.
    """
    if not isinstance(value, Mapping):
        raise RefusedError(NOT_AN_OBJECT, name=name, found=shown(value))
    return value


def written(part: object) -> bytes:
    """Return a part of a message as JSON: the same values, if not the same blanks."""
    return json.dumps(part).encode()
