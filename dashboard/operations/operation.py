"""An operation: what its opening says of it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.journal import Entry, Opened, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A name, a span of time, an area; whether it is an exercise, or a variant: that never changes.

    ``variant_of`` is what it was made of, and None for an operation at large; ``note`` is what its
    opening says in words.
    """

    id: str
    name: str
    organisation: str
    zone: ZoneInfo
    starts_at: datetime
    ends_at: datetime
    exercise: bool
    continuous: bool
    area: tuple[float, float, float, float] | None
    variant_of: Origin | None = None
    note: str = ""


def operation_from(opening: Entry) -> Operation:
    """Return the operation that ``opening``, the first entry of a journal, opens."""
    fact = opening.fact
    if not isinstance(fact, Opened):
        raise TypeError(f"entry {opening.seq} of {opening.operation} opens nothing: {fact}")
    return Operation(
        id=opening.operation,
        name=fact.name,
        organisation=opening.organisation,
        zone=ZoneInfo(fact.time_zone),
        starts_at=fact.starts_at,
        ends_at=fact.ends_at,
        exercise=fact.exercise,
        continuous=fact.continuous,
        area=fact.area,
        variant_of=fact.variant_of,
        note=opening.text,
    )
