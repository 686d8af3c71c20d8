"""Tokens: what a program or a device may do in somebody's name, and what it may not."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.access.audit import Asked
from dashboard.web.reader import Reader, enter
from dashboard.web.serving import without_secrets
from tests.web.conftest import AWAY, client_of, submit

NOTE = {"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"}
ENTRIES = "/api/operations/nantes/entries"


@pytest.fixture
def token(member):
    """Make a token as its owner does: ``token(scope="read")``."""

    def _token(**said):
        given = {"name": "GPS 1", "scope": "write", "days": "30"} | said
        answer = submit(member, "/account/tokens", **given)
        assert answer.status_code == 200, answer.text
        return re.search("vigie_[\\w-]{40,}", answer.text)[0]

    return _token


@pytest.fixture
def program(guarded):
    return lambda token: client_of(
        guarded, client=AWAY, host="vigie.example", headers={"Authorization": f"Bearer {token}"}
    )


def test_a_token_is_shown_once_and_kept_as_its_digest(token, member, store):
    made = token()

    assert made not in member.get("/account").text
    assert made.encode() not in Path(store.url.database + "-wal").read_bytes()


def test_a_program_writes_in_the_name_of_its_owner_without_any_cookie(token, program, desk):
    answer = program(token()).post(ENTRIES, json=NOTE)

    assert answer.status_code == 201
    assert desk.journal.entries("nantes")[-1].author == "Dr Le Goff"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("said", "role", "operation"),
    [
        ({"scope": "read"}, "reader", None),
        ({"scope": "write"}, "coordinator", None),
        ({"scope": "write", "operation": "nantes"}, "coordinator", "nantes"),
        ({"scope": "read", "operation": " "}, "reader", None),
    ],
)
def test_a_token_holds_its_owner_to_what_it_may_do(
    token, program, said, role, operation, monkeypatch
):
    seen = []
    monkeypatch.setattr("dashboard.web.gate.enter", lambda who: seen.append(who) or enter(who))

    program(token(**said)).get("/health/nothing")

    reader = seen[-1]
    assert isinstance(reader, Reader)
    assert (reader.actor.role, reader.actor.scope, reader.way) == (role, operation, "token")


def test_a_token_opens_no_page_of_accounts(token, program, member):
    held = program(token())

    assert held.get("/people").status_code == 403
    assert held.get("/audit").status_code == 403
    assert held.get("/audit/export").status_code == 403
    assert "ouvre pas cette page" in held.get("/account").text
    assert held.post("/account/tokens", data={"name": "x"}).status_code == 403
    assert held.post("/account/password", data={}).status_code == 403
    assert member.get("/account").text.count("/account/tokens/revoke") == 1


def test_a_revoked_token_opens_nothing_any_more(token, program, member, desk, audited):
    made = token()
    number = re.search('name="token" value="(\\d+)"', member.get("/account").text)[1]

    submit(member, "/account/tokens/revoke", token=number)

    assert program(made).get("/api/operations").status_code == 401
    assert audited()[:3] == ["token_refused", "token_revoked", "token_made"]


def test_a_token_ends_with_its_days_and_with_its_owner(token, program, desk, clock):
    made = token(days="1")
    other = token(days="2")

    clock.now += timedelta(days=1)
    over, still = (program(t).get("/api/operations").status_code for t in (made, other))
    desk.accounts.change(desk.accounts.by_login("legoff").id, disabled=True)

    assert (over, still) == (401, 200)
    assert program(other).get("/api/operations").status_code == 401


def test_the_last_use_of_a_token_is_written_down_at_most_once_a_minute(token, program, desk, clock):
    held = program(token())
    person = desk.accounts.by_login("legoff")

    def used():
        [token] = desk.accounts.tokens(person.id)
        return token.used_at

    before = used()
    held.get("/api/operations")
    first, clock.now = clock.now, clock.now + timedelta(seconds=30)
    held.get("/api/operations")
    kept, clock.now = used(), clock.now + timedelta(seconds=31)
    held.get("/api/operations")

    assert (before, kept, used()) == (None, first, clock.now)


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"name": "a\tb\0"},
        {"scope": "administer"},
        {"days": "0"},
        {"days": "731"},
        {"days": "²"},
        {"days": "-1"},
    ],
)
def test_what_makes_no_token_is_refused_on_the_page(member, desk, said):
    answer = submit(
        member, "/account/tokens", **({"name": "GPS", "scope": "read", "days": "1"} | said)
    )

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert desk.accounts.tokens(desk.accounts.by_login("legoff").id) == []


@pytest.mark.parametrize("name", ["token", "access_token", "api_key", "Token", "x"])
def test_a_token_in_an_address_is_refused_and_written_down_without_it(token, guarded, desk, name):
    made = token()
    stranger = client_of(guarded, client=AWAY)

    answer = stranger.get(f"/api/operations?lang=en&{name}={made}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "token_in_address")
    assert "never goes in an address" in answer.json()["error"]["sentence"]
    record = desk.audit.records(Asked())[0]
    assert (record.what, record.detail) == ("token_in_address", {"path": "/api/operations"})


def test_a_stranger_cannot_fill_the_audit_trail(guarded, desk):
    stranger = client_of(guarded, client=AWAY, headers={"Authorization": "Bearer vigie_x"})

    for _ in range(100):
        stranger.get("/api/operations")

    assert len(desk.audit.records(Asked())) == 60


def test_the_log_of_requests_has_no_query():
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d',
        ("127.0.0.1:1", "GET", "/setup?key=secret", "1.1", 200), None,
    )  # fmt: skip

    assert without_secrets(record)
    assert record.getMessage() == '127.0.0.1:1 - "GET /setup HTTP/1.1" 200'
