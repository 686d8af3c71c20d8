"""Printing from the page: a sheet of the moment shown, in either language; its image, its link."""

import re

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.e2e.page import until

CALM = "?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z"
BELIEVED = CALM + "&see=believed"
MM = 25.4 / 72


def choose(page, field, label):
    page.locator(f"#{field}").click()
    page.get_by_role("option", name=label).click()


def press(page):
    """Print, and return the file the browser is given and its name."""
    with page.expect_download(timeout=120_000) as given:
        page.locator("#print-confirm").click()
    return given.value.path().read_bytes(), given.value.suggested_filename


def text_of(pdf):
    return " ".join(PdfDocument(pdf)[0].get_textpage().get_text_bounded().split())


@pytest.mark.timeout(240)
def test_the_moment_shown_is_printed_on_the_paper_chosen(visit):
    page = visit(BELIEVED)
    page.locator("#print").click()
    choose(page, "print-size", re.compile("^A4"))
    page.locator("#print-orientation").get_by_text("portrait").click()
    page.locator("#print-title").fill("Situation pour la préfecture")
    choose(page, "print-scale", "1:100")

    pdf, name = press(page)

    assert name == "g7-biarritz-2019_2019-08-24_1750_A4.pdf"
    assert [side * MM for side in PdfDocument(pdf)[0].get_size()] == pytest.approx(
        [210, 297], abs=0.3
    )
    told = text_of(pdf)
    assert "Situation pour la préfecture" in told
    assert "Ce qu'on croyait" in told
    assert "1:100" in told
    assert "Dr Claire M." in told
    expect(page.locator("#print-job a")).to_contain_text(name)


@pytest.mark.timeout(240)
def test_an_english_reader_prints_in_english(visit):
    page = visit(CALM, lang="en-GB")
    page.get_by_role("button", name="Print", exact=True).click()
    choose(page, "print-size", re.compile("^A4"))

    pdf, _ = press(page)

    told = text_of(pdf)
    assert "What was so" in told
    assert "EXERCISE" in told.upper()
    assert "Saturday, 24 August 2019" in told


@pytest.mark.timeout(240)
def test_a_print_is_stopped_from_the_page(visit):
    page = visit(CALM)
    page.locator("#print").click()
    choose(page, "print-size", re.compile("^A1"))
    page.locator("#print-confirm").click()

    page.locator("#print-job .stop").click()

    expect(page.locator("#print-job .job")).to_have_count(0, timeout=30_000)
    expect(page.locator("#print-job a")).to_have_count(0)
    expect(page.locator("#print-confirm")).to_be_enabled()


def test_what_is_wrong_is_told_in_the_dialog_and_nothing_typed_is_lost(visit):
    page = visit(CALM)
    page.locator("#print").click()
    page.locator("#print-title").fill("Point de 18 h")
    page.route("**/prints*", lambda route: route.abort())

    page.locator("#print-confirm").click()

    expect(page.locator("#print-refusal")).to_contain_text("rien n'a été imprimé")
    expect(page.locator("#print-title")).to_have_value("Point de 18 h")


def test_the_sheet_opens_as_a_page_and_draws_its_map(visit):
    page = visit(CALM)
    page.locator("#print").click()

    with page.context.expect_page() as opened:
        page.locator("#print-sheet").click()

    sheet = opened.value
    sheet.wait_for_selector("html[data-drawn=true]", timeout=60_000)
    expect(sheet.locator("h1")).to_have_text("Sommet du G7, Biarritz")
    expect(sheet.locator("#map > canvas")).to_have_count(1)
    expect(sheet.locator("#legend")).to_contain_text("Incidents")


def test_the_map_is_copied_as_an_image_under_its_caption(visit, served):
    page = visit(CALM)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address)
    page.locator("#print").click()

    page.locator("#copy-image").click()

    expect(page.locator("#copied")).to_contain_text("Image copiée")
    size, seen = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const image = await createImageBitmap(await item.getType("image/png"));
          const map = document.querySelector("#map .maplibregl-canvas");
          const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
          paper.drawImage(image, 0, 0);
          const colours = new Set(new Uint32Array(
            paper.getImageData(0, 0, map.width, map.height).data.buffer));
          return [[image.width, image.height - map.height, map.width], colours.size];
        }"""
    )
    assert size[0] == size[2]
    assert size[1] > 0
    assert seen > 50, "the map is in it, not a blank"


def test_the_link_copied_opens_this_very_moment(visit, served):
    page = visit(BELIEVED)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address)
    page.locator("#print").click()

    page.locator("#copy-link").click()

    expect(page.locator("#copied")).to_contain_text("Lien copié")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{served.address}/?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z")
    assert "see=believed" in link
    assert "view=" in link


def test_the_browsers_own_print_shows_the_map_and_points_to_the_sheet(visit):
    page = visit(CALM)
    until(page, "document.querySelectorAll('#map canvas').length > 1")

    pdf = page.pdf(format="A4", landscape=True, print_background=True)

    told = text_of(pdf)
    assert "Sommet du G7, Biarritz" in told
    assert "bouton « Imprimer »" in told
    assert "EXERCICE" in told
    picture = PdfDocument(pdf)[0].render(scale=1).to_numpy()[:, :, :3]
    assert len({tuple(p) for p in picture[::3, ::3].reshape(-1, 3).tolist()}) > 60
