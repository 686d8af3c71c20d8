"""A Vigie in memory, and clients that ask it as a browser on this machine, or as a stranger."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from starlette.testclient import TestClient

from dashboard.access.audit import Asked
from dashboard.access.demonstration import CHAIRS
from dashboard.access.passwords import hash_password
from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.documents import MemoryDocuments
from dashboard.journal import Draft, Opened, Placed
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.settings import Settings
from dashboard.storage import SqlAccounts, SqlAudit
from tests.conftest import OPENED, at
from tests.storage.stores import new_engine

HOUSE = CHAIRS[0].actor.organisation
PASSWORD = "trois chevaux sur le quai"
WORDS = {"login": "legoff", "password": PASSWORD}
HOSTS = ("vigie.example",)
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

TEAM = Placed(
    object_id="smur1",
    kind="team",
    status="available",
    geometry={"type": "Point", "coordinates": [-1.55, 47.21]},
    values={"name": "SMUR 1"},
)


def settings(**changes):
    """Settings of a test: nothing is read from this machine."""
    given = {"demonstration": True, "hosts": HOSTS, "writes_per_minute": 100_000}
    return Settings(_env_file=None, **(given | changes))


@pytest.fixture
def store(tmp_path):
    """The store of the accounts; the journal of these tests is in memory."""
    engine = new_engine("sqlite", tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def desk(journal, clock, store):
    """A desk with the operation ``nantes``, opened at 18:00, and a post placed at 18:05."""
    opening = Opened(
        name="Nantes", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6), area=AREA
    )
    said = {"author": "ada", "organisation": HOUSE}
    journal.append("nantes", Draft(**said, occurred_at=OPENED, fact=opening))
    clock.now = at("18:05")
    journal.append("nantes", Draft(**said, occurred_at=at("18:05"), fact=POST))
    clock.now = at("18:10")
    shelf = Shelf(journal)
    library = Library(journal, shelf, ShelfPictures(shelf), clock)
    return Desk(
        journal=journal,
        library=library,
        documents=MemoryDocuments(),
        accounts=SqlAccounts(store, clock),
        audit=SqlAudit(store, clock),
        settings=settings(),
        clock=clock,
    )


@pytest.fixture
def record(desk):
    """Record a fact in ``nantes``, as the journal takes it, whoever may."""

    def record(fact, organisation=HOUSE, **said):
        draft = Draft(author="ada", organisation=organisation, occurred_at=desk.clock(), fact=fact)
        return desk.journal.append("nantes", replace(draft, **said))

    return record


def client_of(app, client=HERE, host="127.0.0.1:8050", base="http", **more):
    """Return a client that calls us ``host`` from the address ``client``."""
    return TestClient(
        app, base_url=f"{base}://{host}", client=client, follow_redirects=False, **more
    )


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
    return create_app(closed(desk))


def closed(desk, **changes):
    """The same desk, where one signs in."""
    return replace(desk, settings=settings(demonstration=False, **changes))


@cache
def hashed(password=PASSWORD):
    """The hash of a password: made once, since making it takes its time on purpose."""
    return hash_password(password)


@pytest.fixture
def add(desk):
    """Give somebody an account, Dr Le Goff of the SAMU 44 if nobody else is named."""

    def _add(login="legoff", *, name="Dr Le Goff", organisation=HOUSE, role="administrator"):
        person = desk.accounts.add(login=login, name=name, organisation=organisation, role=role)
        desk.accounts.set_password(person.id, hashed())
        return desk.accounts.person(person.id)

    return _add


def sign_in(client, **said):
    """Sign in as a page does."""
    return client.post("/sign-in", data=WORDS | said)


def proof_of(client):
    """What a page of ours sends with each request that writes."""
    return client.cookies.get("_csrf_token", "")


def submit(client, path, **said):
    """Post a form of a page of ours."""
    return client.post(path, data={"csrf_token": proof_of(client)} | said)


@pytest.fixture
def member(guarded, add):
    """A browser in which Dr Le Goff, administrator of the SAMU 44, signed in."""
    add()
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    assert sign_in(browser).status_code == 303
    return browser


@pytest.fixture
def audited(desk):
    """What the audit trail has, the latest first."""
    return lambda: [record.what for record in desk.audit.records(Asked())]


@pytest.fixture
def browser(guarded, add):
    """A browser in which somebody of the role that is asked for signed in."""

    def browser(role="coordinator", organisation=HOUSE):
        person = add(f"{role}.{len(organisation)}", name=role, organisation=organisation, role=role)
        browser = client_of(guarded, client=AWAY, host="vigie.example")
        assert sign_in(browser, login=person.login).status_code == 303
        return browser

    return browser


@pytest.fixture
def nurse(browser):
    return browser()


@pytest.fixture
def team(record):
    return record(TEAM)
