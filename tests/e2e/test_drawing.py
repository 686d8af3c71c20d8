"""Drawing from a user's chair: by mouse or by keys, moved, mended, and by two people at once."""

import pytest
from playwright.sync_api import expect

from tests.e2e.chair import Chair
from tests.e2e.page import entry, until

# Four in the morning: the fire is known, and the log goes on after it.
NIGHT = "?operation=lubrizol-2019&at=2019-09-26T02:00:00Z&view=1.07,49.445,13"


class Night(Chair):
    """Four in the morning."""

    def held(self, name, at=1569463200000):
        return super().held(name, at)


@pytest.fixture
def sit(visit):
    return lambda **how: Night(visit(NIGHT, **how))


def test_the_tools_are_fetched_when_somebody_draws_and_not_before(visit):
    page = visit(NIGHT)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    chair = Chair(page)
    assert not [url for url in asked if "sketcher" in url]

    chair.place("medical_post")

    assert [url for url in asked if "sketcher" in url]


def test_a_point_is_placed_by_mouse_at_the_instant_shown(sit):
    chair = sit()
    chair.place("medical_post")

    chair.click((250, 150))
    expect(chair.page.locator("#place-when-said")).to_contain_text("26/09 04:00")
    chair.fill("name", "Quai Est")
    chair.record()
    chair.recorded()

    expect(entry(chair.page, "PMA Quai Est")).to_contain_text("04:00")
    held = chair.held("Quai Est")
    assert (held["kind"], held["status"]) == ("medical_post", "active")


def test_a_point_is_placed_by_keyboard_alone(sit):
    chair = sit()
    keys = chair.page.keyboard
    chair.page.locator("#tool-place").focus()

    keys.press("Enter")
    expect(chair.page.locator("#place-menu")).to_be_visible()
    while chair.page.evaluate("document.activeElement.dataset.kind") != "transit_point":
        keys.press("Tab")
    keys.press("Enter")
    chair.draws()
    for _ in range(3):
        keys.press("ArrowRight")
    keys.press("Enter")
    expect(chair.page.locator("#place-field-name")).to_be_focused()
    keys.type("Point clavier")
    keys.press("Control+Enter")
    chair.recorded()

    lng, lat = chair.held("Point clavier")["geometry"]["coordinates"]
    assert lng > 1.07
    assert lat == pytest.approx(49.445, abs=1e-4)


def test_a_polygon_is_drawn_a_point_taken_back_and_finished_with_enter(sit):
    chair = sit()
    chair.place("zone", "polygon")

    chair.click((200, 120), (420, 120), (420, 280), (300, 400))
    chair.page.keyboard.press("Control+z")
    chair.page.keyboard.press("Enter")
    chair.fill("name", "Îlot bouclé")
    chair.record()
    chair.recorded()

    (ring,) = chair.held("Îlot bouclé")["geometry"]["coordinates"]
    assert ring[0] == ring[-1]
    assert len(ring) == 4


def test_a_circle_is_drawn_to_the_metre(sit):
    chair = sit()
    chair.place("zone", "circle")

    chair.click((300, 260))
    chair.page.locator("#draw-radius_m").fill("500")
    chair.page.keyboard.press("Enter")
    expect(chair.page.locator("#place-shape-radius_m")).to_have_value("500")
    chair.page.locator("#place-shape-radius_m").fill("800")
    chair.sees_what_is_drawn()
    chair.fill("name", "Périmètre 800")
    chair.record()
    chair.recorded()

    held = chair.held("Périmètre 800")
    assert held["values"]["radius_m"] == 800
    (ring,) = held["geometry"]["coordinates"]
    across = max(lat for _, lat in ring) - min(lat for _, lat in ring)
    assert across * 111_200 == pytest.approx(1600, rel=0.01)


def test_a_plume_is_told_by_the_wind_it_comes_with(sit):
    chair = sit()
    chair.place("zone", "sector")

    chair.click((200, 400), (330, 250))
    for key, value in (("wind", "220"), ("length_m", "5"), ("width_m", "1,5")):
        chair.page.locator(f"#draw-{key}").fill(value)
    chair.page.keyboard.press("Enter")
    expect(chair.page.locator("#place-shape-bearing_deg")).to_have_value("40")
    chair.fill("name", "Panache estimé")
    chair.record()
    chair.recorded()

    values = chair.held("Panache estimé")["values"]
    assert values["rule"] == "plume"
    assert (values["bearing_deg"], values["length_km"], values["width_km"]) == (40, 5, 1.5)


def test_moving_is_recorded_only_when_it_is_said(sit):
    chair = sit()
    chair.put("transit_point", "PT à déplacer", (300, 200))
    was = chair.held("PT à déplacer")["geometry"]
    chair.choose("PT à déplacer")
    centre = (chair.box["width"] / 2, chair.box["height"] / 2)

    chair.press("Déplacer")
    chair.draws()
    chair.drag(centre, (centre[0] + 120, centre[1] - 60))
    expect(chair.page.locator("#place-record")).to_have_text("Enregistrer le déplacement")
    assert chair.held("PT à déplacer")["geometry"] == was
    chair.record()
    chair.recorded()

    until(
        chair.page, "document.querySelector('.ag-row')?.textContent.includes('nouvelle position')"
    )
    lng, lat = chair.held("PT à déplacer")["geometry"]["coordinates"]
    assert lng > was["coordinates"][0]
    assert lat > was["coordinates"][1]


def test_a_corner_is_moved(sit):
    chair = sit()
    chair.place("route", "line")
    chair.click((200, 200), (400, 200), (400, 200))
    chair.fill("name", "Noria nord")
    chair.record()
    chair.recorded()
    chair.choose("Noria nord")
    before = chair.held("Noria nord")["geometry"]["coordinates"]
    ends = chair.page.evaluate(
        """at => {
            const { x, y } = document.getElementById("map").opsmap.map.project(at);
            return [x, y];
        }""",
        before[1],
    )

    chair.press("Modifier le tracé")
    chair.draws()
    chair.drag(ends, (ends[0], ends[1] + 80))
    chair.page.locator("#draw-finish").click()
    chair.record()
    chair.recorded()

    after = chair.held("Noria nord")["geometry"]["coordinates"]
    assert after[0] == pytest.approx(before[0], abs=1e-6)
    assert after[1][1] < before[1][1]


def test_a_verb_is_one_click_and_a_confirmation(sit):
    chair = sit()
    chair.put("medical_post", "PMA à lever", (250, 220))
    chair.choose("PMA à lever")

    chair.press("Lever")
    chair.page.locator("#place-text").fill("Dernier blessé évacué")
    chair.record()
    chair.recorded()

    assert chair.held("PMA à lever")["status"] == "closed"
    expect(entry(chair.page, "Dernier blessé évacué")).to_be_visible()


def test_what_was_just_recorded_is_taken_back(sit):
    chair = sit()
    chair.put("medical_post", "Placé par erreur", (250, 220))

    chair.page.locator("#place-said").get_by_text("Annuler").click()

    expect(chair.page.locator("#place-said")).to_contain_text("biffée")
    until(chair.page, "document.querySelector('.ag-row.struck')")
    assert chair.held("Placé par erreur") is None


def test_a_crossing_outline_is_mended_only_with_consent(sit):
    chair = sit()
    chair.place("zone", "polygon")
    chair.click((200, 120), (420, 320), (420, 120), (200, 320))
    chair.page.keyboard.press("Enter")
    expect(chair.page.locator("#place-crossed")).to_contain_text("se croise")
    chair.fill("name", "Nœud papillon")
    chair.record()
    expect(chair.page.locator("#place-refusal")).to_contain_text("Le réparer")
    assert chair.held("Nœud papillon") is None

    chair.page.locator("#place-mend").click()
    expect(chair.page.locator("#place-crossed")).to_contain_text("2 partie(s)")
    chair.record()
    chair.recorded()

    assert chair.held("Nœud papillon")["geometry"]["type"] == "MultiPolygon"


def test_what_is_refused_keeps_all_that_was_typed(sit):
    chair = sit()
    chair.place("medical_post")
    chair.click((250, 150))
    chair.fill("name", "Sans réseau")
    chair.page.locator("#place-more summary").click()
    chair.fill("capacity_absolute", "douze")

    chair.record()
    expect(chair.page.locator("#place-refusal")).to_contain_text("nombre entier")
    chair.fill("capacity_absolute", "12")
    chair.page.route("**/api/**", lambda route: route.abort())
    chair.record()
    expect(chair.page.locator("#place-refusal")).to_contain_text("Non enregistré")
    expect(chair.page.locator("#place-field-name")).to_have_value("Sans réseau")
    chair.page.unroute("**/api/**")
    chair.record()
    chair.recorded()

    assert chair.held("Sans réseau")["values"]["capacity_absolute"] == 12


def test_two_people_change_one_object_and_both_entries_stand(sit):
    mine = sit()
    mine.put("medical_post", "PMA partagé", (250, 220))
    theirs = sit(who="doctor")
    for chair in (mine, theirs):
        chair.choose("PMA partagé")
        chair.press("Modifier")
    mine.fill("capacity_absolute", "20")
    theirs.fill("lead", "Dr Roy")

    theirs.record()
    first = theirs.recorded()
    newer = mine.page.locator("#place-newer")
    expect(newer).to_contain_text(f"n° {first}")
    expect(newer).to_contain_text("Dr Roy")
    mine.record()
    second = mine.recorded()
    expect(mine.page.locator("#place-said")).to_contain_text(f"n° {first}")

    assert second > first
    values = mine.held("PMA partagé")["values"]
    assert (values["capacity_absolute"], values["lead"]) == (20, "Dr Roy")


def test_who_may_only_read_is_told_why_and_draws_nothing(sit):
    chair = sit(who="reader")

    expect(chair.page.locator("#tool-place")).to_be_disabled()
    assert chair.page.locator("#tool-place").get_attribute("title")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_done_in_english_too(sit, scheme):
    chair = sit(lang="en-GB", scheme=scheme)

    chair.place("zone", "circle")
    expect(chair.page.locator("#draw-hint")).to_contain_text("Click the centre")
    chair.page.keyboard.press("Escape")

    expect(chair.page.locator("#draw-bar")).to_be_hidden()
