"""The planning panel: opened and put away; from choosing a gathering to the printed note."""

from dataclasses import replace
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from dashboard.journal import Draft, Placed
from tests.e2e.page import choose_way, until

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


WORDS = {
    "fr": {
        "asked": "La règle demande 6 secouristes",
        "more": "La règle demande 10 secouristes",
        "bad": "attendu, un nombre de 1 à",
        "choose": "Retenir",
        "title": "Note de dimensionnement",
        "formula": "0,25) × 12",
    },
    "en": {
        "asked": "The rule asks for 6 first-aiders",
        "more": "The rule asks for 10 first-aiders",
        "bad": "expected, a number from 1 to",
        "choose": "Choose",
        "title": "First-aid cover sizing note",
        "formula": "0.25) × 12",
    },
}


@pytest.fixture
def match(served):
    """A match like the first of the demonstration, whose crowd nobody has decided on yet."""
    journal = served.desk.journal
    told = next(
        entry
        for entry in journal.entries("eurovolley-nantes-2019")
        if isinstance(entry.fact, Placed) and entry.fact.object_id == "match-21"
    )
    name = uuid4().hex[:8]
    journal.append(
        "eurovolley-nantes-2019",
        Draft(
            occurred_at=told.occurred_at,
            author=told.author,
            organisation=told.organisation,
            fact=replace(told.fact, object_id=name),
        ),
    )
    return name


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_gathering_is_sized_its_crowd_chosen_and_its_note_printed(visit, match, locale, tmp_path):
    said = WORDS[locale]
    page = visit(NANTES, lang={"fr": "fr-FR", "en": "en-GB"}[locale])
    page.keyboard.press("p")
    gathering = page.locator("#need-gathering")
    expect(gathering).to_be_visible()

    gathering.select_option(match)

    expect(page.locator(".need-answer")).to_contain_text(said["asked"])
    expect(page.locator("#need-hours table").first.locator("tbody tr")).to_have_count(3)
    expect(page.locator("#need-chart .js-plotly-plot")).to_be_attached()

    # No crowd is no crowd, and the field says so.
    page.locator("#need-crowd-added").fill("0")
    page.locator("#need-save").click()
    expect(page.locator(".need-crowd .wrong")).to_contain_text(said["bad"])
    expect(page.locator("#need-crowd-added")).to_be_focused()

    page.locator("#need-crowd-added").fill("12 000")
    page.locator("#need-crowd-added-source").select_option("press")
    page.locator("#need-save").click()
    expect(page.locator("#need-saved")).not_to_be_empty()
    expect(page.locator(".need-answer")).to_contain_text(said["more"])

    page.locator("#need-body").get_by_role("button", name=said["choose"]).first.click()
    expect(page.locator(".need-answer")).to_contain_text(said["asked"])

    with page.expect_download(timeout=120_000) as coming:
        page.locator("#need-pdf").click()
    coming.value.save_as(tmp_path / "note.pdf")
    document = PdfDocument(tmp_path / "note.pdf")
    # Where a line of the sheet ends is the printer's affair.
    texts = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    assert said["title"] in texts[0]
    assert said["formula"] in "".join(texts)
    assert f"page 1 / {len(texts)}" in texts[0]


def test_an_operation_without_a_gathering_says_to_draw_one(visit):
    page = visit("?operation=lubrizol-2019&at=2019-09-26T01:00:00Z")

    page.keyboard.press("p")

    expect(page.locator("#need-said")).to_contain_text("en dessiner un")
    expect(page.locator("#need-form")).to_be_hidden()


def test_the_need_follows_the_slider_into_what_was_believed(visit):
    """The press counted the match of the 21st at 9:20 the next day, written down at 9:22."""
    page = visit("?operation=eurovolley-nantes-2019&at=2019-09-22T07:21:00Z&see=believed")
    page.keyboard.press("p")
    page.locator("#need-gathering").select_option("match-21")
    estimates = page.locator("#need-body table tbody tr")

    # What the press said had happened, and nobody knew of it yet.
    expect(estimates).to_have_count(1)
    expect(estimates).to_contain_text("8\u202f000")
    choose_way(page, "Ce qui était")
    expect(estimates).to_have_count(2)
    expect(estimates.first).to_contain_text("7\u202f293")
    choose_way(page, "Ce qu'on croyait")
    expect(estimates).to_have_count(1)

    # The slider goes on past 9:22: what was written down by then is known.
    page.locator("#time-slider").focus()
    page.keyboard.press("PageUp")
    expect(estimates).to_have_count(2)
    expect(estimates.first).to_contain_text("7\u202f293")

    # And back to where nobody knew.
    page.keyboard.press("PageDown")
    expect(estimates).to_have_count(1)
    until(page, "new URLSearchParams(location.search).get('see') === 'believed'")
