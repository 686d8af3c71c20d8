"""Reading an operation: the map, the log and the figures stand at one instant."""

import pytest
from playwright.sync_api import expect

from tests.e2e.page import ROUEN, choose_way, counts, log_comes_to, numbers, shows, until

AT_THREE = ROUEN + "&at=2019-09-26T01:00:00Z"


@pytest.mark.parametrize(
    ("lang", "day", "banner"),
    [("fr-FR", "jeudi 26 septembre 2019", "EXERCICE"), ("en-GB", "Thursday", "EXERCISE")],
)
def test_a_link_opens_its_moment_in_the_readers_language(visit, lang, day, banner):
    page = visit(AT_THREE, lang=lang)

    shows(page, "03:00:00")
    expect(page.locator("#instant-day")).to_contain_text(day)
    expect(page.locator("#exercise")).to_contain_text(banner)
    counts(page, "hospital", 3)


def test_a_link_opens_its_operation(visit):
    page = visit("?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z&see=believed")

    shows(page, "17:50:00")
    expect(page.locator("#operation")).to_have_value("Sommet du G7, Biarritz")
    until(page, "location.search.includes('operation=g7-biarritz-2019')")


def test_stepping_on_brings_the_next_entry_to_the_top_of_the_log(visit):
    page = visit(AT_THREE)
    log_comes_to(page, lambda shown: 11 in shown)
    before = numbers(page)[0]

    page.keyboard.press(".")

    log_comes_to(page, lambda shown: shown[:1] != [before])
    assert page.locator("#instant").inner_text() > "03:00:00"


def test_the_slider_is_worked_with_the_keyboard(visit):
    page = visit(AT_THREE)

    page.locator("#time-slider").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("PageUp")

    shows(page, "04:11:00")
    expect(page.locator("#time-slider")).to_have_attribute(
        "aria-valuetext", "jeudi 26 septembre 2019 04:11:00"
    )


def test_what_was_believed_leaves_out_what_was_written_later(visit):
    page = visit(ROUEN + "&at=2019-09-26T02:00:00Z")
    counts(page, "closure", 3)
    log_comes_to(page, lambda shown: len(shown) > 3)
    known_today = set(numbers(page))

    choose_way(page, "Ce qu'on croyait")

    counts(page, "closure", 0)
    log_comes_to(page, lambda shown: bool(shown) and set(shown) != known_today)
    until(page, "location.search.includes('see=believed')")


def test_choosing_an_entry_shows_it_in_the_address_and_its_objects_on_the_map(visit):
    page = visit(AT_THREE)

    page.locator(".ag-row", has_text="CHU Charles-Nicolle").first.click()
    page.wait_for_selector(".maplibregl-popup")

    expect(page.locator(".maplibregl-popup")).to_contain_text("CHU Charles-Nicolle")
    until(page, "location.search.includes('entry=')")
    assert page.evaluate("document.getElementById('map').opsmap.reel() !== null")


def test_a_click_on_an_object_filters_the_log_until_it_is_released(visit):
    page = visit(AT_THREE)
    log_comes_to(page, lambda shown: 11 in shown)
    everything = set(numbers(page))
    # One that stands alone: a click on a pile takes it apart.
    until(page, "document.getElementById('map').opsmap.drawn().some(o => o.alone && o.inView)")
    x, y = page.evaluate(
        """() => { const map = document.getElementById('map');
        const alone = map.opsmap.drawn().filter(o => o.alone && o.inView && o.layer === 'hospital');
        const at = map.opsmap.map.project(alone[0].place);
        const box = map.getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }"""
    )

    page.mouse.click(x, y)
    page.wait_for_selector("#log-focus:not(.hidden)")

    log_comes_to(page, lambda shown: bool(shown) and set(shown) < everything)
    page.locator("#log-focus").click()
    expect(page.locator(".cell-number", has_text="11").first).to_be_visible()


def test_playing_moves_the_clock_and_stops_when_asked(visit):
    page = visit(AT_THREE)

    page.locator("#play").click()
    until(page, "document.getElementById('instant').textContent > '03:00:30'")
    page.locator("#play").click()
    expect(page.locator("#play-sign")).to_have_text("▶")
    stopped = page.locator("#instant").inner_text()
    page.wait_for_timeout(300)

    assert page.locator("#instant").inner_text() == stopped


def test_a_base_map_that_cannot_be_fetched_hides_nothing(visit):
    page = visit(AT_THREE)
    page.route("**/tile.openstreetmap.org/**", lambda route: route.abort())

    page.locator("#base-map").click()
    page.get_by_role("option", name="OpenStreetMap").click()
    page.wait_for_timeout(800)

    counts(page, "hospital", 3)
    assert page.evaluate("document.getElementById('map').opsmap.map.isStyleLoaded() !== undefined")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_runs_over_the_side_of_the_screen(visit, size):
    page = visit(AT_THREE, size=size)

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_nothing_is_asked_of_any_other_machine(visit, served):
    page = visit(AT_THREE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.reload()
    page.wait_for_selector(".ag-row")

    assert asked
    assert [url for url in asked if not url.startswith((served.address, "data:", "blob:"))] == []
