"""Reach follows the slider: what opens, what is closed, and what has not come yet; by the keys."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import now
from dashboard.journal import Draft, Opened, Placed, Transitioned
from tests.e2e.axe import AXE, faults
from tests.e2e.page import comes, until

OURS = BY_KEY["regulator"].actor.organisation
WALL = {"type": "LineString", "coordinates": [[-1.553, 47.0], [-1.553, 47.6]]}
LAYER = "document.getElementById('map').opsmap.map.getLayer('opsmap-reach')"
REACHED = f"""() => {{
  const shown = {LAYER}?.implementation.shown;
  return shown ? shown.seconds.filter((each) => each <= shown.ends.at(-1)).length : -1;
}}"""


@pytest.fixture
def day(served):
    """An operation that began three hours ago: two posts, a helicopter, then a wall."""
    journal, begins = served.desk.journal, now() - timedelta(hours=3)
    name = f"atteinte-{len(journal.operations())}"

    def record(fact, hours):
        said = {"author": "ada", "organisation": OURS}
        at = begins + timedelta(hours=hours)
        journal.append(name, Draft(**said, occurred_at=at, fact=fact))

    record(Opened(name="Atteinte", starts_at=begins, ends_at=begins + timedelta(hours=8)), 0)
    for key, lon, status in (("ouest", -1.555, "active"), ("est", -1.535, "planned")):
        geometry = {"type": "Point", "coordinates": [lon, 47.25]}
        values = {"name": key.upper()}
        post = Placed(
            object_id=key, kind="medical_post", status=status, geometry=geometry, values=values
        )
        record(post, 0.1)
    heli = Placed(
        object_id="heli",
        kind="team",
        status="available",
        geometry={"type": "Point", "coordinates": [-1.56, 47.24]},
        values={"name": "HELI", "vehicle": "SMUR.HELISMUR"},
    )
    record(heli, 0.1)
    record(Transitioned(object_id="est", verb="open", status="active"), 1)
    closed = Placed(
        object_id="mur", kind="closure", status="active", geometry=WALL, values={"name": "Mur"}
    )
    record(closed, 2)
    return name, [f"{begins + timedelta(hours=h):%Y-%m-%dT%H:%M:%SZ}" for h in (0.5, 1.5, 2.5)]


def goes_to(page, at):
    page.evaluate("(x) => dash_clientside.vigie.jumped({ points: [{ x }] })", at)


def test_reach_follows_the_slider_and_what_is_closed(visit, day):
    name, (alone, both, walled) = day
    page = visit(f"?operation={name}&at={alone}&view=-1.545,47.25,12", lang="en-GB")
    legend = page.locator("#reach-legend")

    # By one key, from the one post that is open; on foot, for it has no vehicle.
    page.keyboard.press("i")
    expect(legend).to_contain_text("Help from one place")
    expect(legend).to_contain_text("Corrected straight line")
    expect(legend).to_contain_text("measured on Monaco, Andorra")
    # A helicopter would hide everything: it is left out, and said to be.
    expect(legend).to_contain_text("Helicopters not counted: 1")
    comes(page, lambda: page.evaluate(REACHED) > 0)
    of_one = page.evaluate(REACHED)

    # The second post opens: more is reached.
    goes_to(page, both)
    expect(legend).to_contain_text("Help from 2 places")
    comes(page, lambda: page.evaluate(REACHED) > of_one)
    of_both = page.evaluate(REACHED)

    # A wall between them: what lies behind it is not reached from either.
    goes_to(page, walled)
    expect(legend).to_contain_text("closures and zones counted: 1")
    expect(legend).to_contain_text("Help from 2 places")
    comes(page, lambda: 0 < page.evaluate(REACHED) < of_both)

    # Back in the past nothing is asked for again: it is there at once, as it was.
    goes_to(page, alone)
    assert page.evaluate(REACHED) == of_one

    # A prudent pace reaches less, with the fields that are there.
    page.keyboard.press("p")
    page.get_by_role("tab", name="Reach").click()
    page.get_by_text("Prudent", exact=True).click()
    expect(legend).to_contain_text("times × 1.3")
    comes(page, lambda: 0 < page.evaluate(REACHED) < of_one)
    expect(page.locator("#reach-body button")).to_have_count(2)
    expect(page.locator("#reach-body button").last).to_contain_text("not counted")
    assert faults(page) == [] if AXE.exists() else True

    # By car instead; what cannot be read is said, and nothing changes.
    page.locator("#reach-means").click()
    page.get_by_role("option", name="All by car, with siren").click()
    comes(page, lambda: page.evaluate(REACHED) > of_one)

    # The helicopter with the others, each by its own vehicle.
    page.locator("#reach-means").click()
    page.get_by_role("option", name="By vehicle, with helicopters").click()
    expect(legend).to_contain_text("Helicopter: straight line")
    expect(legend).not_to_contain_text("not counted:")
    comes(page, lambda: page.evaluate(REACHED) > of_one)
    page.locator("#reach-bands").fill("5, soon")
    expect(page.locator("#reach-wrong")).to_contain_text("Write one to 5 times")

    page.keyboard.press("Escape")
    page.locator("#reach-close").click()
    expect(legend).to_be_hidden()
    assert page.evaluate(REACHED) == -1


def test_what_is_missing_is_said_for_as_long_as_it_is(visit, day):
    name, (_, both, _) = day
    page = visit(f"?operation={name}&at={both}&view=-1.545,47.25,12")
    page.route("**/reach/field*", lambda route: route.abort())

    page.keyboard.press("i")

    legend = page.locator("#reach-legend")
    expect(legend).to_contain_text("Incomplet : 0 lieux calculés sur 2")
    assert page.evaluate(REACHED) == 0

    page.unroute("**/reach/field*")

    expect(legend).to_contain_text("Secours de 2 lieux")
    until(page, f"({REACHED})() > 0")
