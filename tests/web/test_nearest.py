"""The nearest teams, by their devices or the log, as then known; in the order of the page."""

import json
import os
from dataclasses import replace

import pytest

from dashboard.access.demonstration import BY_KEY
from dashboard.journal import Granted, Moved, Placed, Reserved, Tracked, Transitioned
from tests.conftest import at
from tests.opsmap.test_front_end import packages, run  # noqa: F401  a fixture
from tests.web.conftest import TEAM, client_of
from tests.web.test_feeds import send, told

NEAREST = "/api/operations/nantes/nearest"
HERE = {"lon": -1.55, "lat": 47.22}


def near(client, **asked):
    answer = client.get(NEAREST, params=HERE | asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def order(found):
    return [one["object"] for one in found]


@pytest.fixture
def teams(record):
    """Three teams, west of one another; the first carries a tracker."""
    for number, lon in ((1, -1.56), (2, -1.57), (3, -1.58)):
        geometry = {"type": "Point", "coordinates": [lon, 47.22]}
        values = {"name": f"SMUR {number}"}
        team = replace(TEAM, object_id=f"smur{number}", geometry=geometry, values=values)
        record(team, occurred_at=at("18:01"))
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00")))


def test_the_nearest_comes_first_with_the_way_to_it_and_who_says_so(client, teams):
    first, second, third = near(client, at="2026-06-21T18:10:00Z", lang="en")

    assert order([first, second, third]) == ["smur1", "smur2", "smur3"]
    assert (first["source"], first["age_s"], first["stale"]) == ("log", 540, False)
    assert first["distance_m"] == pytest.approx(757, abs=2)
    assert first["bearing_deg"] == pytest.approx(270, abs=0.1)
    assert (first["available"], first["status_label"]) == (True, "Available")


def test_a_team_is_where_its_device_said_last_and_that_ages(client, teams, clock):
    send(client, told(minute=2, lon=-1.62))
    clock.now = at("18:12")

    *_, last = near(client)
    before = near(client, at="2026-06-21T18:01:30Z")

    assert (last["object"], last["source"], last["lon"]) == ("smur1", "device", -1.62)
    assert (last["age_s"], last["stale"]) == (600, True)
    assert order(before) == ["smur1", "smur2", "smur3"]


def test_between_two_fixes_it_is_on_its_way(client, teams):
    send(client, told(minute=8, lon=-1.60))
    send(client, told(minute=9, lon=-1.62))

    *_, last = near(client, at="2026-06-21T18:08:30Z")

    assert last["lon"] == pytest.approx(-1.61)


def test_what_came_late_was_not_known(client, teams, clock):
    clock.now = at("18:30")
    send(client, told(minute=12, lon=-1.62))

    asked = {"at": "2026-06-21T18:13:00Z"}
    assert order(near(client, **asked))[-1] == "smur1"
    assert order(near(client, **asked, known_at="2026-06-21T18:20:00Z"))[0] == "smur1"


def test_where_the_log_puts_a_team_afterwards_it_is(client, teams, record, clock):
    send(client, told(minute=5, lon=-1.62))
    clock.now = at("18:20")
    record(Transitioned(object_id="smur1", verb="depart", status="en_route"))
    *_, still = near(client)
    geometry = {"type": "Point", "coordinates": [-1.55, 47.22]}
    record(Moved(object_id="smur1", geometry=geometry))

    assert (still["object"], still["source"], still["available"]) == ("smur1", "device", False)
    first = near(client)[0]
    assert (first["object"], first["source"], first["distance_m"]) == ("smur1", "log", 0)


def test_only_those_that_are_available_and_so_many(client, teams, record):
    record(Transitioned(object_id="smur1", verb="depart", status="en_route"))

    assert order(near(client, available=True)) == ["smur2", "smur3"]
    assert order(near(client, n=2)) == ["smur1", "smur2"]


def test_what_is_kept_for_others_is_not_there(app, client, teams, record):
    record(Reserved(object_id="smur1", audience=()))
    theirs = BY_KEY["officer"].actor.organisation
    record(Granted(organisation=theirs, level="read", reason="suivi"))
    send(client, told(minute=9))
    officer = client_of(app, cookies={"vigie_person": "officer"})

    assert order(near(officer)) == ["smur2", "smur3"]
    assert order(near(client))[0] == "smur1"


def test_by_time_a_car_with_a_siren_comes_before_who_walks_from_nearer(client, teams, record):
    car = replace(
        TEAM,
        object_id="vlm",
        geometry={"type": "Point", "coordinates": [-1.60, 47.22]},
        values={"name": "VLM", "vehicle": "SMUR.VLM"},
    )
    record(car, occurred_at=at("18:01"))
    asked = {"at": "2026-06-21T18:05:00Z"}

    by_distance, by_time = near(client, **asked), near(client, **asked, by="time")

    assert order(by_distance) == ["smur1", "smur2", "smur3", "vlm"]
    assert order(by_time) == ["vlm", "smur1", "smur2", "smur3"]
    first = by_time[0]
    assert (first["mode"], first["model"]["kind"]) == ("emergency", "crow")
    assert 300 < first["travel_s"] == first["open_travel_s"] < 900
    assert by_distance[0]["travel_s"] is None


def test_who_is_cut_off_comes_last_and_it_shows_what_a_closure_costs(client, teams, record):
    wall = {"type": "LineString", "coordinates": [[-1.565, 47.21], [-1.565, 47.23]]}
    closed = Placed(object_id="mur", kind="closure", status="active", geometry=wall, values={})
    record(closed, occurred_at=at("18:02"))

    first, *others = near(client, at="2026-06-21T18:05:00Z", by="time")

    assert first["object"] == "smur1"
    assert [one["travel_s"] for one in others] == [None, None]
    assert all(one["open_travel_s"] > first["travel_s"] for one in others)


@pytest.mark.parametrize("wrong", [{"lat": 91}, {"lon": "x"}, {"n": 0}, {"at": "hier"}])
def test_what_cannot_be_read_is_said(client, wrong):
    answer = client.get(NEAREST, params=HERE | wrong)

    assert answer.status_code == 422
    assert answer.json()["error"]["sentence"]


@pytest.mark.xdist_group("front end")
def test_the_page_puts_them_in_the_same_order(client, teams, clock, packages, tmp_path):  # noqa: F811
    for minute, lon in ((2, -1.60), (3, -1.565), (9, -1.575)):
        send(client, told(minute=minute, lon=lon))
    clock.now = at("18:40")
    send(client, told(minute=12, lon=-1.51))
    moments = ["18:01:30", "18:02:30", "18:05:00", "18:09:40", "18:12:00", "18:35:00"]
    cases = [
        {"at": f"2026-06-21T{moment}Z", "known_at": known}
        for moment in moments
        for known in (None, f"2026-06-21T{moment}Z", "2026-06-21T18:20:00Z")
    ]
    for case in cases:
        case["near"] = near(client, **{key: value for key, value in case.items() if value})
    told_here = tmp_path / "nearest.json"
    tracks = client.get("/api/operations/nantes/tracks").content
    (tmp_path / "tracks.vtf").write_bytes(tracks)
    reel = client.get("/api/operations/nantes/reel").json()
    said = {"place": [HERE["lon"], HERE["lat"]], "reel": reel, "cases": cases}
    told_here.write_text(json.dumps(said | {"tracks": str(tmp_path / "tracks.vtf")}))

    status, heard = run(
        "node",
        "node_modules/vitest/vitest.mjs",
        "run",
        "tests/same-nearest.test.ts",
        env=os.environ | {"VIGIE_NEAREST": str(told_here)},
    )

    assert status == 0, heard
    assert "1 passed" in heard
