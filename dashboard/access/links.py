"""One-time links to the choice of a password, first or new, and the port of what keeps them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

FIRST_LASTS = timedelta(hours=1)
"""A link that makes the first administrator is in a terminal others may look at."""

LASTS = timedelta(hours=24)
"""A link to one's own account reaches somebody who may be asleep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Leads to the choice of a password; None as ``person`` makes the first administrator."""

    person: int | None
    ends_at: datetime


class Links(Protocol):
    """Keeps the links that were made and not used."""

    def make_link(self, digest: bytes, link: Link) -> None:
        """Keep a link; it replaces those there were to the same account."""

    def link(self, digest: bytes, now: datetime) -> Link | None:
        """Return the link of this secret, if it still leads somewhere."""

    def use_link(self, digest: bytes, now: datetime) -> Link | None:
        """Take the link of this secret: whoever comes second gets None."""
