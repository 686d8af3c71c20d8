"""The page of a telephone: who may, for whom it speaks, what it tells late or twice."""

import re
from datetime import timedelta

import pytest

from dashboard.journal import Granted, Phased, Placed, Struck, Tracked, Transitioned
from dashboard.tracks.track import milliseconds
from tests.conftest import at
from tests.web.conftest import AWAY, HOUSE, client_of, submit
from tests.web.test_feeds import seen
from tests.web.test_trackers_page import words

SITE = Placed(
    object_id="stade",
    kind="site",
    status="active",
    geometry={"type": "Point", "coordinates": [-1.55, 47.22]},
    values={"name": "Stade"},
)


def ms(clock):
    return milliseconds(at(clock))


def fix(clock="18:09", lon=-1.55, lat=47.22, **more):
    return {"at": ms(clock), "lon": lon, "lat": lat, "accuracy": 8, "speed": 2, **more}


def pressed(status, clock="18:09", **more):
    return {"at": ms(clock), "status": status, **more}


@pytest.fixture
def link(nurse, team):
    """The address of a link that was made for the team."""
    made = submit(nurse, "/trackers/phone", team="nantes/smur1", days="2")
    assert made.status_code == 200, words(made)
    return re.search(r"https?://[^<\s]*/me#vigie_[\w-]{40,}", made.text)[0]


@pytest.fixture
def phone(guarded, link):
    """The telephone that opened it: it shows its token in the header."""
    token = link.partition("#")[2]
    return client_of(
        guarded, client=AWAY, host="vigie.example", headers={"Authorization": f"Bearer {token}"}
    )


def report(phone, fixes=(), statuses=()):
    answer = phone.post("/api/phone/reports", json={"fixes": fixes, "statuses": statuses})
    assert answer.status_code == 200, answer.text
    return answer.json()


def statuses(desk):
    return [
        (entry.fact.status, f"{entry.occurred_at:%H:%M}")
        for entry in desk.journal.entries("nantes")
        if isinstance(entry.fact, Transitioned)
    ]


def test_a_link_is_shown_once_as_a_drawing_and_as_text_and_the_log_says_who_has_it(
    nurse,
    link,
    desk,
    audited,
):
    entry = desk.journal.entries("nantes")[-1]

    assert isinstance(entry.fact, Tracked)
    assert entry.fact.device == "SMUR 1 · tél. 1"
    assert entry.author == "coordinator"
    assert link not in nurse.get("/trackers").text
    assert "token_made" in audited()


def test_a_telephone_is_told_for_whom_it_speaks_and_who_can_see_it(phone, record):
    record(Granted(organisation="ARS", level="read", reason="suivi"))

    told = phone.get("/api/phone", params={"lang": "en"}).json()

    (team,) = told["teams"]
    assert (told["person"], told["may_not"]) == (None, None)
    assert told["ends_at"] == ms("18:10") + 2 * 24 * 3600 * 1000
    assert (team["name"], team["operation_name"]) == ("SMUR 1", "Nantes")
    assert (team["status"], team["status_label"]) == ("available", "Available")
    assert team["readers"] == [HOUSE, "ARS"]
    assert {step["key"]: step["status"] for step in team["steps"]}["4"] == "on_scene"


def test_what_it_tells_is_where_the_team_is_at_the_hour_it_was_measured(phone, client, clock):
    clock.now = at("18:30")
    told = [fix("18:12"), fix("18:11", lat=47.215)]

    assert report(phone, told)["kept"] == 2
    assert report(phone, told)["repeated"] == 2
    assert seen(client) == [("smur1", -1.55, 47.215), ("smur1", -1.55, 47.22)]


def test_a_status_stands_at_the_hour_it_was_pressed_and_moves_nothing_back(phone, desk, clock):
    clock.now = at("18:40")

    report(phone, statuses=[pressed("on_scene", "18:30"), pressed("en_route", "18:20")])
    report(phone, statuses=[pressed("en_route", "18:20")])
    late = report(phone, statuses=[pressed("alerted", "18:15")])

    assert statuses(desk) == [("en_route", "18:20"), ("on_scene", "18:30"), ("alerted", "18:15")]
    assert late["phone"]["teams"][0]["status"] == "on_scene"


def test_a_status_pressed_by_mistake_is_struck_and_stays_readable(phone, desk, clock):
    clock.now = at("18:20")
    mistake = pressed("unavailable", "18:15")
    report(phone, statuses=[mistake])

    for _ in range(2):
        after = report(phone, statuses=[{**mistake, "taken_back": True}])

    assert after["phone"]["teams"][0]["status"] == "available"
    struck = [e for e in desk.journal.entries("nantes") if isinstance(e.fact, Struck)]
    assert [e.author for e in struck] == ["SMUR 1 · tél. 1"]
    assert statuses(desk) == [("unavailable", "18:15")]


def test_on_scene_far_from_the_scene_is_recorded_and_to_be_confirmed(phone, desk, record, clock):
    record(SITE)
    clock.now = at("18:20")

    report(phone, statuses=[pressed("on_scene", "18:15", lon=-1.55, lat=47.3)])

    entry = desk.journal.entries("nantes")[-1]
    assert entry.reliability == "unconfirmed"
    assert "à 8,9 km de « Stade »" in entry.text


def test_what_cannot_be_is_refused_in_a_sentence_and_stops_nothing(phone, desk, clock):
    clock.now = at("18:20")
    told = [fix("18:12"), fix("18:13", lat=0, lon=0), {"at": 1}]
    said = [
        pressed("en_route", "18:01"),
        pressed("en_route", "19:20"),
        pressed("en_route", "18:19"),
    ]

    answer = report(phone, told, said)

    assert (answer["kept"], answer["refused"]) == (1, 4)
    sentences = " ".join(each["sentence"] for each in answer["refusals"])
    for said_of in ("0° 0°", "manque", "aucune équipe à 18:01", "à venir"):
        assert said_of in sentences.replace("16:01", "18:01")
    assert statuses(desk) == [("en_route", "18:19")]


def test_the_token_of_a_telephone_opens_nothing_else(phone, link):
    token = link.partition("#")[2]

    for address in ("/", "/api/operations", "/api/operations/nantes/entries", "/trackers", "/api"):
        assert phone.get(address).status_code == 401, address
    assert phone.get(f"/me?token={token}").status_code == 400


def test_a_link_that_was_revoked_or_ended_lets_nobody_in(phone, nurse, clock):
    clock.now = at("18:10") + timedelta(days=2)
    assert phone.get("/api/phone").status_code == 401

    clock.now = at("18:20")
    assert phone.get("/api/phone").status_code == 200
    submit(nurse, "/account/tokens/revoke", token="1")
    assert phone.get("/api/phone").status_code == 401
    assert phone.post("/api/phone/reports", json={}).status_code == 401


def test_what_is_over_is_spoken_for_no_more(phone, record):
    record(Phased(phase="closed"))

    assert phone.get("/api/phone").json()["teams"] == []


def test_a_reader_makes_no_link_and_the_demonstration_says_why(browser, client, team, desk):
    reader = browser("reader")
    before = len(desk.journal.entries("nantes"))

    refused = submit(reader, "/trackers/phone", team="nantes/smur1", days="2")
    client.get("/trackers")
    nobody = submit(client, "/trackers/phone", team="nantes/smur1", days="2")

    assert (refused.status_code, nobody.status_code) == (403, 403)
    assert "coordinateur" in words(refused)
    assert len(desk.journal.entries("nantes")) == before
    assert desk.accounts.tokens(1) == []


@pytest.mark.parametrize(
    "said",
    [{"team": "", "days": "2"}, {"team": "nantes/x", "days": "2"}, {"days": "0"}, {"days": "32"}],
)
def test_a_link_takes_a_team_and_a_few_days(nurse, team, said):
    answer = submit(nurse, "/trackers/phone", **({"team": "nantes/smur1"} | said))

    assert answer.status_code == 422
    assert "me#" not in answer.text


def test_who_signed_in_shares_under_a_name_of_their_own_until_it_is_handed_out(nurse, client):
    told = nurse.get("/api/phone").json()

    assert (told["person"], told["teams"], told["ends_at"]) == ("coordinator", [], None)
    answer = nurse.post(
        "/api/phone/reports",
        json={"fixes": [fix()]},
        headers={"X-CSRFToken": nurse.cookies["_csrf_token"]},
    )
    assert answer.json()["kept"] == 1
    assert told["device"] in words(nurse.get("/trackers"))
    assert nurse.post("/api/phone/reports", json={"fixes": [fix()]}).status_code == 403


def test_who_may_write_nothing_is_told_so_and_sends_nothing(browser):
    reader = browser("reader")

    assert "contributeur" in reader.get("/api/phone").json()["may_not"]
    answer = reader.post(
        "/api/phone/reports", json={}, headers={"X-CSRFToken": reader.cookies["_csrf_token"]}
    )
    assert answer.status_code == 403


def test_the_page_is_the_same_for_everybody_and_says_nothing_of_what_is_behind(guarded, nurse):
    stranger = client_of(guarded, client=AWAY, host="vigie.example")

    page = stranger.get("/me")

    assert page.status_code == 200
    assert page.text == nurse.get("/me").text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "Nantes" not in page.text
    assert stranger.get("/me/page.js").headers["content-type"].startswith("text/javascript")
    assert stranger.get("/me/worker.js").headers["service-worker-allowed"] == "/me"
