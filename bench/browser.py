"""What the page benches share: an application served, a Chromium, and what its main thread paid.

There is no graphics card here: Chromium draws WebGL in software, on the very cores that run the
page's scripts, and so slowly that it would be all one measures. So the draw calls of WebGL are
switched off while timing, its canvases are left out of the page's picture, and what remains is what
the browser's *main thread* pays, which is what makes a slider stutter. Everything else is done:
geometry, uploads of buffers and textures, style, layout, paint.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZE = {"width": 1366, "height": 768}
PATIENCE_S = 180

DRAW_NOTHING = """
for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
  for (const name of ["drawArrays", "drawElements", "drawArraysInstanced",
                      "drawElementsInstanced", "drawRangeElements"]) {
    const draw = kind.prototype[name];
    if (draw) kind.prototype[name] = function (...how) {
      if (window.drawing) draw.apply(this, how);
    };
  }
}
addEventListener("DOMContentLoaded", () => {
  const hidden = document.createElement("style");
  hidden.textContent = "canvas { visibility: hidden !important }";
  document.head.append(hidden);
  window.drawForReal = () => { window.drawing = true; hidden.remove(); };
});
"""
"""Switches the drawing of WebGL off, until ``drawForReal()`` is called."""


@contextmanager
def served(application) -> Iterator[str]:
    """Serve an ASGI application from a thread; yield its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a Chromium, or end the bench in a sentence where there is none."""
    if CHROMIUM is None:
        raise SystemExit("Chromium is not on this machine: nothing was measured")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def opened(
    browser: Browser, address: str, query: str, *, who: str = "regulator", **context: object
) -> Page:
    """Return a page that shows an operation of the Vigie at an address, its log and its map.

    Args:
        browser: Where it is opened, in a context of its own.
        address: Of the Vigie.
        query: What is asked of the page, after the question mark.
        who: Of the people of the demonstration.
        context: What else the context is to be like.
    """
    own = browser.new_context(**{"viewport": SIZE, **context})
    own.add_cookies([{"name": "vigie_person", "value": who, "url": address}])
    own.add_init_script(DRAW_NOTHING)
    page = own.new_page()
    page.set_default_timeout(PATIENCE_S * 1_000)
    page.goto(f"{address}/?{query}")
    page.wait_for_selector(".ag-row")
    until(page, "document.getElementById('map')?.opsmap?.reel()", PATIENCE_S)
    return page


class Spent(NamedTuple):
    """Milliseconds of a main thread: its tasks by the wall clock, tasks and scripts by its CPU."""

    wall: float
    cpu: float
    script: float

    def since(self, before: "Spent", steps: int) -> "Spent":
        """Return what each of ``steps`` cost since ``before``."""
        return Spent(*((now - then) / steps for now, then in zip(self, before, strict=True)))


class MainThread:
    """The main thread of a page, read from Chromium's own counters (CDP ``Performance``).

    Twice: by the clock on the wall, which neighbours on the same cores lengthen, and by the
    processor time of the thread itself, which they do not.
    """

    def __init__(self, page: Page):
        self._sessions = {}
        for domain in ("timeTicks", "threadTicks"):
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": domain})
            self._sessions[domain] = session

    def spent(self) -> Spent:
        """Return the milliseconds spent until now."""
        wall, cpu = (self._read(domain) for domain in self._sessions)
        return Spent(wall["TaskDuration"], cpu["TaskDuration"], cpu["ScriptDuration"])

    def tidy(self):
        """Collect garbage now, so that no step pays for what others left behind."""
        self._sessions["timeTicks"].send("HeapProfiler.collectGarbage")

    def _read(self, domain: str) -> dict[str, float]:
        told = self._sessions[domain].send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] * 1e3 for metric in told}


def until(page: Page, holds: str, seconds: float = 60):
    """Wait until a JavaScript expression holds, asked from here: the page forbids ``eval``."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({holds})"):
        if time.monotonic() > deadline:
            raise SystemExit(f"it never held: {holds}")
        page.wait_for_timeout(20)
