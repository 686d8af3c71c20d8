"""What comes out of the press, read back: its size, its writing, its picture, and nothing else."""

import gzip
import struct

import numpy as np
import pypdfium2.raw as pdfium
import pytest

from dashboard.clock import instant
from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.page import Base
from dashboard.printing.paper import Sheet
from dashboard.views.basemaps import Ground
from dashboard.web.tiles import WORLD, BuiltTiles, TilesInfo
from tests.png import png
from tests.printing.conftest import needs_chromium, opened, order, printed, silent, text_of
from tests.territory.conftest import built, town
from tests.territory.town import BOX

__all__ = ["built", "town"]
pytestmark = [needs_chromium, pytest.mark.timeout(240)]
MM = 25.4 / 72


@pytest.fixture(scope="module")
def sheet(g7):
    """A4, as it was; printed once for all who look at it."""
    return printed(g7, order(remarks="Prochain point à 19 h."))


@pytest.fixture(scope="module")
def believed(g7):
    return printed(g7, order(way="believed", grey=True, orientation="portrait"))


def test_the_page_is_as_large_as_the_paper_and_says_what_it_is(sheet, g7):
    wide, high = (side * MM for side in opened(sheet).get_size())

    told = text_of(sheet)

    assert (wide, high) == pytest.approx((297, 210), abs=0.3)
    assert "Sommet du G7, Biarritz" in told
    assert "EXERCICE" in told.upper()
    assert "17:50" in told
    assert "samedi 24 août 2019" in told
    assert "15:50 UTC" in told
    assert "Ce qui était" in told
    assert "Dr Claire M., SAMU 64" in told
    assert "24/08/2019 18:02" in told
    assert "Prochain point à 19 h." in told
    assert "1:75 000" in told.replace("\u202f", " ")


def test_the_head_of_the_journal_is_on_it_number_and_seal(sheet, g7):
    told = text_of(sheet).replace(" ", "")

    assert f"n°{g7.head.seq}" in told
    assert g7.head.seal.hex() in told


def test_the_legend_has_what_is_on_the_map_and_no_other(sheet, believed):
    so, then = text_of(sheet), text_of(believed)

    assert "Incidents · Confirmé" in so
    assert "Confirmé" not in then
    assert "Ce qu'on croyait" in then


def test_what_was_so_and_what_was_believed_are_not_the_same_picture(g7, sheet):
    other = printed(g7, order(remarks="Prochain point à 19 h.", way="believed"))

    assert not np.array_equal(pixels(sheet), pixels(other))


def test_the_same_journal_at_the_same_instant_gives_the_same_picture(g7):
    # As a PDF: in a PNG, a busy Chromium draws the edge of a box a shade lighter.
    one, other = (pixels(printed(g7, order())) for _ in range(2))

    assert np.array_equal(one, other)


def test_a_picture_has_the_dots_of_its_paper(g7):
    for size in ("A4", "A3"):
        picture = printed(g7, order(format="png", size=size, orientation="portrait"))

        assert picture.startswith(b"\x89PNG")
        wide, high = struct.unpack(">II", picture[16:24])
        sheet = Sheet(size=size, orientation="portrait")
        # A browser's window has whole CSS pixels, of a quarter of a millimetre.
        dots = sheet.paper.dpi / 25.4
        assert (wide / dots, high / dots) == pytest.approx(
            (sheet.width_mm, sheet.height_mm), abs=0.4
        )


def test_the_map_is_an_image_as_sharp_as_said_and_the_writing_is_text(sheet, g7):
    page = opened(sheet)
    asked = order().sheet(g7.operation)
    dots = asked.paper.dpi / 25.4

    images = [o for o in page.get_objects() if o.type == pdfium.FPDF_PAGEOBJ_IMAGE]

    largest = max(image.get_px_size() for image in images)
    wanted = (asked.map.width_mm * dots, asked.map.height_mm * dots)
    assert largest == pytest.approx(wanted, rel=0.01)


def test_a_grey_sheet_has_no_colour_and_still_its_picture(believed, sheet):
    grey, coloured = pixels(believed), pixels(sheet)

    def spread(picture):
        return int((picture.max(axis=2).astype(int) - picture.min(axis=2)).max())

    assert spread(grey) <= 2
    assert spread(coloured) > 60
    assert len(np.unique(grey)) > 40


def test_english_is_printed_in_english(g7):
    told = text_of(printed(g7, order(), locale="en"))

    assert "What was so" in told
    assert "Saturday, 24 August 2019" in told
    assert "EXERCISE" in told.upper()
    assert "up to entry no." in told


def test_an_operation_with_nothing_there_says_so(g7):
    told = text_of(printed(g7, order(bounds=(10, 10, 10.1, 10.1))))

    assert "Rien n'est sur cette carte à cet instant." in told


def test_a_legend_that_has_no_room_says_how_much_is_missing(g7):
    crowded = order(
        at=instant("2019-08-25T12:00:00+02:00"),
        bounds=g7.operation.area,
        remarks="ligne\n" * 40,
    )

    told = text_of(printed(g7, crowded))

    assert "1 autre" in told or "autres lignes" in told


def on_file(format_):
    file = TilesInfo(format=format_, bounds=WORLD, minzoom=0, maxzoom=14, attribution="Essai")
    ground = Ground(file=file)
    return Base(style=ground.style("local", "paper"), credit=ground.credit("local"))


def test_tiles_of_this_machine_are_drawn_under_the_objects(g7):
    ground = png((220, 20, 20), 256)
    asked_for = []

    def give(z, x, y):
        asked_for.append((z, x, y))
        return ground, "image/png"

    base = on_file("png")

    picture = pixels(printed(g7, order(), tile=give, base=base))

    assert asked_for
    blue, green, red = (picture[:, :, channel] for channel in range(3))
    reds = (red > 180) & (green < 60) & (blue < 60)
    assert reds.mean() > 0.3


def test_vector_tiles_are_answered_too_though_a_worker_asks_for_them(g7):
    asked_for = []

    def give(z, x, y):
        asked_for.append((z, x, y))
        return b"", "application/vnd.mapbox-vector-tile"

    base = on_file("pbf")

    told = text_of(printed(g7, order(), tile=give, base=base))

    assert asked_for
    assert "fond, Essai" in told


def test_a_map_built_here_is_printed_in_black_and_white(g7, built):
    maps, _ = built
    ground, tiles, given = Ground(maps=maps), BuiltTiles(maps), []

    def give(z, x, y, region):
        given.append(tiles.of(region).tile(z, x, y))
        return given[-1] and (gzip.decompress(given[-1]), "application/vnd.mapbox-vector-tile")

    key = ground.first()
    base = Base(style=ground.style(key, "paper"), credit=ground.credit(key))
    told = text_of(printed(g7, order(bounds=BOX), tile=give, base=base))

    assert any(given)
    assert "© contributeurs OpenStreetMap (ODbL)" in told


def test_the_page_reaches_nothing_outside(g7):
    """Whatever is asked of the network is not there, by name, by number, on this machine or not."""
    asked = []

    def answer(path):
        asked.append(path)
        return answering()(path)

    html = (
        "<!doctype html><html><body><script src='/opsmap/..%2f..%2fsettings.py'></script>"
        "<img id=i src='http://127.0.0.1:1/x'><img src='http://example.com/y'>"
        "<script>const said=[];for(const u of ['http://127.0.0.1:80/','http://[::1]/',"
        "'https://example.com/','file:///etc/passwd'])fetch(u).then(()=>said.push(u),()=>{});"
        "setTimeout(()=>{document.body.append(said.length?'REACHED':'alone');"
        "document.documentElement.dataset.drawn='true'},800)</script></body></html>"
    )

    pdf = find_chromium().print(html, Sheet(), "pdf", answer=answer, tell=silent)

    assert "alone" in text_of(pdf)
    assert set(asked) <= {"/opsmap/..%2f..%2fsettings.py"}


def pixels(pdf):
    return opened(pdf).render(scale=1).to_numpy()[:, :, :3]
