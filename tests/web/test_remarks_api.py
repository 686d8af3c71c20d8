"""Remarks on the film over HTTP: one's organisation's own, corrected by another version."""

import json

import pytest

from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app
from dashboard.journal import Draft, Granted, Phased
from tests.conftest import at
from tests.web.conftest import HOUSE, client_of

REMARKS = "/api/operations/nantes/remarks"
LATE = {
    "at": "2026-06-21T20:07:30+02:00",
    "text": "Le PMA aurait pu ouvrir plus tôt.",
    "category": "improved",
    "place": [-1.55, 47.21],
}


@pytest.fixture
def theirs(desk):
    """Somebody of an organisation the operation is shared with, who may only read it."""
    officer = BY_KEY["officer"].actor
    grant = Granted(organisation=officer.organisation, level="read", reason="suivi")
    desk.journal.append(
        "nantes", Draft(author="ada", organisation=HOUSE, occurred_at=at("18:10"), fact=grant)
    )
    return client_of(create_app(desk), cookies={"vigie_person": "officer"})


def listed(client):
    return client.get(REMARKS).json()["remarks"]


def test_a_remark_is_kept_and_is_in_no_journal(client, desk):
    before = desk.journal.head("nantes")

    made = client.post(REMARKS, json=LATE)

    assert made.status_code == 201
    assert listed(client) == [made.json()]
    assert made.json()["text"] == LATE["text"]
    assert made.json()["at"] == "2026-06-21T18:07:30Z"
    assert made.json()["organisation"] == HOUSE
    assert desk.journal.head("nantes") == before


def test_the_same_key_remarks_once(client):
    first = client.post(REMARKS, json=LATE, headers={"Idempotency-Key": "k"}).json()
    again = client.post(REMARKS, json=LATE, headers={"Idempotency-Key": "k"}).json()

    assert first == again
    assert len(listed(client)) == 1


def test_a_correction_keeps_what_was_said_before(client):
    made = client.post(REMARKS, json=LATE).json()

    corrected = client.put(
        f"{REMARKS}/{made['id']}", json=LATE | {"text": "À temps.", "version": 1}
    ).json()

    assert corrected["text"] == "À temps."
    assert [one["text"] for one in corrected["before"]] == [LATE["text"]]
    assert listed(client) == [corrected]


def test_a_correction_of_what_another_corrected_meanwhile_is_refused(client):
    made = client.post(REMARKS, json=LATE).json()
    change = LATE | {"text": "À temps.", "version": 1}
    client.put(f"{REMARKS}/{made['id']}", json=change)

    second = client.put(f"{REMARKS}/{made['id']}", json=change)

    assert second.status_code == 409
    assert "entre-temps" in second.json()["error"]["sentence"]


def test_what_is_withdrawn_is_listed_no_more_and_stays_in_the_file(client):
    made = client.post(REMARKS, json=LATE).json()

    gone = client.delete(f"{REMARKS}/{made['id']}?version=1")
    again = client.delete(f"{REMARKS}/{made['id']}?version=2")

    assert gone.json()["withdrawn"] is True
    assert again.status_code == 404
    assert listed(client) == []
    header, *lines = client.get(f"{REMARKS}.jsonl").text.splitlines()
    assert json.loads(header)["vigie"] == "remarks"
    assert [json.loads(line)["withdrawn"] for line in lines] == [False, True]


def test_remarks_are_read_within_ones_own_organisation(client, theirs):
    made = client.post(REMARKS, json=LATE).json()

    assert listed(theirs) == []
    assert LATE["text"] not in theirs.get(f"{REMARKS}.jsonl").text
    taken = theirs.put(f"{REMARKS}/{made['id']}", json=LATE | {"version": 1})
    assert taken.status_code in {403, 404}
    assert listed(client) == [made]


def test_who_reads_an_operation_remarks_on_it_even_when_it_is_over(client, desk):
    for phase in ("closed", "archived"):
        turned = Phased(phase=phase, reason="")
        draft = Draft(author="ada", organisation=HOUSE, occurred_at=at("18:10"), fact=turned)
        desk.journal.append("nantes", draft)

    assert client.post(REMARKS, json=LATE).status_code == 201


def test_a_reader_writes_no_remarks_and_is_told_who_may(desk):
    chair = next(one for one in BY_KEY.values() if one.actor.role == "reader")
    desk.journal.append(
        "nantes",
        Draft(
            author="ada",
            organisation=HOUSE,
            occurred_at=at("18:10"),
            fact=Granted(organisation=chair.actor.organisation, level="read", reason="suivi"),
        ),
    )
    reader = client_of(create_app(desk), cookies={"vigie_person": chair.key})

    answer = reader.post(REMARKS, json=LATE)

    assert answer.status_code == 403
    assert "contributeur" in answer.json()["error"]["sentence"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"at": "2026-06-21T20:07:30"}, "décalage horaire"),
        ({"text": ""}, "Écrire la remarque"),
        ({"text": "x" * 1_001}, "1000 au plus"),
        ({"until": "2026-06-21T20:00:00+02:00"}, "une fin plus tardive"),
        ({"place": [200, 95]}, "pas sur terre"),
        ({"category": "furious"}, "category"),
        ({"author": "bob"}, "author"),
    ],
)
def test_what_is_no_remark_is_refused_in_a_sentence(client, change, why):
    answer = client.post(REMARKS, json=LATE | change)

    assert answer.status_code == 422
    assert why in answer.json()["error"]["sentence"]
