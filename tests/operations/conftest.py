"""An office to record in: a journal, its shelf, a clock, and the evening of the story."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from dashboard.access.actor import Actor
from dashboard.journal import Draft, Journal, Opened, Placed
from dashboard.layers import KINDS
from dashboard.operations import Library, Shelf, ShelfPictures, record
from tests.conftest import OPENED, Stopwatch, at

ADA = Actor(name="ada", organisation="SAMU", role="coordinator")
AREA = (-1.65, 47.15, -1.45, 47.3)
NORD = {"type": "Point", "coordinates": [-1.55, 47.21]}
POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="planned",
    geometry=NORD,
    values={"name": "Nord"},
)


@dataclass
class Room:
    """All a gesture needs; the desk is one."""

    journal: Journal
    library: Library
    clock: Stopwatch
    actor: Actor = ADA

    def write(self, occurred, fact, *, learnt=None, confirmed=(), key=None, **said):
        """Record ``fact`` as a page would, at ``learnt`` (or as it happens)."""
        self.clock.now = at(learnt or occurred)
        draft = Draft(author="ada", organisation="SAMU", occurred_at=at(occurred), fact=fact)
        return record(
            self,
            self.actor,
            "nantes",
            replace(draft, **said),
            kinds=KINDS,
            key=key,
            confirmed=confirmed,
        )


@pytest.fixture
def office(journal, clock):
    """An office with the operation ``nantes``, opened at 18:00."""
    opening = Opened(
        name="Nantes", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6), area=AREA
    )
    draft = Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=opening)
    journal.append("nantes", draft)
    shelf = Shelf(journal)
    return Room(journal, Library(journal, shelf, ShelfPictures(shelf), clock), clock)
