"""A table of upper bounds, as rules of planning have them: what is asked for up to each."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

Bound = TypeVar("Bound", float, Fraction)
Asked = TypeVar("Asked")


def up_to(value: Bound, bounds: Sequence[tuple[Bound, Asked]], beyond: Asked) -> Asked:
    """Return what is asked for ``value``: up to the first bound it does not exceed, or ``beyond``.

    >>> [up_to(minutes, ((10, "low"), (20, "high")), "highest") for minutes in (10, 11, 21)]
    ['low', 'high', 'highest']
    """
    return next((asked for bound, asked in bounds if value <= bound), beyond)
