"""My account: what somebody changes of it, and what it takes to do so."""

import re
from html import unescape

import pyotp
import pytest

from dashboard.access.audit import Asked
from dashboard.access.demonstration import CHAIRS
from dashboard.access.passwords import is_password
from tests.web.conftest import AWAY, PASSWORD, client_of, sign_in, submit

NEW = "quatre mouettes et un phare"


@pytest.fixture
def me(member, desk):
    return desk.accounts.by_login("legoff")


def told(answer):
    return re.search('<p role="(?:alert|status)">([^<]*)</p>', answer.text)[1]


def test_the_page_says_who_i_am_in_both_languages(member):
    french, english = member.get("/account"), member.get("/account?lang=en")

    for answer, role in ((french, "administrateur"), (english, "administrator")):
        assert answer.status_code == 200
        assert f"Dr Le Goff — SAMU 64A — {role}" in answer.text
        assert "<script" not in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert "My account" in member.get("/account").text


def test_a_new_password_closes_the_other_sessions(member, me, guarded, desk, audited):
    other = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(other)

    answer = submit(member, "/account/password", current=PASSWORD, new=NEW, again=NEW)

    assert (answer.status_code, answer.headers["location"]) == (303, "/account?told=password")
    assert "changé" in told(member.get("/account?told=password"))
    assert is_password(desk.accounts, me.id, NEW)
    assert other.get("/api/operations").status_code == 401
    assert audited()[0] == "password_changed"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"current": "x"}, "pas le mot de passe actuel"),
        ({"again": NEW + "!"}, "pas les mêmes"),
        ({"new": "court", "again": "court"}, "de 12 à 200"),
        ({"new": "legoff legoff", "again": "legoff legoff"}, "ne doit pas être fait"),
        ({"new": "", "again": ""}, "de 12 à 200"),
    ],
)
def test_what_makes_no_new_password_is_told_on_the_page(member, me, desk, said, why):
    given = {"current": PASSWORD, "new": NEW, "again": NEW}

    answer = submit(member, "/account/password", **(given | said))

    assert answer.status_code == 422
    assert why in told(answer)
    assert is_password(desk.accounts, me.id, PASSWORD)


def test_the_present_password_is_guessed_as_slowly_as_at_the_door(member):
    answers = [
        submit(member, "/account/password", current=f"wrong {n}", new=NEW, again=NEW)
        for n in range(30)
    ]

    assert "attendre" in told(answers[-1])


def test_a_second_factor_is_confirmed_by_its_first_code(member, me, desk, clock, audited):
    shown = submit(member, "/account/totp/begin")
    secret = re.search("[A-Z2-7]{32}", shown.text)[0]
    pending = re.search('name="pending" value="([^"]+)"', shown.text)[1]
    wrong = submit(member, "/account/totp", pending=pending, code="000000")

    again = submit(member, "/account/totp/begin")
    secret = re.search("[A-Z2-7]{32}", again.text)[0]
    pending = re.search('name="pending" value="([^"]+)"', again.text)[1]
    right = submit(member, "/account/totp", pending=pending, code=pyotp.TOTP(secret).at(clock.now))

    assert "<svg" in shown.text
    assert wrong.status_code == 422
    assert right.headers["location"] == "/account?told=totp"
    assert desk.accounts.totp(me.id).secret == secret
    assert audited()[0] == "totp_added"


def test_one_does_not_enrol_in_the_place_of_another(member, guarded, add, clock, desk):
    shown = submit(member, "/account/totp/begin")
    secret = re.search("[A-Z2-7]{32}", shown.text)[0]
    pending = re.search('name="pending" value="([^"]+)"', shown.text)[1]
    yann = add("yann", name="Yann", role="reader")
    other = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(other, login="yann")

    code = pyotp.TOTP(secret).at(clock.now)
    answer = submit(other, "/account/totp", pending=pending, code=code)

    assert answer.status_code == 422
    assert desk.accounts.totp(yann.id) is None


def test_a_second_factor_is_taken_away_by_who_has_the_password(member, me, desk, clock):
    shown = submit(member, "/account/totp/begin")
    secret = re.search("[A-Z2-7]{32}", shown.text)[0]
    pending = re.search('name="pending" value="([^"]+)"', shown.text)[1]
    submit(member, "/account/totp", pending=pending, code=pyotp.TOTP(secret).at(clock.now))

    wrong = submit(member, "/account/totp/remove", current="x")
    kept = desk.accounts.totp(me.id)
    right = submit(member, "/account/totp/remove", current=PASSWORD)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert kept is not None
    assert desk.accounts.totp(me.id) is None


def test_i_close_a_session_i_left_open_elsewhere(member, me, guarded, desk):
    for agent in ("Wall <screen>", "Phone"):
        left = client_of(guarded, client=AWAY, host="vigie.example", headers={"User-Agent": agent})
        sign_in(left)
    listed = member.get("/account").text
    wall = next(s for s in desk.accounts.sessions(me.id) if s.device == "Wall <screen>")

    submit(member, "/account/sessions/close", session=wall.id)
    devices = {s.device for s in desk.accounts.sessions(me.id)}
    submit(member, "/account/sessions/close")

    assert "Wall &lt;screen&gt;" in listed
    assert "Phone" in devices
    assert "Wall <screen>" not in devices
    assert len(desk.accounts.sessions(me.id)) == 1
    assert member.get("/account").status_code == 200


def test_nobody_closes_the_sessions_or_tokens_of_another(member, guarded, add, desk):
    yann = add("yann", name="Yann", role="reader")
    other = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(other, login="yann")
    submit(other, "/account/tokens", name="GPS", scope="read", days="3")
    [session], [token] = desk.accounts.sessions(yann.id), desk.accounts.tokens(yann.id)

    submit(member, "/account/sessions/close", session=session.id)
    submit(member, "/account/tokens/revoke", token=token.id)

    assert len(desk.accounts.sessions(yann.id)) == 1
    assert len(desk.accounts.tokens(yann.id)) == 1


def test_in_a_demonstration_the_page_offers_the_chairs(client, desk):
    answer = client.get("/account")

    for chair in CHAIRS:
        assert chair.who.fr in unescape(answer.text)
    assert submit(client, "/account/tokens", name="x").status_code == 403
    assert desk.audit.records(Asked()) == []
