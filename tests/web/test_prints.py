"""Printing over HTTP: who may, what they get, what is written down, and what is said when not."""

import json
import re
import time
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from dashboard.access.audit import Asked
from dashboard.app import create_app
from dashboard.journal import Draft, Granted, Reserved, Tracked
from dashboard.printing.paper import Sheet
from dashboard.printing.scale import Outlook
from tests.conftest import OPENED, at
from tests.printing.conftest import needs_chromium
from tests.web.conftest import HOUSE, TEAM, client_of, settings
from tests.web.test_feeds import send, told

PRINTS = "/api/operations/nantes/prints"
SHEET = "/api/operations/nantes/sheet"
THEN = "2026-06-21T20:08:00+02:00"
ARS = "ARS Nouvelle-Aquitaine"


def officer(app):
    return client_of(app, cookies={"vigie_person": "officer"})


def finished(client, job, seconds=120):
    deadline = time.monotonic() + seconds
    while True:
        said = client.get(f"/api/jobs/{job}").json()
        if said["state"] not in {"waiting", "running"}:
            return said
        assert time.monotonic() < deadline, said
        time.sleep(0.1)


def share(desk, clock, **more):
    """Let the officer's organisation read the operation."""
    organisation = officer_organisation()
    granted = Granted(organisation=organisation, level="read", reason="appui", **more)
    clock.now = at("18:06")
    desk.journal.append(
        "nantes", Draft(author="ada", organisation=HOUSE, occurred_at=at("18:06"), fact=granted)
    )
    clock.now = at("18:10")


def officer_organisation():
    from dashboard.access.demonstration import BY_KEY  # noqa: PLC0415

    return BY_KEY["officer"].actor.organisation


@needs_chromium
@pytest.mark.timeout(240)
def test_a_sheet_is_printed_while_its_owner_watches_and_given_to_nobody_else(app, client, desk):
    begun = client.post(PRINTS, json={"at": THEN, "title": "Point de 20 h", "base": "ign"})
    assert begun.status_code == 202
    job = begun.json()["id"]

    done = finished(client, job)

    assert done["state"] == "done"
    assert done["result"]["name"] == "nantes_2026-06-21_2008_A4.pdf"
    taken = client.get(f"{PRINTS}/{job}")
    assert taken.headers["content-type"] == "application/pdf"
    assert taken.headers["content-disposition"] == (
        'attachment; filename="nantes_2026-06-21_2008_A4.pdf"'
    )
    assert len(taken.content) == done["result"]["size"]
    text = PdfDocument(taken.content)[0].get_textpage().get_text_bounded()
    assert "Point de 20 h" in text
    assert "Postes médicaux avancés" in text
    assert desk.library.whole("nantes").head.seal.hex() in re.sub(r"\s", "", text)
    assert officer(app).get(f"{PRINTS}/{job}").status_code == 404
    noted = [r for r in desk.audit.records(Asked()) if r.what == "exported"]
    assert "print A4 pdf" in str(noted[0])


@needs_chromium
@pytest.mark.timeout(240)
def test_a_print_is_stopped_when_its_owner_asks(client):
    job = client.post(PRINTS, json={"at": THEN, "size": "A1"}).json()["id"]

    client.delete(f"/api/jobs/{job}")

    assert finished(client, job)["state"] == "stopped"
    assert client.get(f"{PRINTS}/{job}").status_code == 404


@needs_chromium
@pytest.mark.timeout(240)
def test_a_printed_sheet_is_kept_from_who_may_no_longer_read(app, desk, clock):
    share(desk, clock, ends_at=at("18:30"))
    theirs = officer(app)
    job = theirs.post(PRINTS, json={"at": THEN}).json()["id"]
    assert finished(theirs, job)["state"] == "done"
    assert theirs.get(f"{PRINTS}/{job}").status_code == 200

    clock.now = at("18:31")

    assert theirs.get(f"{PRINTS}/{job}").status_code == 404


def test_without_chromium_the_sheet_is_refused_in_a_sentence_and_still_opens_as_a_page(
    client, monkeypatch
):
    monkeypatch.setenv("PATH", "/nowhere")

    refused = client.post(PRINTS, json={"at": THEN})

    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "no_chromium"
    assert "apt install chromium" in refused.json()["error"]["sentence"]
    assert client.get(SHEET, params={"at": THEN}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"at": "hier"}, "hier"),
        ({"way": "pair"}, "known_at"),
        ({"bbox": "1,2,3"}, "1,2,3"),
        ({"bbox": "0,86,1,87"}, "85°"),
        ({"scale": 3}, "1:3"),
        ({"at": "9999-12-31T23:59:59Z"}, "9999"),
        ({"size": "A9"}, "size"),
        ({"title": "x" * 121}, "120"),
        ({"remarks": "x" * 601}, "600"),
        ({"colour": True}, "champ"),
    ],
)
def test_what_cannot_be_printed_is_refused_by_name(client, asked, told):
    refused = client.post(PRINTS, json={"at": THEN, **asked})

    assert refused.status_code == 422
    assert told in refused.json()["error"]["sentence"]


@needs_chromium
def test_a_person_prints_so_often_a_minute(client, monkeypatch):
    monkeypatch.setattr("dashboard.web.board.MOST_EACH", 100)
    monkeypatch.setattr("dashboard.web.jobs.AT_ONCE", 0)

    answers = [client.post(PRINTS, json={"at": THEN}).status_code for _ in range(8)]

    assert answers == [202] * 6 + [429] * 2


def test_the_sheet_as_a_page_says_all_and_runs_no_script_but_ours(client, desk):
    page = client.get(SHEET, params={"at": THEN, "title": "</script><b>Point", "lang": "en"})

    assert page.status_code == 200
    assert "unsafe-inline" not in page.headers["content-security-policy"].split("style-src")[0]
    scripts = re.findall(r"<script[^>]*>", page.text)
    assert [s for s in scripts if "application/json" not in s] == [
        '<script src="/opsmap/sheet.js">'
    ]
    assert page.text.count("</script>") == 2
    assert "&lt;/script&gt;&lt;b&gt;Point" in page.text
    assert "What was so" in page.text
    assert desk.library.whole("nantes").head.seal.hex() in page.text
    assert "exported" in [record.what for record in desk.audit.records(Asked())]


def test_the_scripts_of_the_sheet_are_where_it_says(client):
    for name in re.findall(r'(?:src|href)="(/opsmap[^"]+)"', client.get(SHEET).text):
        assert client.get(name).status_code == 200, name


def test_a_sheet_without_a_box_shows_the_area_of_the_operation(client):
    page = client.get(SHEET, params={"at": THEN}).text

    told = json.loads(re.search(r'"view": (\{[^}]*\})', page).group(1))
    scale = int(re.sub(r"\D", "", re.search(r"<b>1:([^<]*)</b>", page).group(1)))
    drawn = Sheet(size="A4", orientation="landscape", exercise="band above" in page).map
    outlook = Outlook(lon=told["center"][0], lat=told["center"][1], scale=scale)
    assert outlook.zoom == pytest.approx(told["zoom"])
    west, south, east, north = outlook.shows(drawn)
    assert west <= -1.65
    assert south <= 47.15
    assert east >= -1.45
    assert north >= 47.3


def test_a_ground_of_the_network_is_drawn_by_the_readers_browser_alone(client, desk):
    asked = {"at": THEN, "base": "ign"}
    allowing = client_of(create_app(replace(desk, settings=settings(online_maps=True))))

    opened = allowing.get(SHEET, params=asked).text

    assert "data.geopf.fr" in opened
    assert "IGN" in opened
    assert "data.geopf.fr" not in client.get(SHEET, params=asked).text


def test_what_is_kept_from_a_reader_is_on_no_sheet_of_theirs(app, desk, clock):
    share(desk, clock)
    theirs = officer(app)
    before = theirs.get(SHEET, params={"at": THEN, "bbox": "-2,47,-1,48"}).text
    assert "Nord" in before

    reserved = Reserved(object_id="pma1", audience=(HOUSE,))
    clock.now = at("18:12")
    desk.journal.append(
        "nantes", Draft(author="ada", organisation=HOUSE, occurred_at=OPENED, fact=reserved)
    )

    after = theirs.get(SHEET, params={"at": THEN, "bbox": "-2,47,-1,48"}).text
    assert "Nord" not in after
    assert "pma1" not in after


def test_a_sheet_has_teams_where_their_devices_say_and_says_so(client, record):
    record(TEAM, occurred_at=at("18:01"))
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00")))
    before = sheet_of(client)

    send(client, told(minute=9, lat=47.25))

    after = sheet_of(client)
    assert '"fixes": []' in before
    assert "leur appareil" not in before.split("<script", 1)[0]
    ms = int(at("18:09").timestamp() * 1000)
    assert f'["smur1", {ms}, {ms / 1000}, -1.55, 47.25, null, null, null, 0]' in after
    assert "Équipes placées d&#39;après leur appareil à cet instant : 1" in after


def sheet_of(client):
    asked = {"at": "2026-06-21T18:10:30Z", "bbox": "-1.65,47.15,-1.45,47.3"}
    answer = client.get("/api/operations/nantes/sheet", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.text
