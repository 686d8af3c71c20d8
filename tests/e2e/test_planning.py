"""From the page: two instants, plan and actual, what is put in place, a day of a team, stages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.clock import instant
from dashboard.journal import Draft, Placed
from tests.e2e.page import until

BIARRITZ = "?operation=g7-biarritz-2019&at=2019-08-24T15:50:00Z"
ROUEN = "?operation=lubrizol-2019&at=2019-09-26T10:00:00Z"
PLACE = {"type": "Point", "coordinates": [1.09, 49.44]}


def compare(page):
    page.locator("#compare").click()
    expect(page.locator("#compare-panel")).to_be_visible()


def tab(page, name):
    page.locator("#compare-tab").get_by_text(name).click()


def shown(page, object_id):
    """Return the status and place of an object at the end of the reel."""
    return page.evaluate(
        """(id) => {
            const reel = document.getElementById("map").opsmap.reel();
            const { versions: v, geometries } = reel;
            const last = reel.versionsOf[reel.numbers.get(id)]
                .filter((n) => v.knownTo[n] === Infinity).at(-1);
            return [v.status[last], geometries[v.geometry[last]].coordinates];
        }""",
        object_id,
    )


@pytest.fixture
def post(served):
    """A post planned in Rouen from 10:00 to 18:00, local time; a new one for each test."""
    made = []

    def _post(name):
        object_id = f"pma-{name.lower()}"
        fact = Placed(
            object_id=object_id,
            kind="medical_post",
            status="planned",
            geometry=PLACE,
            values={"name": name},
            planned_from=instant("2019-09-26T08:00:00Z"),
            planned_to=instant("2019-09-26T16:00:00Z"),
        )
        at = instant("2019-09-26T06:00:00Z")
        draft = Draft(author="Claire", organisation="SAMU 76A", occurred_at=at, fact=fact)
        served.desk.journal.append("lubrizol-2019", draft)
        made.append(object_id)
        return object_id

    return _post


def test_what_changed_in_an_hour_is_listed_marked_and_leads_to_its_object(visit):
    page = visit(BIARRITZ)

    compare(page)

    bridge = page.locator("#compare-list .told", has_text="Pont Mayou")
    expect(bridge).to_be_visible()
    expect(page.locator("#compare-said")).to_contain_text(re.compile(r"^\d+ changements"))
    until(
        page,
        "document.getElementById('map').opsmap.map"
        ".querySourceFeatures('opsmap-compared').length > 0",
    )
    bridge.click()
    expect(page.locator(".opsmap-card")).to_contain_text("Pont Mayou")

    page.keyboard.press("Escape")
    expect(page.locator("#compare-panel")).to_be_hidden()


def test_two_instants_the_wrong_way_round_are_said_to_be(visit):
    page = visit(BIARRITZ, lang="en-GB")
    compare(page)

    page.locator("#compare-from").fill("2019-08-25T10:00")

    expect(page.locator("#compare-said")).to_have_text("Choose a first instant before the second.")
    expect(page.locator("#compare-list li")).to_have_count(0)


def test_the_list_is_taken_away_as_a_table(visit):
    page = visit(BIARRITZ)
    compare(page)
    expect(page.locator("#compare-list li").first).to_be_visible()

    with page.expect_download() as download:
        page.locator("#compare-export").click()

    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.count("\n") == page.locator("#compare-list li").count() + 1


def test_what_differs_from_the_plan_follows_the_slider(visit):
    page = visit(BIARRITZ)
    compare(page)
    tab(page, "Prévu et réel")
    late = page.locator("#compare-list .told", has_text="Accueil Lauga : pas en place")
    expect(late).to_contain_text("5 h 50")

    page.locator("#previous-entry").click()

    expect(late).to_be_visible()
    expect(late).not_to_contain_text("5 h 50")


def test_a_post_is_put_in_place_elsewhere_in_one_gesture(visit, post):
    object_id = post("Quai")
    page = visit(ROUEN)
    compare(page)
    tab(page, "Prévu et réel")
    page.get_by_role("button", name="Mettre en place… Quai").click()
    expect(page.locator("#placing-form")).to_be_visible()

    page.locator("#placing-where").get_by_text("ailleurs").click()
    expect(page.locator("#placing-said")).to_contain_text("Cliquer le lieu")
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.35)
    expect(page.locator("#placing-said")).to_contain_text("Lieu :")
    page.locator("#placing-confirm").click()

    expect(page.locator("#placing-form")).to_be_hidden()
    expect(page.locator("#compare-list .told", has_text="PMA Quai : à")).to_be_visible()
    status, place = shown(page, object_id)
    assert status == "active"
    assert place != PLACE["coordinates"]


def test_a_team_is_scheduled_at_two_places_and_the_overlap_is_told(visit, post):
    post("Nord")
    page = visit(ROUEN)
    compare(page)
    tab(page, "Affectations")
    page.locator("#schedule-team").click()
    page.get_by_role("option").first.click()

    for start, end in (("10:00", "13:00"), ("12:30", "17:00")):
        page.locator("#assignment-place").click()
        page.get_by_role("option", name="Nord", exact=True).click()
        page.locator("#assignment-from").fill(f"2019-09-26T{start}")
        page.locator("#assignment-to").fill(f"2019-09-26T{end}")
        page.locator("#assignment-confirm").click()
        expect(page.locator("#assignment-from")).to_have_value("")

    expect(page.locator("#compare-list li")).to_have_count(2)
    expect(page.locator("#compare-list .overlap")).to_contain_text("30 min")

    page.locator("#compare-list .put", has_text="Retirer").first.click()
    expect(page.locator("#compare-list .overlap")).to_have_count(0)


def test_a_stage_shows_what_is_planned_for_it_and_takes_the_clock_there(visit):
    page = visit(BIARRITZ)
    before = page.evaluate("document.getElementById('count-gathering').textContent")

    page.locator("#stage").click()
    page.get_by_role("option", name=re.compile("^Démontage")).click()

    expect(page.locator("#instant-day")).to_contain_text("26 août")
    expect(page.locator("#count-gathering")).not_to_have_text(before)
    page.locator("#stage").click()
    page.get_by_role("option", name="Toutes les étapes").click()
    expect(page.locator("#instant-day")).to_contain_text("26 août")
