"""The gate: who is let in, who is not, and what every answer tells the browser."""

import re
from dataclasses import replace

import pytest
from starlette.websockets import WebSocketDisconnect

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.web.gate import NobodyCanEnterError
from tests.conftest import at
from tests.web.conftest import AWAY, HERE, TOKEN, client_of, settings

DASH = (
    "/",
    "/_dash-layout",
    "/_dash-dependencies",
    "/_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js",
    "/_favicon.ico",
    "/assets/vigie.css",
    "/an/address/that/does/not/exist",
)
TRICKS = ("//health", "/health/", "/health/../api/operations", "/HEALTH", "/sign-in/x", "/api")


def every_route(api):
    """Return every address ``api`` answers but the open ones, with something in its blanks."""
    own = {getattr(route, "path", "") for route in api.routes}
    paths = {re.sub(r"{[^}]*}", "0", path) for path in own | set(api.openapi()["paths"])}
    return paths - {"", "/health", "/sign-in"}


def test_nothing_but_health_and_the_sign_in_page_answers_a_stranger(guarded):
    stranger = client_of(guarded, client=AWAY)

    asked = {*every_route(guarded.app.app), *DASH, *TRICKS}
    assert len(asked) > 25
    for address in asked:
        assert stranger.get(address).status_code == 401, address
        assert stranger.post(address, json={}).status_code == 401, address
    assert stranger.get("/health").status_code == 200
    assert stranger.get("/sign-in").status_code == 200


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
        (HERE, "evil.example:8050", {}),
        (HERE, "127.0.0.1.evil.example", {}),
        (HERE, "localhost.evil.example", {}),
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


def test_the_secret_of_the_house_lets_a_program_in(guarded):
    program = client_of(guarded, client=AWAY, host="vigie.example")

    good = program.get("/api/operations", headers={"Authorization": f"Bearer {TOKEN}"})
    bad = program.get("/api/operations", headers={"Authorization": f"Bearer {TOKEN}x"})
    odd = program.get("/api/operations", headers={"Authorization": "Bearer é".encode()})

    assert (good.status_code, bad.status_code, odd.status_code) == (200, 401, 401)


def sign_in(client, **said):
    form = {"name": "Dr Le Goff", "organisation": "SAMU 44", "secret": TOKEN} | said
    return client.post("/sign-in", data=form)


def test_who_knows_the_secret_signs_in_and_writes_in_that_name(guarded, desk):
    browser = client_of(guarded, client=AWAY, host="vigie.example")

    answer = sign_in(browser, next="/?op=nantes")
    note = {"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"}
    written = browser.post("/api/operations/nantes/entries", json=note)

    assert (answer.status_code, answer.headers["location"]) == (303, "/?op=nantes")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert written.status_code == 201
    kept = desk.journal.entries("nantes")[-1]
    assert (kept.author, kept.organisation) == ("Dr Le Goff", "SAMU 44")


def test_a_session_ends_and_can_be_left(guarded, clock):
    browser = client_of(guarded, client=AWAY)
    sign_in(browser)

    assert browser.get("/api/operations").status_code == 200
    clock.now = at("18:10").replace(day=22)
    assert browser.get("/api/operations").status_code == 401
    sign_in(browser)
    assert browser.get("/api/operations").status_code == 200
    browser.post("/sign-out")
    assert browser.get("/api/operations").status_code == 401


@pytest.mark.parametrize("cookie", ["x", "x.y", ".", "a.b.c", "é"])
def test_a_cookie_we_did_not_write_signs_nobody_in(guarded, cookie):
    headers = {"Cookie": f"vigie_session={cookie}".encode()}

    assert client_of(guarded).get("/api/operations", headers=headers).status_code == 401


def test_a_cookie_of_another_secret_signs_nobody_in(guarded, desk):
    browser = client_of(guarded)
    sign_in(browser)
    changed = replace(desk, settings=settings(demonstration=False, token=TOKEN + "!"))

    other = client_of(create_app(changed), cookies=dict(browser.cookies))

    assert other.get("/api/operations").status_code == 401


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/?a=b", "/?a=b"),
    ],
)
def test_signing_in_never_leads_elsewhere(guarded, wanted, given):
    assert sign_in(client_of(guarded), next=wanted).headers["location"] == given


def test_what_a_visitor_typed_is_text_on_the_page(guarded):
    page = client_of(guarded).get("/sign-in", params={"next": '/"><script>'}).text

    assert "<script>" not in page


def test_guessing_is_slowed_down(guarded, clock):
    browser = client_of(guarded, client=AWAY)

    tried = [sign_in(browser, secret=TOKEN[1:]).status_code for _ in range(6)]
    told = sign_in(browser)

    assert tried == [403] * 5 + [429]
    assert told.status_code == 429
    assert "attendre" in told.text
    assert int(told.headers["retry-after"]) > 0
    assert sign_in(client_of(guarded, client=("203.0.113.10", 1))).status_code == 303
    clock.now = at("18:30")
    assert sign_in(browser).status_code == 303


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


def test_a_page_of_ours_writes(client):
    headers = {"Origin": "http://127.0.0.1:8050", "Sec-Fetch-Site": "same-origin"}

    assert client.post("/api/operations", json={}, headers=headers).status_code == 422


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


def test_no_other_origin_is_named_where_online_maps_are_off(desk):
    offline = create_app(replace(desk, settings=settings(online_maps=False)))

    assert "https:" not in client_of(offline).get("/").headers["content-security-policy"]


def test_only_two_map_services_are_named_where_they_are_on(client):
    policy = client.get("/").headers["content-security-policy"]

    named = {word for word in policy.replace(";", " ").split() if word.startswith("http")}
    assert named == {"https://data.geopf.fr", "https://tile.openstreetmap.org"}


def test_vigie_does_not_start_where_nobody_could_enter(desk):
    closed = Settings(_env_file=None)

    with pytest.raises(NobodyCanEnterError) as refused:
        create_app(replace(desk, settings=closed))

    assert "VIGIE_TOKEN" in refused.value.say("fr")
    assert "Nobody could enter" in refused.value.say("en")


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
