"""The pages of people, joined: signing in, one's account, the accounts, the audit trail."""

from collections.abc import Iterator

from fastapi import APIRouter

from dashboard.desk import Desk
from dashboard.web.account_page import AccountPage, account_routes
from dashboard.web.audit_page import AuditPage, audit_routes
from dashboard.web.common import Common
from dashboard.web.demonstration import chair_route
from dashboard.web.hashing import Hashing
from dashboard.web.oidc import Provider, provider_routes
from dashboard.web.pages import style_route
from dashboard.web.people_page import PeoplePage, people_routes
from dashboard.web.setup import SetUp, setup_routes
from dashboard.web.sign_in import SignIn, sign_in_routes


def people_routes_of(desk: Desk, common: Common) -> Iterator[APIRouter]:
    """Yield the routes of the pages of people on ``desk``."""
    sign_in = SignIn(desk, Hashing(), common)
    yield style_route()
    yield sign_in_routes(sign_in)
    yield setup_routes(SetUp(desk, sign_in))
    yield account_routes(AccountPage(desk, sign_in, common))
    yield people_routes(PeoplePage(desk))
    yield audit_routes(AuditPage(desk))
    yield chair_route()
    if desk.settings.oidc_discovery:
        yield provider_routes(Provider(desk, common))
