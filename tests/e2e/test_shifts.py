"""From the page: the staffing chart under the map, bars that are moved, what that records."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.clock import instant
from dashboard.journal import Draft, Phased, Placed
from tests.e2e.page import entry, until

EVE = "?operation=lubrizol-2019&at=2019-09-26T06:30:00Z"
PLACE = {"type": "Point", "coordinates": [1.09, 49.44]}


@pytest.fixture
def plan(served):
    """A post from 10:00 to 18:00, local time, and two assignments of teams of their own there."""
    made = len(list(served.desk.journal.entries("lubrizol-2019")))

    def tell(object_id, kind, status, values, window=(None, None)):
        fact = Placed(
            object_id=f"{object_id}-{made}",
            kind=kind,
            status=status,
            geometry=PLACE,
            values=values,
            planned_from=window[0] and instant(f"2019-09-26T{window[0]}:00Z"),
            planned_to=window[1] and instant(f"2019-09-26T{window[1]}:00Z"),
        )
        at = instant("2019-09-26T06:00:00Z")
        draft = Draft(author="Claire", organisation="SAMU 76A", occurred_at=at, fact=fact)
        served.desk.journal.append("lubrizol-2019", draft)

    tell("pma", "medical_post", "planned", {"name": f"Quai {made}"}, ("08:00", "16:00"))
    for name, start, end in (("Alpha", "08:00", "12:00"), ("Bravo", "12:30", "16:00")):
        tell(name.lower(), "team", "available", {"name": f"{name} {made}"})
        values = {
            "name": f"{name} {made} → Quai",
            "team": f"{name.lower()}-{made}",
            "place": f"pma-{made}",
        }
        tell(f"aff-{name.lower()}", "assignment", "planned", values, (start, end))
    return made


def shifts(page):
    page.keyboard.press("p")
    page.get_by_role("tab", name="Équipes").click()
    expect(page.locator("#gantt")).to_be_visible()
    expect(page.locator("#gantt-chart svg.main-svg").first).to_be_visible()


def bar(page, plan, name):
    return page.locator(f"[data-bar='aff-{name}-{plan}']")


def drag(page, one, start, by):
    """Drag a bar from a part of its width by so many pixels; the mouse stays down."""
    width = one.bounding_box()["width"]
    one.hover(position={"x": width * start, "y": 11})
    box = one.bounding_box()
    x, y = box["x"] + width * start, box["y"] + 11
    page.mouse.down()
    page.mouse.move(x + by, y, steps=6)


def an_hour(page):
    """How wide an hour is on the chart of a day, px."""
    return page.locator("#gantt-bars").bounding_box()["width"] / 24


def test_a_bar_that_is_dragged_is_an_entry_on_every_screen_and_is_taken_back(visit, plan):
    page, other = visit(EVE), visit(EVE, who="doctor")
    for each in (page, other):
        shifts(each)
    gap = f"Quai {plan} : personne"
    expect(page.locator("#shifts-findings")).to_contain_text(gap)

    drag(page, bar(page, plan, "alpha"), 0.99, an_hour(page) * 0.75)
    expect(bar(page, plan, "alpha")).to_contain_text("10:00–14:45")
    page.mouse.up()

    expect(page.locator("#gantt-said")).to_contain_text(re.compile(r"10:00–14:45.*enregistré"))
    expect(page.locator("#shifts-findings")).not_to_contain_text(gap)
    expect(other.locator("#shifts-findings")).not_to_contain_text(gap)
    expect(bar(other, plan, "alpha")).to_have_attribute("title", re.compile("^10:00–14:45"))
    expect(entry(page, f"Alpha {plan} → Quai")).to_contain_text("14:45")

    page.locator("#place-said button").click()
    expect(page.locator("#shifts-findings")).to_contain_text(gap)
    expect(other.locator("#shifts-findings")).to_contain_text(gap)


def test_escape_puts_a_bar_back_and_nothing_is_recorded(visit, plan):
    page = visit(EVE)
    shifts(page)
    head = "document.getElementById('map').opsmap.reel().head.seq"
    before = page.evaluate(head)

    drag(page, bar(page, plan, "bravo"), 0.5, an_hour(page))
    expect(bar(page, plan, "bravo")).to_have_class(re.compile("held"))
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(bar(page, plan, "bravo")).not_to_have_class(re.compile("held"))
    expect(bar(page, plan, "bravo")).to_have_attribute("title", re.compile("^14:30–18:00"))
    expect(page.locator("#plan-panel")).to_be_visible()
    assert page.evaluate(head) == before


def test_the_keyboard_moves_a_bar_and_its_ends(visit, plan):
    page = visit(EVE)
    shifts(page)
    one = bar(page, plan, "bravo")

    one.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#gantt-said")).to_contain_text("14:20–17:50")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#gantt-said")).to_contain_text("14:20–17:55")
    page.keyboard.press("Enter")

    expect(page.locator("#gantt-said")).to_contain_text("enregistré")
    until(page, "document.querySelectorAll('#gantt-bars .pending').length === 0")
    expect(bar(page, plan, "bravo")).to_have_attribute("title", re.compile("^14:20–17:55"))
    expect(bar(page, plan, "bravo")).to_be_focused()


def test_what_has_begun_moves_by_its_end_alone_and_what_is_over_not_at_all(visit, plan):
    page = visit("?operation=lubrizol-2019&at=2019-09-26T13:00:00Z")
    shifts(page)

    bar(page, plan, "bravo").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#gantt-said")).to_contain_text("14:30–17:55")
    page.keyboard.press("Escape")
    bar(page, plan, "alpha").focus()
    page.keyboard.press("ArrowRight")

    expect(page.locator("#gantt-said")).to_contain_text("Ses heures sont passées")


def test_who_only_reads_moves_nothing_and_is_told_why(visit, plan):
    page = visit(EVE, who="officer")
    shifts(page)

    bar(page, plan, "alpha").focus()
    page.keyboard.press("ArrowRight")

    said = page.locator("#gantt-said")
    expect(said).not_to_be_empty()
    expect(page.locator("#gantt-why")).to_have_text(said.inner_text())
    expect(page.locator("#gantt-bars .held")).to_have_count(0)


@pytest.fixture
def phase(served):
    """Turn the operation without a word to the pages whose link is cut."""

    def _phase(phase):
        at = instant("2019-09-26T06:00:00Z")
        fact = Phased(phase=phase, reason="essai")
        draft = Draft(author="Claire", organisation="SAMU 76A", occurred_at=at, fact=fact)
        served.desk.journal.append("lubrizol-2019", draft)

    yield _phase
    _phase("active")


def test_a_refusal_puts_the_bar_back_with_its_sentence(visit, plan, phase):
    page = visit(EVE)
    shifts(page)
    page.route("**/api/stream*", lambda route: route.abort())
    drag(page, bar(page, plan, "alpha"), 0.5, an_hour(page))
    phase("closed")

    page.mouse.up()

    expect(page.locator("#gantt-said.wrong")).to_contain_text("reste comme avant")
    expect(bar(page, plan, "alpha")).to_have_attribute("title", re.compile("^10:00–14:00"))


def test_the_line_of_the_instant_follows_the_clock_and_a_double_click_opens_the_card(visit, plan):
    page = visit(EVE)
    shifts(page)
    where = "document.getElementById('gantt-cursor').style.transform"
    before = page.evaluate(where)

    page.locator("#previous-entry").click()
    until(page, f"{where} !== {before!r}")

    bar(page, plan, "alpha").dblclick(position={"x": 20, "y": 8})
    expect(page.locator(".opsmap-card")).to_contain_text(f"Alpha {plan}")


def test_a_row_for_each_place_shows_what_it_needs(visit, plan):
    page = visit(EVE)
    shifts(page)

    page.locator("#shifts-by").get_by_text("Lieu").click()

    expect(page.locator("#gantt-chart .ytick text", has_text=f"Quai {plan}")).to_be_visible()
    expect(bar(page, plan, "alpha")).to_contain_text(f"Alpha {plan}")


def test_on_a_narrow_screen_the_list_says_what_the_chart_does(visit, plan):
    page = visit(EVE, size=(390, 844))
    page.keyboard.press("p")
    page.get_by_role("tab", name="Équipes").click()

    expect(page.locator("#gantt")).to_be_hidden()
    expect(page.locator("#shifts-list")).to_contain_text("10:00–14:00")
    expect(page.locator("#shifts-findings")).to_contain_text(f"Quai {plan} : personne")


def test_places_are_held_against_a_scenario_and_say_where_they_are_too_few(visit):
    page = visit("?operation=g7-biarritz-2019&at=2019-08-24T10:00:00Z", lang="en-GB")
    page.keyboard.press("p")

    page.get_by_role("tab", name="Capacity").click()

    expect(page.locator("#capacity-said")).to_contain_text("invented for the exercise")
    expect(page.locator("#capacity-table")).to_contain_text("Medical posts · Relative urgency")
    expect(page.locator("#capacity-chart svg.main-svg").first).to_be_visible()
    expect(page.locator("#capacity-places")).to_contain_text("Aguiléra")
