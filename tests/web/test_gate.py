"""The gate: who is let in, who is not, and what every answer tells the browser."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.websockets import WebSocketDisconnect

from dashboard.access.demonstration import BY_KEY, CHAIRS
from dashboard.app import create_app
from dashboard.storage import StoreUnreachableError
from dashboard.text import RefusedError, Text
from tests.web.conftest import (
    AWAY,
    HERE,
    HOUSE,
    client_of,
    closed,
    proof_of,
    settings,
    sign_in,
    submit,
)


def test_a_strangers_browser_is_sent_to_the_sign_in_page(guarded):
    answer = client_of(guarded, client=AWAY).get("/?op=nantes&t=1", headers={"Accept": "text/html"})

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/%3Fop%3Dnantes%26t%3D1"


def test_a_program_is_told_to_sign_in(guarded):
    answer = client_of(guarded, client=AWAY).get("/api/operations?lang=en")

    assert answer.json() == {"error": {"code": "sign_in", "sentence": "Sign in first."}}
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("client", "host", "headers"),
    [
        (AWAY, "127.0.0.1:8050", {}),
        (HERE, "vigie.example:8050", {}),
        (HERE, "localhost:8050", {"X-Forwarded-For": "127.0.0.1"}),
        (HERE, "localhost:8050", {"Forwarded": "for=127.0.0.1"}),
        (("testclient", 1), "localhost:8050", {}),
        (("", 1), "localhost:8050", {}),
    ],
)
def test_a_demonstration_lets_in_nobody_from_elsewhere(app, client, host, headers):
    answer = client_of(app, client=client, host=host).get("/api/operations", headers=headers)

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("client", "host"),
    [
        (HERE, "127.0.0.1:8050"),
        (HERE, "localhost"),
        (("::1", 1), "[::1]:8050"),
        (("::ffff:127.0.0.1", 1), "LOCALHOST:8050"),
    ],
)
def test_a_demonstration_lets_in_who_sits_here(app, client, host):
    assert client_of(app, client=client, host=host).get("/api/operations").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example:8050", "127.0.0.1.evil.example", "localhost.evil.example", "[", ""]
)
def test_a_name_that_is_not_ours_is_not_answered(app, guarded, host):
    for vigie in (app, guarded):
        for address in ("/health", "/", "/sign-in"):
            answer = client_of(vigie).get(address, headers={"Host": host})

            assert (answer.status_code, answer.json()["error"]["code"]) == (400, "other_name")
            assert "VIGIE_HOSTS" in answer.json()["error"]["sentence"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_writes_nothing(client, desk, headers):
    answer = client.post("/api/operations/nantes/entries", json={}, headers=headers)

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "elsewhere")


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "evil.example"])
def test_no_websocket_is_opened_by_a_stranger(guarded, host):
    with (
        pytest.raises(WebSocketDisconnect),
        client_of(guarded, host=host).websocket_connect("/_dash-ws-callback"),
    ):
        pass


def test_every_answer_keeps_the_browser_in(client, guarded):
    answers = [client.get("/"), client.get("/api/operations"), client_of(guarded).get("/docs")]

    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self' 'sha256-" in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy


OURS = '[{"name": "SDIS", "credit": "© SDIS", "address": "https://c.sdis.example/{z}/{x}/{y}"}]'


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, set()),
        ({"basemaps": OURS}, set()),
        ({"online_maps": True}, {"https://data.geopf.fr", "https://tile.openstreetmap.org"}),
        ({"online_maps": True, "basemaps": OURS}, {"https://c.sdis.example"}),
    ],
)
def test_the_map_services_allowed_are_named_and_no_other(desk, said, expected):
    app = create_app(replace(desk, settings=settings(**said)))

    policy = client_of(app).get("/").headers["content-security-policy"]

    named = {word for word in policy.replace(";", " ").split() if word.startswith("http")}
    assert named == expected


def test_a_base_map_that_cannot_be_shown_stops_the_start(desk):
    bad = OURS.replace("{y}", "")

    with pytest.raises(RefusedError) as refused:
        create_app(replace(desk, settings=settings(basemaps=bad)))

    assert "il manque {y}" in refused.value.say("fr")


def test_a_browser_that_came_by_tls_stays_with_it(guarded):
    by_tls = client_of(guarded, base="https").get("/sign-in").headers
    without = client_of(guarded).get("/sign-in").headers

    assert by_tls["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in without


def test_who_writes_too_often_waits_and_others_do_not(desk, add, clock):
    add()
    add("yann", name="Yann", role="contributor")
    app = create_app(closed(desk, writes_per_minute=3))
    busy, calm = (client_of(app, host="vigie.example") for _ in range(2))
    sign_in(busy)
    sign_in(calm, login="yann")

    def write(client):
        headers = {"X-CSRFToken": proof_of(client)}
        return client.post("/api/operations", json={}, headers=headers)

    answers = [write(busy).status_code for _ in range(4)]
    told = write(busy)

    assert answers == [422, 422, 422, 429]
    assert told.json()["error"]["code"] == "too_often"
    assert told.headers["retry-after"] == "20"
    assert write(calm).status_code == 422
    assert busy.get("/api/operations").status_code == 200
    clock.now += timedelta(seconds=20)
    assert write(busy).status_code == 422
    assert write(busy).status_code == 429


def test_a_store_that_went_away_lets_nobody_in_and_says_so(desk, member, monkeypatch):
    def gone(*_args):
        raise StoreUnreachableError(Text(fr="Le stockage ne répond pas", en="The store is gone"))

    monkeypatch.setattr(desk.accounts.__class__, "session", gone)

    answer = member.get("/api/operations")

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "store_unreachable")


@pytest.mark.parametrize("key", [chair.key for chair in CHAIRS])
def test_a_demonstration_is_seen_from_the_chair_one_chose(client, desk, key):
    answer = submit(client, "/demonstration/person", person=key, next="/?operation=nantes")
    note = {"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"}
    written = client.post("/api/operations/nantes/entries", json=note)

    who = BY_KEY[key].actor
    assert (answer.status_code, answer.headers["location"]) == (303, "/?operation=nantes")
    assert who.name in client.get("/account").text
    if who.organisation != HOUSE:
        assert written.status_code == 404  # nobody shared it with them
        return
    kept = desk.journal.entries("nantes")[-1]
    assert (kept.author, kept.organisation) == (who.name, who.organisation)


def test_there_is_no_other_chair_and_none_where_one_signs_in(client, member):
    assert submit(client, "/demonstration/person", person="prefect").status_code == 404
    assert submit(member, "/demonstration/person", person="reader").status_code == 404
    member.cookies.set("vigie_person", "regulator")
    assert "Dr Le Goff" in member.get("/account").text


def test_the_chair_of_a_demonstration_opens_nothing_from_elsewhere(app):
    stranger = client_of(app, client=AWAY, cookies={"vigie_person": "regulator"})

    assert stranger.get("/api/operations").status_code == 401
    assert stranger.post("/demonstration/person", data={"person": "reader"}).status_code == 401


@pytest.mark.parametrize(
    ("headers", "query", "language"),
    [
        ({}, "", "fr"),
        ({"Accept-Language": "de, en;q=0.8"}, "", "en"),
        ({"Accept-Language": "en;q=x, fr"}, "", "fr"),
        ({"Accept-Language": "fr", "Cookie": "vigie_lang=en"}, "", "en"),
        ({"Cookie": "vigie_lang=en"}, "?lang=fr", "fr"),
        ({}, "?locale=en-GB", "en"),
    ],
)
def test_the_reader_is_told_in_the_language_asked_for(client, headers, query, language):
    sentence = client.get(f"/api/nothing{query}", headers=headers).json()["error"]["sentence"]

    assert sentence.startswith("Il n'y a rien" if language == "fr" else "There is nothing")
