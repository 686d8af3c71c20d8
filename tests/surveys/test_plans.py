"""Site plans: drawn, and placed by points known on both; what places nothing is refused."""

import math
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from dashboard.documents import admit
from dashboard.surveys import UnreadableSurveyError
from dashboard.surveys.pixels import png_of, size_of
from dashboard.surveys.plans import (
    Control,
    ControlPointsError,
    Sheet,
    degrees,
    mercator,
    picture_of,
    placed_by,
    sheet_of,
)
from tests.documents.samples import jpeg

PDF = "application/pdf"
SHEET = Sheet(media_type="image/png", pages=1, width=400, height=300)


def page_of_pdf(width, height, pages=1):
    """A PDF with a red square in the middle of each page, written by hand."""
    drawn = b"1 0 0 rg %d %d %d %d re f" % (width // 4, height // 4, width // 2, height // 2)
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
    ]
    for n in range(pages):
        box = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R>>"
        objects.append(box % (width, height, 4 + 2 * n))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def controls(*points):
    return [Control(x=x, y=y, lon=lon, lat=lat) for x, y, lon, lat in points]


def test_a_page_of_a_pdf_is_drawn_as_an_image():
    content = page_of_pdf(200, 100, pages=2)
    sheet = sheet_of(content, PDF, page=2)

    picture, media_type = picture_of(content, PDF, page=2)

    assert (sheet.pages, sheet.width, sheet.height) == (2, 800, 400)
    assert admit(picture, "page.png").kind.media_type == media_type == "image/png"
    assert size_of(picture) == (800, 400)
    at, pixels = picture.index(b"IDAT") + 4, 0
    (length,) = struct.unpack(">I", picture[at - 8 : at - 4])
    rows = zlib.decompress(picture[at : at + length])
    pixels = np.frombuffer(rows, dtype=np.uint8).reshape(400, -1)[:, 1:].reshape(400, 800, -1)
    assert pixels[200, 400, :3].tolist() == [255, 0, 0]
    assert pixels[10, 10, :3].tolist() == [255, 255, 255]


@pytest.mark.parametrize("content", [page_of_pdf(9, 9)[:200] + b"%%EOF", b"%PDF-1.4\n%%EOF"])
def test_a_pdf_that_cannot_be_drawn_is_refused(content):
    for look in (sheet_of, picture_of):
        with pytest.raises(UnreadableSurveyError) as refused:
            look(content, PDF)
        assert "protégé ou abîmé" in refused.value.say("fr")
        assert "locked or damaged" in refused.value.say("en")


def test_a_page_that_is_not_there_is_refused():
    for look in (sheet_of, picture_of):
        with pytest.raises(UnreadableSurveyError, match="page 3"):
            look(page_of_pdf(9, 9), PDF, 3)


def test_a_large_page_is_drawn_no_larger_than_a_texture():
    sheet = sheet_of(page_of_pdf(9000, 3000), PDF)

    assert max(sheet.width, sheet.height) <= 4097


def test_images_say_their_size():
    grey = png_of(np.zeros((3, 7), dtype=np.uint8))

    assert sheet_of(grey, "image/png") == Sheet(media_type="image/png", pages=1, width=7, height=3)
    assert size_of(jpeg(12, 5)) == (12, 5)
    for wrong in (b"\xff\xd8\xff", grey[:18], jpeg(0, 5)):
        with pytest.raises(UnreadableSurveyError):
            size_of(wrong)


def test_an_image_too_large_to_be_shown_is_refused():
    head = struct.pack(">II", 20_000, 20_000)

    with pytest.raises(UnreadableSurveyError) as refused:
        size_of(b"\x89PNG\r\n\x1a\n" + bytes(8) + head)

    assert "20000 × 20000" in refused.value.say("fr")


def test_the_plane_is_that_of_web_mercator():
    """By PROJ, as somebody else computes it."""
    known = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)

    for lon, lat in [(-1.55, 47.21), (3, 46.5), (179.9, -60)]:
        assert mercator(lon, lat) == pytest.approx(known.transform(lon, lat), abs=1e-6)


def test_a_plan_to_the_north_lies_where_its_points_say():
    placing = placed_by(
        controls((0, 0, -1.56, 47.22), (400, 0, -1.55, 47.22), (0, 300, -1.56, 47.214)), SHEET
    )

    assert placing.corners[0] == pytest.approx((-1.56, 47.22))
    assert placing.corners[1] == pytest.approx((-1.55, 47.22))
    assert placing.corners[3] == pytest.approx((-1.56, 47.214))
    assert placing.corners[2] == pytest.approx((-1.55, 47.214))
    assert placing.bearing == pytest.approx(0, abs=1e-6)
    assert placing.skew == pytest.approx(0, abs=1e-6)
    across = Geod(ellps="WGS84").inv(-1.56, 47.22, -1.55, 47.22)[2]
    assert placing.metres[0] == pytest.approx(across / 400, rel=0.005)


@given(
    st.floats(0, 359.9), st.floats(0.2, 5), st.floats(-1.6, -1.5), st.floats(47.1, 47.3),
    st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), min_size=3, max_size=6),
)  # fmt: skip
def test_a_plan_turned_and_scaled_is_found_again(bearing, scale, lon, lat, pixels):
    turn = math.radians(bearing)
    east, north = mercator(lon, lat)

    def ground(x, y):
        across, down = x * scale, y * scale
        return degrees(
            east + across * math.cos(turn) - down * math.sin(turn),
            north - across * math.sin(turn) - down * math.cos(turn),
        )

    points = controls(*((x, y, *ground(x, y)) for x, y in pixels))
    try:
        placing = placed_by(points, SHEET)
    except ControlPointsError:
        reject()

    for corner, (x, y) in zip(
        placing.corners, [(0, 0), (400, 0), (400, 300), (0, 300)], strict=True
    ):
        assert corner == pytest.approx(ground(x, y), abs=1e-6)
    assert (placing.bearing - bearing + 180) % 360 - 180 == pytest.approx(0, abs=0.01)
    assert placing.skew == pytest.approx(0, abs=0.01)
    assert placing.residual_m < 0.01


def test_points_beyond_three_say_how_well_they_agree():
    square = controls(
        (0, 0, -1.56, 47.22), (400, 0, -1.55, 47.22), (0, 300, -1.56, 47.214),
        (400, 300, -1.5499, 47.214),
    )  # fmt: skip

    assert placed_by(square[:3], SHEET).residual_m == pytest.approx(0, abs=1e-6)
    assert 1 < placed_by(square, SHEET).residual_m < 4


@pytest.mark.parametrize(
    ("points", "fr", "en"),
    [
        ([(0, 0, -1.5, 47.2)], "au moins trois points ; il y en a 1", "three points are needed"),
        (
            [(0, 0, -1.5, 47.2), (4, 0, -1.4, 47.2), (0, 90, -1.5, 47.1)],
            "Les points 1 et 2 sont presque au même endroit sur le plan",
            "Points 1 and 2 are almost at the same place on the plan",
        ),
        (
            [(0, 0, -1.5, 47.2), (90, 0, -1.4, 47.2), (0, 90, -1.5, 47.2)],
            "Les points 1 et 3 sont presque au même endroit sur la carte",
            "Points 1 and 3 are almost at the same place on the map",
        ),
        (
            [(0, 0, -1.5, 47.2), (90, 0, -1.4, 47.2), (180, 1, -1.5, 47.1)],
            "presque alignés sur le plan",
            "almost in line on the plan",
        ),
    ],
)
def test_points_that_place_nothing_say_which_and_where(points, fr, en):
    with pytest.raises(ControlPointsError) as refused:
        placed_by(controls(*points), SHEET)

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_raise_anything_but_a_refusal(noise, at):
    good = page_of_pdf(20, 20)
    for content, kind in (
        (good[:at] + noise + good[at:], PDF),
        (jpeg()[:at] + noise, "image/jpeg"),
    ):
        try:
            sheet_of(content, kind)
            picture_of(content, kind)
        except UnreadableSurveyError:
            continue
