"""Attaching a plan from the page: it is there for all, and what lies about itself is refused."""

import re

from playwright.sync_api import expect

from tests.e2e.page import ROUEN
from tests.png import png

AFTERWARDS = ROUEN + "&at=2019-09-27T18:00:00Z"


PNG = png((0, 0, 0), 1)


def send(page, name, media_type, content):
    page.locator("#documents-field input[type=file]").set_input_files(
        {"name": name, "mimeType": media_type, "buffer": content}
    )


def test_a_plan_is_attached_and_everybody_finds_it(visit):
    page = visit(AFTERWARDS)
    page.locator("#documents").click()
    send(page, "plan du site.png", "image/png", PNG)

    line = page.locator("#documents-list tr", has_text="plan du site.png")
    expect(line).to_contain_text("Dr Claire M.")
    theirs = visit(AFTERWARDS, who="officer")
    theirs.locator("#documents").click()
    with theirs.expect_download() as given:
        theirs.locator("#documents-list a", has_text="plan du site.png").click()
    assert given.value.path().read_bytes() == PNG


def test_a_drawing_that_could_run_scripts_is_refused_in_a_sentence(visit):
    page = visit(AFTERWARDS)
    page.locator("#documents").click()

    send(page, "plan.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    expect(page.locator("#documents-refusal")).to_be_visible()
    expect(page.locator("#documents-list tr", has_text="plan.svg")).to_have_count(0)


def test_a_plan_for_our_own_is_not_there_for_the_others(visit):
    page = visit(AFTERWARDS, lang="en")
    page.locator("#documents").click()
    page.locator("#documents-audience").click()
    page.get_by_role("option", name="my organisation").click()
    expect(page.locator("#documents-audience")).to_have_value("my organisation")
    send(page, "reserve plan.png", "image/png", PNG)
    expect(page.locator("#documents-list tr", has_text="reserve plan.png")).to_be_visible()

    theirs = visit(AFTERWARDS, who="officer")
    theirs.locator("#documents").click()

    expect(theirs.locator("#documents-list")).to_contain_text(re.compile("."))
    expect(theirs.locator("#documents-list")).not_to_contain_text("reserve plan.png")
