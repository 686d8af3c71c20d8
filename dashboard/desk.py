"""The desk: what every callback, route and command is handed to work with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dashboard.access.accounts import Accounts
from dashboard.access.audit import Audit
from dashboard.clock import Clock, now
from dashboard.geo import Box
from dashboard.journal import Journal
from dashboard.operations.shelf import Shelf
from dashboard.picture import Picture
from dashboard.settings import Settings


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The collaborators of one running Vigie."""

    journal: Journal
    pictures: Pictures
    shelf: Shelf
    accounts: Accounts
    audit: Audit
    settings: Settings
    clock: Clock = now
