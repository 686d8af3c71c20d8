"""A planner's day: from an empty map to the note for the authority, with the network cable out."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.e2e.chair import Chair
from tests.e2e.page import ROUEN, comes, entry, until

LONG_MS = 120_000
"""What is computed may have to wait for a busy machine."""

SAID = {
    "fr": {
        "exercise": "Exercice",
        "asked": "La règle demande 10 secouristes",
        "lacking": "manque 10",
        "reach": "Atteinte",
        "places": "Emplacements",
        "minutes": "À temps, en minutes",
        "where": "Où placer ce qui manque",
        "propose": "Proposer l'objet choisi",
        "many": "Combien d'emplacements",
        "search": "Chercher les meilleurs emplacements",
        "optimal": "Optimal",
        "adopt": "Adopter",
        "need": "Besoin",
        "title": "Note de dimensionnement",
        "formula": "0,30) × 9",
        "crow": "Vol d'oiseau",
    },
    "en": {
        "exercise": "Exercise",
        "asked": "The rule asks for 10 first-aiders",
        "lacking": "10 missing",
        "reach": "Reach",
        "places": "Places",
        "minutes": "In time, in minutes",
        "where": "Where to put what is missing",
        "propose": "Propose the chosen object",
        "many": "How many places",
        "search": "Look for the best places",
        "optimal": "Optimal",
        "adopt": "Adopt",
        "need": "Need",
        "title": "First-aid cover sizing note",
        "formula": "0.30) × 9",
        "crow": "straight line",
    },
}


def tomorrow(hours):
    at = datetime.now(UTC) + timedelta(days=1, hours=hours)
    return at.strftime("%Y-%m-%dT%H:00")


def opens(page, said, locale):
    page.locator("#open").click()
    page.locator("#open-name").fill(f"Concert {locale}")
    page.locator("#open-starts").fill(tomorrow(0))
    page.locator("#open-ends").fill(tomorrow(6))
    page.get_by_label(said["exercise"]).check()
    page.locator("#open-confirm").click()
    until(
        page,
        f"document.getElementById('map').opsmap.reel()?.operation.id === 'concert-{locale}'",
    )


def draws_a_crowd(chair):
    """The status and the window are those of the day that is planned, without being asked for."""
    chair.place("gathering", "polygon")
    chair.click((160, 120), (430, 120), (430, 330), (160, 330))
    chair.page.keyboard.press("Enter")
    chair.fill("name", "Esplanade")
    chair.record()
    chair.recorded()


def sizes(page, said):
    page.keyboard.press("p")
    page.locator("#need-behaviour").select_option("40")
    page.locator("#need-premises").select_option("permanent")
    page.locator("#need-help_min").fill("15")
    page.locator("#need-crowd-added").fill("9 900")
    page.locator("#need-crowd-added-source").select_option("police")
    page.locator("#need-save").click()
    expect(page.locator("#need-saved")).not_to_be_empty()
    expect(page.locator(".need-answer")).to_contain_text(said["asked"])
    expect(page.locator("#need-hours")).to_contain_text(said["lacking"])


def finds_a_place(page, said):
    page.evaluate("document.getElementById('plan-panel').scrollTop = 0")
    entry(page, "Esplanade").last.click()
    page.get_by_role("tab", name=said["places"]).click()
    tab = page.locator("#places-body")
    tab.get_by_label(said["minutes"]).fill("5")
    tab.locator("summary", has_text=said["where"]).click()
    tab.get_by_role("button", name=said["propose"]).click()
    tab.get_by_label(said["many"]).fill("1")
    tab.get_by_role("button", name=said["search"]).click()
    found = tab.locator("#places-found")
    expect(found).to_contain_text(said["optimal"], timeout=LONG_MS)
    found.get_by_role("button", name=said["adopt"], exact=True).click()


def sees_the_reach(page, said):
    page.get_by_role("tab", name=said["reach"]).click()
    page.locator("#plan-panel .mantine-Switch-track").first.click()
    expect(page.locator("#reach-legend")).to_contain_text(said["crow"], ignore_case=True)


def takes_the_note(page, said, folder):
    page.get_by_role("tab", name=said["need"]).click()
    with page.expect_download(timeout=LONG_MS) as coming:
        page.locator("#need-pdf").click()
    coming.value.save_as(folder / "note.pdf")
    sheets = PdfDocument(folder / "note.pdf")
    return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("locale", ["fr", "en"])
def test_from_an_empty_map_to_the_note_for_the_authority(visit, served, locale, tmp_path):
    said, asked = SAID[locale], []
    page = visit(ROUEN, lang={"fr": "fr-FR", "en": "en-GB"}[locale])
    page.on("request", lambda request: asked.append(request.url))

    opens(page, said, locale)
    draws_a_crowd(Chair(page))
    sizes(page, said)
    finds_a_place(page, said)
    comes(page, lambda: len(placed(served, f"concert-{locale}")) == 2)
    sees_the_reach(page, said)
    told = takes_the_note(page, said, tmp_path)

    crowd, post = placed(served, f"concert-{locale}")
    assert [crowd.kind, crowd.status, post.status] == ["gathering", "planned", "planned"]
    assert crowd.planned_to - crowd.planned_from == timedelta(hours=6)
    assert said["title"] in told
    assert said["formula"] in told
    assert "Esplanade" in told
    ours = (served.address, "data:", f"blob:{served.address}")
    assert [url for url in asked if not url.startswith(ours)] == []


def placed(served, operation):
    entries = served.desk.journal.entries(operation)
    return [one.fact for one in entries if type(one.fact).__name__ == "Placed"]
