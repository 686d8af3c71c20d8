"""The live stream: told at once, once, to whom it may be told, and ended when it must be."""

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest

from dashboard.access.demonstration import BY_KEY
from dashboard.journal import Bell, Draft, Granted, Noted, Revoked, Ringing
from dashboard.operations.following import Following
from dashboard.tracks.track import milliseconds
from dashboard.web import streams as house
from dashboard.web.streams import Place, Streams
from tests.conftest import at
from tests.web.conftest import client_of, sign_in
from tests.web.provider import served
from tests.web.test_gate import AWAY

OURS = "SAMU 64A"
THEIRS = BY_KEY["officer"].actor.organisation


@pytest.fixture
def desk(desk):
    bell = Bell()
    return replace(desk, journal=Ringing(desk.journal, bell), bell=bell)


@pytest.fixture
def write(desk, clock):
    def write(fact=None, **said):
        draft = Draft(
            author="ada", organisation=OURS, occurred_at=at("18:05"), fact=fact or Noted()
        )
        return desk.journal.append("nantes", replace(draft, **said))

    return write


def run(work):
    """Run on an event loop of its own: another may be running here, which the browser left."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result(30)


def told(text):
    """The events of a stream, comments left out."""
    events = []
    for part in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in part.split("\n") if ": " in line)
        if "data" in lines:
            events.append((lines["event"], json.loads(lines["data"])))
    return events


def news(heard):
    """Return ``heard`` without the beats, which come whenever they come."""
    return [(event, data) for event, data in heard if event != "beat"]


def kinds(heard):
    return [event for event, _ in news(heard)]


def ask(client, place, **more):
    return client.get("/api/stream", params={"of": place, "ends": "told", "locale": "fr"} | more)


def test_it_tells_what_came_since_as_the_reel_does(client, write):
    write(text="Premier message")

    answer = ask(client, "nantes:2:")

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no"
    (first, brought), (second, head) = told(answer.text)
    assert (first, second) == ("reel", "head")
    assert brought == client.get("/api/operations/nantes/reel?after=2&locale=fr").json()
    assert head == {"operation": "nantes"} | client.get("/api/operations/nantes/head").json()


def test_who_holds_another_view_is_told_how_far_it_goes_and_nothing_else(client, write):
    write(text="Premier message")

    [(event, head)] = told(ask(client, "nantes:2:another").text)

    assert (event, head["seq"], head["view"]) == ("head", 3, "")


def test_what_is_long_is_announced_and_fetched(client, write, monkeypatch):
    monkeypatch.setattr(house, "LARGEST", 10)
    write(text="Premier message")

    assert [event for event, _ in told(ask(client, "nantes:2:").text)] == ["head"]


@pytest.mark.parametrize("place", ["", "nantes", "nantes:x:", ":3:", "nantes:-1:", "nantes:²:"])
def test_a_place_that_cannot_be_read_is_refused_in_a_sentence(client, place):
    answer = ask(client, place)

    assert answer.status_code == 422
    assert "opération:numéro:vue" in answer.json()["error"]["sentence"]


def test_an_operation_that_is_not_shared_is_not_there(app):
    neighbour = client_of(app, cookies={"vigie_person": "officer"})

    for operation in ("nantes", "nulle-part"):
        answer = ask(neighbour, f"{operation}:0:")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_operation")


def test_one_that_is_not_there_does_not_keep_the_others_from_coming(client):
    events = told(ask(client, ["nulle-part:3:", "nantes:0:"]).text)

    assert ("gone", {"operation": "nulle-part"}) in events
    assert [e for e, _ in events] == ["gone", "reel", "head"]


def test_reading_by_another_organisation_is_in_the_audit_trail(app, desk, write, audited):
    write(Granted(organisation=THEIRS, level="read", reason="suivi"))
    neighbour = client_of(app, cookies={"vigie_person": "officer"})

    ask(neighbour, "nantes:0:")

    assert audited()[0] == "read_by_other"


@contextmanager
def listening(address, query="of=nantes:2:", **more):
    """Read a stream beside the test; give the list its events come to."""
    heard, ended = [], threading.Event()

    def read():
        with (
            suppress(httpx2.HTTPError),
            httpx2.Client(base_url=address, timeout=30, **more) as client,
            client.stream("GET", f"/api/stream?locale=fr&{query}") as answer,
        ):
            text = ""
            for part in answer.iter_text():
                text += part
                heard[:] = told(text)
        ended.set()

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    comes(heard, lambda: heard)
    yield heard, ended


def comes(heard, holds, seconds=15):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, heard
        time.sleep(0.01)


def test_what_is_recorded_is_told_at_once_to_everybody(app, write):
    with served(app) as address, listening(address) as (one, _), listening(address) as (other, _):
        write(text="Renfort demandé")

        for heard in (one, other):
            comes(heard, lambda heard=heard: kinds(heard) == ["head", "reel", "head"])
            assert news(heard)[1][1]["entries"][0]["sentence"] == "Renfort demandé"
        app.close()


def test_a_remark_is_told_to_its_own_organisation_alone(app, write):
    write(Granted(organisation=THEIRS, level="read", reason="suivi"))
    theirs = {"cookies": {"vigie_person": "officer"}}
    with (
        served(app) as address,
        listening(address, "of=nantes:3:") as (ours, _),
        listening(address, "of=nantes:3:", **theirs) as (other, _),
    ):
        said = {"at": "2026-06-21T18:05:00Z", "text": "Bien vu", "category": "kept"}
        httpx2.post(f"{address}/api/operations/nantes/remarks", json=said).raise_for_status()

        comes(ours, lambda: ours[-1] == ("remarks", {"operation": "nantes", "count": 1}))
        write(text="Renfort demandé")
        comes(other, lambda: other[-1][0] == "head" and other[-1][1]["seq"] == 4)
        assert "remarks" not in [event for event, _ in other]
        app.close()


def test_what_may_no_longer_be_read_ends_and_comes_back(app, write):
    write(Granted(organisation=THEIRS, level="read", reason="suivi"))
    theirs = {"cookies": {"vigie_person": "officer"}}
    with served(app) as address, listening(address, "of=nantes:3:", **theirs) as (heard, _):
        write(Revoked(organisation=THEIRS, reason="fin"))
        comes(heard, lambda: heard[-1][0] == "gone")
        write(text="entre nous")
        write(Granted(organisation=THEIRS, level="read", reason="suivi"))
        comes(heard, lambda: heard[-1][0] == "head" and heard[-1][1]["seq"] == 6)
        app.close()


def test_a_session_that_is_closed_ends_its_stream(guarded, desk, add, monkeypatch):
    monkeypatch.setattr(house, "BEAT_S", 0.05)
    nora = add("nora", name="Nora P.", role="reader")
    with served(guarded) as address:
        browser = client_of(guarded, client=AWAY, host="vigie.example")
        sign_in(browser, login="nora")
        cookies = dict(browser.cookies)
        headers = {"Host": "vigie.example"}
        with listening(address, cookies=cookies, headers=headers) as (heard, ended):
            desk.accounts.close_sessions(nora.id)
            assert ended.wait(10)
            assert heard[-1] == ("bye", {})


def test_nothing_happening_is_told_too_and_what_time_it_is(app, desk, monkeypatch):
    monkeypatch.setattr(house, "BEAT_S", 0.05)
    with served(app) as address, listening(address) as (heard, _):
        comes(heard, lambda: [event for event, _ in heard].count("beat") > 1)
        assert heard[-1] == ("beat", {"now": milliseconds(desk.clock())})
        app.close()


def test_where_much_happens_a_closed_session_ends_its_stream_all_the_same(
    guarded, desk, add, monkeypatch
):
    monkeypatch.setattr(house, "BEAT_S", 0.2)
    nora, over = add("nora", name="Nora P.", role="reader"), threading.Event()

    def much():
        while not over.wait(0.02):
            desk.bell.ring("nantes")

    with served(guarded) as address:
        browser = client_of(guarded, client=AWAY, host="vigie.example")
        sign_in(browser, login="nora")
        said = {"cookies": dict(browser.cookies), "headers": {"Host": "vigie.example"}}
        ringing = threading.Thread(target=much)
        ringing.start()
        try:
            with listening(address, **said) as (heard, ended):
                comes(heard, lambda: any(event == "beat" for event, _ in heard))
                desk.accounts.close_sessions(nora.id)
                assert ended.wait(10)
                assert heard[-1] == ("bye", {})
        finally:
            over.set()
            ringing.join()


def test_a_vigie_that_stops_ends_its_streams(app):
    with served(app) as address, listening(address) as (_, ended):
        app.close()
        assert ended.wait(5)


def test_one_person_holds_so_many_streams_and_no_more(app, monkeypatch):
    monkeypatch.setattr("dashboard.web.stream_api.MOST", 1)
    with served(app) as address, listening(address) as (_, ended):
        answer = httpx2.get(f"{address}/api/stream?of=nantes:2:")
        assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many_streams")
        app.close()
        assert ended.wait(5)


def test_it_is_made_once_for_all_who_are_told_the_same(desk, write, monkeypatch):
    made = []
    plain = house.reel_json
    monkeypatch.setattr(house, "reel_json", lambda *a, **k: made.append(1) or plain(*a, **k))
    who = house.Reader(actor=BY_KEY["regulator"].actor)
    streams = Streams(desk, Following(desk.tracks))

    async def may_stay():
        return True

    async def read(seen):
        place = Place(operation="nantes", after=2, view="")
        async for frames in streams.follow(who, [place], "fr", may_stay=may_stay):
            seen.extend(news(told(frames.decode())))
            if len(seen) > 1:
                return

    async def all_of_them():
        seen = [[] for _ in range(20)]
        readers = [asyncio.ensure_future(read(one)) for one in seen]
        while not all(seen):  # noqa: ASYNC110  each is filled by a reader of its own
            await asyncio.sleep(0.01)
        await asyncio.to_thread(write, text="Renfort demandé")
        await asyncio.gather(*readers)
        return seen

    seen = run(all_of_them())

    assert all(kinds(one) == ["head", "reel", "head"] for one in seen)
    assert len(made) == 1


def test_a_late_reader_is_told_what_time_alone_opens(desk, write, clock, monkeypatch):
    """An embargo that passes is heard without anything being recorded."""
    monkeypatch.setattr(house, "BEAT_S", 0.05)
    write(Granted(organisation=THEIRS, level="read", reason="suivi"))
    write(text="plus tard", embargo_until=clock() + timedelta(hours=1))
    who = house.Reader(actor=BY_KEY["officer"].actor)
    streams = Streams(desk, Following(desk.tracks))

    async def may_stay():
        clock.now = clock.now + timedelta(hours=2)
        return True

    async def views():
        seen = []
        place = Place(operation="nantes", after=4, view="")
        async for frames in streams.follow(who, [place], "fr", may_stay=may_stay):
            seen += [data["view"] for event, data in told(frames.decode()) if event == "head"]
            if len(seen) == 2:
                return seen
        return seen

    before, after = run(views())
    assert before != after
