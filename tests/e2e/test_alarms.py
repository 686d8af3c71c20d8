"""A rule is set in the page, a team walks out of its sector, and two screens know who has it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import now
from dashboard.geo.measure import away, circle
from dashboard.journal import Draft, Granted, Opened, Placed, Raised, Tracked
from tests.e2e.page import comes

OURS = BY_KEY["regulator"].actor.organisation
THEIRS = BY_KEY["officer"].actor.organisation
HEART = (1.06, 49.44)
SLOW = 90_000


@pytest.fixture
def evening(served):
    """An operation that goes on now: a sector, and a team in it that carries a tracker."""
    journal, at = served.desk.journal, now() - timedelta(hours=1)
    name = f"alarmes-{len(journal.operations())}"
    sector = Placed(
        object_id="nord",
        kind="zone",
        status="active",
        geometry=circle(HEART, 400),
        values={"name": "Secteur nord", "rule": "sector"},
    )
    team = Placed(
        object_id="smur1",
        kind="team",
        status="on_scene",
        geometry={"type": "Point", "coordinates": list(HEART)},
        values={"name": "SMUR 1"},
    )
    facts = (
        Opened(name="Soirée aux alarmes", starts_at=at, ends_at=at + timedelta(hours=6)),
        sector,
        team,
        Tracked(object_id="smur1", device=name, starts_at=at),
        Granted(organisation=THEIRS, level="contribute", reason="suivi"),
    )
    for fact in facts:
        draft = Draft(author="ada", organisation=OURS, occurred_at=at, fact=fact)
        journal.append(name, draft)
    return name


@pytest.fixture
def walk(tell, evening):
    """Let the tracker tell how far it is from the heart of the sector."""

    def walk(*steps):
        for metres, ago in steps:
            tell(evening, *away(HEART, 90, metres), ago, accuracy=8)

    return walk


def test_a_team_walks_out_of_its_sector_and_two_screens_know_who_has_it(
    visit, served, evening, walk
):
    ours = visit(f"?operation={evening}")
    theirs = visit(f"?operation={evening}", who="officer", lang="en-GB", scheme="dark")
    walk((30, 90), (40, 60))

    # Nothing is watched for: a coordinator sets the rule in the page; first without a zone.
    ours.locator("#alarms").click()
    dialog = ours.locator(".mantine-Modal-content", has=ours.locator("#rules-list"))
    expect(dialog).to_contain_text("Rien n'est surveillé")
    ours.locator("#rule-watch").click()
    ours.get_by_role("option", name="Équipe sortie d'une zone").click()
    ours.locator("#rule-confirm").click()
    expect(ours.locator("#rule-refusal")).to_contain_text("Choisir au moins une zone")
    ours.locator("#rule-zones").click()
    ours.get_by_role("option", name="Secteur nord").click()
    ours.keyboard.press("Escape")
    ours.locator("#rule-confirm").click()
    expect(ours.locator("#rules-list")).to_contain_text("Secteur nord", timeout=SLOW)
    ours.keyboard.press("Escape")

    # Nobody rings while it is in its sector; out of it, both screens do, once.
    expect(theirs.locator("#alarm-banner")).to_be_hidden()
    walk((45, 45))

    def rang():
        return [e for e in served.desk.journal.entries(evening) if isinstance(e.fact, Raised)]

    def wandering():
        walk((900, 0))
        return bool(rang())

    comes(ours, wandering)
    for page, said in (
        (ours, "SMUR 1 : a quitté « Secteur nord »"),
        (theirs, "SMUR 1: left “Secteur nord”"),
    ):
        expect(page.locator("#alarm-said")).to_contain_text(said, timeout=SLOW)
        expect(page.locator("#alarm-said")).to_have_attribute("role", "alert")
        expect(page.locator("#alarm-badge")).to_contain_text("1")
    assert len(rang()) == 1

    # One acknowledges; the line goes on both, and the other sees by whom.
    ours.locator("#alarm-acknowledge").click()
    for page in (ours, theirs):
        expect(page.locator("#alarm-banner")).to_be_hidden(timeout=SLOW)
    theirs.locator("#alarms").click()
    by = BY_KEY["regulator"].actor.name
    expect(theirs.locator("#alarms-list")).to_contain_text(by)
    expect(theirs.locator("#alarms-list")).to_contain_text("going on")
    # Whoever may not set rules is told who could.
    expect(theirs.locator("#rules-list")).to_contain_text("Secteur nord")

    # "Show" leads to the team, which has its ring.
    theirs.locator("#alarms-list").get_by_role("button", name=re.compile("^Show")).click()
    expect(theirs.locator(".opsmap-card")).to_contain_text("SMUR 1")
