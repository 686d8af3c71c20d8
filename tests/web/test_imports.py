"""Importing over HTTP: sent, asked about, looked at, recorded whole or not at all, and kept."""

import json
import time
from dataclasses import replace

import pytest
import shapely
from shapely.geometry import shape

from dashboard.app import create_app
from dashboard.journal import Attached, Phased, Placed, Reserved
from dashboard.web import jobs as works
from tests.conftest import at
from tests.surveys.samples import BOWTIE, KML, NORD, PARC, QUAI, geojson, kmz, shapefile
from tests.surveys.test_bad_files import LAMBERT, bomb
from tests.surveys.test_plans import page_of_pdf
from tests.web.conftest import client_of

IMPORTS = "/api/operations/nantes/imports"
REFERENCES = "/api/operations/nantes/references"
RECIPE = {"kind": "site", "name": "nom", "fields": {"places": "capacity"}, "status": "planned"}
KEY = {"Idempotency-Key": "import-0001"}
CONTROLS = [
    {"x": 0, "y": 0, "lon": -1.56, "lat": 47.22},
    {"x": 100, "y": 0, "lon": -1.55, "lat": 47.22},
    {"x": 0, "y": 100, "lon": -1.56, "lat": 47.21},
]


def finish(client, answer):
    """Wait until a job is over; return what it says."""
    assert answer.status_code == 202, answer.text
    address = f"/api/jobs/{answer.json()['id']}"
    for _ in range(2000):
        told = client.get(address).json()
        if told["state"] not in {"waiting", "running"}:
            return told
        time.sleep(0.005)
    return pytest.fail("the job does not end")


def send(client, content, name="zones.geojson"):
    return finish(client, client.post(IMPORTS, content=content, params={"name": name}))


def preview(client, job, **recipe):
    asked = {"recipe": RECIPE | recipe, "occurred_at": "2026-06-21T20:05:00+02:00"}
    return finish(client, client.post(f"{IMPORTS}/{job['id']}/preview", json=asked))


def record(client, job, what="objects", *, headers=KEY, **said):
    asked = {"what": what, "occurred_at": "2026-06-21T20:05:00+02:00"} | said
    if what == "objects":
        asked.setdefault("recipe", RECIPE)
    address = f"{IMPORTS}/{job['id']}/record"
    return finish(client, client.post(address, json=asked, headers=headers))


def entries(desk):
    return desk.journal.entries("nantes")[2:]


def test_what_was_read_is_told_with_a_proposal(client):
    told = send(client, geojson(), "PMA du 14 juillet.geojson")

    assert (told["state"], told["fraction"]) == ("done", 1.0)
    result = told["result"]
    assert (result["what"], result["count"], result["crs"]) == ("survey", 3, "EPSG:4326")
    assert result["recipe"]["kind"] == "medical_post"
    assert result["recipe"]["name"] == "nom"
    assert result["shapes"] == {"point": 1, "line": 1, "polygon": 1}
    assert [column["name"] for column in result["columns"]] == ["nom", "places"]


def test_what_it_would_become_is_shown_and_nothing_is_recorded(client, desk):
    job = send(client, geojson())

    told = preview(client, job, kind="medical_post")["result"]

    assert (told["made"], told["left_out_count"]) == (1, 2)
    assert "une ligne, et la couche" in told["left_out"][0]["why"]
    assert told["kinds"] == [
        {"kind": "medical_post", "label": told["kinds"][0]["label"], "count": 1}
    ]
    shown = preview(client, job, kind="medical_post", centre=True)
    assert (shown["result"]["made"], shown["result"]["centred"]) == (3, 2)
    ghosts = client.get(f"{IMPORTS}/{shown['id']}/ghost").json()
    assert [f["geometry"]["type"] for f in ghosts["features"]] == ["Point"] * 3
    assert entries(desk) == []


def test_what_is_left_out_is_a_table_no_spreadsheet_runs(client):
    job = send(client, geojson([QUAI], [{"nom": "=1+1"}]))
    shown = preview(client, job, kind="medical_post")

    answer = client.get(f"{IMPORTS}/{shown['id']}/left-out.csv?lang=en")

    assert answer.text.startswith("\ufeffnumber;name;why\r\n1;'=1+1;a line, and the layer")
    assert answer.headers["content-disposition"].startswith("attachment")


def test_objects_are_recorded_with_the_file_they_came_from(client, desk):
    job = send(client, geojson())

    told = record(client, job)

    assert told["result"] == {"first": 3, "last": 6, "made": 3}
    attached, *placed = entries(desk)
    assert isinstance(attached.fact, Attached)
    assert b"".join(desk.documents.content(attached.fact.sha256)) == geojson()
    assert [entry.fact.kind for entry in placed] == ["site"] * 3
    assert placed[0].fact.values == {"name": "Poste été", "capacity": 12}
    assert placed[0].origin == f"zones.geojson ({attached.fact.sha256[:12]})"
    assert [shape(entry.fact.geometry) for entry in placed] == [NORD, QUAI, PARC]
    assert {entry.occurred_at for entry in placed} == {at("18:05")}


def test_the_same_asked_again_is_recorded_once(client, desk):
    job = send(client, geojson())
    first = record(client, job)

    again = record(client, job)
    # And after a restart, which forgets all jobs but not the journal.
    anew = client_of(create_app(desk))
    later = record(anew, send(anew, geojson()))
    other = record(anew, send(anew, geojson()), headers={"Idempotency-Key": "import-0002"})

    assert again["id"] == first["id"]
    assert later["result"] == first["result"]
    assert other["result"]["first"] == 7
    assert len(entries(desk)) == 8


def test_a_file_imported_before_is_told(client):
    record(client, send(client, geojson()))

    told = send(client, geojson())["result"]

    assert told["before"].startswith("Ce fichier a déjà été importé (entrée n° 3)")


def test_what_is_doubtful_is_told_with_how_many_and_recorded_once_meant(client, desk):
    job = send(client, geojson([shapely.Point(5, 45)] * 2, [{"nom": "a"}, {"nom": "b"}]))
    told = preview(client, job)["result"]
    assert [(d["code"], d["count"]) for d in told["doubts"]] == [("outside_area", 2)]

    refused = record(client, job)
    assert refused["error"]["code"] == "doubt"
    assert entries(desk) == []

    assert record(client, job, confirmed=["outside_area"])["result"]["made"] == 2


def test_what_has_to_be_asked_is_asked_and_read_again_with_the_answer(client, desk):
    job = send(client, geojson([LAMBERT], [{"nom": "Origine"}]))
    question = job["result"]["question"]
    assert (job["result"]["what"], question["code"]) == ("question", "crs")
    assert question["choices"][0]["value"] == "EPSG:2154"
    assert preview(client, job)["state"] == "refused"

    answers = {"answers": {"crs": "EPSG:2154"}}
    read = finish(client, client.post(f"{IMPORTS}/{job['id']}/answers", json=answers))

    assert read["result"]["crs"] == "EPSG:2154"
    record(client, read, confirmed=["outside_area"])
    assert entries(desk)[1].fact.geometry["coordinates"] == pytest.approx([3, 46.5])


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (bomb(), "a.kmz", "bombe de décompression"),
        (b"Bonjour", "a.txt", "ne contient pas de lieux"),
        (shapefile(without=(".shx",)), "a.zip", "il manque .shx"),
        (b"MZ" + bytes(80), "a.geojson", "un programme Windows"),
    ],
)
def test_a_file_that_is_refused_says_why_and_leaves_nothing(client, desk, content, name, sentence):
    told = send(client, content, name)

    assert told["state"] == "refused"
    assert sentence in told["sentence"]
    assert entries(desk) == []


def test_an_outline_that_crosses_itself_is_mended_only_when_asked(client):
    job = send(client, geojson([BOWTIE], [{"nom": "Noeud"}]))
    assert job["result"]["crossing"] == 1

    plain, mended = (
        preview(client, job, kind="zone", mend=mend)["result"] for mend in (False, True)
    )

    assert (plain["made"], plain["left_out_count"]) == (0, 1)
    assert "se croise" in plain["left_out"][0]["why"]
    assert (mended["made"], mended["mended"]) == (1, 1)


def test_the_kind_may_be_said_by_a_property(client, desk):
    rows = [{"nom": "A", "type": "PMA"}, {"nom": "B", "type": "Hôpital"}, {"nom": "C", "type": "?"}]
    job = send(client, geojson([NORD] * 3, rows))
    told = client.get(f"{IMPORTS}/{job['id']}/values?by=type").json()
    assert {one["value"]: one["kind"] for one in told} == {
        "PMA": "medical_post", "Hôpital": "hospital", "?": "",
    }  # fmt: skip

    recipe = RECIPE | {
        "kind": "",
        "by": "type",
        "kinds": {one["value"]: one["kind"] for one in told},
    }
    record(client, job, recipe=recipe)

    assert [e.fact.kind for e in entries(desk)[1:]] == ["medical_post", "hospital"]


def test_a_value_that_does_not_fit_is_kept_beside_its_field(client, desk):
    rows = [{"nom": "A", "places": "1 200"}, {"nom": "B", "places": "beaucoup"}]
    job = send(client, geojson([NORD] * 2, rows))

    misfits = preview(client, job)["result"]["misfits"]
    record(client, job)

    assert misfits == [{"property": "places", "count": 1, "example": "beaucoup"}]
    values = [entry.fact.values for entry in entries(desk)[1:]]
    assert values == [
        {"name": "A", "capacity": 1200},
        {"name": "B", "places": "beaucoup"},
    ]


def test_who_stops_it_leaves_nothing(client, desk, monkeypatch):
    job = send(client, geojson())
    told = works.Progress.tell

    def stopping(self, fraction, sentence=None, /, **values):
        self.stopping = fraction > 0.5
        told(self, fraction, sentence, **values)

    monkeypatch.setattr(works.Progress, "tell", stopping)

    assert record(client, job)["state"] == "stopped"
    assert entries(desk) == []


def test_nobody_else_finds_what_somebody_brought(app, client, desk):
    job = send(client, geojson())
    desk.journal.append("nantes", granted())
    other = client_of(app, cookies={"vigie_person": "doctor"})

    for ask in (
        lambda: other.get(f"{IMPORTS}/{job['id']}/values?by=nom"),
        lambda: other.post(f"{IMPORTS}/{job['id']}/record", json={"what": "objects"}, headers=KEY),
    ):
        answer = ask()
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_job")


def granted():
    from dashboard.access.demonstration import BY_KEY  # noqa: PLC0415
    from dashboard.journal import Draft, Granted  # noqa: PLC0415
    from tests.web.conftest import HOUSE  # noqa: PLC0415

    organisation = BY_KEY["officer"].actor.organisation
    fact = Granted(organisation=organisation, level="coordinate", reason="appui")
    return Draft(author="ada", organisation=HOUSE, occurred_at=at("18:06"), fact=fact)


def test_nothing_is_imported_into_an_operation_that_is_over(client, desk):
    job = send(client, geojson())
    over = replace(granted(), fact=Phased(phase="closed", reason="fin"))
    desk.journal.append("nantes", over)

    refused = client.post(IMPORTS, content=geojson(), params={"name": "a.geojson"})
    late = client.post(f"{IMPORTS}/{job['id']}/record", json={"what": "reference"}, headers=KEY)

    assert (refused.status_code, late.status_code) == (403, 403)
    assert "close" in refused.json()["error"]["sentence"]


def test_a_reference_layer_is_one_object_and_gives_its_features(client, desk):
    job = send(client, KML, "dispositif.kml")

    record(client, job, "reference", name="Dispositif", credit="Ville", colour="#112233")

    attached, placed = entries(desk)
    assert placed.fact.kind == "reference"
    assert placed.fact.values == {
        "name": "Dispositif", "credit": "Ville", "colour": "#112233", "format": "KML",
        "sha256": attached.fact.sha256,
    }  # fmt: skip
    assert shape(placed.fact.geometry).contains(shapely.MultiPoint([NORD]))
    answer = client.get(f"{REFERENCES}/{placed.fact.object_id}")
    features = answer.json()["features"]
    assert [shape(feature["geometry"]) for feature in features] == [NORD, QUAI, PARC]
    again = client.get(
        f"{REFERENCES}/{placed.fact.object_id}", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_a_reference_layer_is_read_again_as_it_was_answered(client, desk):
    job = send(client, geojson([LAMBERT], [{}]))
    answers = {"answers": {"crs": "EPSG:2154"}}
    read = finish(client, client.post(f"{IMPORTS}/{job['id']}/answers", json=answers))
    record(client, read, "reference", confirmed=["outside_area"])

    told = client.get(f"{REFERENCES}/{entries(desk)[1].fact.object_id}").json()

    assert told["features"][0]["geometry"]["coordinates"] == pytest.approx([3, 46.5])


@pytest.mark.parametrize("of", ["object", "document"])
def test_a_reference_layer_kept_for_some_is_not_there_for_others(app, client, desk, of):
    desk.journal.append("nantes", granted())
    record(client, send(client, kmz(), "a.kmz"), "reference")
    attached, placed = entries(desk)[1:]
    theirs = client_of(app, cookies={"vigie_person": "officer"})
    address = f"{REFERENCES}/{placed.fact.object_id}"
    assert theirs.get(address).status_code == 200

    fact = (
        Reserved(object_id=placed.fact.object_id, audience=())
        if of == "object"
        else Reserved(seq=attached.seq, audience=())
    )
    desk.journal.append("nantes", replace(granted(), fact=fact))

    assert theirs.get(address).status_code == 404
    assert client.get(address).status_code == 200


def test_an_object_that_only_names_a_document_opens_none(client, desk):
    fact = Placed(object_id="ruse", kind="reference", status="active", values={"sha256": "ab" * 32})
    desk.journal.append("nantes", replace(granted(), fact=fact))

    answer = client.get(f"{REFERENCES}/ruse")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_document")


def test_a_site_plan_is_placed_by_three_points(client, desk):
    job = send(client, page_of_pdf(200, 100), "plan.pdf")
    result = job["result"]
    assert (result["what"], result["pages"], result["width"]) == ("plan", 1, 800)
    image = client.get(f"{IMPORTS}/{job['id']}/image")
    assert image.content.startswith(b"\x89PNG")

    placing = client.post(f"{IMPORTS}/{job['id']}/placing", json={"controls": CONTROLS}).json()
    record(client, job, "plan", controls=CONTROLS, name="Stade")

    assert placing["corners"][0] == pytest.approx([-1.56, 47.22])
    assert "1 pixel = 9" in placing["sentence"]
    _, placed = entries(desk)
    assert placed.fact.kind == "site_plan"
    assert placed.fact.geometry["coordinates"][0][:4] == placing["corners"]
    shown = client.get(f"{REFERENCES}/{placed.fact.object_id}")
    assert (shown.headers["content-type"], shown.content) == ("image/png", image.content)


def test_points_that_place_nothing_are_refused(client):
    job = send(client, page_of_pdf(200, 100), "plan.pdf")
    in_line = [*CONTROLS[:2], CONTROLS[1] | {"x": 200, "lon": -1.54}]

    answer = client.post(f"{IMPORTS}/{job['id']}/placing", json={"controls": in_line})

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "control_points")
    assert "presque alignés" in answer.json()["error"]["sentence"]


def test_a_plan_is_no_survey_and_a_survey_no_plan(client, desk):
    plan, survey = send(client, page_of_pdf(9, 9), "plan.pdf"), send(client, geojson())

    assert record(client, plan)["state"] == "refused"
    assert record(client, survey, "plan", controls=CONTROLS)["state"] == "refused"
    assert client.get(f"{IMPORTS}/{survey['id']}/image").status_code == 422
    assert entries(desk) == []


def test_a_contributor_of_a_reading_organisation_imports_nothing(app):
    reader = client_of(app, cookies={"vigie_person": "officer"})

    answer = reader.post(IMPORTS, content=geojson(), params={"name": "a.geojson"})

    assert answer.status_code == 404
    assert json.loads(answer.text)["error"]["code"] == "unknown_operation"
