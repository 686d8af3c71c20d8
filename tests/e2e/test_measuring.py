"""Places as they are said, measuring, and who is inside an area: from a user's chair."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.page import ROUEN, until

MORNING = ROUEN + "&at=2019-09-26T05:00:00Z&view=1.06000,49.43700,13.00"


@pytest.fixture
def morning(visit):
    return visit(MORNING)


def spot(page, right=0, down=0):
    """Return a place of the screen, counted from the middle of the map."""
    box = page.locator("#map").bounding_box()
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def said_at(page):
    return page.locator("#readout-said")


def go_to(page, text):
    page.keyboard.press("g")
    page.locator("#goto-place").fill(text)


def test_the_place_under_the_pointer_is_said_in_the_system_chosen_and_remembered(morning):
    morning.mouse.move(*spot(morning))
    expect(said_at(morning)).to_have_text(re.compile(r"^49\.\d{5}, 1\.\d{5}$"))

    morning.locator("#readout-system").click()
    morning.get_by_role("option", name="MGRS").click()
    expect(said_at(morning)).to_have_text(re.compile(r"^31U CQ \d{5} \d{5}$"))
    morning.reload()
    until(morning, "document.getElementById('map')?.opsmap?.reel()")

    expect(said_at(morning)).to_have_text(re.compile(r"^31U CQ \d{5} \d{5}$"))


def test_without_a_pointer_the_middle_of_the_map_is_said(morning):
    morning.mouse.move(5, 5)

    expect(said_at(morning)).to_have_text("49.43700, 1.06000")
    expect(morning.locator("#readout-of")).to_have_attribute("title", "au centre de la carte")


def test_one_goes_to_a_place_as_it_was_said(morning):
    go_to(morning, "49°26'11.0\"N 1°03'29.9\"E")
    expect(morning.locator("#goto-place-said")).to_contain_text("à 2 m près")

    morning.keyboard.press("Enter")

    expect(morning.locator("#goto-place")).not_to_be_visible()
    morning.mouse.move(5, 5)
    expect(said_at(morning)).to_have_text(re.compile(r"^49\.4363\d, 1\.0583\d$"))


def test_what_names_two_places_is_refused_with_both(morning):
    go_to(morning, "31S 500000 3600000")

    expect(morning.locator("#goto-place-said")).to_contain_text("peut se lire de 2 façons")
    expect(morning.locator("#goto-go")).to_be_disabled()
    expect(morning.locator("#goto-place")).to_have_value("31S 500000 3600000")


def test_exchanged_latitude_and_longitude_are_noticed(visit):
    page = visit(MORNING, lang="en-GB")

    go_to(page, "1.0583, 49.4364")

    expect(page.locator("#goto-place-said")).to_contain_text("far from the operation")


def test_an_entry_is_written_at_a_place_that_was_pasted(visit):
    page = visit(ROUEN + "&at=2019-09-27T18:00:00Z")
    page.keyboard.press("n")
    page.locator("#entry-text").fill("Point d'eau repéré au carré")
    page.locator("#entry-point-text").fill("FL08D6.2")
    expect(page.locator("#entry-point-text-said")).to_contain_text("DFCI")
    page.locator("#entry-when").get_by_text("instant affiché").click()

    page.locator("#record").click()

    row = page.locator(".ag-row", has_text="Point d'eau repéré").first
    expect(row).to_be_visible()
    place = page.evaluate(
        "document.getElementById('map').opsmap.reel().entries.findLast((e) => e.place)?.place"
    )
    assert place == pytest.approx([1.06357, 49.43289], abs=1e-3)


def test_a_place_that_cannot_be_read_keeps_the_entry_from_being_recorded(morning):
    morning.keyboard.press("n")
    morning.locator("#entry-text").fill("Quelque part")
    morning.locator("#entry-point-text").fill("près du pont")

    morning.locator("#record").click()

    expect(morning.locator("#refusal")).to_contain_text("n'est pas un lieu")
    expect(morning.locator("#entry-text")).to_have_value("Quelque part")


def test_a_distance_is_measured_leg_by_leg_and_put_away(morning):
    morning.locator("#measure-line").click()
    until(morning, "document.querySelector('.vigie.drawing')")
    for right, down in ((0, 60), (100, 60), (100, 160)):
        morning.mouse.click(*spot(morning, right, down))
        morning.wait_for_timeout(400)
    morning.keyboard.press("Enter")

    panel = morning.locator("#measure-panel")
    expect(panel.locator("tbody tr")).to_have_count(2)
    expect(panel.locator("tbody tr").first).to_contain_text("090°")
    expect(panel.locator("tbody tr").last).to_contain_text("180°")
    expect(morning.locator(".opsmap-tag")).to_have_count(2)
    morning.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(morning.locator(".opsmap-tag")).to_have_count(0)


def test_rings_are_drawn_around_a_typed_place_and_say_how_they_were_reckoned(morning):
    morning.locator("#measure-rings").click()
    morning.locator("#rings-place").fill("49.4364, 1.0583")
    morning.locator("#rings-list").fill("1 km, 6 min")
    expect(morning.locator("#rings-refusal")).to_contain_text("vitesse")

    morning.locator("#rings-speed").fill("50")

    expect(morning.locator(".opsmap-tag")).to_have_text(["1 km", "6 min à vol d'oiseau, 50 km/h"])


def test_who_is_inside_a_zone_follows_the_slider(morning):
    morning.locator("#inside").click()
    morning.locator("#inside-zone").click()
    morning.get_by_role("option").first.click()
    body = morning.locator("#inside-body")
    expect(body.locator(".measured")).to_have_text(re.compile(r"^\d+ objets?$"))
    before = body.inner_text()

    morning.evaluate("document.activeElement.blur()")
    morning.keyboard.press("Home")

    expect(body).not_to_have_text(before, use_inner_text=True)


def test_who_came_and_went_between_two_times_is_told_and_saved(morning):
    morning.locator("#inside").click()
    morning.locator("#inside-zone").click()
    morning.get_by_role("option").first.click()
    expect(morning.locator("#inside-body .measured")).to_be_visible()
    morning.locator("#inside-when").get_by_text("entre deux heures").click()
    expect(morning.locator("#inside-body li").first).to_contain_text(
        re.compile("déjà là|entre "), use_inner_text=True
    )

    with morning.expect_download() as saved:
        morning.locator("#inside-save").click()

    text = saved.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][0] == "Couche"
    assert len(rows) - 1 == morning.locator("#inside-body li").count()
