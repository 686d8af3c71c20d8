"""A session that ends while somebody types: nothing is lost, and the entry leaves by itself."""

import pytest
from playwright.sync_api import expect

from dashboard.access.passwords import hash_password
from dashboard.app import desk_from
from dashboard.clock import now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.settings import Settings
from tests.e2e.conftest import STORIES, Served
from tests.e2e.page import ROUEN, entry, until, write

PASSWORD = "trois chevaux sur le quai"


@pytest.fixture(scope="module")
def closed_house(tmp_path_factory):
    """A Vigie where one signs in, and somebody of the SAMU that opened the Rouen operation."""
    store = tmp_path_factory.mktemp("house") / "vigie.gpkg"
    desk = desk_from(Settings(store=f"sqlite:///{store}", _env_file=None))
    for _ in tell_stories(desk.journal, stories_to_tell(desk.journal, STORIES), now=now()):
        pass
    person = desk.accounts.add(
        login="anne", name="Dr Anne C.", organisation="SAMU 76A", role="coordinator"
    )
    desk.accounts.set_password(person.id, hash_password(PASSWORD))
    served = Served(desk)
    yield served, person
    served.stop()


def sign_in(page):
    page.locator("#login").fill("anne")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_what_is_typed_when_a_session_ends_is_sent_once_signed_in_again(chromium, closed_house):
    served, person = closed_house
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{served.address}/{ROUEN}&at=2019-09-27T18:00:00Z")
    sign_in(page)
    page.wait_for_selector(".ag-row")
    until(page, "document.getElementById('map')?.opsmap?.reel()")
    write(page, "Relève confirmée par le préfet")
    page.locator("#entry-when").get_by_text("instant affiché").click()

    served.desk.accounts.close_sessions(person.id)
    page.locator("#record").click()

    expect(page.locator("#refusal")).to_contain_text("Rien n'est perdu")
    expect(page.locator("#entry-text")).to_have_value("Relève confirmée par le préfet")
    with context.expect_page() as opened:
        page.locator("#sign-in-again").click()
    sign_in(opened.value)
    opened.value.wait_for_selector(".vigie")
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(entry(page, "Relève confirmée")).to_be_visible()
    expect(page.locator("#entry-text")).to_have_value("")
    context.close()
