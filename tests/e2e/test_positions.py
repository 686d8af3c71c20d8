"""A tracker moves, and every screen shows it: by the server's own routes, from message to map."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import now
from dashboard.journal import Draft, Granted, Opened, Placed, Reserved, Tracked
from tests.e2e.page import until

OURS = BY_KEY["regulator"].actor.organisation
THEIRS = BY_KEY["officer"].actor.organisation
PLACE = "document.getElementById('map').opsmap.drawn().find(({id}) => id === 'smur1')?.place"


@pytest.fixture
def evening(served):
    """An operation that goes on now, with a team that carries a tracker of the same name."""
    journal, at = served.desk.journal, now() - timedelta(hours=1)
    opening = Opened(name="Ce soir", starts_at=at, ends_at=at + timedelta(hours=6))
    team = Placed(
        object_id="smur1",
        kind="team",
        status="en_route",
        geometry={"type": "Point", "coordinates": [1.06, 49.44]},
        values={"name": "SMUR 1"},
    )
    name = f"soir-{len(journal.operations())}"

    def record(fact):
        said = {"author": "ada", "organisation": OURS, "occurred_at": at}
        journal.append(name, Draft(**said, fact=fact))

    record(opening)
    record(team)
    record(Tracked(object_id="smur1", device=name, starts_at=at))
    record(Granted(organisation=THEIRS, level="read", reason="suivi"))
    return name, record


def stands(page, lon, lat):
    until(page, f"{PLACE} && Math.hypot({PLACE}[0] - {lon}, {PLACE}[1] - {lat}) < 1e-4")


def test_two_screens_show_where_a_team_is_as_its_tracker_tells(visit, evening, tell):
    name, _ = evening
    tell(name, 1.07, 49.45, ago=30)
    ours = visit(f"?operation={name}")
    theirs = visit(f"?operation={name}", who="officer", lang="en-GB", scheme="dark")
    for page in (ours, theirs):
        stands(page, 1.07, 49.45)

    tell(name, 1.075, 49.451)

    for page in (ours, theirs):
        stands(page, 1.075, 49.451)
    expect(ours.locator("#tracked")).to_contain_text("1 équipe suivie")
    expect(theirs.locator("#tracked")).to_contain_text("1 team")


def test_what_is_kept_for_some_moves_on_no_other_screen(visit, evening, tell):
    name, record = evening
    record(Reserved(object_id="smur1", audience=()))
    tell(name, 1.07, 49.45)
    ours, theirs = visit(f"?operation={name}"), visit(f"?operation={name}", who="officer")

    stands(ours, 1.07, 49.45)

    assert theirs.evaluate(PLACE) is None
    expect(theirs.locator("#tracked")).to_be_hidden()
