"""Chromium, run without a window to print one page, and gone afterwards.

The rules:
- It asks nobody for anything: every request it makes is answered from this process, and what is
  not known here is not there. It resolves no name, and listens nowhere.
- So it needs no way in: what the page shows was read, as who asked may read it, before it starts.
- It is stopped when the work is, when it takes too long, and with this process.
- Its sandbox is on, unless root runs it (Chromium refuses that) or the settings say otherwise.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dashboard.printing.order import Format
from dashboard.printing.paper import PIXEL_MM, Sheet
from dashboard.printing.refusals import (
    NO_CHROMIUM,
    NO_DRIVER,
    NOT_DRAWN,
    NOT_STARTED,
    TOO_LONG,
    NoChromiumError,
    PrintFailedError,
)
from dashboard.text import Text

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
ORIGIN = "http://vigie.invalid"
"""A name that exists nowhere, and never will (RFC 2606)."""

FLAGS = (
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",  # as sharp, and the same, with or without a graphics card
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)
LONGEST_S = 180.0
LOOK_S = 0.1
"""How often it is asked whether the work is to stop."""

PATIENCE_S = 5.0
"""How long a browser may take to close by itself."""

TILES = "/tiles/"


STARTING = Text(fr="Ouverture de Chromium…", en="Opening Chromium…")
DRAWING = Text(
    fr="Dessin de la carte, {size} à {dpi} points par pouce…",
    en="Drawing the map, {size} at {dpi} dots per inch…",
)
PRESSING = Text(fr="Mise en page…", en="Laying out the page…")

Tell = Callable[..., None]
"""Told the fraction done, a sentence and its values; raises where the work is to stop."""

Answer = Callable[[str], tuple[bytes, str] | None]
"""The body and the media type of what is at a path; None where there is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chromium:
    """A Chromium of this machine.

    Attributes:
        path: Its program.
        sandbox: Whether it locks itself in; never for root.
        longest_s: How long a sheet may take.
    """

    path: Path
    sandbox: bool = True
    longest_s: float = LONGEST_S

    def print(
        self, html: str, sheet: Sheet, format_: Format, *, answer: Answer, tell: Tell
    ) -> bytes:
        """Return ``html`` as a page or a picture, drawn and laid out by Chromium.

        Args:
            html: The sheet, which says ``data-drawn`` on its root when its map is drawn.
            sheet: Its size.
            format_: A page (PDF), or a picture (PNG).
            answer: What the page asks for: scripts, style, tiles.
            tell: Told how far it is; where it raises, Chromium is stopped and nothing is returned.

        Raises:
            NoChromiumError: What drives it is missing.
            PrintFailedError: It did not start, did not draw, or took too long.
        """

        def work() -> bytes:
            return asyncio.run(
                self._watched(self._pressed(html, sheet, format_, answer, tell), tell)
            )

        # In a thread of its own: whoever asks may be in a loop already.
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="press") as alone:
            return alone.submit(work).result()

    async def _watched(self, work: Coroutine[Any, Any, bytes], tell: Tell) -> bytes:
        """Return what ``work`` makes; ask now and then whether it is to stop, and see to it."""
        task = asyncio.create_task(work)
        try:
            async with asyncio.timeout(self.longest_s):
                while True:
                    done, _ = await asyncio.wait({task}, timeout=LOOK_S)
                    if done:
                        return task.result()
                    tell(0.0)
        except TimeoutError:
            raise PrintFailedError(TOO_LONG, seconds=round(self.longest_s)) from None
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task

    async def _pressed(
        self, html: str, sheet: Sheet, format_: Format, answer: Answer, tell: Tell
    ) -> bytes:
        tell(0.05, STARTING)
        async with self._browser() as browser:
            page = await _page(browser, html, sheet, answer)
            tell(0.2, DRAWING, size=sheet.size, dpi=sheet.paper.dpi)
            await page.goto(f"{ORIGIN}/", wait_until="commit")
            await page.wait_for_selector("html[data-drawn]", state="attached", timeout=0)
            if await page.get_attribute("html", "data-drawn") != "true":
                raise PrintFailedError(NOT_DRAWN)
            tell(0.7, PRESSING)
            if format_ == "png":
                return await page.screenshot(timeout=0, animations="disabled")
            return await page.pdf(
                prefer_css_page_size=True, print_background=True, tagged=True, outline=False
            )

    @asynccontextmanager
    async def _browser(self) -> AsyncIterator["Browser"]:
        try:
            from playwright.async_api import Error, async_playwright  # noqa: PLC0415  an extra
        except ImportError:
            raise NoChromiumError(NO_DRIVER) from None
        async with async_playwright() as playwright:
            try:
                browser = await playwright.chromium.launch(
                    executable_path=self.path,
                    chromium_sandbox=self.sandbox and os.geteuid() != 0,
                    args=list(FLAGS),
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                    env=_environment(),
                )
            except Error as error:
                why = error.message.strip().splitlines()[0][:200]
                raise PrintFailedError(NOT_STARTED, path=self.path, why=why) from None
            try:
                yield browser
            except Error as error:
                raise PrintFailedError(NOT_DRAWN) from error
            finally:
                # Else the driver ends it, which it does when it is left.
                with suppress(Exception):
                    await asyncio.wait_for(browser.close(), PATIENCE_S)


def find_chromium(named: Path | None = None, *, sandbox: bool = True) -> Chromium:
    """Return the Chromium of this machine.

    Args:
        named: Where it is; looked for under its usual names when left out.
        sandbox: Whether it locks itself in.

    Raises:
        NoChromiumError: There is none.
    """
    tried = [str(named)] if named is not None else NAMES
    found = next(filter(None, map(shutil.which, tried)), None)
    if found is None:
        raise NoChromiumError(NO_CHROMIUM)
    return Chromium(path=Path(found), sandbox=sandbox)


async def _page(browser: "Browser", html: str, sheet: Sheet, answer: Answer) -> "Page":
    """Return a blank page the size of the sheet, whose every request is answered here."""
    context = await browser.new_context(
        viewport=_viewport(sheet),
        device_scale_factor=sheet.pixels[0] / _viewport(sheet)["width"],
        service_workers="block",
        accept_downloads=False,
    )

    async def serve(route: "Route") -> None:
        asked = urlsplit(route.request.url)
        path = asked.path if f"{asked.scheme}://{asked.netloc}" == ORIGIN else ""
        if path == "/":
            await route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        found = await asyncio.to_thread(answer, path) if path else None
        if found is not None:
            await route.fulfill(body=found[0], content_type=found[1])
        elif path.startswith(TILES):
            await route.fulfill(status=204)  # the base map has none there
        else:
            await route.abort()

    await context.route("**/*", serve)
    page = await context.new_page()
    await page.emulate_media(media="print")
    return page


def _viewport(sheet: Sheet) -> Any:  # noqa: ANN401  Playwright's own two types for it
    """Return the size of the sheet in CSS pixels, whole ones."""
    return {
        "width": round(sheet.width_mm / PIXEL_MM),
        "height": round(sheet.height_mm / PIXEL_MM),
    }


def _environment() -> dict[str, str | float | bool]:
    """Return the environment Chromium is given: nothing of our settings, which hold secrets."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ"} or name.startswith("XDG_")
    }
