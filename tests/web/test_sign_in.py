"""Signing in and out: who gets in, for how long, and what is written down of it."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pyotp
import pytest

from dashboard.access.audit import Asked
from dashboard.access.secret import digest_of
from dashboard.access.totp import enrol
from dashboard.app import create_app
from dashboard.web.setup import first_link
from tests.conftest import OPENED, at
from tests.web.conftest import (
    AWAY,
    HERE,
    PASSWORD,
    client_of,
    closed,
    proof_of,
    sign_in,
    submit,
)

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOTE = {"fact": "Noted", "text": "a", "occurred_at": "2026-06-21T20:08:00+02:00"}


@pytest.fixture
def browser(guarded):
    return client_of(guarded, client=AWAY, host="vigie.example")


@pytest.fixture
def enrolled(desk, add):
    """Dr Le Goff, who is asked for a code besides."""
    person = add()
    assert enrol(desk.accounts, person.id, SECRET, pyotp.TOTP(SECRET).at(OPENED), OPENED)
    return person


def pending_in(answer):
    return re.search('name="pending" value="([^"]+)"', answer.text)[1]


def code(clock):
    return pyotp.TOTP(SECRET).at(clock.now)


def test_who_has_an_account_signs_in_and_writes_in_that_name(browser, add, desk, audited):
    add()

    answer = sign_in(browser, next="/?op=nantes", login=" LeGoff ")
    headers = {"X-CSRFToken": proof_of(browser)}
    written = browser.post("/api/operations/nantes/entries", json=NOTE, headers=headers)

    assert (answer.status_code, answer.headers["location"]) == (303, "/?op=nantes")
    assert written.status_code == 201
    kept = desk.journal.entries("nantes")[-1]
    assert (kept.author, kept.organisation) == ("Dr Le Goff", "SAMU 64A")
    assert audited() == ["signed_in"]


def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_by_no_other_site(browser, add):
    add()

    session, proof = sign_in(browser).headers.get_list("set-cookie")

    assert session.startswith("vigie_session=")
    assert "HttpOnly; Max-Age=50400; Path=/; SameSite=lax" in session
    assert "Secure" not in session
    assert proof.startswith("_csrf_token=")
    assert "HttpOnly" not in proof
    assert "SameSite=strict" in proof


def test_by_tls_the_cookie_goes_by_tls_alone_and_no_other_name_can_set_it(guarded, add):
    add()
    browser = client_of(guarded, host="vigie.example", base="https")

    session, proof = sign_in(browser).headers.get_list("set-cookie")

    assert session.startswith("__Host-vigie_session=")
    assert session.endswith("; Secure")
    assert proof.endswith("; Secure")
    assert "Domain" not in session
    assert browser.get("/api/operations").status_code == 200
    planted = {"Cookie": f"vigie_session={browser.cookies['__Host-vigie_session']}"}
    fresh = client_of(guarded, host="vigie.example", base="https")
    assert fresh.get("/api/operations", headers=planted).status_code == 401


def test_only_the_digest_of_a_session_is_kept(browser, add, desk, store):
    add()
    sign_in(browser)

    secret = browser.cookies["vigie_session"]

    assert desk.accounts.session(digest_of(secret)) is not None
    kept = b"".join(Path(store.url.database + end).read_bytes() for end in ("", "-wal"))
    assert secret.encode() not in kept
    assert PASSWORD.encode() not in kept
    assert b"$argon2id$" in kept


@pytest.mark.parametrize(
    "said",
    [
        {"password": PASSWORD[1:]},
        {"password": ""},
        {"login": "nobody"},
        {"login": ""},
        {"login": "' OR 1=1 --"},
        {"password": "x" * 60_000},
        {"login": "x" * 60_000},
        {"login": "\0", "password": "\0"},
    ],
)
def test_who_has_not_is_told_the_same_whatever_was_wrong(browser, add, desk, said):
    add()

    answer = sign_in(browser, **said)

    assert answer.status_code == 403
    assert "Identifiant ou mot de passe inconnu ici." in answer.text
    assert "vigie_session" not in answer.headers.get("set-cookie", "")
    [record] = desk.audit.records(Asked())
    assert (record.what, record.address) == ("sign_in_failed", AWAY[0])
    assert record.name == ""


def test_what_was_typed_in_vain_is_written_down_only_where_it_is_a_login(browser, add, desk):
    add()

    sign_in(browser, login="legoff", password="mon mot de passe")
    sign_in(browser, login="mon mot de passe", password="legoff")

    unknown, known = desk.audit.records(Asked())
    assert (known.concerns, known.detail) == ("SAMU 64A", {"login": "legoff", "why": "password"})
    assert (unknown.concerns, unknown.detail) == ("", {"why": "password"})


def test_a_session_is_new_at_each_sign_in_and_the_one_before_is_closed(browser, add, guarded):
    add()
    sign_in(browser)
    before = browser.cookies["vigie_session"]

    sign_in(browser)

    assert browser.cookies["vigie_session"] != before
    assert browser.get("/api/operations").status_code == 200
    other = client_of(guarded, cookies={"vigie_session": before})
    assert other.get("/api/operations").status_code == 401


def test_a_session_that_was_planted_is_not_the_one_that_is_opened(browser, add):
    add()
    browser.cookies.set("vigie_session", "known to somebody else", domain="vigie.example")

    answer = sign_in(browser)

    assert "known to somebody else" not in answer.headers["set-cookie"]


def test_a_session_ends_two_hours_after_its_last_use(browser, add, clock):
    add()
    sign_in(browser)

    seen = []
    for minutes in (119, 119, 121):
        clock.now += timedelta(minutes=minutes)
        seen.append(browser.get("/api/operations").status_code)

    assert seen == [200, 200, 401]


def test_a_session_ends_after_a_shift_however_much_it_is_used(browser, add, clock):
    add()
    sign_in(browser)

    hours = 0
    while browser.get("/api/operations").status_code == 200:
        clock.now += timedelta(hours=1)
        hours += 1

    assert hours == 14


def test_how_long_a_session_lasts_is_a_setting(desk, add, clock):
    add()
    browser = client_of(create_app(closed(desk, session_hours=1, session_idle_minutes=10)))
    sign_in(browser)

    clock.now += timedelta(minutes=9)
    used = browser.get("/api/operations").status_code
    clock.now += timedelta(minutes=11)

    assert (used, browser.get("/api/operations").status_code) == (200, 401)


def test_the_use_of_a_session_is_written_down_at_most_once_a_minute(
    browser, add, desk, clock, monkeypatch
):
    person = add()
    sign_in(browser)
    written = []
    seen = desk.accounts.seen_session
    monkeypatch.setattr(
        desk.accounts.__class__, "seen_session", lambda _self, *said: written.append(said) or seen
    )

    for _ in range(8):
        browser.get("/api/operations")
    clock.now += timedelta(seconds=61)
    browser.get("/api/operations")

    [session] = desk.accounts.sessions(person.id)
    assert written == [(session.id, clock.now)]


def test_one_signs_out_and_the_session_is_gone_for_whoever_copied_it(
    browser, add, guarded, audited
):
    add()
    sign_in(browser)
    thief = client_of(guarded, cookies=dict(browser.cookies))

    answer = submit(browser, "/sign-out")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert browser.cookies.get("vigie_session") is None
    assert thief.get("/api/operations").status_code == 401
    assert audited() == ["signed_out", "signed_in"]


def test_who_is_disabled_is_out_at_once(browser, add, desk):
    person = add()
    sign_in(browser)

    desk.accounts.change(person.id, disabled=True)

    assert browser.get("/api/operations").status_code == 401
    assert sign_in(browser).status_code == 403


def test_what_is_changed_of_a_person_holds_for_their_next_request(browser, add, desk):
    person = add()
    sign_in(browser)

    desk.accounts.change(person.id, name="Dr Le Goff-Kerdraon", role="reader")

    assert "Dr Le Goff-Kerdraon" in browser.get("/account").text
    assert browser.get("/people").status_code == 403


def test_an_expired_session_is_told_to_a_page_that_writes_and_writes_nothing(
    browser, add, desk, clock
):
    add()
    sign_in(browser)
    headers = {"X-CSRFToken": proof_of(browser)}
    clock.now += timedelta(hours=3)

    answer = browser.post("/api/operations/nantes/entries", json=NOTE, headers=headers)
    sign_in(browser)
    again = browser.post(
        "/api/operations/nantes/entries", json=NOTE, headers={"X-CSRFToken": proof_of(browser)}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign_in")
    assert again.status_code == 201
    assert len(desk.journal.entries("nantes")) == 3


def test_a_form_of_an_expired_session_is_told_on_a_page(browser, add, clock):
    add()
    sign_in(browser)
    clock.now += timedelta(hours=3)

    answer = browser.post(
        "/account/password", data={"current": PASSWORD}, headers={"Accept": "text/html"}
    )

    assert answer.status_code == 401
    assert 'href="/sign-in"' in answer.text


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("http://[", "/"),
        ("/?a=b", "/?a=b"),
    ],
)
def test_signing_in_never_leads_elsewhere(browser, add, wanted, given):
    add()

    assert sign_in(browser, next=wanted).headers["location"] == given


def test_what_a_visitor_typed_is_text_on_the_page(browser):
    shown = browser.get("/sign-in", params={"next": '/"><script>'}).text
    typed = sign_in(browser, login='"><script>').text

    assert "<script>" not in shown + typed


@pytest.mark.parametrize(("language", "word"), [("fr", "Mot de passe"), ("en", "Password")])
def test_the_page_speaks_the_readers_language_and_keeps_it(browser, language, word):
    shown = browser.get(f"/sign-in?lang={language}")

    assert word in shown.text
    assert f'<html lang="{language}">' in shown.text
    assert word in browser.get("/sign-in").text


def test_the_other_language_is_a_link_away_and_keeps_where_one_was_going(browser, desk):
    page = browser.get("/sign-in", params={"next": "/?op=nantes&at=1"}).text
    link = unescape(re.search('href="(/sign-in[?]lang=en[^"]*)"', page)[1])

    assert 'name="next" value="/?op=nantes&amp;at=1"' in browser.get(link).text
    first = browser.get(first_link(desk)).text
    link = unescape(re.search('href="(/setup[?]lang=fr[^"]*)"', first)[1])
    assert browser.get(link).status_code == 200


def test_guessing_one_account_is_slowed_down_and_told_once(browser, add, clock, audited, guarded):
    add()

    tried = [sign_in(browser, password=PASSWORD[1:]).status_code for _ in range(8)]
    told = sign_in(browser)

    assert tried == [403] * 5 + [429] * 3
    assert told.status_code == 429
    assert "attendre" in told.text
    assert int(told.headers["retry-after"]) > 0
    assert audited() == ["sign_in_slowed"] + ["sign_in_failed"] * 5
    assert sign_in(client_of(guarded, client=("203.0.113.10", 1))).status_code == 429
    clock.now = at("18:30")
    assert sign_in(browser).status_code == 303


def test_others_sign_in_meanwhile(browser, add, guarded):
    add()
    add("yann", name="Yann", role="contributor")
    for _ in range(6):
        sign_in(browser, password="not the password")

    assert sign_in(browser, login="yann").status_code == 303


def test_who_has_a_second_factor_gives_a_code_besides(browser, enrolled, clock, desk):
    clock.now += timedelta(minutes=1)

    half = sign_in(browser, next="/?op=nantes")
    between = browser.get("/api/operations").status_code
    whole = browser.post("/sign-in/code", data={"pending": pending_in(half), "code": code(clock)})

    assert (half.status_code, between) == (200, 401)
    assert "set-cookie" not in half.headers
    assert (whole.status_code, whole.headers["location"]) == (303, "/?op=nantes")
    assert browser.get("/api/operations").status_code == 200
    [record] = desk.audit.records(Asked())
    assert (record.what, record.detail) == ("signed_in", {"means": "password and code"})


def test_a_code_serves_once_even_half_a_minute_long(browser, enrolled, clock, guarded):
    clock.now += timedelta(minutes=1)
    used = code(clock)
    first = {"pending": pending_in(sign_in(browser)), "code": used}
    browser.post("/sign-in/code", data=first)
    thief = client_of(guarded, client=HERE)
    second = {"pending": pending_in(sign_in(thief)), "code": used}

    assert thief.post("/sign-in/code", data=second).status_code == 403
    assert thief.post("/sign-in/code", data=first).status_code == 403
    assert thief.get("/api/operations").status_code == 401


def test_codes_are_not_guessed_without_end(browser, enrolled, clock):
    clock.now += timedelta(minutes=1)
    answer = sign_in(browser)

    statuses = []
    for number in range(12):
        said = {"pending": pending_in(answer), "code": f"{number:06}"}
        answer = browser.post("/sign-in/code", data=said)
        statuses.append(answer.status_code)
        if "pending" not in answer.text:
            break

    assert statuses[:5] == [403] * 5
    assert sign_in(browser).status_code == 429


def test_a_code_that_comes_too_late_begins_anew(browser, enrolled, clock):
    half = sign_in(browser)
    clock.now += timedelta(minutes=11)

    answer = browser.post("/sign-in/code", data={"pending": pending_in(half), "code": code(clock)})

    assert answer.status_code == 403
    assert "recommencer" in answer.text


def test_who_is_disabled_between_password_and_code_stays_out(browser, enrolled, clock, desk):
    clock.now += timedelta(minutes=1)
    half = sign_in(browser)
    desk.accounts.change(enrolled.id, disabled=True)

    answer = browser.post("/sign-in/code", data={"pending": pending_in(half), "code": code(clock)})

    assert answer.status_code == 403
    assert browser.get("/api/operations").status_code == 401


def test_too_many_at_once_are_told_to_come_back(browser, add, monkeypatch):
    from dashboard.web import hashing  # noqa: PLC0415

    add()
    monkeypatch.setattr(hashing, "MOST_WAITING", -hashing.AT_ONCE)

    busy = [sign_in(browser) for _ in range(10)]
    monkeypatch.undo()

    assert {answer.status_code for answer in busy} == {503}
    assert busy[0].headers["retry-after"] == "1"
    assert sign_in(browser).status_code == 303
