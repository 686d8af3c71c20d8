"""Whoever sits before the map and draws on it."""

import re

from playwright.sync_api import expect

from tests.e2e.page import comes, entry, until


class Chair:
    """A page, and the gestures of whoever sits before it."""

    def __init__(self, page):
        self.page = page
        # The map does not glide to what is chosen, so that it is where the next gesture is made.
        page.emulate_media(reduced_motion="reduce")
        self.box = page.locator("#map").bounding_box()

    def place(self, kind, shape=None):
        self.page.locator("#tool-place").click()
        self.page.locator(f"[data-kind={kind}]").click()
        if shape is not None:
            self.page.locator(f"[data-tool={shape}]").click()
        self.draws()

    def draws(self):
        """Wait until the tools are there: they are fetched the first time."""
        expect(self.page.locator(".opsmap-crosshair")).to_be_attached()

    def click(self, *places):
        for x, y in places:
            self.page.mouse.move(self.box["x"] + x, self.box["y"] + y, steps=3)
            self.page.mouse.down()
            self.page.mouse.up()

    def drag(self, start, end):
        for n, (x, y) in enumerate((start, end)):
            self.page.mouse.move(self.box["x"] + x, self.box["y"] + y, steps=8)
            if n == 0:
                self.page.mouse.down()
        self.page.mouse.up()

    def sees_what_is_drawn(self):
        until(
            self.page,
            "document.getElementById('map').opsmap.map"
            ".queryRenderedFeatures({layers: ['opsmap-draw-polygon']}).length",
        )

    def fill(self, key, value):
        self.page.locator(f"#place-field-{key}").fill(value)

    def record(self):
        self.page.locator("#place-record").click()

    def recorded(self):
        """Wait until it is recorded; return its number."""
        said = self.page.locator("#place-said")
        expect(said).to_contain_text(re.compile("n°|no\\."))
        expect(self.page.locator("#place-form")).to_be_hidden()
        seq = int(re.findall(r"\d+", said.inner_text())[0])
        until(self.page, f"document.getElementById('map').opsmap.reel().head.seq >= {seq}")
        return seq

    def put(self, kind, name, place):
        """Place a point and record it; return its number."""
        self.place(kind)
        self.click(place)
        self.fill("name", name)
        self.record()
        return self.recorded()

    def choose(self, name):
        """Choose an object by the entry that placed it; the map centres on it."""
        self.page.evaluate(
            """() => {
                window.rested = false;
                document.getElementById("map").opsmap.map.once("moveend", () => (rested = true));
            }"""
        )
        # A line drawn anew between the press and the release hears of neither: one clicks again.
        comes(self.page, lambda: self._led_by(name), seconds=90)
        expect(self.page.locator(".opsmap-card")).to_contain_text(name)

    def _led_by(self, name):
        entry(self.page, name).click()
        for _ in range(100):
            if self.page.evaluate("rested"):
                return True
            self.page.wait_for_timeout(100)
        return False

    def press(self, label):
        self.page.locator(".opsmap-card-actions").get_by_text(label, exact=True).click()

    def held(self, name, at=None):
        """Return what the map holds of the object called ``name`` at an instant (ms), or now."""
        return self.page.evaluate(
            """([name, at]) => {
                const reel = document.getElementById("map").opsmap.reel();
                const held = vigie.whatHolds(reel, at ?? Date.now());
                return held.find(({ values }) => values.name === name) ?? null;
            }""",
            [name, at],
        )
