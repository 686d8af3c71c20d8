"""Writing from the page: recorded once, corrected, struck out; and nothing typed is ever lost."""

import pytest
from playwright.sync_api import expect

from tests.e2e.page import ROUEN, entry, until, write

AFTERWARDS = ROUEN + "&at=2019-09-27T18:00:00Z"


@pytest.fixture
def noon(visit):
    """The page at the end of the operation, where what is written last is on top."""
    return visit(AFTERWARDS)


def record(page, text):
    write(page, text)
    page.locator("#entry-when").get_by_text("instant affiché").click()
    page.locator("#record").click()
    expect(entry(page, text)).to_be_visible()


def test_what_one_page_writes_another_shows(noon, visit):
    other = visit(AFTERWARDS)

    record(noon, "Équipe cynophile demandée au préfet")

    expect(entry(other, "Équipe cynophile demandée")).to_be_visible()
    expect(noon.locator("#entry-text")).to_have_value("")


def test_an_empty_entry_is_refused_in_a_sentence(noon):
    write(noon, "   ")

    noon.locator("#record").click()

    expect(noon.locator("#refusal")).to_be_visible()
    assert noon.locator("#refusal").inner_text().strip() != ""


def test_a_time_to_come_is_asked_about_and_may_be_meant(noon):
    write(noon, "Relève prévue demain")
    noon.locator("#entry-when").get_by_text("à…").click()
    noon.locator("#entry-when-at").fill("2030-01-01T08:00")

    noon.locator("#record").click()
    expect(noon.locator("#confirm")).to_be_visible()
    expect(noon.locator("#entry-text")).to_have_value("Relève prévue demain")
    noon.locator("#confirm").click()

    expect(noon.locator("#entry-text")).to_have_value("")


def test_a_struck_entry_stays_readable_struck_through(noon):
    record(noon, "Fausse alerte quai de Boisguilbert")
    entry(noon, "Fausse alerte quai").click()

    noon.locator("#strike").click()
    noon.locator("#strike-reason").fill("mauvais quai")
    noon.locator("#strike-confirm").click()

    struck = noon.locator(".ag-row.struck", has_text="Fausse alerte quai")
    sentence = struck.first.locator(".sentence")
    expect(sentence).to_have_css("text-decoration-line", "line-through")


def test_of_two_pages_correcting_one_entry_the_second_is_told_and_loses_nothing(noon, visit):
    record(noon, "Douze engins sur place")
    other = visit(AFTERWARDS)
    for page, text in ((noon, "Treize engins sur place"), (other, "Quatorze engins sur place")):
        entry(page, "Douze engins").click()
        page.locator("#correct").click()
        expect(page.locator("#entry-text")).to_have_value("Douze engins sur place")
        page.locator("#entry-text").fill(text)

    noon.locator("#record").click()
    expect(entry(noon, "Treize engins")).to_be_visible()
    other.locator("#record").click()

    expect(other.locator("#refusal")).to_contain_text("quelqu'un d'autre")
    expect(other.locator("#entry-text")).to_have_value("Quatorze engins sur place")


def test_markup_in_an_entry_is_shown_as_text(noon):
    record(noon, "<img src=x onerror=alert(1)> & <b>gras</b>")

    line = entry(noon, "<img src=x")
    assert line.locator("img, b").count() == 0


def test_a_server_that_goes_away_is_told_and_the_text_is_kept(noon):
    write(noon, "Liaison coupée pendant la saisie")
    noon.context.set_offline(True)

    noon.locator("#record").click()

    expect(noon.locator("#refusal")).to_contain_text("Non enregistré")
    expect(noon.locator("#entry-text")).to_have_value("Liaison coupée pendant la saisie")
    expect(noon.locator("#connection")).to_contain_text("En retard de")
    noon.context.set_offline(False)
    noon.locator("#record").click()
    expect(noon.locator("#entry-text")).to_have_value("")


def test_an_operation_is_opened_from_the_page_over_what_the_map_shows(noon):
    noon.locator("#open").click()
    noon.locator("#open-confirm").click()
    expect(noon.locator("#open-refusal")).to_be_visible()

    noon.locator("#open-name").fill("Concert du quai")
    noon.locator("#open-starts").fill("2026-06-21T18:00")
    noon.locator("#open-ends").fill("2026-06-21T23:30")
    noon.locator("#open-confirm").click()

    expect(noon.locator("#operation")).to_have_value("Concert du quai")
    expect(noon.locator(".ag-row").first).to_contain_text("Concert du quai")
    expect(noon.locator("#exercise")).to_be_hidden()
    until(noon, "location.search.includes('operation=concert-du-quai')")
