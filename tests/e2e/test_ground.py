"""The map built here, on the page, with the network cable out: by day, by night and on film."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.app import desk_from
from dashboard.clock import now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.settings import Settings
from dashboard.territory.build import build
from tests.e2e.conftest import STORIES, Served
from tests.e2e.page import comes, until
from tests.e2e.test_replay import MOMENT, PLAYED, unfocus
from tests.territory.town import COLUMNS, ROWS, corner, saint_etienne

MAP = "document.getElementById('map').opsmap.map"
CREDIT = "© contributeurs OpenStreetMap (ODbL)"
LIKE = """async ([picture, colour]) => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
  paper.fillStyle = colour;
  paper.fillRect(0, 0, 1, 1);
  const wanted = paper.getImageData(0, 0, 1, 1).data;
  paper.drawImage(image, 0, 0);
  const { data } = paper.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if ([0, 1, 2].every((part) => Math.abs(data[i + part] - wanted[part]) < 4)) count++;
  }
  return count / (image.width * image.height);
}"""
"""What part of a picture is of a colour, or nearly: a film keeps no colour to the letter."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    store = f"sqlite:///{folder / 'vigie.gpkg'}"
    desk = desk_from(Settings(store=store, demonstration=True, _env_file=None))
    for _ in tell_stories(desk.journal, stories_to_tell(desk.journal, STORIES), now=now()):
        pass
    build(desk.maps, saint_etienne().write(folder / "saint-etienne.osm.pbf"), now=now())
    served = Served(desk)
    yield served
    served.stop()


def look_at(page, lon, lat, zoom=15):
    page.evaluate(f"{MAP}.jumpTo({{ center: [{lon}, {lat}], zoom: {zoom} }})")


def drawn(page, layer):
    """Wait until something of a layer is on the screen; return what it says of itself."""
    asked = f"{MAP}.queryRenderedFeatures({{ layers: ['{layer}'] }})"
    until(page, f"{MAP}.getLayer('{layer}') && {asked}.length")
    return page.evaluate(f"{asked}.map(f => f.properties)")


def test_the_map_built_here_is_drawn_and_nobody_else_is_asked(visit, served):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector(".ag-row")
    until(page, "document.getElementById('map')?.opsmap?.reel()")

    look_at(page, *corner(2, 2))

    assert drawn(page, "buildings")
    comes(page, lambda: {s["name"] for s in drawn(page, "small-street-names")} & {*COLUMNS, *ROWS})
    assert drawn(page, "hospitals")
    expect(page.locator(".maplibregl-ctrl-attrib")).to_contain_text(CREDIT)
    assert any("/tiles/saint-etienne/" in url for url in asked)
    ours = (served.address, "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []


def test_the_ground_goes_dark_with_the_page(visit):
    page = visit(scheme="light")
    look_at(page, *corner(2, 2))
    drawn(page, "buildings")
    light = page.evaluate(f"{MAP}.getPaintProperty('known', 'fill-color')")

    page.locator("#theme").click()

    until(page, f"{MAP}.getPaintProperty('known', 'fill-color') !== '{light}'")
    assert drawn(page, "buildings")
    expect(page.locator(".maplibregl-ctrl-attrib")).to_contain_text(CREDIT)


def test_what_the_cell_drew_lies_over_the_ground_and_under_its_names(visit):
    page = visit()
    look_at(page, *corner(2, 2))
    drawn(page, "buildings")

    ids = page.evaluate(f"{MAP}.getStyle().layers.map(layer => layer.id)")

    assert ids.index("road") < ids.index("opsmap-fill") < ids.index("street-names")


def test_where_the_map_knows_nothing_the_degrees_are_drawn(visit):
    page = visit()
    look_at(page, *corner(2, 2))
    drawn(page, "buildings")
    shown = f"{MAP}.getLayoutProperty('opsmap-graticule', 'visibility')"
    assert page.evaluate(shown) == "none"

    look_at(page, 7.42, 43.73)

    until(page, f"{shown} === 'visible'")


def test_on_a_small_screen_it_is_still_read_whose_map_it_is(visit):
    page = visit(size=(390, 800))
    look_at(page, *corner(2, 2), zoom=14)
    drawn(page, "known")

    credit = page.locator(".maplibregl-ctrl-attrib")
    expect(credit).to_be_in_viewport(ratio=1)
    box = credit.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    seen = page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", middle)
    assert CREDIT in seen, "nothing lies over it"


def test_a_film_in_full_size_is_shot_over_it(visit, chromium):
    lon, lat = corner(2, 2)
    page = visit(f"{MOMENT}&view={lon},{lat},15")
    drawn(page, "buildings")
    colour = page.evaluate(f"{MAP}.getPaintProperty('buildings', 'fill-color')")
    unfocus(page)
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    page.locator("#film").click()
    form = page.locator(".film")
    form.get_by_label("Format").select_option("webm")
    form.get_by_label("Taille").select_option("1080")
    form.get_by_label("Vitesse").select_option("60")
    form.get_by_label("Images par seconde").select_option("12")
    expect(page.locator(".film-said")).to_contain_text("1 s (13 images)")

    with page.expect_download(timeout=240_000) as saved:
        page.get_by_role("button", name="Faire le film").click()
    film = base64.b64encode(Path(saved.value.path()).read_bytes()).decode()

    screen = chromium.new_context().new_page()
    told = screen.evaluate(PLAYED, [film, "video/webm", [0.1, 0.9]])
    built = [screen.evaluate(LIKE, [frame["picture"], colour]) for frame in told["frames"]]
    screen.context.close()
    assert (told["width"], told["height"]) == (1920, 1080)
    assert min(built) > 0.003
    assert min(frame["clock"] for frame in told["frames"]) > 800
