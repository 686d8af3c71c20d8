"""Finding: from one box to the object, the entry, the person or the place, at the right instant."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.page import choose_way, comes, log_comes_to, shows, until

G7 = "?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z"
OPTIONS = "#find-list [role=option]"


def look_for(page, text, key="Control+k"):
    """Type in the box, from the keyboard, and wait for the list."""
    page.keyboard.press(key)
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type(text)
    expect(page.locator("#find")).to_have_value(text)
    expect(page.locator("#find-list")).to_be_visible()


def option(page, text):
    return page.locator(OPTIONS, has_text=text).first


def number_of(entry):
    """Return the number of the entry a line of the list leads to."""
    return int(re.search(r"· n° (\d+) ·", entry.locator(".more").first.inner_text())[1])


def sayings(page):
    return page.locator(".cell-said").all_inner_texts()


def test_an_object_is_chosen_and_its_card_opens(visit):
    page = visit(G7)
    look_for(page, "smur bayonne 2", key="/")
    expect(option(page, "SMUR Bayonne 2")).to_be_visible()

    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_have_attribute("aria-selected", "true")
    expect(page.locator("#find")).to_have_attribute("aria-activedescendant", "find-0")
    page.keyboard.press("Enter")

    expect(page.locator(".maplibregl-popup")).to_contain_text("SMUR Bayonne 2")
    expect(page.locator("#find-list")).to_be_hidden()
    shows(page, "17:50:00")  # it is there: the clock stays


def test_an_object_of_another_time_takes_the_clock_there_and_back(visit):
    page = visit(G7)
    look_for(page, "cite de l'ocean")
    expect(option(page, "pas encore là")).to_contain_text("Cité de l'océan")

    option(page, "pas encore là").click()

    shows(page, "10:15:00")
    expect(page.locator("#found-said")).to_contain_text("pas encore là")
    expect(page.locator(".maplibregl-popup")).to_contain_text("Cité de l'océan")
    page.locator("#found-back").click()
    shows(page, "17:50:00")
    expect(page.locator("#found")).to_be_hidden()


def test_an_entry_is_chosen_in_the_log_at_its_own_instant(visit):
    page = visit(G7)
    page.locator("#log-search").fill("rien de tel nulle part")
    log_comes_to(page, lambda shown: shown == [])
    look_for(page, "deux évacué et non trois")

    seq = number_of(option(page, "Deux évacués et non trois"))
    option(page, "Deux évacués et non trois").click()

    shows(page, "21:05:00")
    log_comes_to(page, lambda shown: shown[:1] == [seq])
    expect(page.locator(".ag-row-selected .cell-number")).to_have_text(str(seq))
    expect(page.locator("#log-search")).to_have_value("")
    until(page, f"location.search.includes('entry={seq}')")
    page.locator("#found-back").click()
    shows(page, "17:50:00")


def test_the_log_and_the_box_find_the_same(visit):
    page = visit(G7 + "&at=2019-08-27T00:00:00Z")
    look_for(page, "pma")
    filtering = option(page, "Filtrer la main courante")
    count = int(filtering.inner_text().split(":")[1].split()[0])

    filtering.click()

    expect(page.locator("#log-search")).to_have_value("pma")
    assert count > 8
    log_comes_to(page, lambda shown: 0 < len(shown) <= count)
    comes(page, lambda: all("pma" in said.lower() for said in sayings(page)))


def test_what_was_not_known_is_counted_and_told_when_asked(visit):
    page = visit(G7)
    choose_way(page, "Ce qu'on croyait")
    look_for(page, "binome aasc 1")
    more = option(page, "sus seulement plus tard")
    expect(more).to_be_visible()
    expect(option(page, "Repli du binôme")).to_have_count(0)

    more.click()
    seq = number_of(option(page, "Repli du binôme"))
    option(page, "Repli du binôme").click()

    expect(page.locator("#found-said")).to_contain_text("ce qui était")
    until(page, "!location.search.includes('see=believed')")
    log_comes_to(page, lambda shown: seq in shown)


def test_coordinates_lead_to_a_pin_and_to_writing_about_it(visit):
    page = visit("?operation=eurovolley-nantes-2019")
    look_for(page, "47.2590, -1.5310")
    expect(option(page, "Aller à")).to_be_visible()

    page.keyboard.press("Enter")

    expect(page.locator("#found-said")).to_contain_text("Degrés décimaux")
    until(
        page,
        "Math.abs(document.getElementById('map').opsmap.map.getCenter().lat - 47.259) < 0.001",
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr-FR", "Rien pour « zzyzx » ; essayé : objets"), ("en-GB", "Nothing for “zzyzx”; tried:")],
)
def test_nothing_found_says_where_one_looked(visit, lang, said):
    page = visit(G7, lang=lang)

    look_for(page, "zzyzx")

    expect(page.locator("#find-list")).to_contain_text(said)
    expect(page.locator(OPTIONS)).to_have_count(0)


def test_escape_closes_then_empties_then_leaves(visit):
    page = visit(G7)
    look_for(page, "pma")
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")
    expect(page.locator("#find-list")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#find")).not_to_be_focused()


def test_a_server_that_goes_away_is_told_of(visit):
    page = visit(G7)
    page.route("**/find?**", lambda route: route.abort())

    look_for(page, "pma")

    expect(page.locator("#find-list")).to_contain_text("La recherche ne répond pas")


def test_on_a_telephone_the_list_stays_on_the_screen(visit):
    page = visit(G7, size=(390, 844))

    look_for(page, "smur")

    expect(option(page, "SMUR")).to_be_visible()
    box = page.locator("#find-list").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
