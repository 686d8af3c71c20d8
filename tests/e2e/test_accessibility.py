"""Every page by axe, light and dark, in both languages; and by the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.access.demonstration import CHAIRS
from dashboard.access.passwords import hash_password
from dashboard.app import desk_from
from dashboard.settings import Settings
from tests.e2e.axe import AXE, faults
from tests.e2e.conftest import Served
from tests.e2e.page import until

CROWDED = "?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z"
SCHEMES = ("light", "dark")
PHONE = (390, 844)
PLANS = [
    ("?operation=eurovolley-nantes-2019&at=2019-09-20T10:00:00Z", "fr-FR", "light", (1366, 768)),
    (CROWDED, "en-GB", "dark", (1280, 720)),
    ("?operation=eurovolley-nantes-2019", "en-GB", "light", PHONE),
    (CROWDED, "fr-FR", "dark", PHONE),
]
SIDEWAYS = """() => {
  const panel = document.getElementById("plan-panel");
  const right = panel.getBoundingClientRect().right + 1;
  return [...panel.querySelectorAll("[role=tab], th, td")]
    .filter((part) => part.getBoundingClientRect().width)
    .filter((part) => part.getBoundingClientRect().right > right)
    .map((part) => `out of the panel: ${part.textContent}`);
}"""
PAST_THE_LINE = """() => [...document.querySelectorAll(".cell-said .who, .cell-said .mark")]
  .filter((part) => part.getBoundingClientRect().right
    > part.closest(".cell-said").getBoundingClientRect().right + 1)
  .map((part) => `past its line: ${part.textContent}`)"""
PASSWORD = "trois chevaux sur le quai"

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason="axe-core is not installed: the pages were not looked at"
)


def settle(page: Page) -> None:
    """Wait until nothing fades in any more: half a colour has half a contrast."""
    until(page, "document.getAnimations().every((a) => a.playState !== 'running')")
    page.wait_for_timeout(150)


def dialogs(page: Page):
    """Yield the name of each dialog of the toolbar and the header, while it is open."""
    buttons = page.locator("#toolbar button, #open, #help")
    for at in range(buttons.count()):
        button = buttons.nth(at)
        if not button.is_visible() or button.is_disabled():
            continue
        name = button.get_attribute("id")
        button.click()
        dialog = page.locator("[role=dialog]:not(.maplibregl-popup):visible")
        page.wait_for_timeout(600)
        if not dialog.count():
            continue  # what it does is on the page itself, which has its own test
        settle(page)
        yield name
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("who", [chair.key for chair in CHAIRS])
def test_the_page_has_no_fault_from_any_chair(visit, who, scheme):
    query = CROWDED if who != "reader" else ""
    page = visit(query, who=who, scheme=scheme)
    settle(page)

    assert faults(page) == []


@pytest.mark.parametrize(("lang", "scheme"), [("fr-FR", "light"), ("en-GB", "dark")])
def test_no_dialog_has_a_fault(visit, lang, scheme):
    page = visit(CROWDED, lang=lang, scheme=scheme)

    found = {name: faults(page) for name in dialogs(page)}

    assert len(found) >= 5
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_neither_the_legend_nor_the_list_nor_a_card_nor_an_entry_has_a_fault(visit, scheme):
    page = visit(CROWDED, scheme=scheme)

    found = {}
    page.locator("#panel label").nth(1).click()
    page.wait_for_selector("#legend-now h3")
    settle(page)
    found["legend"] = faults(page)
    page.locator("#panel label").nth(2).click()
    page.locator("#list [role=option]").first.click()
    page.wait_for_selector(".opsmap-card")
    settle(page)
    found["list and card"] = faults(page)
    page.locator(".ag-row").first.click()
    page.locator(".composer summary").click()
    settle(page)
    found["entry and form"] = faults(page)

    assert {name: told for name, told in found.items() if told} == {}


def test_a_phone_has_no_fault(visit):
    page = visit(CROWDED, size=PHONE)
    settle(page)

    found = faults(page)
    page.locator("#toolbar-menu").click()
    settle(page)

    assert [*found, *faults(page)] == []


@pytest.mark.parametrize(("query", "lang", "scheme", "size"), PLANS)
def test_no_tab_of_the_plan_has_a_fault_and_all_are_in_sight(visit, query, lang, scheme, size):
    """Nor have the nearest team and alarms: asked of the same page, since opening one costs."""
    page = visit(query, lang=lang, scheme=scheme, size=size)
    page.keyboard.press("p")
    tabs = page.locator("#plan-tab [role=tab]")
    expect(tabs.first).to_be_visible()

    found = {}
    for at in range(tabs.count()):
        tabs.nth(at).click()
        expect(tabs.nth(at)).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(600)
        settle(page)
        found[tabs.nth(at).inner_text()] = [*faults(page), *page.evaluate(SIDEWAYS)]
    found["log"] = page.evaluate(PAST_THE_LINE)
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator("#nearest-panel")).to_be_visible()
    settle(page)
    found["nearest"] = faults(page)
    page.keyboard.press("Escape")
    page.evaluate("document.getElementById('alarms').click()")
    page.wait_for_selector("[role=dialog]:visible")
    settle(page)
    found["alarms"] = faults(page)

    assert len(found) == 10
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["account", "trackers", "people", "audit", "docs"])
def test_no_plain_page_has_a_fault(chromium, served, path, scheme):
    context = chromium.new_context(locale="fr-FR", color_scheme=scheme)
    context.add_cookies([{"name": "vigie_person", "value": "regulator", "url": served.address}])
    page = context.new_page()
    page.goto(f"{served.address}/{path}")

    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_neither_signing_in_nor_a_first_account_has_a_fault(chromium, tmp_path, scheme):
    desk = desk_from(Settings(store=f"sqlite:///{tmp_path}/vigie.gpkg", _env_file=None))
    person = desk.accounts.add(login="anne", name="Anne C.", organisation="SAMU", role="reader")
    desk.accounts.set_password(person.id, hash_password(PASSWORD))
    closed = Served(desk)
    context = chromium.new_context(locale="fr-FR", color_scheme=scheme)
    page = context.new_page()

    page.goto(f"{closed.address}/")
    found = {"sign in": faults(page)}
    page.locator("#login").fill("anne")
    page.locator("#password").fill("not this one")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    found["refused"] = faults(page)
    page.goto(f"{closed.address}/setup?link=none")
    found["set up"] = faults(page)

    context.close()
    closed.stop()
    assert {name: told for name, told in found.items() if told} == {}


# By the keyboard alone ----------------------------------------------------------------------------


def test_the_first_tabs_lead_to_the_map_the_log_and_the_list(visit):
    page = visit(CROWDED)

    page.keyboard.press("Tab")
    expect(page.locator(".skip-links a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#map canvas.maplibregl-canvas")).to_be_focused()

    page.locator(".skip-links a[href='#list']").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#list")).to_be_focused()
    expect(page.locator("#list")).to_have_attribute("aria-activedescendant", re.compile("^list-"))


def test_an_object_is_chosen_from_the_list_by_keyboard(visit):
    page = visit(CROWDED)
    page.locator(".skip-links a[href='#list']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#list [role=option]")

    page.keyboard.press("ArrowDown")
    name = page.locator(".line.active b").inner_text()
    page.keyboard.press("Enter")

    expect(page.locator(".opsmap-card h3")).to_have_text(name)
    expect(page.locator("#list [aria-selected=true] b")).to_have_text(name)
    expect(page.locator("#list")).to_be_focused()


def test_the_list_keeps_its_line_while_the_clock_moves(visit):
    page = visit(CROWDED)
    page.locator("#panel label").nth(2).click()
    page.wait_for_selector("#list [role=option]")
    page.locator("#list").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    name = page.locator(".line.active b").inner_text()

    page.evaluate("document.getElementById('next-entry').click()")
    page.evaluate("document.getElementById('next-entry').click()")
    page.wait_for_timeout(600)

    expect(page.locator("#list")).to_be_focused()
    expect(page.locator(".line.active b")).to_have_text(name)


def test_where_motion_is_not_wanted_the_map_does_not_fly(chromium, served):
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{served.address}/{CROWDED}")
    page.wait_for_selector(".ag-row")
    until(page, "document.getElementById('map')?.opsmap?.reel()")
    page.locator("#panel label").nth(2).click()
    page.wait_for_selector("#list [role=option]")
    page.evaluate("""() => {
      window.steps = 0;
      document.getElementById("map").opsmap.map.on("move", () => window.steps++);
    }""")

    page.locator("#list [role=option]").nth(2).click()
    page.wait_for_selector(".opsmap-card")
    page.wait_for_timeout(800)

    assert page.evaluate("window.steps") <= 2
    context.close()
