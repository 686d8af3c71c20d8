"""Sharing an operation from the page: who has access, who reads what, and who has read it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import now
from dashboard.journal import Draft, Granted, Opened
from tests.e2e.conftest import ARS
from tests.e2e.page import ROUEN, entry, until, write

OURS = BY_KEY["regulator"].actor.organisation
AFTERWARDS = ROUEN + "&at=2019-09-27T18:00:00Z"


@pytest.fixture
def noon(visit):
    """The page of our organisation at the end of the operation, what is written last on top."""
    return visit(AFTERWARDS)


def grant(page, *, reason="Suivi régional"):
    page.locator("#share").click()
    page.locator("#share-organisation").fill(ARS)
    page.locator("#share-organisation").press("Tab")
    page.locator("#share-reason").fill(reason)
    page.locator("#share-confirm").click()


def close(page):
    page.locator("[role=dialog]:visible .mantine-Modal-close").click()
    expect(page.locator("[role=dialog]:visible")).to_have_count(0)


def record(page, text):
    write(page, text)
    page.locator("#entry-when").get_by_text("instant affiché").click()
    page.locator("#record").click()
    expect(entry(page, text)).to_be_visible()


def test_access_is_given_with_a_reason_and_taken_back_with_another(noon):
    grant(noon, reason="")
    expect(noon.locator("#share-refusal")).to_contain_text("motif")
    expect(noon.locator("#share-organisation")).to_have_value(ARS)

    noon.locator("#share-reason").fill("Suivi régional")
    noon.locator("#share-confirm").click()
    line = noon.locator("#share-list tr", has_text=ARS)
    expect(line).to_contain_text("Suivi régional")

    line.get_by_role("button").click()
    noon.locator("#share-level").get_by_text("aucun : retirer").click()
    noon.locator("#share-reason").fill("Fin de l'appui")
    noon.locator("#share-confirm").click()
    expect(line).to_have_count(0)


def test_a_reader_sees_what_may_not_be_done_and_who_could(noon, visit, served):
    grant(noon)
    expect(noon.locator("#share-list")).to_contain_text(ARS)

    theirs = visit(AFTERWARDS, who="officer")

    expect(theirs.locator("#operation")).to_have_value("Incendie Lubrizol, Rouen")
    theirs.keyboard.press("n")
    expect(theirs.locator("#record")).to_be_disabled()
    expect(theirs.locator("#record")).to_have_attribute("title", re.compile("contributeur"))
    expect(theirs.locator("#see-as")).to_be_hidden()


def test_a_reserved_entry_is_marked_here_and_withheld_there(noon, visit, served):
    grant(noon)
    close(noon)
    record(noon, "Renfort demandé à la zone")
    theirs = visit(AFTERWARDS, who="officer")
    expect(entry(theirs, "Renfort demandé")).to_be_visible()
    withheld = theirs.locator(".ag-row.withheld").count()

    entry(noon, "Renfort demandé").click()
    noon.locator("#reserve").click()
    noon.locator("#reserve-audience").click()
    noon.get_by_role("option", name="mon organisme").click()
    noon.locator("#reserve-confirm").click()

    expect(entry(noon, "Renfort demandé").locator(".mark.reserved")).to_have_text("réservé")
    expect(theirs.locator(".ag-row", has_text="Renfort demandé")).to_have_count(0)
    assert theirs.locator(".ag-row.withheld").count() > withheld
    theirs.locator(".ag-row.withheld").first.click()
    expect(theirs.locator(".entry-tools")).to_be_hidden()


def test_an_entry_written_for_some_asks_for_whom(noon):
    write(noon, "Point de situation confidentiel")
    noon.locator("#entry-when").get_by_text("instant affiché").click()
    noon.locator("#entry-audience").click()
    noon.get_by_role("option", name="certains…").click()

    noon.locator("#record").click()

    expect(noon.locator("#refusal")).to_contain_text("au moins un organisme")
    expect(noon.locator("#entry-text")).to_have_value("Point de situation confidentiel")


def test_an_entry_is_acknowledged_by_name_once(noon):
    record(noon, "Consigne : masques FFP2")
    entry(noon, "Consigne : masques").click()

    noon.locator("#acknowledge").click()

    expect(entry(noon, "Consigne : masques").locator(".mark.read-by")).to_have_text("lu par 1")
    expect(noon.locator("#acknowledge")).to_be_disabled()
    expect(noon.locator("#entry-read")).to_contain_text("Dr Claire M.")


def test_what_came_since_one_last_looked_is_marked_until_it_is_read(noon, visit, served):
    grant(noon)
    close(noon)
    theirs = visit(AFTERWARDS, who="officer")
    read = f"{served.address}/api/operations/lubrizol-2019/read"
    assert theirs.request.put(read, data={"read": 1_000_000}).ok
    theirs.reload()
    expect(theirs.locator(".ag-row").first).to_be_visible()
    expect(theirs.locator(".dot")).to_have_count(0)

    record(noon, "Nuage dissipé")

    expect(entry(theirs, "Nuage dissipé").locator(".dot")).to_be_visible()
    expect(theirs.locator("#read-all")).to_be_visible()
    theirs.locator("#read-all").click()
    expect(theirs.locator(".dot")).to_have_count(0)
    expect(theirs.locator("#read-all")).to_be_hidden()
    expect(entry(noon, "Nuage dissipé").locator(".dot")).to_have_count(0)


def test_one_sees_with_the_eyes_of_another_organisation_and_comes_back(visit):
    noon = visit(ROUEN + "&at=2019-09-26T16:00:00Z")
    noon.locator("#see-as").click()
    noon.get_by_role("option", name=ARS).click()

    expect(noon.locator("#seen-as")).to_contain_text("n'avait pas accès")
    expect(noon.locator(".ag-row")).to_have_count(0)
    until(noon, "location.search.includes('as=ARS')")
    expect(noon.locator("#record")).to_be_disabled()
    noon.locator("#see-as").blur()
    noon.keyboard.press("Escape")

    expect(noon.locator("#seen-as")).to_be_hidden()
    expect(noon.locator(".ag-row").first).to_be_visible()
    expect(noon.locator("#record")).to_be_enabled()


def test_a_person_is_added_to_the_directory_and_arrives(noon):
    noon.locator("#directory").click()
    noon.locator("#person-confirm").click()
    expect(noon.locator("#person-refusal")).to_be_visible()

    noon.locator("#person-name").fill("Dr Anne L.")
    noon.locator("#person-phone").fill("06 00 00 00 00")
    noon.locator("#person-confirm").click()
    line = noon.locator("#directory-list tr", has_text="Dr Anne L.")
    expect(line.locator("a")).to_have_attribute("href", "tel:0600000000")
    line.get_by_role("button", name="Arrivée").click()

    expect(line).to_contain_text("Présent")
    noon.locator("#directory-filter").fill("personne d'autre")
    expect(noon.locator("#directory-list")).to_contain_text("Personne ne correspond")


def test_an_operation_that_is_closed_says_so_and_is_reopened_with_a_reason(visit):
    page = visit("?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z")
    expect(page.locator("#phase")).to_contain_text("Opération close")
    page.locator("#life").click()
    expect(page.locator("#life-list")).to_contain_text("Dr Hélène B.")

    page.locator("#life-reopen").click()
    expect(page.locator("#life-refusal")).to_contain_text("motif")
    page.locator("#life-reason").fill("Reprise des manifestations")
    page.locator("#life-reopen").click()

    expect(page.locator("#phase")).to_be_hidden()
    expect(page.locator("#life-list")).to_contain_text("Reprise des manifestations")
    page.locator("#life-close").click()
    expect(page.locator("#phase")).to_contain_text("Opération close")


def test_an_operation_begins_by_itself_and_the_page_knows(visit, served):
    starts_at = now() + timedelta(seconds=25)
    fact = Opened(name="Ce soir", starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    said = {"author": "ada", "organisation": OURS, "occurred_at": now()}
    served.desk.journal.append("ce-soir", Draft(**said, fact=fact))
    page = visit("?operation=ce-soir")
    page.locator("#life").click()
    expect(page.locator("#life-now")).to_contain_text("prévue")

    expect(page.locator("#life-now")).to_contain_text("active")


def test_access_ends_at_its_hour_and_comes_back_with_a_new_grant(visit, served):
    def grant(**until):
        fact = Granted(organisation=ARS, level="read", reason="appui", **until)
        said = {"author": "ada", "organisation": OURS, "occurred_at": now()}
        served.desk.journal.append("lubrizol-2019", Draft(**said, fact=fact))

    theirs = visit(ROUEN, who="officer")
    grant(ends_at=now() + timedelta(seconds=3))
    expect(theirs.locator("#connection")).to_contain_text("n'est plus partagée")

    grant()

    expect(theirs.locator("#connection")).to_have_text("à jour")


def test_a_routine_log_is_opened_without_an_end_and_is_live(noon):
    noon.locator("#open").click()
    noon.locator("#open-name").fill("Main courante SAMU")
    noon.locator("#open-starts").fill("2026-11-01T08:00")
    noon.get_by_label("Main courante permanente").check()
    expect(noon.locator("#open-ends")).to_be_hidden()
    noon.locator("#open-confirm").click()

    expect(noon.locator("#operation")).to_have_value("Main courante SAMU")
    expect(noon.locator("#live-sign")).to_have_text("Direct")
    expect(noon.locator("#instant-age")).to_have_text("en direct")
    noon.locator("#operation").click()
    expect(noon.locator(".mantine-Select-groupLabel").first).to_have_text(
        "Mains courantes permanentes"
    )


@pytest.mark.parametrize("dialog", ["life", "share", "directory", "documents"])
def test_on_a_telephone_the_tools_are_in_a_menu_and_fit(visit, dialog):
    page = visit(AFTERWARDS, size=(390, 844))
    expect(page.locator(f"#{dialog}")).to_be_hidden()

    page.locator("#toolbar-menu").click()
    page.locator(f"#{dialog}").click()

    expect(page.locator(f"#{dialog}-list")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
