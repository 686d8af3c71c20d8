"""After the fact over HTTP: what was late, left alone, reached and known; and as tables."""

import csv
import io
import time
from dataclasses import replace

import pytest

from dashboard.journal import Draft, Moved, Placed, Transitioned
from tests.conftest import at
from tests.web.conftest import AWAY, HOUSE, POST, TEAM, client_of

BASE = "/api/operations/nantes/afterwards"
NORTH = {"type": "Point", "coordinates": [-1.55, 47.24]}
BRIDGE = {"type": "LineString", "coordinates": [[-1.6, 47.225], [-1.5, 47.225]]}


@pytest.fixture
def tell(desk, clock):
    """Record what happened, and when it was learnt."""

    def tell(when, fact, learnt=None):
        clock.now = at(learnt or when)
        draft = Draft(author="ada", organisation=HOUSE, occurred_at=at(when), fact=fact)
        desk.journal.append("nantes", draft)

    return tell


@pytest.fixture
def evening(tell):
    """A post twelve minutes late and alone for ten; a team that went three kilometres."""
    window = {"planned_from": at("19:00"), "planned_to": at("22:00")}
    tell("18:20", replace(POST, **window))
    tell("18:21", replace(TEAM, values={"name": "SMUR 1", "vehicle": "SMUR.VLM"}))
    duty = {"name": "Nord", "team": "smur1", "place": "pma1"}
    tell(
        "18:22",
        Placed(object_id="a1", kind="assignment", status="planned", values=duty, **window),
    )
    tell("19:12", Transitioned(object_id="pma1", verb="open", status="active"), "19:30")
    tell("19:22", Transitioned(object_id="a1", verb="take_up", status="active"), "19:30")
    tell("19:40", Transitioned(object_id="smur1", verb="alert", status="alerted"))
    tell("19:42", Transitioned(object_id="smur1", verb="depart", status="en_route"))
    tell("19:50", Transitioned(object_id="smur1", verb="arrive", status="on_scene"))
    tell("19:50", Moved(object_id="smur1", geometry=NORTH))
    tell("20:00", Transitioned(object_id="smur1", verb="make_available", status="available"))


def told(client):
    answer = client.get(BASE)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_was_late_left_alone_reached_and_known_is_told(client, evening):
    found = told(client)

    late = {one["object_id"]: one["minutes"] for one in found["turnings"]}
    assert late == {"pma1": 12, "a1": 22}
    (post,) = found["places"]
    assert (post["alone_min"], post["lacks"][0]["starts_at"]) == (10, "2026-06-21T19:12:00Z")
    (response,) = found["responses"]
    assert (response["launch_s"], response["travel_s"]) == (120, 480)
    assert (found["response_min"]["median"], found["response_min"]["count"]) == (10, 1)
    assert found["reports_late"] == 1


def test_travel_is_set_beside_what_the_ground_predicts_and_says_with_what(client, evening):
    found = told(client)

    (response,) = found["responses"]
    assert response["mode"] == "emergency"
    assert 300 < response["predicted_s"] < 600
    assert found["models"][0]["model"]["kind"] == "crow"
    assert found["compared_min"]["count"] == found["predicted_min"]["count"] == 1
    excess = 8 - response["predicted_s"] / 60
    assert found["excess_min"]["median"] == pytest.approx(excess, abs=0.01)


def test_what_was_closed_when_a_team_left_is_not_driven_through(client, evening, tell):
    closed = Placed(object_id="pont", kind="closure", status="active", geometry=BRIDGE)
    tell("19:30", closed, "20:10")

    found = told(client)

    assert found["untold"] == [
        {"reason": "unreached", "sentence": "pas de chemin connu sur ce trajet", "count": 1}
    ]


def test_an_operation_in_which_nothing_happened_tells_nothing(client):
    found = told(client)

    assert (found["turnings"], found["places"], found["responses"]) == ([], [], [])
    assert found["openings"] == {"count": 0, "median": None, "p90": None, "most": None}


@pytest.mark.parametrize(
    ("part", "head", "rows"),
    [
        ("turnings", "objet", 2),
        ("places", "objet", 1),
        ("responses", "objet", 1),
        ("reports", "n°", 1),
    ],
)
def test_each_table_is_a_file_a_spreadsheet_opens(client, evening, part, head, rows):
    answer = client.get(f"{BASE}/{part}.csv")

    assert answer.headers["content-disposition"].endswith(f'"nantes-{part}.csv"')
    read = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert (read[0][0], len(read) - 1) == (head, rows)


def test_a_table_there_is_none_of_is_refused(client):
    assert client.get(f"{BASE}/rien.csv").status_code == 422


def ended(client, job, patience_s=20):
    until = time.monotonic() + patience_s
    while job["state"] in {"waiting", "running"} and time.monotonic() < until:
        time.sleep(0.02)
        job = client.get(f"/api/jobs/{job['id']}").json()
    return job


def test_begun_as_a_long_work_it_answers_the_same(client, evening):
    begun = client.post(BASE)

    job = ended(client, begun.json())

    assert begun.status_code == 202
    assert (job["state"], job["fraction"]) == ("done", 1)
    assert job["result"] == told(client)


def test_who_does_not_read_an_operation_begins_nothing(app):
    answer = client_of(app, AWAY).post(BASE)

    assert answer.status_code in {401, 403, 404}
    assert "id" not in answer.json()
