"""A request that writes comes from a page of ours and proves it; a program shows its token."""

import pytest

from tests.web.conftest import AWAY, client_of, proof_of, sign_in, submit

ENTRIES = "/api/operations/nantes/entries"
NOTE = {"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"}
OURS = {"Origin": "http://127.0.0.1:8050", "Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_a_page_of_ours_sends_the_proof_it_reads_in_its_cookie(member, desk):
    answer = member.post(ENTRIES, json=NOTE, headers={"X-CSRFToken": proof_of(member)})

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-CSRFToken": ""}, {"X-CSRFToken": "x"}, {"X-CSRFToken": "é".encode()}],
)
def test_without_its_proof_nothing_is_written(member, desk, headers):
    for method, address in (
        ("POST", ENTRIES),
        ("POST", "/api/operations"),
        ("POST", "/_dash-update-component"),
        ("POST", "/account/tokens"),
        ("POST", "/people"),
        ("POST", "/sign-out"),
        ("PUT", ENTRIES),
        ("DELETE", ENTRIES),
        ("POST", "/nothing/there"),
    ):
        answer = member.request(method, address, json=NOTE, headers=headers)

        assert code_of(answer) == (403, "unproved"), address
    assert len(desk.journal.entries("nantes")) == 2
    assert member.get("/account").status_code == 200


def test_the_cookie_alone_is_no_proof(member):
    member.cookies.delete("_csrf_token")
    member.cookies.set("_csrf_token", "forged", domain="vigie.example")

    answer = member.post(ENTRIES, json=NOTE, headers={"X-CSRFToken": "forged"})

    assert code_of(answer) == (403, "unproved")


def test_the_proof_of_one_session_is_none_in_another(member, guarded, add):
    add("yann", name="Yann")
    other = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(other, login="yann")

    answer = member.post(ENTRIES, json=NOTE, headers={"X-CSRFToken": proof_of(other)})

    assert code_of(answer) == (403, "unproved")


def test_a_form_carries_the_proof_in_a_field(member):
    without = member.post("/account/tokens", data={"name": "GPS"})
    wrong = member.post("/account/tokens", data={"name": "GPS", "csrf_token": "x"})
    right = submit(member, "/account/tokens", name="GPS 1", scope="read", days="30")

    assert code_of(without) == code_of(wrong) == (403, "unproved")
    assert right.status_code == 200


def test_a_form_longer_than_ours_are_proves_nothing(member):
    body = f"csrf_token={proof_of(member)}&name=" + "a" * 70_000

    answer = member.post("/account/tokens", content=body, headers=FORM)

    assert code_of(answer) == (403, "unproved")


def test_a_body_that_only_looks_like_a_form_is_not_read_as_one(member):
    body = f"csrf_token={proof_of(member)}"

    answer = member.post(ENTRIES, content=body, headers={"Content-Type": "text/plain"})

    assert code_of(answer) == (403, "unproved")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://vigie.example.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_writes_nothing_even_with_the_proof(member, desk, headers):
    headers = headers | {"X-CSRFToken": proof_of(member)}

    assert code_of(member.post(ENTRIES, json=NOTE, headers=headers)) == (403, "elsewhere")
    assert len(desk.journal.entries("nantes")) == 2


def test_a_page_of_another_site_signs_nobody_in(guarded, add):
    add()
    browser = client_of(guarded)

    answer = browser.post("/sign-in", data={}, headers={"Origin": "https://evil.example"})

    assert code_of(answer) == (403, "elsewhere")


def test_in_a_demonstration_a_browser_proves_itself_and_a_program_need_not(client):
    client.get("/")
    proof = {"X-CSRFToken": proof_of(client)}

    assert code_of(client.post(ENTRIES, json=NOTE, headers=OURS)) == (403, "unproved")
    assert client.post(ENTRIES, json=NOTE, headers=OURS | proof).status_code == 201
    assert client.post(ENTRIES, json=NOTE).status_code == 201


def test_the_proof_is_handed_out_anew_where_the_browser_lost_it(member):
    wanted = proof_of(member)
    member.cookies.delete("_csrf_token")

    member.get("/")

    assert proof_of(member) == wanted
    assert "set-cookie" not in member.get("/").headers


def test_a_refused_stranger_is_handed_no_proof(guarded):
    assert "set-cookie" not in client_of(guarded).get("/").headers
