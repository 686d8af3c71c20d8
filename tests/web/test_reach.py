"""Fields and times of access over HTTP: what is closed counts, and what is kept is in nothing."""

import gzip
import json
import struct
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app
from dashboard.coverage.cells import NOT_REACHED, cells_of
from dashboard.coverage.crow import CrowGround
from dashboard.coverage.ground import Model, Snapped
from dashboard.journal import Granted, Placed, Reserved, Transitioned
from dashboard.web.fields import Fields, Wanted
from tests.conftest import OPENED, at
from tests.web.conftest import AREA, client_of

FIELD = "/api/operations/nantes/reach/field"
TIMES = "/api/operations/nantes/reach/times"
GRID = {"bbox": ",".join(map(str, AREA)), "columns": 40, "rows": 30}
WEST = {"lon": -1.60, "lat": 47.22}
ASKED = GRID | WEST | {"mode": "drive", "at": "2026-06-21T18:20:00Z"}
WALL = Placed(
    object_id="mur",
    kind="closure",
    status="active",
    geometry={"type": "LineString", "coordinates": [[-1.55, 47.0], [-1.55, 47.4]]},
    values={"name": "Quai fermé", "way": "road"},
)
BOTH = {"mode": "drive", "start": "-1.60,47.22", "end": ["-1.50,47.22", "-1.61,47.22"]}


def told(answer):
    """Return the head and the times of a field."""
    assert answer.status_code == 200, answer.text
    (length,) = struct.unpack("<I", answer.content[:4])
    times = np.frombuffer(answer.content[4 + length :], dtype="<u2")
    return json.loads(answer.content[4 : 4 + length]), times.reshape(GRID["rows"], GRID["columns"])


def field(client, **asked):
    return told(client.get(FIELD, params=ASKED | asked))


def sentence(answer):
    assert answer.status_code == 422, answer.text
    return answer.json()["error"]["sentence"]


def test_a_field_comes_with_what_it_is_computed_with(client):
    head, times = field(client)

    model = head["model"]
    assert (model["kind"], model["against"]) == ("crow", "roads")
    assert model["spread"] == [0.53, 1.55]
    assert (model["beside"], model["measured_at"]) == (["Monaco", "Andorra", "Porto"], "2026-11-30")
    assert (head["snapped_m"], head["closed"]) == (0, [])
    row, column = np.unravel_index(times.argmin(), times.shape)
    lon = AREA[0] + (column + 0.5) * (AREA[2] - AREA[0]) / GRID["columns"]
    lat = AREA[3] - (row + 0.5) * (AREA[3] - AREA[1]) / GRID["rows"]
    assert abs(lon - WEST["lon"]) < 0.005
    assert abs(lat - WEST["lat"]) < 0.005


def test_a_field_is_squeezed_on_its_way_and_kept_nowhere(client):
    answer = client.get(FIELD, params=ASKED, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-store"
    plain = client.get(FIELD, params=ASKED, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content
    assert len(gzip.compress(plain.content)) < len(plain.content)


def test_a_closure_counts_from_when_to_when_it_is_in_force(client, record, clock):
    record(WALL, occurred_at=at("18:10"))
    clock.now = at("18:30")
    record(Transitioned(object_id="mur", verb="lift", status="closed"))

    _, before = field(client, at="2026-06-21T18:09:00Z")
    closed, during = field(client)
    _, after = field(client, at="2026-06-21T18:31:00Z")

    assert closed["closed"] == ["mur@3"]
    east = np.s_[:, 25:]
    assert (during[east] == NOT_REACHED).all()
    assert (before[east] < NOT_REACHED).any()
    assert (before == after).all()


def test_as_known_before_it_was_told_nothing_was_closed(client, record, clock):
    clock.now = at("18:30")
    record(WALL, occurred_at=at("18:10"))

    known, _ = field(client, known_at="2026-06-21T18:25:00Z")
    today, _ = field(client)

    assert (known["closed"], today["closed"]) == ([], ["mur@3"])


def test_a_planned_closure_counts_while_it_is_due_where_that_is_asked(client, record):
    planned = replace(
        WALL, status="planned", planned_from=at("18:15"), planned_to=OPENED + timedelta(hours=2)
    )
    record(planned, occurred_at=at("18:06"))

    assert field(client)[0]["closed"] == []
    assert field(client, due=True)[0]["closed"] == ["mur@3"]
    assert field(client, due=True, at="2026-06-21T18:12:00Z")[0]["closed"] == []


def test_who_flies_is_not_stopped_by_a_closed_road(client, record):
    record(WALL, occurred_at=at("18:10"))

    assert field(client, mode="helicopter")[0]["closed"] == []


def test_a_closure_kept_from_a_reader_is_in_nothing_they_are_answered(app, client, record):
    theirs = client_of(app, cookies={"vigie_person": "officer"})
    organisation = BY_KEY["officer"].actor.organisation
    record(Granted(organisation=organisation, level="read", reason="suivi"))
    before = field(theirs), theirs.get(TIMES, params=BOTH | {"at": ASKED["at"]}).json()
    record(WALL, occurred_at=at("18:10"))
    assert field(theirs)[0]["closed"] == ["mur@4"]

    record(Reserved(object_id="mur", audience=()))

    after = field(theirs), theirs.get(TIMES, params=BOTH | {"at": ASKED["at"]}).json()
    assert after[0][0] == before[0][0]
    assert (after[0][1] == before[0][1]).all()
    assert after[1] == before[1]
    assert field(client)[0]["closed"] == ["mur@4"]


def test_a_stranger_learns_nothing(app):
    officer = client_of(app, cookies={"vigie_person": "officer"})

    assert officer.get(FIELD, params=ASKED).status_code == 404
    assert officer.get(TIMES, params=BOTH).status_code == 404


def test_times_say_what_a_closure_costs(client, record):
    free = client.get(TIMES, params=BOTH).json()
    record(WALL, occurred_at=at("18:10"))
    barred = client.get(TIMES, params=BOTH).json()

    assert free["open_times"] is None
    assert barred["closed"] == ["mur@3"]
    assert barred["times"][0] == [None, free["times"][0][1]]
    assert barred["open_times"] == free["times"]


def test_another_houses_geometry_that_is_none_stops_nothing(client, record):
    broken = replace(WALL, geometry={"type": "LineString", "coordinates": [["a", "b"]]})
    record(broken, occurred_at=at("18:10"))

    head, times = field(client)

    assert head["closed"] == ["mur@3"]
    assert (times == field(client, at="2026-06-21T18:01:00Z")[1]).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"lat": 91},
        {"mode": "swim"},
        {"columns": 0},
        {"columns": 60_000, "rows": 60_000},
        {"bbox": "1,2,3"},
        {"bbox": "-40,40,-1,48"},
        {"limit_s": 1_000_000},
        {"at": "hier"},
        {"lon": 12.0},
    ],
)
def test_what_cannot_be_computed_is_refused_in_a_sentence(client, wrong):
    assert sentence(client.get(FIELD, params=ASKED | wrong))


@pytest.mark.parametrize(
    "wrong",
    [{"start": "ici"}, {"end": []}, {"start": ["-1.6,47.2"] * 101}, {"end": "200,10"}],
)
def test_times_that_cannot_be_told_are_refused_in_a_sentence(client, wrong):
    assert sentence(client.get(TIMES, params=BOTH | wrong))


class Paved:
    """A ground with a way 1 400 m from every place, by which everything takes a minute."""

    def model(self, _mode):
        return Model(kind="roads", name="Loire", taken_at="2026-05-01", spread=(0.8, 1.3))

    def snapped(self, places, _mode):
        away = np.full(len(places), 1_400, dtype=np.float32)
        return Snapped(lon=places.lon, lat=places.lat, distance_m=away)

    def times(self, starts, ends, **_how):
        return np.full((len(starts), len(ends)), 60, dtype=np.float32)

    def field(self, _start, cells, **_how):
        return np.full((cells.rows, cells.columns), 60, dtype=np.float32)


class Loire:
    """Has the roads of what lies within a box, and notes what it was asked for."""

    def __init__(self):
        self.asked = []

    def holding(self, box):
        self.asked.append(box)
        return Paved()


def test_the_roads_of_the_operations_area_are_used_where_there_are_any(desk):
    region = Loire()
    client = client_of(create_app(replace(desk, regions=region)))

    answer = client.get(TIMES, params=BOTH).json()

    assert region.asked == [AREA]
    assert (answer["model"]["kind"], answer["model"]["name"]) == ("roads", "Loire")
    assert answer["model"]["spread"] == [0.8, 1.3]
    assert answer["snapped_m"] == [1_400]


def test_a_place_too_far_from_any_way_is_refused_with_how_far(desk):
    client = client_of(create_app(replace(desk, regions=Loire())))

    assert "1400 m" in sentence(client.get(FIELD, params=ASKED))


def test_a_field_made_once_is_answered_again_and_the_oldest_forgotten(monkeypatch):
    made = []

    class Counting(CrowGround):
        def field(self, start, cells, **how):
            made.append(start)
            return super().field(start, cells, **how)

    monkeypatch.setattr("dashboard.web.fields.ROOM", 2)
    fields, ground = Fields(), Counting()
    cells = cells_here()
    for lon in (-1.6, -1.6, -1.5, -1.4, -1.6):
        wanted = Wanted(start=(lon, 47.2), cells=cells, mode="walk", limit_s=900)
        fields.field(ground, wanted)

    assert [lon for lon, _ in made] == [-1.6, -1.5, -1.4, -1.6]


def cells_here():

    return cells_of(AREA, 8, 8)
