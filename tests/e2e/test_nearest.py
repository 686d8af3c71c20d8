"""The nearest teams and the keys of their statuses, from the keyboard alone, in the crisis cell."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import now
from dashboard.journal import Draft, Opened, Placed, Struck, Tracked, Transitioned
from tests.e2e.axe import AXE, faults
from tests.e2e.page import comes, until

OURS = BY_KEY["regulator"].actor.organisation
TEAMS = {"vsav": ("on_scene", -1.52), "smur": ("available", -1.53), "vpsp": ("available", -1.54)}


@pytest.fixture
def evening(served, tell):
    """An operation that goes on now: a stadium, three teams, one of which tells where it is."""
    journal, at = served.desk.journal, now() - timedelta(hours=1)
    name = f"proches-{len(journal.operations())}"

    def record(fact):
        said = {"author": "ada", "organisation": OURS, "occurred_at": at}
        journal.append(name, Draft(**said, fact=fact))

    record(Opened(name="Proches", starts_at=at, ends_at=at + timedelta(hours=6)))
    for key, (kind, status, lon) in {
        "stade": ("site", "active", -1.51),
        **{key: ("team", *told) for key, told in TEAMS.items()},
    }.items():
        geometry = {"type": "Point", "coordinates": [lon, 47.25]}
        values = {"name": key.upper()}
        record(Placed(object_id=key, kind=kind, status=status, geometry=geometry, values=values))
    record(Tracked(object_id="vpsp", device=name, starts_at=at))
    tell(name, -1.5105, 47.25, ago=20)
    return name


def test_the_nearest_team_is_found_and_sent_without_the_mouse(visit, served, evening):
    page = visit(f"?operation={evening}&object=stade&view=-1.52,47.25,13", lang="en-GB")
    until(page, "document.getElementById('tracked')?.textContent")
    lines = page.locator(".near-list button")

    def facts(kind):
        entries = served.desk.journal.entries(evening)
        return [entry for entry in entries if isinstance(entry.fact, kind)]

    # By its device, not by where the log put it; the others by the log.
    page.keyboard.press("e")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("VPSP")
    expect(lines.nth(0)).to_contain_text("from the device")
    expect(lines.nth(1)).to_contain_text("VSAV")
    expect(lines.nth(1)).to_contain_text("On scene")
    expect(lines.nth(1)).to_contain_text("from the log")
    page.locator("label", has_text="Available only").click()
    expect(lines).to_have_count(2)
    assert faults(page) == [] if AXE.exists() else True

    # Its keys: chosen from the list, alerted, and taken back.
    lines.nth(0).press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#nearest-panel")).to_be_hidden()
    page.keyboard.press("s")
    expect(page.locator("#status-title")).to_have_text("VPSP: Available")
    page.keyboard.press("2")
    comes(page, lambda: [entry.fact.status for entry in facts(Transitioned)] == ["alerted"])
    expect(page.locator("#status-title")).to_have_text("VPSP: Alerted")
    page.keyboard.press("2")
    expect(page.locator("#status-refusal")).to_contain_text("already")
    page.locator("#place-said").get_by_role("button", name="Undo").click()
    comes(page, lambda: len(facts(Struck)) == 1)
    expect(page.locator("#status-title")).to_have_text("VPSP: Available")

    # The digits are the ways of seeing again once the strip is put away.
    page.keyboard.press("Escape")
    expect(page.locator("#status-strip")).to_be_hidden()
    page.keyboard.press("2")
    expect(page.locator("#way-of-seeing input:checked")).to_have_value("believed")
    assert len(facts(Transitioned)) == 1
