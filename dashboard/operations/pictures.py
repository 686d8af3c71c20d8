"""What was so in a place: the port a store answers by its indexes, and the answer of a reel."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from dashboard.geo import Box
from dashboard.journal import Geometry
from dashboard.operations.shelf import Shelf
from dashboard.picture import MapObject, Picture, Reel


class Pictures(Protocol):
    """Asks the store what was so in a place, without folding the whole journal."""

    def picture(
        self,
        operation: str,
        at: datetime,
        *,
        known_at: datetime | None = None,
        box: Box | None = None,
        kinds: Sequence[str] = (),
    ) -> Picture:
        """Return the picture at ``at`` of what meets ``box`` and is of ``kinds`` (all if empty)."""


class ShelfPictures:
    """Answers for a journal that has no tables to ask: tests, trials, exercises in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def picture(
        self,
        operation: str,
        at: datetime,
        *,
        known_at: datetime | None = None,
        box: Box | None = None,
        kinds: Sequence[str] = (),
    ) -> Picture:
        """Return the picture at ``at`` of what meets ``box`` and is of ``kinds`` (all if empty)."""
        return picture_of(self._shelf.reel(operation), at, known_at=known_at, box=box, kinds=kinds)


def picture_of(
    reel: Reel,
    at: datetime,
    *,
    known_at: datetime | None = None,
    box: Box | None = None,
    kinds: Sequence[str] = (),
) -> Picture:
    """Return what was so by ``reel``: what meets ``box`` and is of ``kinds`` (all if empty)."""
    asked = _asked(reel.at(at, known_at=known_at), box, kinds)
    return Picture(at=at, known_at=known_at, objects={o.object_id: o for o in asked})


def _asked(whole: Picture, box: Box | None, kinds: Sequence[str]) -> Iterator[MapObject]:
    for obj in whole.objects.values():
        if (not kinds or obj.kind in kinds) and (box is None or _meets(obj.geometry, box)):
            yield obj


def _meets(geometry: Geometry | None, box: Box) -> bool:
    if geometry is None:
        return False
    try:
        return bool(shapely.intersects(shape(geometry), shapely.box(*box)))
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError):
        return False  # another house's geometry, kept as it came
