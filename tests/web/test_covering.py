"""Coverage and siting over HTTP: jobs with their answers, what is refused, what nobody is told."""

import time
from dataclasses import replace

import pytest

from dashboard.access.demonstration import BY_KEY
from dashboard.documents import document_of
from dashboard.journal import Attached, Granted, Placed, Reserved, Transitioned
from dashboard.web import covering_api
from tests.conftest import at
from tests.covering.grounds import Flat
from tests.web.conftest import HOUSE, client_of

BASE = "/api/operations/nantes"
PATIENCE_S = 120
NOW = {"start": "2026-06-21T18:10:00Z", "instants": 1}


def point(lon, lat=47.21):
    return {"type": "Point", "coordinates": [lon, lat]}


def square(west, south, size=0.01):
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def crowd(name, lon, people, **more):
    values = {"name": name.title(), "crowd": people, **more}
    return Placed(
        object_id=name, kind="gathering", status="active", geometry=point(lon), values=values
    )


@pytest.fixture(autouse=True)
def flat(monkeypatch):
    """The plain all this happens on: a hundredth of a degree takes ten minutes."""
    ground = Flat()
    monkeypatch.setattr(covering_api, "ground_of", lambda *_: ground)
    return ground


def ended(client, answer):
    """How a job ended that was begun by ``answer``."""
    assert answer.status_code == 202, answer.text
    job = answer.json()
    until = time.monotonic() + PATIENCE_S
    while job["state"] in {"waiting", "running"} and time.monotonic() < until:
        time.sleep(0.02)
        job = client.get(f"/api/jobs/{job['id']}?lang=en").json()
    return job


def ask(client, path, **asked):
    return ended(client, client.post(f"{BASE}/{path}?lang=en", json=asked))


def answer(client, path, **asked):
    job = ask(client, path, **asked)
    assert job["state"] == "done", job
    return job["result"]


@pytest.fixture
def evening(record):
    """Two crowds, one beside the planned post, one a degree and a half of ten minutes away."""
    record(crowd("place", -1.551, 400), occurred_at=at("18:05"))
    record(crowd("quai", -1.535, 600), occurred_at=at("18:05"))


def test_the_cover_of_a_period_and_its_gaps(client, evening, record, clock):
    clock.now = at("19:00")
    record(Transitioned(object_id="pma1", verb="open", status="active"))

    found = answer(
        client,
        "coverage",
        start="2026-06-21T18:30:00Z",
        end="2026-06-21T20:30:00Z",
        instants=5,
        within_min=5,
        due=False,
    )

    assert found["people"] == [1000] * 5
    assert found["reached"] == [0, 400, 400, 400, 400]
    assert found["places"] == [2] * 5
    first, second = found["gaps"]
    assert (first["name"], first["people"], first["wait_s"]) == ("Quai", 600, None)
    assert (second["name"], second["people"], second["wait_s"]) == ("Place", 400, None)
    assert [gap["to"] - gap["from"] for gap in (first, second)] == [7_200_000, 1_800_000]
    assert found["models"] == [
        {
            "mode": "walk",
            "kind": "crow",
            "name": "",
            "taken_at": "",
            "credit": "",
            "spread": None,
            "against": "",
            "beside": [],
            "measured_at": "",
        }
    ]


def test_the_best_place_among_candidates_with_why_and_what_is_out_of_reach(client, evening, record):
    record(crowd("ferme", 3.0, 50), occurred_at=at("18:05"))

    found = answer(
        client,
        "siting",
        aim="most",
        n=1,
        start="2026-06-21T18:10:00Z",
        within_min=5,
        mode="walk",
        area=square(-1.545, 47.205),
        step_m=400,
        settled=True,
    )

    assert (found["proved"], found["gap"]) == (True, 0)
    assert (found["people"], found["already"], found["reached"]) == (1050, 400, 1000)
    (new,) = [site for site in found["sites"] if not site["settled"]]
    assert (new["number"], new["alone"]) == (1, 600)
    assert new["only"] == [{"name": "Quai", "people": 600}]
    assert new["adds"]["type"] == "Polygon"
    (far,) = found["unreached"]
    assert (far["name"], far["people"], far["wait_s"], far["nearest"]) == ("Ferme", 50, None, None)
    assert found["sentences"] == [
        "With 1 more place(s), 1,000 people of 1,050 (95.2%) are reached within 5\u00a0min.",
        "What is there already (1) reaches 38.1% of them.",
        "Optimal: it is proved that no choice among these candidates is better.",
    ]


def test_all_that_can_be_reached_with_the_fewest(client, evening):
    found = answer(
        client,
        "siting",
        aim="all",
        start="2026-06-21T18:10:00Z",
        within_min=8,
        mode="walk",
        objects=["place", "quai", "pma1"],
        settled=False,
    )

    assert (found["value"], found["proved"]) == (2, True)


def test_a_period_weighs_people_by_the_hour(client, record, clock):
    window = {"planned_from": at("19:00"), "planned_to": at("20:00")}
    planned = replace(crowd("soir", -1.551, 480), status="planned", **window)
    record(planned, occurred_at=at("18:05"))

    found = answer(
        client,
        "siting",
        start="2026-06-21T18:00:00Z",
        end="2026-06-21T22:00:00Z",
        objects=["soir"],
        settled=False,
    )

    assert found["people"] == 120


def test_what_stands_as_long_as_the_period_is_there_for_all_of_it(client, record):
    """Windows end where the period does, and are open there."""
    window = {"planned_from": at("18:10"), "planned_to": at("22:00")}
    record(replace(crowd("soir", -1.551, 480), status="planned", **window))
    post = crowd("poste", -1.551, None)
    record(replace(post, kind="medical_post", status="planned", **window))

    found = answer(
        client,
        "siting",
        start="2026-06-21T18:10:00Z",
        end="2026-06-21T22:00:00Z",
        objects=["soir"],
    )

    assert (found["people"], found["already"]) == (480, 480)


def test_the_population_of_an_attached_document_counts(client, desk, record):
    content = b"lon,lat,pop\n-1.551,47.21,30\n-1.5,47.21,70\n-1.5,47.21,0\n"
    kept = desk.documents.keep(content, "text/csv")
    fact = Attached(sha256=kept.sha256, name="pop.csv", media_type="text/csv", size=len(content))
    record(fact)

    demand = {"objects": False, "document": kept.sha256}
    found = answer(client, "coverage", **NOW, demand=demand, within_min=5)

    assert (found["people"], found["reached"]) == ([100], [30])
    assert "1 lines left out (the first, no. 3: 0 is no number of people" in found["notes"][0]
    assert found["gaps"][0]["name"] == "Population, cell 2"


def test_a_document_of_another_operation_is_not_there(client, desk):
    content = b"lon,lat,pop\n-1.551,47.21,30\n"
    desk.documents.keep(content, "text/csv")

    sha256 = document_of(content, "text/csv").sha256
    job = ask(client, "coverage", instants=1, demand={"document": sha256})

    assert (job["state"], job["error"]["code"]) == ("refused", "unknown_document")


def test_a_drawn_area_counts_by_its_density(client):
    area = {"name": "Quai", "geometry": square(-1.551, 47.205), "density": 0.001}

    found = answer(client, "coverage", instants=1, demand={"objects": False, "areas": [area]})

    # 755 m by 1 112 m.
    assert found["people"] == [pytest.approx(840, rel=0.01)]


@pytest.mark.parametrize(
    ("path", "asked", "sentence"),
    [
        (
            "coverage",
            {"demand": {"areas": [{"geometry": square(-1.55, 47.2), "density": 0}]}},
            "“n° 1”: 0 /m² is no density of people",
        ),
        (
            "coverage",
            {"demand": {"areas": [{"geometry": point(1), "density": 1}]}},
            "“n° 1” is no area",
        ),
        ("siting", {"objects": ["quai"]}, "There is no object “quai”"),
        ("siting", {"objects": ["pma1"]}, "Nobody to reach"),
        ("siting", {"area": point(1)}, "draw a polygon"),
        ("siting", {"area": square(-1.55, 47.2), "step_m": 5}, "A step of 5 m"),
        ("siting", {"area": square(-1.55, 47.2, 1), "step_m": 100}, "possible places: 500 at most"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(client, path, asked, sentence):
    job = ask(client, path, **asked)

    assert job["state"] == "refused"
    assert sentence in job["error"]["sentence"]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("coverage", {"within_min": 0}),
        ("coverage", {"instants": 1001}),
        ("coverage", {"start": "hier"}),
        ("coverage", {"start": "2026-06-21T20:00:00Z", "end": "2026-06-21T19:00:00Z"}),
        ("siting", {"aim": "best"}),
        ("siting", {"n": 0}),
        ("siting", {"colour": "red"}),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(client, path, asked):
    refused = client.post(f"{BASE}/{path}", json=asked)

    assert refused.status_code == 422
    assert refused.json()["error"]["sentence"]


def test_more_places_than_there_are_is_refused_with_how_many_there_are(client, evening):
    job = ask(client, "siting", objects=["place", "quai"], n=3, settled=False)

    assert "3 places to choose among 2 possible ones" in job["error"]["sentence"]


def test_nothing_can_be_asked_of_an_operation_that_is_not_ones_own(app, client):
    stranger = client_of(app, cookies={"vigie_person": "officer"})

    for path in ("coverage", "siting"):
        assert stranger.post(f"{BASE}/{path}", json={}).status_code == 404


def test_a_job_is_told_to_whoever_began_it_alone(app, client, record, evening):
    theirs = BY_KEY["officer"].actor.organisation
    record(Granted(organisation=theirs, level="read", reason="suivi"))
    job = ended(client, client.post(f"{BASE}/coverage", json={"instants": 1}))
    officer = client_of(app, cookies={"vigie_person": "officer"})

    assert officer.get(f"/api/jobs/{job['id']}").status_code == 404


SECRETS = (
    (crowd("cache", -1.5505, 90, **{"crowd@renseignement": 95}), "cache"),
    (
        Placed(
            object_id="cache",
            kind="team",
            status="available",
            geometry=point(-1.5352),
            values={"name": "Discrète"},
        ),
        "cache",
    ),
    (
        Placed(
            object_id="cache",
            kind="zone",
            status="active",
            geometry=square(-1.545, 47.2, 0.02),
            values={"name": "Fermée", "rule": "exclusion"},
        ),
        "cache",
    ),
)


@pytest.mark.parametrize("secret", SECRETS, ids=["crowd", "team", "zone"])
def test_what_is_kept_for_others_changes_nothing_of_the_answer(
    app, client, record, evening, secret
):
    """Neither people, nor help, nor a closure: what is withheld is in no figure and no gap."""
    fact, name = secret
    theirs = BY_KEY["officer"].actor.organisation
    record(Granted(organisation=theirs, level="read", reason="suivi"))
    officer = client_of(app, cookies={"vigie_person": "officer"})
    asked = {
        "coverage": {"instants": 3, "within_min": 8},
        "siting": {
            "objects": ["place", "quai"],
            "start": "2026-06-21T18:10:00Z",
            "within_min": 8,
            "mode": "walk",
        },
    }

    before = {path: answer(officer, path, **body) for path, body in asked.items()}
    ours = {path: answer(client, path, **body) for path, body in asked.items()}
    record(fact, organisation=HOUSE, audience=())
    record(Reserved(object_id=name, audience=()))

    assert {path: answer(officer, path, **body) for path, body in asked.items()} == before
    assert {path: answer(client, path, **body) for path, body in asked.items()} != ours


def test_a_search_can_be_stopped(client, evening, monkeypatch):
    stopped = []
    real = covering_api.sited

    def slow(inputs, ground, wanted, told):
        while True:
            stopped.append(1)
            time.sleep(0.01)
            told(0.5)
            if len(stopped) > 10_000:
                return real(inputs, ground, wanted, told)

    monkeypatch.setattr(covering_api, "sited", slow)
    job = client.post(f"{BASE}/siting", json={"objects": ["quai"]}).json()
    client.delete(f"/api/jobs/{job['id']}")

    until = time.monotonic() + PATIENCE_S
    while job["state"] in {"waiting", "running"} and time.monotonic() < until:
        job = client.get(f"/api/jobs/{job['id']}").json()
    assert job["state"] == "stopped"
