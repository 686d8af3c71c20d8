"""The map of a note for the authority, read back: what is on it, to scale, on which ground."""

import json
import re

import pypdfium2.raw as pdfium
import pytest
from pypdfium2 import PdfDocument

from dashboard.clock import instant
from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.note import A4, MAP, note_page
from dashboard.printing.page import Base, Signature
from dashboard.sizing import need_of
from dashboard.views.printing import look
from tests.png import png
from tests.printing.conftest import needs_chromium, silent
from tests.printing.test_printed import on_file

MATCH, EVE = "match-21", instant("2019-09-20T12:00:00+02:00")
PRINTED_AT = instant("2019-09-20T18:00:00+02:00")
DOTS = A4.paper.dpi / 25.4


@pytest.fixture(scope="module")
def nantes(told):
    return told.whole("eurovolley-nantes-2019")


def note(reading, *, at=EVE, locale="fr", base=None, known=None):
    """The note of the first match as a page."""
    need = need_of(reading, MATCH, at, known, PRINTED_AT)
    signature = Signature(name="Dr Claire M.", organisation="SAMU 44", at=PRINTED_AT)
    return note_page(reading, need, signature, look(locale, base or Base()))


def printed(html, tile=None):
    pdf = find_chromium().print(html, A4, "pdf", answer=answering(tile), tell=silent)
    return PdfDocument(pdf)


def drawn(html):
    """What the page's script is given to draw."""
    return json.loads(re.search(r'id="sheet">(.*?)</script>', html)[1])["map"]


@needs_chromium
@pytest.mark.timeout(240)
def test_the_first_page_has_the_map_to_scale_with_its_north_legend_and_credit(nantes):
    page = printed(note(nantes))[0]

    said = " ".join(page.get_textpage().get_text_bounded().split()).replace("\u202f", " ")
    images = [o for o in page.get_objects() if o.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    wide, high = max(image.get_px_size() for image in images)

    assert (wide, high) == pytest.approx((MAP.width_mm * DOTS, MAP.height_mm * DOTS), rel=0.02)
    assert re.search(r"1:\d 000", said)
    assert "Postes médicaux avancés · " in said
    assert "Prévu pour « France – Finlande », le 21/09/2019 19:31" in said
    assert "Binôme tribune nord (2)" in said
    assert "nord en haut" in said
    assert "sans fond de carte" in said


@needs_chromium
@pytest.mark.timeout(240)
def test_it_is_drawn_on_the_base_map_of_this_machine_whose_credit_it_carries(nantes):
    asked, ground = [], png((220, 20, 20), 256)

    def give(z, x, y):
        asked.append((z, x, y))
        return ground, "image/png"

    page = printed(note(nantes, locale="en", base=on_file("png")), give)[0]

    picture = page.render(scale=1).to_numpy()[:, :, :3]
    blue, green, red = (picture[:, :, channel] for channel in range(3))
    said = " ".join(page.get_textpage().get_text_bounded().split())
    assert asked
    assert ((red > 180) & (green < 60) & (blue < 60)).mean() > 0.15
    assert "Sources: ground, Essai" in said
    assert "Planned for “France – Finlande”, on 21/09/2019 19:31" in said


def test_only_what_is_planned_for_it_leaves_in_the_page(nantes):
    versions = drawn(note(nantes))["reel"]["versions"]

    names = set(versions["object"])
    assert {MATCH, "dps", "poste-avance-1", "binome-1", "binome-2", "aff-nord-1"} <= names
    assert not names & {"match-22", "match-24", "smur-1"}
    assert drawn(note(nantes))["reel"]["entries"] == []


def test_as_it_was_known_then_it_has_what_was_written_by_then(nantes):
    before = instant("2019-09-12T10:00:00+02:00")

    then = set(drawn(note(nantes, known=before))["reel"]["versions"]["object"])

    assert MATCH in then
    assert "binome-1" not in then
