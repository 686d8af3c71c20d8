"""From an empty map to a post put in place, moved and closed: by mouse, then by keys alone.

Nothing but Vigie itself is asked for anything: all of it works with the network cable out.
"""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.chair import Chair
from tests.e2e.page import ROUEN, entry, log_comes_to, until
from tests.e2e.test_printing import choose, press, text_of

FOCUS = """(() => {
    const at = document.activeElement;
    return at.id || at.dataset.kind || at.textContent.trim();
})()"""

LIT = "(document.querySelector('[data-combobox-selected]')?.textContent ?? '')"


def hour(ahead, pattern="%Y-%m-%dT%H:%M"):
    """Return an hour from now as a field takes it: UTC, which Paris is an hour or two ahead of."""
    return (datetime.now(UTC) + timedelta(hours=ahead)).strftime(pattern)


@pytest.fixture
def alone(visit, served):
    """Open the page; in the end, nobody but Vigie was asked."""
    asked = []

    def _alone():
        page = visit(ROUEN)
        page.on("request", lambda request: asked.append(request.url))
        return page

    yield _alone
    ours = (served.address, "data:", f"blob:{served.address}")
    assert [url for url in asked if not url.startswith(ours)] == []


def is_open(page, name, slug):
    expect(page.locator("#operation")).to_have_value(name)
    until(page, f"location.search.includes('operation={slug}')")
    until(page, f"document.getElementById('map').opsmap.reel()?.operation.id === '{slug}'")
    assert page.evaluate("document.getElementById('map').opsmap.drawn()") == []


def opens(page):
    page.locator("#open").click()
    page.locator("#open-name").fill("Concert des quais")
    page.locator("#open-starts").fill(hour(-2))
    page.locator("#open-ends").fill(hour(+6))
    page.get_by_label("Exercice").check()
    page.locator("#open-confirm").click()
    is_open(page, "Concert des quais", "concert-des-quais")
    expect(page.locator("#exercise")).to_be_visible()


def plans(chair):
    page = chair.page
    chair.place("zone", "polygon")
    chair.click((160, 120), (430, 120), (430, 330), (160, 330))
    page.keyboard.press("Enter")
    chair.fill("name", "Emprise du concert")
    chair.record()
    chair.recorded()
    chair.place("medical_post")
    chair.click((300, 220))
    chair.fill("name", "PMA Quai")
    page.locator("#place-status").click()
    page.get_by_role("option", name="Prévu", exact=True).click()
    page.locator("#place-from").fill(hour(-1))
    page.locator("#place-to").fill(hour(+5))
    chair.record()
    chair.recorded()


def prints(page):
    page.locator("#print").click()
    choose(page, "print-size", re.compile("^A4"))
    pdf, _ = press(page)
    page.keyboard.press("Escape")
    expect(page.locator("#print-confirm")).to_be_hidden()
    return text_of(pdf)


def puts_in_place(chair):
    page = chair.page
    chair.choose("PMA Quai")
    page.locator("#placing-begin").click()
    page.locator("#placing-where").get_by_text("ailleurs").click()
    expect(page.locator("#placing-said")).to_contain_text("Cliquer le lieu")
    chair.click((360, 260))
    expect(page.locator("#placing-said")).to_contain_text("Lieu :")
    page.locator("#placing-confirm").click()
    expect(page.locator("#placing-form")).to_be_hidden()
    expect(entry(page, "nouvelle position")).to_be_visible()


def moves(chair):
    chair.choose("PMA Quai")
    chair.press("Déplacer")
    chair.draws()
    centre = (chair.box["width"] / 2, chair.box["height"] / 2)
    chair.drag(centre, (centre[0] - 90, centre[1] + 40))
    expect(chair.page.locator("#place-record")).to_have_text("Enregistrer le déplacement")
    chair.record()
    seq = chair.recorded()
    log_comes_to(chair.page, lambda shown: shown[:1] == [seq])
    chair.page.wait_for_timeout(500)  # the line under the pointer is not to move any more


def closes(chair):
    chair.choose("PMA Quai")
    chair.press("Lever")
    chair.page.locator("#place-text").fill("Dernier blessé évacué")
    chair.record()
    chair.recorded()
    expect(entry(chair.page, "Dernier blessé évacué")).to_be_visible()


@pytest.mark.timeout(300)
def test_a_post_is_planned_printed_put_in_place_moved_and_closed(alone):
    page = alone()
    opens(page)
    chair = Chair(page)

    plans(chair)
    planned = chair.held("PMA Quai")
    told = prints(page)
    puts_in_place(chair)
    placed = chair.held("PMA Quai")
    moves(chair)
    moved = chair.held("PMA Quai")
    closes(chair)

    assert "Concert des quais" in told
    assert "Postes médicaux avancés" in told
    assert [planned["status"], placed["status"], moved["status"]] == ["planned", "active", "active"]
    assert planned["geometry"] != placed["geometry"] != moved["geometry"]
    assert chair.held("PMA Quai")["status"] == "closed"


class Keys:
    """A page and a keyboard: nothing is clicked, nothing is focused from outside."""

    def __init__(self, page):
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.type

    def reach(self, wanted, key="Tab"):
        """Go on until the focus is on what has that id, or says that."""
        for _ in range(160):
            if self.page.evaluate(FOCUS) == wanted:
                return
            self.press(key)
        raise AssertionError(f"the keyboard never comes to {wanted}")

    def type_hour(self, field, ahead):
        """Type an hour, the day or the month first as the browser's own language has it."""
        for day, clock in (("%m%d%Y", "%I%M%p"), ("%d%m%Y", "%H%M")):
            self.reach(field)
            self.type(hour(ahead, day))
            self.press("ArrowRight")
            self.type(hour(ahead, clock))
            if self.page.locator(f"#{field}").input_value()[:10] == hour(ahead, "%Y-%m-%d"):
                return
            self.reach(field, "Shift+Tab")
        raise AssertionError(f"no hour can be typed into {field}")

    def choose(self, name):
        """Look for an object, and go to it."""
        self.press("Escape")
        self.press("/")
        self.type(name)
        expect(self.page.get_by_role("option", name=name).first).to_be_visible()
        self.press("Enter")
        expect(self.page.locator(".opsmap-card")).to_contain_text(name)

    def act(self, label):
        """Go to a button, and press it."""
        self.reach(label)
        self.press("Enter")

    def opens(self):
        expect(self.page.locator("#open")).to_be_enabled()
        self.act("open")
        expect(self.page.locator("#open-name")).to_be_visible()
        self.reach("open-name")
        self.type("Marché de nuit")
        self.type_hour("open-starts", -2)
        self.type_hour("open-ends", +6)
        self.act("open-confirm")
        is_open(self.page, "Marché de nuit", "marche-de-nuit")

    def plans(self, chair):
        self.act("tool-place")
        expect(self.page.locator("#place-menu")).to_be_visible()
        self.act("medical_post")
        chair.draws()
        self.press("ArrowRight")
        self.press("Enter")
        expect(self.page.locator("#place-field-name")).to_be_focused()
        self.type("PMA Halle")
        self.act("place-status")
        wanted = self.page.get_by_role("option", name="Prévu", exact=True)
        expect(wanted).to_be_visible()
        while (lit := self.page.evaluate(LIT)) != "Prévu":
            self.press("ArrowDown")
            until(self.page, f"{LIT} !== {json.dumps(lit)}")
        self.press("Enter")
        until(self.page, "dash_component_api.getLayout('place-status').props.value === 'planned'")
        self.press("Control+Enter")
        chair.recorded()

    def prints(self):
        self.act("print")
        expect(self.page.locator("#print-confirm")).to_be_visible()
        with self.page.expect_download(timeout=120_000) as given:
            self.act("print-confirm")
        self.press("Escape")
        expect(self.page.locator("#print-confirm")).to_be_hidden()
        return text_of(given.value.path().read_bytes())

    def puts_in_place(self):
        self.choose("PMA Halle")
        expect(self.page.locator("#placing-begin")).to_be_visible()
        self.act("placing-begin")
        expect(self.page.locator("#placing-when")).to_be_focused()
        self.act("placing-confirm")
        expect(self.page.locator("#placing-form")).to_be_hidden()
        expect(entry(self.page, "PMA Halle en place")).to_be_visible()

    def moves(self, chair):
        self.choose("PMA Halle")
        self.act("Déplacer")
        chair.draws()
        self.press("ArrowUp")
        self.press("ArrowUp")
        self.press("Enter")
        expect(self.page.locator("#place-record")).to_have_text("Enregistrer le déplacement")
        self.press("Control+Enter")
        chair.recorded()

    def closes(self, chair):
        self.choose("PMA Halle")
        self.act("Lever")
        expect(self.page.locator("#place-text")).to_be_focused()
        self.type("Plus personne")
        self.press("Control+Enter")
        chair.recorded()
        expect(entry(self.page, "Plus personne")).to_be_visible()


@pytest.mark.timeout(300)
def test_the_same_with_the_keyboard_alone(alone):
    page = alone()
    chair, keys = Chair(page), Keys(page)
    keys.opens()

    keys.plans(chair)
    planned = chair.held("PMA Halle")
    told = keys.prints()
    keys.puts_in_place()
    placed = chair.held("PMA Halle")
    keys.moves(chair)
    moved = chair.held("PMA Halle")
    keys.closes(chair)

    assert "Marché de nuit" in told
    assert "Postes médicaux avancés" in told
    assert [planned["status"], placed["status"], moved["status"]] == ["planned", "active", "active"]
    assert planned["geometry"] == placed["geometry"] != moved["geometry"]
    assert chair.held("PMA Halle")["status"] == "closed"
