"""The first account, by a link that serves once."""

from datetime import timedelta

import pytest

from dashboard.web.setup import first_link
from tests.web.conftest import AWAY, PASSWORD, client_of, sign_in

FIRST = {
    "login": "Claire",
    "name": "Dr Claire M.",
    "organisation": "SAMU 64A",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.fixture
def browser(guarded):
    return client_of(guarded, client=AWAY, host="vigie.example")


@pytest.fixture
def key(desk):
    return first_link(desk).partition("key=")[2]


def test_the_first_account_administers_and_is_signed_in(browser, desk, key, audited):
    page = browser.get(f"/setup?key={key}")
    answer = browser.post("/setup", data=FIRST | {"key": key})

    assert "administrera cette installation" in page.text
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    person = desk.accounts.by_login("claire")
    assert (person.name, person.organisation, person.role) == (
        "Dr Claire M.", "SAMU 64A", "administrator",
    )  # fmt: skip
    assert browser.get("/people").status_code == 200
    assert audited() == ["signed_in", "set_up", "person_added"]


def test_the_link_serves_once(browser, key, desk, guarded):
    browser.post("/setup", data=FIRST | {"key": key})
    thief = client_of(guarded, client=AWAY, host="vigie.example")

    shown = thief.get(f"/setup?key={key}")
    posted = thief.post("/setup", data=FIRST | {"key": key, "login": "thief"})

    assert (shown.status_code, posted.status_code) == (410, 410)
    assert len(desk.accounts.people()) == 1


def test_the_link_is_good_for_an_hour(browser, key, clock, desk):
    clock.now += timedelta(minutes=59)
    before = browser.get(f"/setup?key={key}").status_code
    clock.now += timedelta(minutes=1)

    assert (before, browser.get(f"/setup?key={key}").status_code) == (200, 410)
    assert browser.post("/setup", data=FIRST | {"key": key}).status_code == 410
    assert desk.accounts.nobody()


def test_only_the_last_link_leads_anywhere(browser, key, desk):
    newer = first_link(desk)

    assert browser.get(f"/setup?key={key}").status_code == 410
    assert browser.get(newer).status_code == 200


def test_a_link_to_the_first_account_is_void_once_there_is_one(browser, key, desk, add):
    add()

    assert browser.get(f"/setup?key={key}").status_code == 410
    assert browser.post("/setup", data=FIRST | {"key": key}).status_code == 410
    assert first_link(desk) is None
    assert len(desk.accounts.people()) == 1


@pytest.mark.parametrize("wrong", ["", "x", "é", "x" * 60_000])
def test_a_link_nobody_made_leads_nowhere(browser, key, desk, wrong):
    assert browser.get("/setup", params={"key": wrong[:2000]}).status_code == 410
    assert browser.post("/setup", data=FIRST | {"key": wrong}).status_code == 410
    assert browser.post("/setup").status_code == 410
    assert desk.accounts.nobody()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"login": ""}, "identifiant"),
        ({"name": " "}, "caractères"),
        ({"organisation": ""}, "caractères"),
        ({"again": "x"}, "pas les mêmes"),
        ({"password": "claire claire", "again": "claire claire"}, "ne doit pas être fait"),
        ({"password": "azertyuiop123", "again": "azertyuiop123"}, "parmi les premiers"),
    ],
)
def test_what_makes_no_account_is_told_and_uses_nothing_up(browser, key, desk, said, why):
    answer = browser.post("/setup", data=FIRST | {"key": key} | said)

    assert answer.status_code == 422
    assert why in answer.text
    assert PASSWORD not in answer.text
    assert desk.accounts.nobody()
    assert browser.post("/setup", data=FIRST | {"key": key}).status_code == 303


def test_there_is_no_password_to_begin_with(browser):
    for login in ("admin", "administrator", "vigie", "root"):
        assert sign_in(browser, login=login, password=login).status_code == 403
