"""What the map shows, told otherwise: the list and the legend equal it, nothing urgent hides."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from dashboard.layers import LAYERS, layer_of
from dashboard.picture import picture_at
from tests.e2e.page import until

BIARRITZ = "g7-biarritz-2019"
TALL = (1366, 5200)
"""All lines of the list in sight at once."""

DRAWN = "document.getElementById('map').opsmap.drawn()"
MOMENTS = ("2019-08-23T08:00:00Z", "2019-08-24T15:50:00Z", "2019-08-25T18:00:00Z")


def held(desk, moment, *, believed=False, hidden=()):
    """Return the ids of what has a place, by the one Python fold."""
    at = datetime.fromisoformat(moment)
    picture = picture_at(desk.journal.entries(BIARRITZ), at, known_at=at if believed else None)
    return {
        object_id
        for object_id, obj in picture.objects.items()
        if obj.geometry is not None
        and is_drawn(obj, at)
        and layer_of(obj.kind) in LAYERS
        and layer_of(obj.kind).key not in hidden
    }


def is_drawn(obj, at):
    """Tell whether the map draws it: what is only planned, in its window alone."""
    after, before = obj.planned_from, obj.planned_to
    due = (after is None or after <= at) and (before is None or at < before)
    return obj.status != "planned" or due


def list_everything(page):
    page.locator("#panel label").nth(2).click()
    expect(page.locator("#list")).to_be_visible()
    page.locator("#list-all").check(force=True)


def listed(page):
    return page.evaluate(
        "[...document.querySelectorAll('#list [data-id]')].map((l) => l.dataset.id)"
    )


def comes_to_list(page, wanted):
    for _ in range(100):
        found = listed(page)
        if set(found) == wanted:
            break
        page.wait_for_timeout(100)
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("see", ["so", "believed"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_list_is_the_picture_at_the_instant(visit, served, moment, see):
    page = visit(f"?operation={BIARRITZ}&at={moment}&see={see}", size=TALL)

    list_everything(page)

    comes_to_list(page, held(served.desk, moment, believed=see == "believed"))


def test_the_list_leaves_out_hidden_layers_as_the_map_does(visit, served):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}", size=TALL)

    page.locator(".layers input[value=team]").uncheck(force=True)
    list_everything(page)

    comes_to_list(page, held(served.desk, MOMENTS[1], hidden=("team",)))


def test_the_list_follows_the_clock_and_says_what_came(visit, served):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}", size=TALL)
    list_everything(page)
    comes_to_list(page, held(served.desk, MOMENTS[1]))

    page.locator("#time-slider").focus()
    page.keyboard.press("Home")

    until(page, f"{DRAWN}.length === document.querySelectorAll('#list [data-id]').length")
    expect(page.locator("#list-said")).to_contain_text("de moins")


def test_the_list_in_view_is_what_lies_in_view(visit):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}&view=-1.476,43.491,15", size=TALL)

    page.locator("#panel label").nth(2).click()

    until(
        page,
        f"""document.querySelectorAll('#list [data-id]').length
          === {DRAWN}.filter((o) => o.inView).length""",
    )
    assert 0 < len(listed(page)) < page.evaluate(f"{DRAWN}.length")


def test_all_symbols_are_shown_when_asked_those_of_the_layers_that_are_drawn(visit):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}")
    assert page.locator("#symbols li").count() == 0

    page.locator("#symbols summary").click()

    layers = list(reversed(LAYERS))
    expect(page.locator("#symbols h3")).to_have_text([layer.label.fr for layer in layers])
    states = sum(len(layer.statuses) for layer in layers)
    expect(page.locator("#symbols li")).to_have_count(states)


@pytest.mark.parametrize("zoom", [9, 11, 13])
def test_what_is_urgent_stands_apart_at_every_scale(visit, zoom):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}&view=-1.50,43.485,{zoom}")
    until(page, f"{DRAWN}.some((o) => o.urgent)")

    urgent = page.evaluate(f"{DRAWN}.filter((o) => o.urgent).map((o) => o.alone)")

    assert urgent
    assert all(urgent)


def test_what_is_gathered_stands_by_itself_once_that_is_switched_off(visit):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}&view=-1.50,43.485,10")
    until(page, f"{DRAWN}.some((o) => !o.alone)")

    page.locator("#gather").uncheck(force=True)

    until(page, f"{DRAWN}.every((o) => o.alone)")


def test_what_is_chosen_leaves_its_pile(visit):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}&view=-1.50,43.485,10", size=TALL)
    until(page, f"{DRAWN}.some((o) => !o.alone && o.inView)")
    gathered = page.evaluate(f"{DRAWN}.find((o) => !o.alone && o.inView).id")
    list_everything(page)

    page.locator(f"#list [data-id='{gathered}']").click()

    until(page, f"{DRAWN}.find((o) => o.id === '{gathered}').alone")


def test_a_click_on_a_pile_takes_it_apart(visit):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}&view=-1.50,43.485,10")
    until(page, f"{DRAWN}.some((o) => !o.alone && o.inView)")
    before = page.evaluate("document.getElementById('map').opsmap.map.getZoom()")
    # A pile stands at the place of its first member.
    spots = page.evaluate(f"""(() => {{
      const {{ map }} = document.getElementById("map").opsmap;
      return {DRAWN}.filter((o) => !o.alone && o.inView).map((o) => map.project(o.place));
    }})()""")
    box = page.locator("#map").bounding_box()

    for spot in spots:
        page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        page.wait_for_timeout(900)
        zoom = page.evaluate("document.getElementById('map').opsmap.map.getZoom()")
        if zoom > before + 0.4 or page.locator(".opsmap-chooser").count():
            return
    pytest.fail("no pile could be opened")


def test_the_legend_says_what_is_in_view_and_nothing_else(visit):
    page = visit(f"?operation={BIARRITZ}&at={MOMENTS[1]}")
    page.locator("#panel label").nth(1).click()
    page.wait_for_selector("#legend-now h3")

    there = page.evaluate(f"[...new Set({DRAWN}.filter((o) => o.inView).map((o) => o.layer))]")

    words = {layer.key: layer.label.fr for layer in LAYERS}
    expect(page.locator("#legend-now h3")).to_have_count(len(there))
    assert {*page.locator("#legend-now h3").all_inner_texts()} == {words[key] for key in there}


def test_a_team_nobody_heard_of_for_long_is_said_to_be_so(visit):
    page = visit(f"?operation={BIARRITZ}&at=2019-08-24T15:20:00Z")
    list_everything(page)
    until(page, f"{DRAWN}.length > 0")

    doubted = page.evaluate(f"{DRAWN}.filter((o) => o.stale)")
    page.evaluate(
        "document.getElementById('map').opsmap.showAt(Date.parse('2019-08-25T02:00:00Z'))"
    )
    page.wait_for_timeout(500)

    later = page.evaluate(f"{DRAWN}.filter((o) => o.stale)")
    assert all(o["layer"] == "team" for o in [*doubted, *later])
