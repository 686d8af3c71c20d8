"""Accounts: what an administrator does with those of their organisation, and never with others."""

import re

import pytest

from dashboard.access.people import Totp
from tests.web.conftest import AWAY, PASSWORD, client_of, sign_in, submit

NEW = "quatre mouettes et un phare"


@pytest.fixture
def yann(add):
    return add("yann", name="Yann K.", role="contributor")


@pytest.fixture
def stranger(add):
    return add("ars", name="Nadia B.", organisation="ARS", role="reader")


def link_in(answer):
    found = re.search("http://vigie.example(/setup\\?key=[\\w-]+)", answer.text)
    return found and found[1]


def test_an_administrator_sees_their_organisation_and_no_other(member, yann, stranger):
    page = member.get("/people").text

    assert "Yann K." in page
    assert "Nadia B." not in page


@pytest.mark.parametrize("role", ["reader", "contributor", "coordinator"])
def test_nobody_else_sees_or_changes_anything(guarded, add, desk, audited, role):
    other = add("autre", name="A", role=role)
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(browser, login="autre")

    shown = browser.get("/people")
    changed = submit(browser, "/people/role", person=other.id, role="administrator")
    added = submit(browser, "/people", login="x", name="x", role="administrator")

    assert [a.status_code for a in (shown, changed, added)] == [403] * 3
    assert shown.json()["error"]["code"] == "administrators_only"
    assert desk.accounts.person(other.id).role == role
    assert audited()[:3] == ["refused"] * 3
    assert 'href="/people"' not in browser.get("/account").text


def test_who_does_not_administer_is_told_on_a_page(guarded, yann):
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(browser, login=yann.login)

    shown = browser.get("/people", headers={"Accept": "text/html"})

    assert (shown.status_code, shown.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert "Seul un administrateur" in shown.text


def test_who_is_added_chooses_their_password_by_a_link(member, desk, guarded, audited):
    answer = submit(member, "/people", login="Nora", name="Nora  P.", role="coordinator")
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    link = link_in(answer)
    key = link.partition("key=")[2]
    page = browser.get(link)
    chosen = browser.post("/setup", data={"key": key, "password": NEW, "again": NEW})

    nora = desk.accounts.by_login("nora")
    assert (nora.name, nora.organisation, nora.role) == ("Nora P.", "SAMU 64A", "coordinator")
    assert "Nora P." in page.text
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/")
    assert browser.get("/api/operations").status_code == 200
    assert audited()[:4] == ["signed_in", "set_up", "link_made", "person_added"]
    assert link not in member.get("/people").text
    assert browser.get(link).status_code == 410


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"login": "legoff"}, "déjà pris"),
        ({"login": "LEGOFF"}, "déjà pris"),
        ({"login": "a b"}, "sans espace"),
        ({"login": ""}, "identifiant"),
        ({"name": ""}, "caractères"),
        ({"name": "x" * 121}, "caractères"),
        ({"role": "king"}, "n&#39;est pas un rôle"),
    ],
)
def test_what_makes_no_account_is_told_on_the_page(member, desk, said, why):
    answer = submit(member, "/people", **({"login": "n", "name": "N", "role": "reader"} | said))

    assert answer.status_code == 422
    assert why in answer.text
    assert len(desk.accounts.people()) == 1


def test_a_role_is_changed_and_holds_at_once(member, yann, guarded):
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(browser, login="yann")

    submit(member, "/people/role", person=yann.id, role="administrator")

    assert browser.get("/people").status_code == 200


def test_who_is_disabled_is_out_and_may_be_let_in_again(member, yann, guarded, audited):
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(browser, login="yann")

    submit(member, "/people/disable", person=yann.id)
    out = browser.get("/api/operations").status_code, sign_in(browser, login="yann").status_code
    submit(member, "/people/enable", person=yann.id)

    assert out == (401, 403)
    assert sign_in(browser, login="yann").status_code == 303
    assert {"person_disabled", "person_enabled"} <= set(audited())


def test_a_new_link_replaces_a_forgotten_password_and_closes_sessions(member, yann, guarded):
    browser, other = (client_of(guarded, client=AWAY, host="vigie.example") for _ in range(2))
    sign_in(other, login="yann")

    first = link_in(submit(member, "/people/reset", person=yann.id))
    key = link_in(submit(member, "/people/reset", person=yann.id)).partition("key=")[2]
    browser.post("/setup", data={"key": key, "password": NEW, "again": NEW})

    assert browser.get(first).status_code == 410
    assert other.get("/api/operations").status_code == 401
    assert sign_in(other, login="yann").status_code == 403
    assert sign_in(other, login="yann", password=NEW).status_code == 303


def test_sessions_tokens_and_second_factor_of_somebody_are_taken_away(member, yann, guarded, desk):
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(browser, login="yann")
    submit(browser, "/account/tokens", name="GPS", scope="read", days="3")
    desk.accounts.set_totp(yann.id, Totp(secret="JBSW", last_step=0))

    submit(member, "/people/sessions", person=yann.id)
    submit(member, "/people/totp", person=yann.id)

    assert desk.accounts.sessions(yann.id) == []
    assert desk.accounts.tokens(yann.id) == []
    assert desk.accounts.totp(yann.id) is None


GESTURES = ("role", "reset", "sessions", "totp", "disable", "enable")


@pytest.mark.parametrize("gesture", GESTURES)
def test_the_accounts_of_another_organisation_are_out_of_reach(
    member, stranger, desk, audited, gesture
):
    answer = submit(member, f"/people/{gesture}", person=stranger.id, role="administrator")
    nobody = submit(member, f"/people/{gesture}", person=999, role="administrator")

    assert answer.status_code == nobody.status_code == 404
    assert answer.text.replace(str(stranger.id), "999") == nobody.text.replace(
        str(stranger.id), "999"
    )
    assert desk.accounts.person(stranger.id) == stranger
    assert link_in(answer) is None
    assert audited()[0] == "refused"


@pytest.mark.parametrize("gesture", GESTURES)
def test_nobody_changes_their_own_access(member, desk, gesture):
    me = desk.accounts.by_login("legoff")

    answer = submit(member, f"/people/{gesture}", person=me.id, role="reader")

    assert answer.status_code == 422
    assert desk.accounts.person(me.id) == me
    assert member.get("/people").status_code == 200
    assert PASSWORD not in answer.text
