"""Bringing files from elsewhere: objects, a reference layer, a plan on the map; and a refusal."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import serving
from tests.e2e.page import ROUEN, comes, counts, until
from tests.png import png
from tests.surveys.samples import kml, placemark
from tests.surveys.test_plans import page_of_pdf

AFTERWARDS = ROUEN + "&at=2019-09-27T18:00:00Z"
PINK = png((255, 102, 204), 256)
SITES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"nom": f"École {n}", "capacite": 100 * n, "maire": "Mme X"},
                "geometry": {"type": "Point", "coordinates": [1.05 + n / 100, 49.43]},
            }
            for n in range(1, 4)
        ]
        + [{"type": "Feature", "properties": {"nom": "Sans lieu"}, "geometry": None}],
    }
).encode()
AREA = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>1.0,49.4 1.15,49.4 1.15,49.5 1.0,49.5 "
    "1.0,49.4</coordinates></LinearRing></outerBoundaryIs></Polygon>"
)


@pytest.fixture(scope="module")
def service():
    """A map service (WMS 1.3.0) that draws everything pink, and what it was asked."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append({k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()})
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(PINK)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked = asked
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def origin(service):
    return f"http://127.0.0.1:{service.server_port}"


@pytest.fixture(scope="module")
def served(tmp_path_factory, origin):
    yield from serving(tmp_path_factory.mktemp("store"), map_servers=(origin,))


def bring(page, name, content):
    page.locator("#import").click()
    page.locator("#import-file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def steps(page):
    return page.locator("#import-steps")


def test_a_file_becomes_objects_once_it_was_looked_at(visit):
    page = visit(AFTERWARDS)
    before = int(page.locator("#count-site").inner_text())
    bring(page, "sites.geojson", SITES)

    expect(steps(page)).to_contain_text("Objets lus : 3 ; laissés de côté : 1")
    steps(page).get_by_label("État").select_option("active")
    steps(page).get_by_role("button", name="Aperçu").click()
    expect(steps(page)).to_contain_text("Seront enregistrés : Sites (3).")
    counts(page, "site", before)
    steps(page).get_by_role("button", name="Voir sur la carte").click()
    expect(page.locator("#laying")).to_contain_text("pas encore enregistré")
    until(page, "document.getElementById('map').opsmap.map.getLayer('opsmap-ghost-point')")
    page.locator("#laying").get_by_role("button", name="Revenir à l'import").click()
    steps(page).get_by_role("button", name="Enregistrer").click()

    expect(steps(page)).to_contain_text("Enregistré. Objets : 3")
    counts(page, "site", before + 3)
    steps(page).get_by_role("button", name="Fermer").click()
    page.locator("#documents").click()
    expect(page.locator("#documents-list")).to_contain_text("sites.geojson")


def test_a_map_of_others_lies_under_our_objects_and_can_be_hidden(visit):
    page = visit(AFTERWARDS, lang="en")
    bring(page, "communes.kml", kml(placemark("Rouen", AREA)))
    steps(page).get_by_text("A reference layer").click()
    steps(page).get_by_label("Name").fill("Communes")
    steps(page).get_by_role("button", name="Record").click()
    expect(steps(page)).to_contain_text("Recorded. Objects: 1")
    steps(page).get_by_role("button", name="Close").click()

    line = page.locator(".underlay", has_text="Communes")
    drawn = (
        "document.getElementById('map').opsmap.map.getStyle().layers"
        ".some((l) => l.id.startsWith('opsmap-ref-reference'))"
    )
    until(page, drawn)
    line.get_by_role("checkbox").uncheck()
    until(page, f"!{drawn}")

    # Before it was recorded, nothing of it lies there.
    line.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")
    expect(line).to_have_count(0)
    until(page, f"!{drawn}")


def test_a_layer_for_some_organisations_is_not_there_for_the_others(visit):
    page = visit(AFTERWARDS)
    bring(page, "réserve.kml", kml(placemark("Rouen", AREA)))
    steps(page).get_by_text("Une couche de référence").click()
    steps(page).get_by_label("Nom").fill("Réserve")
    steps(page).get_by_label("Qui peut les lire").select_option("some")
    steps(page).get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#import-refusal")).to_contain_text("au moins un organisme")

    steps(page).get_by_role("checkbox", name="SAMU 76A").check()
    steps(page).get_by_role("button", name="Enregistrer").click()
    expect(steps(page)).to_contain_text("Enregistré. Objets : 1")
    expect(page.locator(".underlay", has_text="Réserve")).to_have_count(1)

    theirs = visit(AFTERWARDS, who="officer")
    until(theirs, "document.getElementById('map').opsmap.reel()")
    expect(theirs.locator("#references")).not_to_contain_text("Réserve")


def test_a_layer_of_a_map_service_is_asked_of_it_alone(visit, service, origin):
    page = visit(AFTERWARDS)
    page.locator("#import").click()
    steps(page).get_by_text("Ou une couche d'un service de cartes").click()
    steps(page).get_by_label("Adresse du service").fill("https://ailleurs.example/wms")
    steps(page).get_by_label("Nom de la couche").fill("crues")
    steps(page).get_by_role("button", name="Ajouter la couche").click()
    expect(page.locator("#import-refusal")).to_contain_text("n'est pas permis ici")

    steps(page).get_by_label("Adresse du service").fill(f"{origin}/wms")
    steps(page).get_by_role("button", name="Ajouter la couche").click()

    expect(page.locator(".underlay", has_text="crues")).to_have_count(1)
    comes(page, lambda: service.asked)
    tile = service.asked[0]
    assert (tile["REQUEST"], tile["LAYERS"], tile["CRS"]) == ("GetMap", "crues", "EPSG:3857")
    west, south, east, north = map(float, tile["BBOX"].split(","))
    assert west < east
    assert south < north


def test_a_plan_is_laid_on_the_map_by_three_points(visit):
    page = visit(AFTERWARDS)
    bring(page, "stade.pdf", page_of_pdf(300, 200))
    expect(steps(page)).to_contain_text("Plan de 1200 × 800 pixels")
    steps(page).get_by_role("button", name="Placer sur la carte").click()
    panel, plan = page.locator("#laying"), page.locator("#laying img.plan")
    expect(plan).to_be_visible()
    until(page, "document.querySelector('#laying img.plan').naturalWidth > 0")
    record = panel.get_by_role("button", name="Enregistrer")

    box = plan.bounding_box()
    plan.click(position={"x": 2, "y": 2})
    expect(panel).to_contain_text("Point 1 : cliquer le même lieu sur la carte")
    page.locator("#map canvas.maplibregl-canvas").click(position={"x": 120, "y": 120})
    for at, (lon, lat) in [
        ({"x": box["width"] - 2, "y": 2}, ("1.2", "49.46")),
        ({"x": 2, "y": box["height"] - 2}, ("1.0", "49.30")),
    ]:
        expect(record).to_be_disabled()
        plan.click(position=at)
        panel.get_by_label("Longitude").fill(lon)
        panel.get_by_label("Latitude").fill(lat)
        panel.get_by_role("button", name="Prendre").click()

    expect(panel).to_contain_text(re.compile("1 pixel = [0-9.]+ m"))
    until(page, "document.getElementById('map').opsmap.map.getLayer('opsmap-ghost')")
    record.click()
    expect(steps(page)).to_contain_text("Enregistré. Objets : 1")
    until(
        page,
        "document.getElementById('map').opsmap.map.getStyle().layers"
        ".some((l) => l.id.startsWith('opsmap-ref-plan'))",
    )
    steps(page).get_by_role("button", name="Fermer").click()
    expect(page.locator(".underlay", has_text="stade")).to_be_visible()


def test_a_file_that_is_refused_says_why_in_the_dialog(visit):
    page = visit(AFTERWARDS)

    bring(page, "note.txt", b"Bonjour")

    expect(page.locator("#import-refusal")).to_contain_text("il ne contient pas de lieux")
    expect(steps(page)).to_contain_text("Déposer un fichier")


def test_a_file_in_lambert_is_asked_about(visit):
    page = visit(AFTERWARDS, lang="en")
    place = {"type": "Point", "coordinates": [561_000.0, 6_928_000.0]}
    bring(page, "lambert.geojson", json.dumps(place).encode())

    expect(steps(page)).to_contain_text("looks like Lambert-93")
    steps(page).get_by_role("button", name="Continue").click()

    expect(steps(page)).to_contain_text("EPSG:2154. Features read: 1")


def test_a_reader_is_told_who_could_import(visit):
    page = visit(AFTERWARDS, who="officer")

    expect(page.locator("#import")).to_be_disabled()
