"""Every address there is, asked by a stranger in every way there is: none answers but the door."""

import re

import pytest

from tests.web.conftest import AWAY, client_of

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
DOOR = {
    "/health",
    "/pages.css",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/provider",
    "/sign-in/provider/back",
    "/setup",
    "/me",
    "/me/page.js",
    "/me/worker.js",
}
DASH = (
    "/",
    "/_dash-layout",
    "/_dash-dependencies",
    "/_dash-update-component",
    "/_dash-ws-callback",
    "/_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js",
    "/_dash-component-suites/dashboard/opsmap/dist/opsmap.js",
    "/_reload-hash",
    "/_favicon.ico",
    "/assets/vigie.css",
    "/assets/../settings.py",
    "/an/address/that/does/not/exist",
)
TRICKS = (
    "//", "//health", "/health/", "/health/../api/operations", "/HEALTH", "/sign-in/", "/sign-in/x",
    "/sign-in/../account", "/pages.css/x", "/%2e%2e/", "/..", "/setup/x", "/health%2f", "/health;x",
    "/api", "/sign-out", "/demonstration/person", "/me/", "/me/x", "/me/../account", "/api/phone",
    "/api/phone/reports",
)  # fmt: skip


def routes_of(api):
    """Every address ``api`` answers, mounted ones too, with something in its blanks."""
    waiting, paths = [("", route) for route in api.routes], set()
    while waiting:
        base, route = waiting.pop()
        path = base + (getattr(route, "path", None) or "")
        paths.add(re.sub(r"{[^}]*}", "0", path) or "/")
        included = getattr(route, "original_router", route)
        waiting += [(path, inner) for inner in getattr(included, "routes", None) or []]
    return paths | {re.sub(r"{[^}]*}", "0", path) for path in api.openapi()["paths"]}


@pytest.fixture
def addresses(guarded):
    return sorted({*routes_of(guarded.app.app), *DASH, *TRICKS} - DOOR)


def test_no_address_but_the_door_answers_a_stranger(guarded, addresses):
    stranger = client_of(guarded, client=AWAY)

    assert len(addresses) > 50
    assert {"/account/tokens", "/people", "/audit/export", "/openapi.json"} <= set(addresses)
    for address in addresses:
        for method in METHODS:
            answer = stranger.request(method, address)
            assert answer.status_code == 401, (method, address)
            assert answer.headers["www-authenticate"] == "Bearer"
            assert method == "HEAD" or answer.json()["error"]["code"] == "sign_in"


def test_a_strangers_browser_is_led_to_the_door_from_every_address(guarded, addresses):
    browser = client_of(guarded, client=AWAY, headers={"Accept": "text/html"})

    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 303, address
        assert answer.headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "vigie_session=x"},
        {"Cookie": "__Host-vigie_session=x; _csrf_token=x", "X-CSRFToken": "x"},
        {"Cookie": "vigie_session=é".encode()},
        {"Authorization": "Bearer vigie_x"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer é".encode()},
        {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"},
        {"X-Original-URL": "/health", "X-Rewrite-URL": "/health"},
        {"X-HTTP-Method-Override": "GET"},
    ],
)
def test_nothing_a_stranger_makes_up_opens_an_address(guarded, headers):
    stranger = client_of(guarded)

    for address in ("/", "/api/operations", "/_dash-layout", "/account", "/assets/vigie.css"):
        assert stranger.get(address, headers=headers).status_code == 401, address


def test_the_door_itself_says_nothing_of_what_is_behind(guarded, desk):
    stranger = client_of(guarded, client=AWAY)

    for address in DOOR - {"/sign-in/provider", "/sign-in/provider/back"}:
        for method in METHODS:
            answer = stranger.request(method, address)
            assert answer.status_code < 500, (method, address)
            assert "nantes" not in answer.text.lower()
            assert "vigie_session" not in answer.headers.get("set-cookie", "")
    assert desk.accounts.nobody()


BODIES = {
    ("POST", "entries"): {"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"},
    ("POST", "together"): {
        "entries": [{"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"}]
    },
    ("PUT", "read"): {"read": 1},
    ("POST", "preview"): {"recipe": {"kind": "site"}},
    ("POST", "answers"): {},
    ("POST", "placing"): {"controls": []},
    ("POST", "record"): {"what": "objects"},
    ("POST", "prints"): {"size": "A4"},
    ("POST", "remarks"): {"at": "2026-06-21T20:08:00+02:00"},
    ("POST", "variants"): {"name": "Sud"},
    ("POST", "adoption"): {"mark": "x"},
    ("POST", "note"): {},
    ("POST", "coverage"): {},
    ("POST", "afterwards"): {},
    ("POST", "siting"): {},
    ("PUT", "{remark}"): {"at": "2026-06-21T20:08:00+02:00", "version": 1},
}
ASKED = (
    "?at=2026-06-21T20:08:00Z&from=2026-06-21T20:00:00Z&to=2026-06-21T20:08:00Z"
    "&organisation=ARS&name=a.txt&by=distance&lon=1&lat=44"
    "&mode=drive&bbox=0,43,2,45&columns=2&rows=2&start=1,44&end=1.1,44"
)


def test_an_operation_that_is_not_shared_is_not_there_whatever_is_asked_of_it(app):
    """404, as for one that nobody opened: a stranger does not learn which."""
    neighbour = client_of(app, cookies={"vigie_person": "officer"})
    paths = app.app.app.openapi()["paths"]
    about = [path for path in paths if path.startswith("/api/operations/{operation}/")]

    assert len(about) >= 9
    for path in about:
        for method in paths[path]:
            answers = [
                neighbour.request(
                    method,
                    path.format(
                        operation=operation,
                        sha256="ab" * 32,
                        job="x",
                        object_id="x",
                        remark="x",
                        variant="x",
                        gathering="x",
                        part="places",
                    )
                    + ASKED,
                    json=BODIES.get((method.upper(), path.rsplit("/", 1)[1])),
                    headers={"Idempotency-Key": "key-of-eight"},
                )
                for operation in ("nantes", "nulle-part")
            ]
            assert [answer.status_code for answer in answers] == [404, 404], (method, path)
            kinds = {answer.json()["error"]["code"] for answer in answers}
            assert kinds == {"unknown_operation"}, (method, path)


@pytest.mark.parametrize("operation", ["nantes", "nulle-part"])
def test_no_gesture_of_the_page_opens_an_operation_that_is_not_shared(app, operation):
    neighbour = client_of(app, cookies={"vigie_person": "officer"})
    wired = neighbour.get("/_dash-dependencies").json()
    served = [w for w in wired if not w["clientside_function"]]

    told = []
    for callback in served:
        parts = callback["output"].strip(".").split("...")
        outputs = [dict(zip(("id", "property"), p.split("."), strict=True)) for p in parts]
        values = {"operation": operation, "language": "fr", "head": 2, "listed": 1, "base-map": ""}
        given = {
            kind: [{**wire, "value": values.get(wire["id"])} for wire in callback[kind]]
            for kind in ("inputs", "state")
        }
        answer = neighbour.post(
            "/_dash-update-component",
            json={
                "output": callback["output"],
                "outputs": outputs if len(outputs) > 1 else outputs[0],
                "changedPropIds": [f"{callback['inputs'][0]['id']}.value"],
                **given,
            },
        )
        assert answer.status_code < 500, callback["output"]
        told.append(answer)

    assert {a.status_code for a in told} == {200, 404}
    assert not [a.text for a in told if "Nord" in a.text or "Nantes" in a.text]
