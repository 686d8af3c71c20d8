"""Places left and casualties expected, as the picture of an instant has them: counts, no more.

- A hospital has what it declares left; where it does not, its capacity; closed to intake, nothing.
- A post has its places less who is present: from now on where it is open, in its window where it
  is planned. So has a reception.
- A scenario that was not set aside expects its counts over its window; without one, nothing.
- A count is a whole number from 0; what is no count was not declared, and is no place.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dashboard.clock import microseconds, milliseconds_up
from dashboard.picture.course import OVER, PLANNED
from dashboard.picture.picture import MapObject, Picture
from dashboard.planning.capacity import CATEGORIES, SIDES, Category, Expected, Hold, Side

MOST = 100_000
"""More casualties than any scenario has; what says more was a slip."""


def holds_of(picture: Picture, sides: Mapping[str, Side]) -> list[Hold]:
    """Return the places left, by object id; ``sides`` says as what each kind takes people in."""
    return [
        hold
        for _, one in sorted(picture.objects.items())
        if one.kind in sides and one.status not in OVER
        for hold in _holds(one, sides[one.kind])
    ]


def expected_of(picture: Picture, kind: str) -> list[Expected]:
    """Return what each scenario expects, by object id."""
    found = []
    for object_id, one in sorted(picture.objects.items()):
        if one.kind != kind or one.status in OVER:
            continue
        starts, ends = _ms(one.planned_from), _ms(one.planned_to)
        if starts is not None and ends is not None and starts < ends:
            counts = {name: min(MOST, _count(one, name) or 0) for name in CATEGORIES}
            found.append(Expected(scenario=object_id, counts=counts, starts=starts, ends=ends))
    return found


def _holds(one: MapObject, side: Side) -> Iterator[Hold]:
    is_planned = one.status == PLANNED
    for category in dict(SIDES)[side]:
        left = _left(one, side, category)
        if left is not None:
            yield Hold(
                place=one.object_id,
                side=side,
                category=category,
                left=left,
                opens=_ms(one.planned_from) if is_planned else None,
                closes=None if side == "hospitals" else _ms(one.planned_to),
            )


def _left(one: MapObject, side: Side, category: Category) -> int | None:
    if side == "receptions":
        capacity, present = _count(one, "capacity"), _count(one, "present")
    elif side == "posts":
        capacity, present = (_count(one, f"{name}_{category}") for name in ("capacity", "present"))
    else:
        declared = _count(one, f"remaining_{category}")
        return _count(one, f"capacity_{category}") if declared is None else declared
    return None if capacity is None else capacity - (present or 0)


def _count(one: MapObject, key: str) -> int | None:
    said = one.values.get(key)
    return said if isinstance(said, int) and not isinstance(said, bool) and said >= 0 else None


def _ms(at: datetime | None) -> int | None:
    return None if at is None else milliseconds_up(microseconds(at))
