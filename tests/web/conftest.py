"""A Vigie in memory, and clients that ask it as a browser on this machine, or as a stranger."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.journal import Draft, Opened, Placed
from dashboard.operations import Shelf, ShelfPictures
from dashboard.settings import Settings
from tests.conftest import OPENED, at

TOKEN = "un secret de seize lettres"
HERE = ("127.0.0.1", 50000)
AWAY = ("203.0.113.9", 50000)
AREA = (-1.65, 47.15, -1.45, 47.3)
POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="planned",
    geometry={"type": "Point", "coordinates": [-1.55, 47.21]},
    values={"name": "Nord"},
)


def settings(**changes):
    """Settings of a test: nothing is read from this machine."""
    return Settings(_env_file=None, **({"demonstration": True} | changes))


@pytest.fixture
def desk(journal, clock):
    """A desk with the operation ``nantes``, opened at 18:00, and a post placed at 18:05."""
    opening = Opened(
        name="Nantes", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6), area=AREA
    )
    said = {"author": "ada", "organisation": "SAMU 44"}
    journal.append("nantes", Draft(**said, occurred_at=OPENED, fact=opening))
    clock.now = at("18:05")
    journal.append("nantes", Draft(**said, occurred_at=at("18:05"), fact=POST))
    clock.now = at("18:10")
    shelf = Shelf(journal)
    return Desk(
        journal=journal,
        pictures=ShelfPictures(shelf),
        shelf=shelf,
        settings=settings(),
        clock=clock,
    )


def client_of(app, client=HERE, host="127.0.0.1:8050", **more):
    """Return a client that calls us ``host`` from the address ``client``."""
    return TestClient(app, base_url=f"http://{host}", client=client, follow_redirects=False, **more)


@pytest.fixture
def app(desk):
    return create_app(desk)


@pytest.fixture
def client(app):
    """A browser on the machine of a demonstration."""
    return client_of(app)


@pytest.fixture
def guarded(desk):
    """The same Vigie, where one signs in."""
    from dataclasses import replace  # noqa: PLC0415

    return create_app(replace(desk, settings=settings(demonstration=False, token=TOKEN)))
