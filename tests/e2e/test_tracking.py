"""Positions from devices on the page: where a team is, the way it came, and keeping it in sight."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.tracks.chunk import pack
from dashboard.tracks.track import track_of
from dashboard.tracks.track_file import Chunk, TeamChunk, written
from tests.e2e.axe import AXE, faults
from tests.e2e.page import until

AT_MS = 1_566_661_800_000
"""2019-08-24T15:50:00Z."""

TEAM = "smur-bayonne-1"
LOOKED_AT = f"object={TEAM}&view=-1.5,43.48,13"
MOMENT = f"?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z&{LOOKED_AT}"
UNKNOWN_ALTITUDE = -(2**31)


def track_file() -> bytes:
    """Return ten minutes of the team on its way east along a parallel, told every five seconds."""
    starts_ms = AT_MS - 600_000
    fixes = [
        (at, at // 1000 + 2, -15_600_000 + i * 5_000, 434_800_000, 300, 900, 80, UNKNOWN_ALTITUDE)
        for i, at in enumerate(range(starts_ms, AT_MS + 60_000, 5_000))
    ]
    track = track_of([(*fix, 71, 0) for fix in fixes])
    chunk = Chunk(device=7, starts_ms=starts_ms, count=len(fixes), body=pack(track, starts_ms))
    return written(1, [TeamChunk(team=TEAM, chunk=chunk, from_ms=starts_ms, to_ms=None)])


def place_of(page: Page) -> list[float]:
    return page.evaluate(
        "team => document.getElementById('map').opsmap.drawn().find(({id}) => id === team).place",
        TEAM,
    )


@pytest.fixture
def tracked(visit):
    """Open the page on the card of a team at an instant at which a device tells of it."""

    def _tracked(**how) -> Page:
        page = visit(MOMENT, **how)
        first, nothing = track_file(), written(1, [])
        page.route(
            "**/tracks*",
            lambda route: route.fulfill(body=nothing if "after" in route.request.url else first),
        )
        page.reload()
        until(page, "document.getElementById('tracked')?.textContent")
        page.wait_for_selector(".opsmap-card")
        return page

    return _tracked


def test_a_team_is_where_its_device_says_and_the_page_says_that_it_is_tracked(tracked):
    page = tracked()

    expect(page.locator(".opsmap-card")).to_contain_text("de l’appareil")
    assert place_of(page) == pytest.approx([-1.5, 43.48])
    expect(page.locator("#tracked")).to_have_text("Positions : 1 équipe suivie, enregistrée")


def test_it_is_followed_from_its_card_until_escape_by_the_keyboard_alone(tracked):
    page = tracked(lang="en-GB")
    card, bar = page.locator(".opsmap-card"), page.locator(".opsmap-following")
    expect(card).to_contain_text("E (90°)")

    card.get_by_role("button", name="Follow on the map").press("Enter")
    expect(bar).to_be_visible()
    page.keyboard.press("Escape")

    expect(bar).to_have_count(0)
    expect(card).to_be_visible()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_the_card_nor_the_bar_has_a_fault(tracked, scheme):
    page = tracked(scheme=scheme)
    page.locator(".opsmap-card").get_by_role("button", name="Suivre sur la carte").click()
    page.wait_for_timeout(1_000)

    assert faults(page) == []
