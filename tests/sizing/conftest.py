"""A march and a hall, with pairs of first-aiders, as one reads them."""

import pytest

from dashboard.access.actor import Actor
from dashboard.journal import Placed
from dashboard.operations import Library, Shelf, ShelfPictures
from tests.conftest import at

PLACE = {"type": "Point", "coordinates": [-1.55, 47.21]}
LEVELS = {"behaviour": "40", "premises": "permanent", "no_vehicle": True, "help_min": 15}
CROWD = {"crowd@police": 9_000, "crowd@organisers": 15_000}


def march(*, start="19:00", end="21:00", status="planned", name="Marche", **values):
    return Placed(
        object_id="marche",
        kind="gathering",
        status=status,
        geometry=PLACE,
        values={"name": name} | values,
        planned_from=at(start),
        planned_to=at(end),
    )


def pair(number, *, status="available", lon=-1.551, start=None, end=None, **values):
    told = {"name": f"Binôme {number}", "care": "SECOURS", "crew": 2} | values
    return Placed(
        object_id=f"binome-{number}",
        kind="team",
        status=status,
        geometry={"type": "Point", "coordinates": [lon, 47.21]},
        values={key: value for key, value in told.items() if value is not None},
        planned_from=start and at(start),
        planned_to=end and at(end),
    )


@pytest.fixture
def reading(journal, clock):
    """Read the operation as its own organisation does, now."""

    def _reading():
        shelf = Shelf(journal)
        library = Library(journal, shelf, ShelfPictures(shelf), clock)
        actor = Actor(name="ada", organisation="SAMU", role="coordinator")
        return library.reading(actor, "demo")

    return _reading
