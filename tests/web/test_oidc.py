"""Signing in by an OpenID provider that is really there, and by one that lies."""

from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwk

from dashboard.access.audit import Asked
from dashboard.app import create_app
from tests.web.conftest import AWAY, client_of, closed
from tests.web.provider import CLIENT, CLIENT_SECRET, FakeProvider, served

PATH = "/sign-in/provider"


@pytest.fixture
def provider():
    made = FakeProvider()
    with served(made.app) as address:
        made.address = address
        made.more = {"given_name": "Nora", "family_name": "Péron"}
        yield made


@pytest.fixture
def vigie(desk, provider):
    """Our side of it: ``vigie(oidc_role="reader")`` changes a setting."""

    def _vigie(**changes):
        given = {
            "oidc_discovery": f"{provider.address}/.well-known/openid-configuration",
            "oidc_client_id": CLIENT,
            "oidc_client_secret": CLIENT_SECRET,
            "oidc_label": "Pro Santé Connect",
            "oidc_name_claims": ("given_name", "family_name"),
            "oidc_organisation": "SAMU 64A",
            "oidc_role": "contributor",
        }
        return create_app(closed(desk, **(given | changes)))

    return _vigie


def browser_of(app, **more):
    return client_of(app, client=AWAY, host="vigie.example", **more)


def to_provider(browser, onward="/"):
    """Leave for the provider; return where it sends the browser back to."""
    away = browser.get(PATH, params={"next": onward})
    assert away.status_code == 303, away.text
    return httpx2.get(away.headers["location"]).headers["location"]


def back(browser, address):
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def enter(app, onward="/"):
    """Go to the provider and back, in a new browser; return it with the last answer."""
    browser = browser_of(app)
    return browser, back(browser, to_provider(browser, onward))


def test_who_the_provider_knows_comes_in_and_is_known_the_next_time(vigie, desk, provider, audited):
    app = vigie()

    browser, answer = enter(app, "/?op=nantes")
    provider.more["given_name"] = "Éléonore"
    enter(app)

    assert (answer.status_code, answer.headers["location"]) == (303, "/?op=nantes")
    assert browser.get("/api/operations").status_code == 200
    [person] = desk.accounts.people()
    assert (person.name, person.organisation, person.role) == (
        "Éléonore Péron", "SAMU 64A", "contributor",
    )  # fmt: skip
    assert person.subject == f"{provider.address} 8991234567"
    assert (person.login, person.has_password) == (None, False)
    assert audited() == ["signed_in", "signed_in"]


def test_we_ask_for_a_code_with_state_nonce_and_challenge(vigie, provider):
    enter(vigie(oidc_scopes="openid scope_all"))

    asked = provider.asked
    assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid scope_all", "S256")
    assert asked["redirect_uri"] == "http://vigie.example/sign-in/provider/back"
    assert len(asked["state"]) >= 20
    assert len(asked["nonce"]) >= 20


def test_the_button_says_what_the_settings_call_it(vigie, guarded):
    assert "Pro Santé Connect" in browser_of(vigie()).get("/sign-in").text
    assert PATH not in client_of(guarded).get("/sign-in").text
    assert client_of(guarded).get(PATH).status_code == 404


def test_claims_say_the_organisation_and_the_role_and_are_taken_at_each_sign_in(
    vigie, desk, provider
):
    settings = {
        "oidc_organisation_claim": "SubjectOrganization",
        "oidc_organisations": {"F44000": "SAMU 64A", "F64000": "SAMU 64A"},
        "oidc_role_claim": "groups",
        "oidc_roles": {"chefs": "coordinator", "cadres": "administrator"},
        "oidc_organisation": "",
        "oidc_role": None,
    }
    app = vigie(**settings)
    provider.more |= {"SubjectOrganization": "F64000", "groups": ["x", "chefs", "cadres"]}
    _, first = enter(app)
    before = desk.accounts.people()[0]
    provider.more |= {"SubjectOrganization": "F44000", "groups": "cadres"}
    enter(app)
    after = desk.accounts.people()[0]
    provider.more |= {"SubjectOrganization": "F99"}
    _, unknown = enter(app)

    assert first.status_code == 303
    assert (before.organisation, before.role) == ("SAMU 64A", "coordinator")
    assert (after.organisation, after.role) == ("SAMU 64A", "administrator")
    assert unknown.status_code == 403
    assert "rien ne vous donne accès ici" in unknown.text


def test_a_role_the_settings_only_begin_with_is_left_to_the_administrators(vigie, desk):
    app = vigie()
    enter(app)
    [person] = desk.accounts.people()

    desk.accounts.change(person.id, role="administrator", organisation="ARS")
    enter(app)

    [person] = desk.accounts.people()
    assert (person.role, person.organisation) == ("administrator", "ARS")


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({"oidc_role": None}, {}),
        ({"oidc_organisation": ""}, {}),
        ({"oidc_name_claims": ("nothing",)}, {}),
        ({}, {"given_name": "x" * 200}),
    ],
)
def test_who_is_nobody_here_is_refused_and_not_kept(vigie, provider, desk, changes, more):
    provider.more |= more

    browser, answer = enter(vigie(**changes))

    assert answer.status_code == 403
    assert browser.get("/api/operations").status_code == 401
    assert desk.accounts.nobody()
    assert desk.audit.records(Asked())[0].what == "sign_in_failed"


def test_who_is_disabled_here_is_refused_though_the_provider_knows_them(vigie, desk):
    app = vigie()
    enter(app)
    desk.accounts.change(desk.accounts.people()[0].id, disabled=True)

    browser, answer = enter(app)

    assert answer.status_code == 403
    assert browser.get("/api/operations").status_code == 401


@pytest.mark.parametrize(("acr", "status"), [("eidas2", 303), ("eidas1", 403), (None, 403)])
def test_how_the_provider_made_sure_is_asked_and_checked(vigie, provider, acr, status):
    provider.claims = {"acr": acr} if acr else {}

    _, answer = enter(vigie(oidc_acr_values="eidas2 eidas3"))

    assert provider.asked["acr_values"] == "eidas2 eidas3"
    assert answer.status_code == status


@pytest.mark.parametrize(
    "forged",
    [
        {"nonce": "of another sign-in"},
        {"aud": "another application"},
        {"aud": "another application", "azp": CLIENT},
        {"iss": "https://another.example"},
        {"exp": 1_000_000},
        {"sub": None},
        {"sub": "somebody the userinfo is not of"},
    ],
)
def test_a_token_that_is_not_for_us_now_lets_nobody_in(vigie, provider, desk, forged):
    provider.forged = forged

    browser, answer = enter(vigie())

    assert answer.status_code == 403
    assert browser.get("/api/operations").status_code == 401
    assert desk.accounts.nobody()


@pytest.mark.parametrize("how", ["another key", "shared secret", "nothing"])
def test_a_token_the_provider_did_not_sign_lets_nobody_in(vigie, provider, desk, how):
    if how == "another key":
        provider.key = jwk.RSAKey.generate_key(2048, {"kid": "k1"})
    else:
        kind = "HS256" if how == "shared secret" else "none"
        provider.offered = ["RS256", kind]
        provider.header = {"alg": kind, "kid": "k1"}
        provider.key = jwk.OctKey.import_key(CLIENT_SECRET)

    _, answer = enter(vigie())

    assert answer.status_code == 403
    assert desk.accounts.nobody()


def test_one_comes_back_once_from_where_one_left_with_what_one_took(vigie, desk):
    app = vigie()
    browser, other = browser_of(app), browser_of(app)
    address = to_provider(browser)
    query = parse_qs(urlsplit(address).query)

    elsewhere = back(other, address)
    forged = browser_of(app).get(f"{PATH}/back?code={query['code'][0]}&state=x")
    right = back(browser, address)
    again = back(browser, address)

    assert elsewhere.status_code == forged.status_code == again.status_code == 403
    assert right.status_code == 303
    assert len(desk.accounts.people()) == 1


def test_another_state_uses_the_leaving_up(vigie):
    browser = browser_of(vigie())
    address = to_provider(browser)

    wrong = browser.get(f"{PATH}/back?code=x&state=y")

    assert wrong.status_code == back(browser, address).status_code == 403


@pytest.mark.parametrize("query", ["", "?error=access_denied&state=x", "?code=&state=", "?state=é"])
def test_what_the_provider_refused_is_told(vigie, query):
    browser = browser_of(vigie())
    to_provider(browser)

    answer = browser.get(f"{PATH}/back{query}")

    assert answer.status_code == 403
    assert "recommencer" in answer.text


def test_a_provider_that_is_away_leaves_the_accounts_of_the_house(vigie, provider, desk):
    app = vigie(oidc_discovery="http://127.0.0.1:9/.well-known/openid-configuration")

    answer = browser_of(app).get(PATH)

    assert answer.status_code == 502
    assert "compte de cette installation" in answer.text


def test_a_provider_that_goes_away_meanwhile_is_told(vigie, provider):
    browser = browser_of(vigie())
    address = to_provider(browser)
    provider.app.routes.clear()

    assert back(browser, address).status_code == 403


def test_by_tls_the_way_to_the_provider_is_kept_in_a_cookie_of_ours_alone(vigie):
    cookie = browser_of(vigie(), base="https").get(PATH).headers["set-cookie"]

    assert cookie.startswith("__Host-vigie_provider=")
    assert "HttpOnly" in cookie
    assert "Secure" in cookie


def test_the_settings_of_a_provider_come_together():
    from dashboard.settings import Settings  # noqa: PLC0415

    with pytest.raises(ValueError, match="VIGIE_OIDC_CLIENT_ID"):
        Settings(_env_file=None, oidc_discovery="https://psc.example/x")
