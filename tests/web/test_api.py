"""The API: what it answers, what it refuses and in which words, and that a repeat records once."""

import gzip
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.access.demonstration import CHAIRS
from dashboard.exchange.journal_file import read_journal, verify
from dashboard.text import RefusedError, Text
from dashboard.web.docs import docs_page
from tests.conftest import OPENED
from tests.web.conftest import client_of

NOTE = {"fact": "Noted", "text": "Deux blessés légers.", "occurred_at": "2026-06-21T20:08:00+02:00"}
OPEN = {
    "fact": "Transitioned",
    "body": {"object_id": "pma1", "verb": "open", "status": "active"},
    "occurred_at": "2026-06-21T20:09:00+02:00",
}
ENTRIES = "/api/operations/nantes/entries"


def post(client, said, **more):
    return client.post(ENTRIES, json=said, **more)


def error(answer):
    assert set(answer.json()) == {"error"}
    return answer.json()["error"]


def test_health_says_whether_it_works_and_nothing_else(app):
    stranger = client_of(app, client=("203.0.113.9", 1))

    answer = stranger.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": "0.1.0", "store": "reachable"}


def test_the_operations_one_may_read_are_listed_and_no_others(client):
    names = [operation["name"] for operation in client.get("/api/operations").json()]

    assert names == ["Nantes"]


def test_an_operation_is_opened_over_http(client, desk):
    asked = {
        "name": "Été à Rouen",
        "starts_at": "2026-07-01T08:00:00+02:00",
        "ends_at": "2026-07-02T08:00:00+02:00",
        "exercise": True,
    }

    answer = client.post("/api/operations", json=asked)

    assert answer.status_code == 201
    assert answer.json()["id"] == "ete-a-rouen"
    assert desk.journal.entries("ete-a-rouen")[0].author == CHAIRS[0].actor.name
    assert client.post("/api/operations", json=asked).status_code == 409


def test_an_entry_is_recorded_in_the_name_of_who_is_signed_in(client, desk):
    answer = post(client, NOTE)

    assert answer.status_code == 201
    said = answer.json()
    kept = desk.journal.entries("nantes")[-1]
    who = CHAIRS[0].actor
    assert (said["seq"], said["author"], said["organisation"]) == (3, who.name, who.organisation)
    assert (said["text"], said["seal"]) == (kept.text, kept.seal.hex())
    assert said["recorded_at"] == "2026-06-21T18:10:00Z"
    assert "Deux blessés légers." in said["sentence"]


def test_a_repeat_under_its_key_records_once(client, desk):
    headers = {"Idempotency-Key": "k1"}

    first, again = (post(client, OPEN, headers=headers) for _ in range(2))
    other = post(client, NOTE, headers=headers)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (other.status_code, error(other)["code"]) == (409, "key_reused")
    assert desk.journal.head("nantes").seq == 3


@pytest.mark.parametrize("name", ["recorded_at", "author", "organisation", "seq", "seal", "colour"])
def test_nobody_but_the_journal_says_when_and_who(client, name):
    answer = post(client, NOTE | {name: "2026-06-21T20:00:00+02:00"})

    assert answer.status_code == 422
    told = error(post(client, NOTE | {name: "x"}, headers={"Accept-Language": "en"}))
    assert "remove it" in told["sentence"]
    if name != "colour":
        assert name in error(answer)["sentence"]
        assert "l'enlever" in error(answer)["sentence"]


@pytest.mark.parametrize(
    ("said", "expected", "fr", "en"),
    [
        ({"text": ""}, (422, "not_recordable"), "L'entrée est vide", "The entry is empty"),
        ({"occurred_at": "2026-06-21T20:08"}, (422, "unreadable_time"), "décalage", "no offset"),
        ({"occurred_at": "hier"}, (422, "unreadable_time"), "« hier »", "“hier”"),
        ({"occurred_at": "9999-12-31T23:59:59-12:00"}, (422, "unreadable_time"), "hors", "outside"),
        ({"priority": "high"}, (422, "unreadable"), "'important' ou 'urgent'", "'urgent'"),
        ({"corrects": 0}, (422, "unreadable"), "« corrects »", "“corrects”"),
        ({"corrects": 9}, (409, "fallen_target"), "pas d'entrée n° 9", "no entry no. 9"),
        ({"body": {"plcae": 1}}, (422, "not_recordable"), "Vigie ne connaît pas", "does not know"),
        (
            {"fact": "Moved", "body": {"object_id": "pma1"}},
            (422, "not_recordable"),
            "Il manque « geometry »",
            "“geometry” is missing",
        ),
        (
            {"fact": "Planned", "body": {"object_id": "pma1", "planned_from": "2026-06-21T20:08"}},
            (422, "not_recordable"),
            "pas de décalage",
            "no offset",
        ),
        ({"body": {"object_ids": ["x"]}}, (422, "unknown_object"), "« x »", "“x”"),
        (OPEN | {"body": OPEN["body"] | {"verb": "fly"}}, (422, "impossible_verb"), "open", "open"),
        ({"fact": ""}, (422, "unreadable"), "« fact »", "“fact”"),
    ],
)
def test_what_is_refused_is_told_in_the_readers_language(client, desk, said, expected, fr, en):
    french = post(client, NOTE | said)
    english = post(client, NOTE | said, params={"lang": "en"})

    assert (french.status_code, error(french)["code"]) == expected
    assert fr in error(french)["sentence"]
    assert en in error(english)["sentence"]
    assert "doubt" not in error(french)
    assert desk.journal.head("nantes").seq == 2


def test_a_doubt_is_recorded_once_confirmed(client):
    early = NOTE | {"occurred_at": "2026-06-21T21:00:00+02:00"}

    doubt = post(client, early)
    meant = post(client, early | {"confirmed": ["future"]})

    assert doubt.status_code == 409
    assert error(doubt)["code"] == "future"
    assert error(doubt)["doubt"] is True
    assert meant.status_code == 201


@pytest.mark.parametrize("body", [b"{", b"[" * 5000, b'{"fact": NaN}', b"\xff", b""])
def test_a_body_that_is_no_json_is_refused_in_a_sentence(client, body):
    answer = client.post(ENTRIES, content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in {400, 422}
    assert error(answer)["sentence"]


def test_infinity_is_not_recorded(client):
    body = b'{"fact": "X", "body": {"n": Infinity}, "occurred_at": "2026-06-21T20:08:00Z"}'

    answer = client.post(
        ENTRIES + "?lang=en", content=body, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, error(answer)["code"]) == (422, "not_recordable")
    assert "infinite" in error(answer)["sentence"]


def test_a_body_is_read_no_further_than_it_may_be_long(client):
    answer = post(client, NOTE | {"text": "a" * 1_100_000})

    assert (answer.status_code, error(answer)["code"]) == (413, "too_long")


class Gone:
    """A journal whose store went away."""

    def __init__(self, journal):
        self._journal = journal

    def __getattr__(self, name):
        return getattr(self._journal, name)

    def append(self, *_args, **_kwargs):
        raise StoreUnreachableError(Text(fr="Non enregistré", en="Not recorded"))

    operations = append


class StoreUnreachableError(RefusedError):
    """As the storage calls it."""


def test_a_store_that_went_away_is_told_as_not_recorded(desk):
    from dashboard.app import create_app  # noqa: PLC0415

    client = client_of(create_app(replace(desk, journal=Gone(desk.journal))))

    answer = post(client, NOTE)

    assert (answer.status_code, error(answer)["code"]) == (503, "store_unreachable")
    assert error(answer)["sentence"] == "Non enregistré"
    assert client.get("/health").status_code == 503


@pytest.mark.parametrize(
    ("address", "status", "fr", "en"),
    [
        ("/api/operations/rouen/head", 404, "Aucune opération", "no operation"),
        ("/api/operations/rouen/picture", 404, "Aucune opération", "no operation"),
        ("/api/operations/rouen/entries", 404, "Aucune opération", "no operation"),
        ("/api/operations/rouen/reel", 404, "Aucune opération", "no operation"),
        ("/api/operations/rouen/journal.jsonl", 404, "Aucune opération", "no operation"),
        ("/api/nothing", 404, "rien à cette adresse", "nothing at this address"),
        ("/api/operations/nantes/picture?at=2026-06-21T20:00", 422, "décalage", "offset"),
        ("/api/operations/nantes/picture?bbox=1,2,3", 422, "emprise", "box"),
        ("/api/operations/nantes/picture?bbox=a,b,c,d", 422, "emprise", "box"),
        ("/api/operations/nantes/picture?bbox=nan,0,1,1", 422, "emprise", "box"),
        ("/api/operations/nantes/entries?limit=0", 422, "« limit »", "“limit”"),
        ("/api/operations/nantes/entries?from=20:00", 422, "« 20:00 »", "“20:00”"),
        ("/api/operations/nantes/reel?after=-1", 422, "« after »", "“after”"),
    ],
)
def test_a_question_that_has_no_answer_is_told_so(client, address, status, fr, en):
    french = client.get(address)
    english = client.get(address, headers={"Accept-Language": "en-GB"})

    assert french.status_code == status
    assert fr in error(french)["sentence"]
    assert en in error(english)["sentence"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"pma1"}),
        ("?at=2026-06-21T20:01:00%2B02:00", set()),
        ("?known_at=2026-06-21T20:01:00%2B02:00", set()),
        ("?bbox=-1.6,47.2,-1.5,47.3", {"pma1"}),
        ("?bbox=0,0,1,1", set()),
        ("?kind=team&kind=medical_post", {"pma1"}),
        ("?kind=team", set()),
    ],
)
def test_a_picture_is_geojson_of_what_is_asked(client, asked, found):
    answer = client.get(f"/api/operations/nantes/picture{asked}")

    assert answer.headers["content-type"] == "application/geo+json"
    assert {feature["id"] for feature in answer.json()["features"]} == found


def test_the_log_is_read_page_by_page(client):
    for number in range(5):
        post(client, NOTE | {"text": f"Note {number}"})

    after, pages = 0, []
    while after is not None:
        page = client.get(ENTRIES, params={"after": after, "limit": 3}).json()
        pages.append([entry["seq"] for entry in page["entries"]])
        after = page["next"]

    assert pages == [[1, 2, 3], [4, 5, 6], [7]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "BLESSES legers"}, [3]),
        ({"q": "nord"}, [2]),
        ({"q": "nord blesses"}, []),
        ({"from": "2026-06-21T20:06:00+02:00"}, [3]),
        ({"to": "2026-06-21T20:05:00+02:00"}, [1]),
        ({"q": "blesses", "limit": 1}, [3]),
    ],
)
def test_the_log_is_searched_without_accents(client, asked, found):
    post(client, NOTE)

    page = client.get(ENTRIES, params=asked).json()

    assert [entry["seq"] for entry in page["entries"]] == found
    assert page["next"] is None


def test_the_reel_is_sent_once_a_head(client):
    address = "/api/operations/nantes/reel"

    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    tag = first.headers["etag"]
    same = client.get(address, headers={"If-None-Match": tag})
    english = client.get(address + "?locale=en", headers={"If-None-Match": tag})
    post(client, NOTE)
    grown = client.get(address + "?after=2", headers={"If-None-Match": tag})

    assert first.headers["content-encoding"] == "gzip"
    assert [e["seq"] for e in first.json()["entries"]] == [1, 2]
    assert (same.status_code, same.content) == (304, b"")
    assert english.json()["entries"][1]["sentence"] != first.json()["entries"][1]["sentence"]
    assert [e["seq"] for e in grown.json()["entries"]] == [3]


def test_the_reel_is_plain_for_who_cannot_unpack_it(client):
    answer = client.get("/api/operations/nantes/reel", headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert not answer.content.startswith(gzip.compress(b"")[:2])
    held = answer.json()
    head = client.get("/api/operations/nantes/head").json()
    assert held["head"] | {"view": held["view"]} == {
        name: head[name] for name in ("seq", "digest", "view")
    }


def test_the_head_tells_a_page_what_time_alone_changes(client, clock):
    def told():
        head = client.get("/api/operations/nantes/head").json()
        return head["level"], head["phase"]

    clock.now = OPENED - timedelta(minutes=1)
    before = told()
    clock.now = OPENED

    assert (before, told()) == (("coordinate", "planned"), ("coordinate", "active"))


def test_the_journal_leaves_as_a_file_that_verifies(client, desk):
    answer = client.get("/api/operations/nantes/journal.jsonl")

    verdict = verify(read_journal(answer.content.splitlines(keepends=True)))
    assert verdict.is_whole
    assert verdict.head == desk.journal.head("nantes")
    assert answer.headers["content-disposition"] == 'attachment; filename="nantes.jsonl"'


def test_the_documentation_names_every_route_and_needs_nothing_from_elsewhere(client):
    page = client.get("/docs").text
    schema = client.get("/openapi.json").json()

    assert page == docs_page(schema)
    assert all(path in page for path in schema["paths"])
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page
    assert json.dumps("medical_post") in page.replace("&quot;", '"')


def test_a_routine_log_needs_no_end_and_any_other_operation_does(client, desk):
    routine = {"name": "Main courante SAMU 44", "starts_at": "2026-06-21T08:00:00+02:00"}

    refused = client.post("/api/operations", json=routine)
    answer = client.post("/api/operations", json=routine | {"continuous": True})

    assert refused.status_code == 422
    assert "a une fin" in error(refused)["sentence"]
    assert answer.json()["continuous"] is True
    assert desk.journal.entries(answer.json()["id"])[0].fact.continuous


def test_an_operation_starts_from_another(client, desk):
    asked = {
        "name": "Nantes 2027",
        "starts_at": "2027-06-21T20:00:00+02:00",
        "ends_at": "2027-06-22T02:00:00+02:00",
        "model": "nantes",
    }

    answer = client.post("/api/operations", json=asked)

    placed = desk.journal.entries(answer.json()["id"])[1:]
    assert [entry.text for entry in placed] == ["Repris de l'opération « Nantes »"]
    assert client.post("/api/operations", json=asked | {"model": "nulle"}).status_code == 404
