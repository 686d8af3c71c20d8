"""How far a person has read: kept for them alone, never back, never further than the journal."""

from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app
from dashboard.journal import Draft, Granted
from tests.conftest import at
from tests.web.conftest import HOUSE, client_of

READ = "/api/operations/nantes/read"


def test_who_never_looked_has_read_nothing(client):
    assert client.get(READ).json() == {"read": 0, "head": 2}
    assert client.get("/api/unread").json() == {"nantes": 2}


def test_a_mark_is_kept_and_never_goes_back(client):
    assert client.put(READ, json={"read": 2}).json() == {"read": 2, "head": 2}
    assert client.put(READ, json={"read": 1}).json()["read"] == 2
    assert client.get("/api/unread").json() == {}


def test_a_mark_goes_no_further_than_the_journal(client):
    assert client.put(READ, json={"read": 99}).json()["read"] == 2


def test_a_mark_is_of_one_person_only(desk, client):
    officer = BY_KEY["officer"].actor
    grant = Granted(organisation=officer.organisation, level="read", reason="suivi")
    desk.journal.append(
        "nantes", Draft(author="ada", organisation=HOUSE, occurred_at=at("18:10"), fact=grant)
    )
    theirs = client_of(create_app(desk), cookies={"vigie_person": "officer"})

    client.put(READ, json={"read": 3})

    assert theirs.get(READ).json() == {"read": 0, "head": 3}
    assert theirs.get("/api/unread").json() == {"nantes": 3}


def test_a_stranger_learns_of_no_operation_how_much_is_unread(desk):
    stranger = client_of(create_app(desk), cookies={"vigie_person": "reader"})

    assert stranger.get(READ).status_code == 404
    assert stranger.put(READ, json={"read": 1}).status_code == 404
    assert stranger.get("/api/unread").json() == {}


def test_a_mark_that_is_none_is_refused_in_a_sentence(client):
    answer = client.put(READ, json={"read": -1})

    assert answer.status_code == 422
    assert "read" in answer.json()["error"]["sentence"]
