"""The planning panel: opened and put away, from the mouse and from the keyboard."""

from playwright.sync_api import expect

NANTES = "?operation=eurovolley-nantes-2019&at=2019-09-21T16:00:00Z"


def test_the_plan_is_opened_and_put_away_by_a_key_and_the_focus_comes_back(visit):
    page = visit(NANTES)
    button = page.locator("#plan")
    button.focus()

    page.keyboard.press("p")

    expect(page.locator("#plan-panel")).to_be_visible()
    expect(page.get_by_role("tab", name="Besoin")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")

    expect(page.locator("#plan-panel")).to_be_hidden()
    expect(button).to_be_focused()


def test_one_panel_is_beside_the_map_at_a_time(visit):
    page = visit(NANTES)
    page.locator("#compare").click()

    page.locator("#plan").click()

    expect(page.locator("#plan-panel")).to_be_visible()
    expect(page.locator("#compare-panel")).to_be_hidden()

    page.locator("#compare").click()

    expect(page.locator("#plan-panel")).to_be_hidden()
    expect(page.locator("#compare-panel")).to_be_visible()
