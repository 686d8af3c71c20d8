"""The page in a real Chromium, served by a real server on the embedded store."""

import os
import shutil
import socket
import threading
import time
from pathlib import Path

import httpx2
import pytest
import uvicorn
from playwright.sync_api import Page, expect, sync_playwright

from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app, desk_from
from dashboard.clock import now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.settings import Settings
from tests.e2e.page import until

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # The page around the map is put together without the software that stands in for a GPU.
    "--disable-gpu-compositing",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A page may be slow on a busy machine; what it must show does not change.
expect.set_options(timeout=40_000)

ARS = BY_KEY["officer"].actor.organisation
STORIES = Path(__file__).parents[2] / "data" / "demo"


class Served:
    """A running Vigie that a test may stop and start again on the same port."""

    def __init__(self, desk):
        self.desk = desk
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.app = create_app(self.desk)
        self.start()

    def start(self):
        config = uvicorn.Config(self.app, log_level="warning", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(
            target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True
        )
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self):
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture(scope="package")
def chromium():
    """One browser for all stories; gone after them, since its event loop would bar any other."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine: the page was not opened")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def serving(folder, **settings):
    """Serve a demonstration of its own from a folder, as long as the module lasts."""
    told = Settings(
        store=f"sqlite:///{folder / 'vigie.gpkg'}",
        demonstration=True,
        online_maps=True,
        _env_file=None,
        **settings,
    )
    desk = desk_from(told)
    for _ in tell_stories(desk.journal, stories_to_tell(desk.journal, STORIES), now=now()):
        pass
    served = Served(desk)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    yield from serving(tmp_path_factory.mktemp("store"))


@pytest.fixture
def visit(request, chromium, served):
    """Open the page as a reader would; fails on any error the browser tells."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert "@browser-" in request.node.nodeid, "any worker may open a browser"
    contexts = []
    told = []

    def _visit(
        query="", *, who="regulator", lang="fr-FR", scheme="light", size=(1366, 768)
    ) -> Page:
        context = chromium.new_context(
            locale=lang, color_scheme=scheme, viewport={"width": size[0], "height": size[1]}
        )
        contexts.append(context)
        context.add_cookies([{"name": "vigie_person", "value": who, "url": served.address}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(served.address + "/" + query)
        page.wait_for_selector(".ag-row, .ag-overlay-no-rows-center")
        until(page, "document.getElementById('map')?.opsmap?.reel()")
        return page

    yield _visit
    for context in contexts:
        context.close()
    assert told == []


@pytest.fixture
def tell(served):
    """Let a tracker tell where it is, by the route trackers use."""

    def tell(device, lon, lat, ago=0, **more):
        at = int(now().timestamp()) - ago
        said = {"id": device, "lon": lon, "lat": lat, "timestamp": at, **more}
        sent = httpx2.get(f"{served.address}/api/feeds/osmand", params=said)
        assert sent.json()["refused"] == 0, sent.text

    return tell


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep the browser to two workers at most: more of them, drawing in software, starve.

    A file's stories share a server, so that they stay together; the two halves take about as long.
    """
    half = 1 if item.path.name < "test_ph" else 2
    # As it is collected: once the collection is whole, xdist has read the groups.
    item.add_marker(pytest.mark.xdist_group(f"browser-{half}"))
