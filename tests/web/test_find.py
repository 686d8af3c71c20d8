"""Finding over HTTP: what is asked, what is answered, and a geocoder outside that may misbehave."""

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.app import create_app
from dashboard.journal import Draft, Noted
from dashboard.territory.place import Place
from dashboard.web import geocoder
from tests.conftest import at
from tests.web.conftest import HOUSE, client_of, settings

FIND = "/api/operations/nantes/find"
FEATURE = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [-1.5536, 47.2184]},
    "properties": {
        "label": "12 Rue de Strasbourg 44000 Nantes",
        "type": "housenumber",
        "score": 0.97,
        "context": "44, Loire-Atlantique, Pays de la Loire",
    },
}


class OneStreet:
    """A gazetteer of one street, which remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def find(self, text, near=None, limit=8):
        self.asked.append((text, near, limit))
        street = Place(
            name="Quai de la Fosse", kind="street", lon=-1.57, lat=47.21, context="Nantes"
        )
        return [street] if "fosse" in text.lower() else []


@pytest.fixture
def outside():
    """A real server that speaks as a geocoder; it answers what it is told to."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(parse_qs(urlsplit(self.path).query))
            status, body, wait = self.server.told
            threading.Event().wait(wait)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.asked = []
    server.told = (
        200,
        json.dumps({"type": "FeatureCollection", "features": [FEATURE]}).encode(),
        0,
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def switched_on(desk, outside):
    """A browser where settings name the geocoder."""
    address = f"http://127.0.0.1:{outside.server_port}/geocodage/search"
    return client_of(create_app(replace(desk, settings=settings(geocoder=address))))


def found(client, q, **asked):
    answer = client.get(FIND, params={"q": q, "at": at("18:10").isoformat()} | asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_object_and_its_entry_are_found_with_what_was_asked_marked(client):
    said = found(client, "pma nord")

    [post] = said["objects"]["results"]
    assert (post["key"], post["kind"], post["status"], post["at"]) == (
        *("pma1", "medical_post", "planned"),
        None,
    )
    assert post["label"] == {"text": "Nord", "ranges": [[0, 4]]}
    assert post["box"] == [-1.55, 47.21, -1.55, 47.21]
    [entry] = said["entries"]["results"]
    assert (entry["key"], entry["at"]) == ("2", "2026-06-21T18:05:00Z")
    assert said["people"]["results"] == said["places"]["results"] == []


def test_what_is_found_is_told_in_the_readers_language(client):
    said = found(client, "pma", lang="en", at=at("18:01").isoformat())

    [post] = said["objects"]["results"]
    assert post["text"]["text"] == "Advanced medical posts · Planned"
    assert post["note"] == "not there yet; first seen 20:05"
    assert post["at"] == "2026-06-21T18:05:00Z"


def test_what_was_not_known_then_is_only_counted(client):
    said = found(client, "nord", known_at=at("18:02").isoformat())

    assert (said["objects"]["results"], said["objects"]["later"]) == ([], 1)
    assert (said["entries"]["results"], said["entries"]["later"]) == ([], 1)


def test_coordinates_are_a_place_to_go_to(client):
    said = found(client, "47.2184, -1.5536")

    [place] = said["coordinates"]["results"]
    assert place["label"]["text"].startswith("Aller à 47.2184")
    assert place["box"] == [-1.5536, 47.2184, -1.5536, 47.2184]
    nothing = {"results": [], "total": 0, "later": 0, "said": None}
    assert found(client, "pma")["coordinates"] == nothing


def test_coordinates_that_are_nearly_some_say_why_they_are_none(client):
    said = found(client, "-1.5536 47.2184")["coordinates"]

    assert said["results"] == []
    assert "latitude" in said["said"]


def test_places_of_this_machine_are_asked_near_where_one_looks(desk):
    street = OneStreet()
    client = client_of(create_app(replace(desk, gazetteer=street)))

    said = found(client, "quai de la fosse", near="-1.6,47.2", limit=3)

    assert street.asked == [("quai de la fosse", (-1.6, 47.2), 3)]
    [place] = said["places"]["results"]
    assert (place["label"]["text"], place["text"]["text"]) == ("Quai de la Fosse", "rue · Nantes")
    assert place["outside"] is None
    assert "places" in said["tried"]
    found(client, "quai")
    assert street.asked[-1][1] == pytest.approx((-1.55, 47.225))  # else, the operation's area


def test_without_a_map_no_place_is_said_to_have_been_tried(client):
    assert found(client, "quai")["tried"] == ["objects", "people", "entries", "coordinates"]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"at": "hier"}, "hier"),
        ({"near": "ici"}, "ici"),
        ({"near": "2,91"}, "2,91"),
        ({"limit": 0}, "limit"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(client, asked, word):
    answer = client.get(FIND, params={"q": "pma"} | asked)

    assert 400 <= answer.status_code < 500
    assert word in answer.json()["error"]["sentence"]


def test_the_log_is_searched_by_the_same_rules(desk, client):
    said = {"author": "ada", "organisation": HOUSE, "occurred_at": at("18:06"), "fact": Noted()}
    desk.journal.append("nantes", Draft(**said, text="Deux blessées évacuées vers l'hôpital"))

    for query in ("blessés", "evacuation", "hopital", "évac", "3"):
        numbers = client.get(f"{FIND}/numbers", params={"q": query}).json()
        entries = client.get("/api/operations/nantes/entries", params={"q": query}).json()
        assert numbers == {"numbers": [3], "head": 3}, query
        assert [entry["seq"] for entry in entries["entries"]] == [3], query
    assert client.get(f"{FIND}/numbers", params={"q": ""}).json()["numbers"] == []


def test_entries_found_are_given_page_by_page(desk, client):
    said = {"author": "ada", "organisation": HOUSE, "occurred_at": at("18:06"), "fact": Noted()}
    for text in ("un blessé", "rien", "deux blessés", "trois blessés"):
        desk.journal.append("nantes", Draft(**said, text=text))
    asked = {"q": "blessé", "limit": 2}

    first = client.get("/api/operations/nantes/entries", params=asked).json()
    rest = client.get(
        "/api/operations/nantes/entries", params=asked | {"after": first["next"]}
    ).json()

    assert [entry["seq"] for entry in first["entries"]] == [3, 5]
    assert [entry["seq"] for entry in rest["entries"]] == [6]


def test_a_letter_of_two_units_is_counted_as_browsers_do(desk, client):
    said = {"author": "ada", "organisation": HOUSE, "occurred_at": at("18:06"), "fact": Noted()}
    desk.journal.append("nantes", Draft(**said, text="🚑🚑 renfort"))

    [entry] = found(client, "renfort")["entries"]["results"]

    assert entry["label"]["ranges"] == [[5, 12]]


def test_nothing_leaves_the_house_unless_settings_and_the_reader_both_want_it(
    client, switched_on, outside, audited
):
    assert found(client, "rue de strasbourg", outside=True)["outside"] is None
    assert found(switched_on, "rue de strasbourg")["outside"] == "127.0.0.1"

    assert outside.asked == []
    assert "geocoded" not in audited()


def test_places_from_outside_say_so_and_the_audit_trail_says_who_asked(
    switched_on, outside, audited
):
    said = found(switched_on, "12 rue de strasbourg", outside=True, near="-1.55361,47.21842")

    [place] = said["places"]["results"]
    assert place["label"]["text"] == "12 Rue de Strasbourg 44000 Nantes"
    assert (place["outside"], place["box"][:2]) == ("127.0.0.1", [-1.5536, 47.2184])
    assert outside.asked == [
        {"q": ["12 rue de strasbourg"], "limit": ["8"], "lon": ["-1.55"], "lat": ["47.22"]}
    ]
    assert audited().count("geocoded") == 1


NONSENSE = {
    "no JSON": b"<html>",
    "another shape": b"[]",
    "no features": b'{"features": 3}',
    "nowhere": json.dumps({"features": [FEATURE | {"geometry": None}]}).encode(),
    "off the earth": json.dumps(
        {"features": [FEATURE | {"geometry": {"type": "Point", "coordinates": [-1.5, 147]}}]}
    ).encode(),
    "no name": json.dumps({"features": [FEATURE | {"properties": {}}]}).encode(),
    "too long": b" " * (geocoder.LONGEST + 1),
}


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ((429, b"", 0), "trop de demandes"),
        ((500, b"", 0), "refusé"),
        ((302, b"", 0), "refusé"),
        *(((200, body, 0), "pas lisible") for body in NONSENSE.values()),
    ],
    ids=["busy", "failing", "elsewhere", *NONSENSE],
)
def test_a_geocoder_that_fails_is_told_of_and_the_rest_is_still_found(
    switched_on, outside, told, word
):
    outside.told = told

    said = found(switched_on, "pma nord", outside=True)

    assert word in said["places"]["said"]
    assert said["places"]["results"] == []
    assert [one["key"] for one in said["objects"]["results"]] == ["pma1"]


def test_a_geocoder_that_does_not_answer_in_time_is_left(switched_on, outside, monkeypatch):
    monkeypatch.setattr(geocoder, "PATIENCE_S", 0.05)
    outside.told = (200, b"{}", 0.4)

    assert "n'a pas répondu" in found(switched_on, "pma", outside=True)["places"]["said"]


def test_a_geocoder_that_is_not_there_is_told_of(desk, outside):
    address = f"http://127.0.0.1:{outside.server_port}/search"
    outside.shutdown()
    outside.server_close()
    client = client_of(create_app(replace(desk, settings=settings(geocoder=address))))

    assert "n'a pas répondu" in found(client, "pma", outside=True)["places"]["said"]
