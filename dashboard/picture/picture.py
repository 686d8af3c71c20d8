"""The picture and the objects in it. Both are immutable values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.journal import Geometry, Placed, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class MapObject:
    """A site, a team, a post, a zone: anything with a place and a status.

    Attributes:
        object_id: Its name in the journal.
        kind: The key of its layer.
        status: Its state, as the journal says it.
        geometry: Where it is; None while nobody said.
        values: What it carries, by field.
        planned_from: Start of the window it is foreseen in, if any.
        planned_to: End of that window (exclusive), if any.
        since: When the last thing that counts for it occurred.
        seq: The number of the entry that said it.
    """

    object_id: str
    kind: str
    status: str
    geometry: Geometry | None
    values: Values
    planned_from: datetime | None
    planned_to: datetime | None
    since: datetime
    seq: int

    @property
    def name(self) -> str:
        """What it is called; its id while nobody named it."""
        return str(self.values.get("name") or self.object_id)

    @property
    def placing(self) -> Placed:
        """The fact that would place it as it is."""
        return Placed(
            object_id=self.object_id,
            kind=self.kind,
            status=self.status,
            geometry=self.geometry,
            values=self.values,
            planned_from=self.planned_from,
            planned_to=self.planned_to,
        )

    def is_due(self, at: datetime) -> bool:
        """Return whether ``at`` lies in the planned window; an open end has no limit.

        What is only planned is drawn while it is due; what is in place is drawn anyway.
        """
        return (self.planned_from is None or self.planned_from <= at) and (
            self.planned_to is None or at < self.planned_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything that holds at ``at``, as it was known at ``known_at`` (None: known today)."""

    at: datetime
    known_at: datetime | None = None
    objects: Mapping[str, MapObject] = field(default_factory=dict)
