"""Documents over HTTP: sent, told, listed, given back, and refused without a trace."""

import hashlib
import shlex
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.app import create_app
from dashboard.clock import instant
from dashboard.documents import MemoryDocuments
from dashboard.journal import Attached, Draft, Opened
from dashboard.web.attaching import MIB
from tests.conftest import OPENED, at
from tests.documents.samples import CSV, GEOJSON, HTML, PDF, SVG, office, png
from tests.web.conftest import AWAY, client_of, settings

DOCUMENTS = "/api/operations/nantes/documents"
PLAN = {"name": "Plan d'accès.pdf"}


def digest(content):
    return hashlib.sha256(content).hexdigest()


def error(answer):
    return answer.json()["error"]


class Counted(MemoryDocuments):
    """Counts what it was asked to keep."""

    def __init__(self):
        super().__init__()
        self.kept = 0

    def keep(self, content, media_type):
        self.kept += 1
        return super().keep(content, media_type)


@pytest.fixture
def documents():
    return Counted()


@pytest.fixture
def desk(desk, documents):
    return replace(desk, documents=documents)


@pytest.fixture
def nothing(desk, documents):
    """Whether nothing was kept and nothing recorded since the test began."""
    head = desk.journal.head("nantes")
    return lambda: documents.kept == 0 and desk.journal.head("nantes") == head


def send(client, content, params=PLAN, **more):
    return client.post(DOCUMENTS, content=content, params=params, **more)


def test_a_document_is_attached_sealed_and_given_back(client, desk):
    answer = send(client, PDF)

    entry = desk.journal.entries("nantes")[-1]
    assert answer.status_code == 201
    assert entry.fact == Attached(
        sha256=digest(PDF), name="Plan d'accès.pdf", media_type="application/pdf", size=len(PDF)
    )
    assert answer.json()["sentence"] == "Document « Plan d'accès.pdf » joint"
    assert (answer.json()["seq"], entry.occurred_at) == (entry.seq, desk.clock())
    given = client.get(f"{DOCUMENTS}/{digest(PDF)}")
    assert (given.status_code, given.content) == (200, PDF)


def test_a_document_may_belong_to_an_entry(client, nothing):
    unknown = send(client, png(), {"name": "pma.png", "seq": 9})
    assert (unknown.status_code, error(unknown)["code"]) == (422, "not_recordable")
    assert error(unknown)["sentence"] == "Il n'y a pas d'entrée n° 9."
    assert nothing()

    answer = send(client, png(), {"name": "pma.png", "seq": 2})

    assert answer.json()["sentence"] == "Document « pma.png » joint à l'entrée n° 2"


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        ({}, None),
        ({"reserved": "true"}, ()),
        ({"reserved": "true", "audience": ["SDIS 44", "ARS"]}, ("SDIS 44", "ARS")),
        ({"audience": ["ARS"]}, ("ARS",)),
    ],
)
def test_a_document_is_for_whom_its_sender_says_from_the_first_instant(
    client, desk, said, audience
):
    until = "2026-06-22T08:00:00+02:00"

    answer = send(client, PDF, PLAN | said | {"embargo_until": until})

    entry = desk.journal.entries("nantes")[answer.json()["seq"] - 1]
    assert entry.audience == audience
    assert entry.embargo_until == instant(until)


def test_the_documents_of_an_operation_are_listed_until_they_are_struck(client):
    send(client, PDF)
    struck = send(client, CSV, {"name": "equipes.csv", "seq": 2}).json()["seq"]
    strike = {"seq": struck, "reason": "mauvais fichier"}
    client.post(
        "/api/operations/nantes/entries",
        json={"fact": "Struck", "body": strike, "occurred_at": "2026-06-21T20:12:00+02:00"}
        | {"confirmed": ["future"]},
    )

    told = client.get(DOCUMENTS).json()

    assert told["largest"] == 25 * MIB
    assert told["scanned"] is False
    assert [(d["name"], d["entry"], d["seq"], d["here"]) for d in told["documents"]] == [
        ("Plan d'accès.pdf", 3, None, True)
    ]
    # What was struck stays readable, for whoever finds it in the log.
    assert client.get(f"{DOCUMENTS}/{digest(CSV)}").content == CSV


def test_a_browser_is_told_what_it_is_and_to_run_nothing(client):
    send(client, PDF)
    send(client, png(), {"name": 'a"b\\é.png'})

    handed = client.get(f"{DOCUMENTS}/{digest(PDF)}", headers={"Accept-Encoding": "gzip"}).headers
    shown = client.get(f"{DOCUMENTS}/{digest(png())}").headers

    assert handed["content-type"] == "application/pdf"
    assert handed["content-disposition"] == (
        "attachment; filename=\"Plan d'acces.pdf\"; filename*=UTF-8''Plan%20d%27acc%C3%A8s.pdf"
    )
    assert shown["content-disposition"] == "inline; filename=\"e.png\"; filename*=UTF-8''%C3%A9.png"
    for headers in (handed, shown):
        assert headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "private, no-cache"
        assert "content-encoding" not in headers
    assert int(handed["content-length"]) == len(PDF)


def test_a_document_held_already_is_not_sent_again(client):
    send(client, PDF)
    address = f"{DOCUMENTS}/{digest(PDF)}"
    tag = client.get(address).headers["etag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (tag, again.status_code, again.content) == (f'"{digest(PDF)}"', 304, b"")


def test_a_document_sent_twice_under_one_key_is_recorded_once(client, desk, clock):
    key = {"Idempotency-Key": "envoi-1"}

    first = send(client, PDF, headers=key)
    clock.now = at("18:25")
    again = send(client, PDF, headers=key)
    other = send(client, CSV, {"name": "equipes.csv"}, headers=key)
    anew = send(client, PDF, headers={"Idempotency-Key": "envoi-2"})

    assert again.json() == first.json()
    assert (other.status_code, error(other)["code"]) == (409, "key_reused")
    assert anew.json()["seq"] == first.json()["seq"] + 1
    assert desk.journal.entries("nantes")[-1].occurred_at == at("18:25")
    assert desk.journal.head("nantes").seq == 4


def test_a_doubt_about_its_hour_is_told_before_anything_is_kept(client, nothing):
    late = PLAN | {"occurred_at": "2026-06-21T22:00:00+02:00"}

    doubted = send(client, PDF, late)
    assert (doubted.status_code, error(doubted)["code"]) == (409, "future")
    assert nothing()

    assert send(client, PDF, late | {"confirmed": "future"}).status_code == 201


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.pdf", png(), "mislabelled_document"),
        ("plan.svg", SVG, "unacceptable_document"),
        ("plan.txt", HTML, "unacceptable_document"),
        ("fiche.docx", office(".docx", ("a.xml", bytes(30 * MIB))), "unacceptable_document"),
        ("vide.txt", b"", "unacceptable_document"),
    ],
)
def test_what_is_not_accepted_leaves_no_trace(client, nothing, name, content, code):
    answer = send(client, content, {"name": name})

    assert (answer.status_code, error(answer)["code"]) == (422, code)
    assert "rien n'a été gardé" in error(answer)["sentence"]
    assert nothing()


def test_a_document_too_long_is_refused_before_a_byte_of_it_is_read(client, nothing):
    def never():
        pytest.fail("the body was read")
        yield b""

    length = {"Content-Length": str(2 * 1024 * MIB)}
    answer = client.post(DOCUMENTS, content=never(), params=PLAN, headers=length)

    assert (answer.status_code, error(answer)["code"]) == (413, "document_too_large")
    assert "dépasse 25 Mio" in error(answer)["sentence"]
    assert nothing()


def test_a_document_that_does_not_say_its_length_is_read_no_further_than_allowed(client, nothing):
    def endless():
        yield PDF
        for _ in range(25):
            yield bytes(MIB)

    answer = send(client, endless())

    assert (answer.status_code, error(answer)["code"]) == (413, "document_too_large")
    assert nothing()


def test_the_longest_document_allowed_is_taken(client, desk):
    content = b"a" * 25 * MIB

    assert send(client, content, {"name": "journal.log"}).status_code == 201
    assert send(client, content + b"a", {"name": "journal.log"}).status_code == 413
    assert client.get(f"{DOCUMENTS}/{digest(content)}").content == content


def test_every_other_body_stays_short(client):
    elsewhere = client.post("/api/operations/nantes/entries", content=bytes(2 * MIB))
    beside = client.post(f"{DOCUMENTS}/{digest(PDF)}", content=bytes(2 * MIB))
    announced = client.post(
        "/api/operations", content=iter([b"{}"]), headers={"Content-Length": str(2 * MIB)}
    )

    assert [a.status_code for a in (elsewhere, beside, announced)] == [413, 413, 413]


def test_a_document_of_another_operation_is_not_there(client, desk):
    opening = Opened(name="Rouen", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    said = {"author": "ada", "organisation": "SAMU 64A"}
    desk.journal.append("rouen", Draft(**said, occurred_at=OPENED, fact=opening))
    send(client, PDF)

    answers = [
        client.get(f"/api/operations/rouen/documents/{digest(PDF)}"),
        client.get(f"{DOCUMENTS}/{digest(b'guessed')}"),
        client.get(f"{DOCUMENTS}/{{x}}"),
        client.get(f"/api/operations/none/documents/{digest(PDF)}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert [error(answer)["code"] for answer in answers[:3]] == ["unknown_document"] * 3
    assert client.get("/api/operations/rouen/documents").json()["documents"] == []
    assert client.post(
        "/api/operations/none/documents", content=PDF, params=PLAN
    ).status_code == 404  # fmt: skip


def test_a_journal_from_elsewhere_may_name_what_is_not_here(client, desk):
    fact = Attached(sha256=digest(b"away"), name="../a.pdf", media_type="text/html", size=4)
    said = {"author": "eve", "organisation": "SAMU 35", "occurred_at": at("18:08")}
    desk.journal.append("nantes", Draft(**said, fact=fact))

    told = client.get(DOCUMENTS).json()["documents"]

    assert [(d["name"], d["here"], d["inline"]) for d in told] == [("a.pdf", False, False)]
    assert client.get(f"{DOCUMENTS}/{digest(b'away')}").status_code == 404


def test_what_another_house_calls_a_document_does_not_make_it_one(client, desk):
    send(client, CSV, {"name": "equipes.csv"})
    fact = Attached(sha256=digest(CSV), name="x.html", media_type="text/html", size=len(CSV))
    said = {"author": "eve", "organisation": "SAMU 35", "occurred_at": at("18:08")}
    desk.journal.append("nantes", Draft(**said, fact=fact))

    given = client.get(f"{DOCUMENTS}/{digest(CSV)}").headers

    assert given["content-type"].startswith("text/csv")
    assert given["content-disposition"].startswith("attachment")


def test_a_document_is_attached_by_sending_it_not_by_naming_it(client, nothing):
    body = {"sha256": digest(PDF), "name": "a.pdf", "media_type": "application/pdf", "size": 9}
    named = {"fact": "Attached", "body": body, "occurred_at": "2026-06-21T20:08:00+02:00"}

    answer = client.post("/api/operations/nantes/entries", json=named)

    assert (answer.status_code, error(answer)["code"]) == (422, "not_recordable")
    assert "en l'envoyant" in error(answer)["sentence"]
    assert nothing()


@pytest.mark.parametrize(
    ("program", "status", "code"),
    [
        ("print('Eicar FOUND'); raise SystemExit(1)", 422, "dangerous_document"),
        ("", 201, None),
    ],
)
def test_the_scanner_is_asked_before_anything_is_kept(desk, nothing, program, status, code):
    command = shlex.join([sys.executable, "-c", program])
    scanned = client_of(create_app(replace(desk, settings=settings(scan_command=command))))

    answer = send(scanned, GEOJSON, {"name": "zones.geojson"})

    assert answer.status_code == status
    assert scanned.get(DOCUMENTS).json()["scanned"] is True
    if code:
        assert error(answer)["code"] == code
        assert nothing()


def test_a_scanner_that_is_not_there_lets_nothing_through(desk, nothing):
    scanned = client_of(create_app(replace(desk, settings=settings(scan_command="/no/such -"))))

    answer = send(scanned, PDF)

    assert (answer.status_code, error(answer)["code"]) == (503, "scanner_unavailable")
    assert nothing()


def test_a_stranger_sends_nothing(guarded, nothing):
    stranger = client_of(guarded, client=AWAY)

    assert send(stranger, PDF).status_code == 401
    assert nothing()


def test_the_documentation_tells_how_a_document_is_sent(client):
    page = client.get("/docs").text

    assert "application/octet-stream" in page
    assert "no form" in page
