"""The need over HTTP: each estimate beside what is placed, its note, and who may have it."""

import re

import pytest
from pypdfium2 import PdfDocument

from dashboard.access.audit import Asked
from dashboard.journal import Changed, Draft, Opened
from tests.conftest import at
from tests.printing.conftest import needs_chromium
from tests.sizing.conftest import CROWD, LEVELS, march, pair
from tests.web.test_prints import finished, officer, share

NEEDS = "/api/operations/nantes/needs"
THEN = "2026-06-21T18:30:00Z"


def asked(client, address="/marche", **more):
    answer = client.get(f"{NEEDS}{address}", params={"at": THEN, "lang": "en"} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def marching(record, clock):
    """A march of two estimates, with one pair placed and one planned."""
    clock.now = at("18:20")
    placed = record(march(**LEVELS, **CROWD))
    record(pair(1))
    record(pair(2, status="planned", start="20:00", end="21:00"))
    clock.now = at("18:40")
    return placed


def test_a_gathering_is_told_with_its_formula_its_class_and_who_said_what(client, marching):
    found = asked(client)

    police, organisers = sorted(found["estimates"], key=lambda one: one["people"])
    assert police["formula"] == "(0.40 + 0.40 + 0.30) × 9,000 / 1,000 = 9.9"
    assert (police["first_aiders"], police["kind"]) == (10, "small")
    assert (organisers["first_aiders"], organisers["kind"], organisers["counts"]) == (
        18, "medium", True,
    )  # fmt: skip
    assert organisers["origin"]["seq"] == marching.seq
    assert [level["level"] for level in found["levels"]] == [
        "0.40 (high)", "0.40 (high)", "0.30 (moderate)",
    ]  # fmt: skip
    assert [(h["placed"], h["lacking"]) for h in found["hours"]] == [(2, 16), (4, 14)]
    assert "Up to 16 first-aiders missing" in found["balance"]


def test_the_list_has_every_gathering_and_what_is_asked(client, marching, record):
    assert [(one["object"], one["asked"]) for one in asked(client, "")] == [("marche", 18)]


def test_what_is_chosen_is_an_entry_and_the_answer_follows_it(client, marching):
    said = {"object_id": "marche", "values": {"sized_by": "crowd@police"}}
    body = {"fact": "Changed", "body": said, "occurred_at": "2026-06-21T18:35:00Z"}
    assert client.post("/api/operations/nantes/entries", json=body).status_code == 201

    assert asked(client)["asked"] == 18
    assert asked(client, at="2026-06-21T18:36:00Z")["asked"] == 10


def test_what_is_no_gathering_is_refused_in_a_sentence(client, marching):
    answer = client.get(f"{NEEDS}/pma1", params={"at": THEN})

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_gathering"
    assert "pma1" in answer.json()["error"]["sentence"]


def test_the_note_says_every_input_its_entry_the_article_and_the_seal(client, marching, desk):
    page = client.get(f"{NEEDS}/marche/note", params={"at": THEN, "lang": "fr"}).text

    assert "Arrêté du 7 novembre 2006" in page
    assert "(0,40 + 0,40 + 0,30) × 15\u202f000 / 1\u202f000 = 16,5" in page
    assert "arrondi à l&#39;entier puis au nombre pair supérieurs : 18" in page
    assert f"entrée n°&nbsp;{marching.seq}" in page.lower()
    assert desk.library.whole("nantes").head.seal.hex() in page
    assert "manque 16" in page
    # What is no exercise does not say it is.
    assert 'class="band"' not in page


def test_the_note_of_an_exercise_says_so_on_top(client, desk, journal, clock):
    opening = Opened(name="Essai", starts_at=at("18:00"), ends_at=at("23:00"), exercise=True)
    said = {"author": "ada", "organisation": "SAMU 64A", "occurred_at": at("18:00")}
    journal.append("essai", Draft(**said, fact=opening))
    journal.append("essai", Draft(**said, fact=march(**LEVELS, **CROWD)))

    page = client.get("/api/operations/essai/needs/marche/note", params={"lang": "en"}).text

    assert 'class="band"' in page
    assert "nothing on this sheet is a real situation" in page


@needs_chromium
@pytest.mark.timeout(240)
def test_the_note_is_printed_with_numbered_pages_and_given_to_nobody_else(
    app, client, marching, desk
):
    begun = client.post(f"{NEEDS}/marche/note", json={"at": THEN}, params={"lang": "en"})
    assert begun.status_code == 202, begun.text
    job = begun.json()["id"]

    done = finished(client, job)

    assert done["state"] == "done", done
    assert done["result"]["name"] == "nantes_marche_2026-06-21_2030.pdf"
    taken = client.get(f"/api/operations/nantes/prints/{job}")
    document = PdfDocument(taken.content)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert f"page 1 / {len(texts)}" in texts[0]
    assert "First-aid cover sizing note" in texts[0]
    assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [210, 297]
    assert desk.library.whole("nantes").head.seal.hex() in re.sub(r"\s", "", "".join(texts))
    assert officer(app).get(f"/api/operations/nantes/prints/{job}").status_code == 404
    noted = [r for r in desk.audit.records(Asked()) if r.what == "exported"]
    assert ["note pdf" in str(one) for one in noted] == [True]


def test_a_stranger_learns_nothing_and_a_partner_what_they_may(app, client, desk, clock, marching):
    address = f"{NEEDS}/marche"
    assert officer(app).get(address, params={"at": THEN}).status_code == 404
    assert officer(app).post(f"{address}/note", json={"at": THEN}).status_code == 404

    share(desk, clock)
    clock.now = at("18:45")

    assert officer(app).get(address, params={"at": THEN}).status_code == 200


def test_an_estimate_kept_for_some_is_in_no_answer_of_the_others(
    app, client, desk, clock, record, marching
):
    share(desk, clock)
    clock.now = at("18:41")
    record(Changed(object_id="marche", values={"crowd@prefecture": 31_000}), audience=("SAMU 64A",))

    answers = [
        officer(app).get(f"{NEEDS}{path}", params={"at": "2026-06-21T18:50:00Z"}).text
        for path in ("", "/marche", "/marche/note")
    ]

    assert len(answers) == len([one for one in answers if "organi" in one or "marche" in one])
    assert not [one for one in answers if "31000" in one.replace("\u202f", "")]
    ours = asked(client, at="2026-06-21T18:50:00Z")
    assert max(one["people"] for one in ours["estimates"]) == 31_000


def test_a_team_kept_for_some_counts_for_nobody_else(app, client, desk, clock, record, marching):
    share(desk, clock)
    clock.now = at("18:41")
    record(pair(7, crew=6), audience=("SAMU 64A",))
    clock.now = at("18:50")

    theirs, ours = (asked(who, at="2026-06-21T19:10:00Z") for who in (officer(app), client))

    assert "binome-7" not in str(theirs)
    assert "binome-7" in str(ours)
    assert [hour["there"] for hour in theirs["hours"]] == [2, 2]
    assert [hour["there"] for hour in ours["hours"]] == [8, 8]
