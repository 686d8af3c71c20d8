"""From the page: a variant is made, changed, compared, adopted, seen elsewhere, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.clock import instant
from dashboard.journal import Draft, Moved, Opened, Placed
from tests.e2e.page import until

OPERATION = "fete-2030"
HOUSE = "SAMU 64A"
PLACE = {"type": "Point", "coordinates": [-1.55, 43.48]}
SOUTH = {"type": "Point", "coordinates": [-1.552, 43.474]}
VARIANT = f"{OPERATION}-poste-au-sud"


@pytest.fixture(scope="module")
def planned(served):
    """A plan for an evening to come: two posts, and a team assigned to one of them."""
    journal, now = served.desk.journal, served.desk.clock()

    def write(fact):
        said = {"author": "Claire", "organisation": HOUSE, "occurred_at": now}
        journal.append(OPERATION, Draft(**said, fact=fact))

    window = {
        "planned_from": instant("2030-06-21T18:00:00Z"),
        "planned_to": instant("2030-06-21T23:00:00Z"),
    }
    write(
        Opened(
            name="Fête 2030",
            starts_at=instant("2030-06-21T16:00:00Z"),
            ends_at=instant("2030-06-22T00:00:00Z"),
            exercise=True,
            area=(-1.6, 43.45, -1.5, 43.5),
        )
    )
    for name in ("Nord", "Est"):
        post = Placed(
            object_id=f"pma-{name.lower()}",
            kind="medical_post",
            status="planned",
            geometry=PLACE,
            values={"name": name},
            **window,
        )
        write(post)
    write(
        Placed(
            object_id="eq1",
            kind="team",
            status="available",
            geometry=PLACE,
            values={"name": "Binôme 1", "care": "SECOURS", "crew": 2},
        )
    )
    write(
        Placed(
            object_id="a1",
            kind="assignment",
            status="planned",
            geometry=PLACE,
            values={"name": "Nord", "team": "eq1", "place": "pma-nord"},
            **window,
        )
    )
    return journal


def open_tab(page, name):
    page.locator("#plan").click()
    page.locator("#plan-tab").get_by_role("tab", name=name).click()


def place_of(page, object_id):
    return page.evaluate(
        """(id) => {
            const reel = document.getElementById("map").opsmap.reel();
            const { versions: v, geometries } = reel;
            const last = reel.versionsOf[reel.numbers.get(id)]
                .filter((n) => v.knownTo[n] === Infinity).at(-1);
            return geometries[v.geometry[last]].coordinates;
        }""",
        object_id,
    )


def shows(page, operation):
    until(
        page,
        f"document.getElementById('map')?.opsmap?.reel()?.operation?.id === '{operation}'",
    )


def test_a_variant_is_made_changed_compared_adopted_and_taken_back(visit, planned, served):
    page = visit(f"?operation={OPERATION}&at=2030-06-21T19:00:00Z&view=-1.55,43.477,13.00")
    other = visit(f"?operation={OPERATION}&at=2030-06-21T19:00:00Z")
    open_tab(page, "Variantes")
    expect(page.locator("#variants-body")).to_contain_text("Aucune variante")

    page.get_by_label("Nom de la variante").fill("Poste au sud")
    page.get_by_label("Ce qu'elle essaie").fill("Plus près de la sortie")
    page.get_by_role("button", name="Faire la variante").click()

    # It is an operation of its own, at the same instant, and says what it is.
    shows(page, VARIANT)
    expect(page.locator("#variant")).to_contain_text("VARIANTE de « Fête 2030 » : « Poste au sud »")
    assert "at=2030-06-21T19:00:00Z" in page.url or page.wait_for_url(
        re.compile("at=2030-06-21T19")
    )
    expect(page.locator(".variant-figures")).to_contain_text("Poste au sud (à l'écran)")

    # A post is moved in it: nothing of that is in the operation.
    head = planned.head(OPERATION).seq
    said = {"author": "Claire", "organisation": HOUSE, "occurred_at": served.desk.clock()}
    planned.append(VARIANT, Draft(**said, fact=Moved(object_id="pma-nord", geometry=SOUTH)))
    until(page, "document.getElementById('map').opsmap.reel().head.seq >= 6")
    assert place_of(page, "pma-nord") == SOUTH["coordinates"]
    assert planned.head(OPERATION).seq == head

    # One key turns between the two, and keeps what is looked at.
    page.locator("#map canvas").first.focus()
    page.keyboard.press("v")
    shows(page, OPERATION)
    expect(page.locator("#variant")).to_be_hidden()
    expect(page.locator("#instant")).to_contain_text("21:00")
    assert place_of(page, "pma-nord") == PLACE["coordinates"]
    page.keyboard.press("v")
    shows(page, VARIANT)
    page.keyboard.press("v")
    shows(page, OPERATION)

    # What differs is looked at first, then adopted.
    if page.locator("#plan-panel").is_hidden():
        page.locator("#plan").click()
    figures = page.locator(".variant-figures")
    expect(figures.locator("thead th")).to_have_count(2)
    # Nobody is to gather there; the eastern post has no team for its five hours.
    asked = figures.locator("tr", has_text="La règle demande").locator("td")
    expect(asked).to_have_text(["La règle demande", *["ne peut être dit"] * 2])
    uncovered = figures.locator("tr", has_text="Minutes à découvert").locator("td")
    expect(uncovered).to_have_text(["Minutes à découvert", *["300 (lieux : 1)"] * 2])
    page.get_by_role("button", name="Adopter « Poste au sud »").click()
    steps = page.locator(".variant-steps > li")
    expect(steps).to_have_count(1)
    expect(steps).to_contain_text("Nord : déplacement de")
    page.get_by_role("button", name="Adopter (1 entrées").click()
    expect(page.locator(".variant-adopting")).to_contain_text(
        "Enregistré dans « Fête 2030 » : 1 entrées"
    )

    # It is an entry on another screen, which says where it comes from.
    row = other.locator(".ag-row", has_text="Repris de la variante « Poste au sud »")
    expect(row.first).to_be_visible()
    until(other, "document.getElementById('map').opsmap.reel().head.seq >= 6")
    assert place_of(other, "pma-nord") == SOUTH["coordinates"]

    # Adopting again would do nothing; taking it back strikes it.
    page.get_by_role("button", name="Revenir sur l'adoption").click()
    expect(page.locator(".variant-adopting")).to_contain_text("biffées")
    until(other, "document.getElementById('map').opsmap.reel().head.seq >= 7")
    assert place_of(other, "pma-nord") == PLACE["coordinates"]


def test_a_conflict_is_named_and_waits_for_a_choice(visit, planned, served):
    said = {"author": "Claire", "organisation": HOUSE, "occurred_at": served.desk.clock()}
    elsewhere = {"type": "Point", "coordinates": [-1.54, 43.48]}
    planned.append(OPERATION, Draft(**said, fact=Moved(object_id="pma-nord", geometry=elsewhere)))
    page = visit(f"?operation={OPERATION}", lang="en-GB", size=(390, 844))
    page.evaluate("document.getElementById('plan').click()")
    page.locator("#plan-tab").get_by_role("tab", name="Variants").click()

    page.get_by_role("button", name="Adopt “Poste au sud”").click()
    step = page.locator(".variant-steps > li")
    expect(step).to_contain_text("to be chosen")
    expect(step).to_contain_text("Changed in the operation since")
    expect(page.get_by_role("button", name="Adopt (0 entries")).to_be_disabled()

    step.get_by_label("Take the variant's").check()
    page.get_by_role("button", name="Adopt (1 entries").click()
    expect(page.locator(".variant-adopting")).to_contain_text("Recorded in “Fête 2030”: 1 entries")
    assert planned.entries(OPERATION)[-1].fact == Moved(object_id="pma-nord", geometry=SOUTH)


def test_the_cover_of_two_plans_is_computed_and_drawn_on_one_chart(visit, served):
    journal, name = served.desk.journal, "marche-2030"
    start, end = (instant(f"2030-06-2{at}Z") for at in ("1T16:00:00", "1T20:00:00"))

    def write(operation, fact):
        said = {"author": "Claire", "organisation": HOUSE, "occurred_at": served.desk.clock()}
        journal.append(operation, Draft(**said, fact=fact))

    write(name, Opened(name="Marché", starts_at=start, ends_at=end, exercise=True))
    for kind, lon, values in (
        ("gathering", -1.55, {"name": "Place", "expected": 1_000}),
        ("medical_post", -1.52, {"name": "Loin"}),
    ):
        write(
            name,
            Placed(
                object_id=kind,
                kind=kind,
                status="planned",
                geometry={"type": "Point", "coordinates": [lon, 43.48]},
                values=values,
                planned_from=start,
                planned_to=end,
            ),
        )
    page = visit(f"?operation={name}&at=2030-06-21T18:00:00Z", lang="en-GB")
    open_tab(page, "Variants")
    page.get_by_label("Name of the variant").fill("Nearer")
    page.get_by_role("button", name="Make the variant").click()
    shows(page, f"{name}-nearer")
    write(f"{name}-nearer", Moved(object_id="medical_post", geometry=PLACE))
    until(page, "document.getElementById('map').opsmap.reel().head.seq >= 4")

    # Two kilometres on foot are too far, a few steps are not.
    page.get_by_label("In time, in minutes").last.fill("5")
    page.get_by_role("button", name="Compare the cover of the day").click()
    reached = page.locator(".variant-figures tr", has_text="Reached in time").locator("td")
    expect(reached).to_have_text(
        ["Reached in time", re.compile("at worst 0%"), re.compile("at worst 100%")], timeout=120_000
    )

    # The curve of each is on the same chart, and the table says what is on screen.
    page.get_by_label("Curve").select_option(label="share reached in time (%)")
    chart = page.locator(".variant-chart")
    expect(chart.locator(".legendtext")).to_have_text(["Plan of the operation", "Nearer"])
    expect(chart).to_contain_text("share reached in time (%)")
    expect(page.locator(".variant-figures thead strong")).to_have_text("Nearer (on screen)")


def test_afterwards_tells_delays_and_leads_to_their_instant(visit):
    page = visit("?operation=g7-biarritz-2019&at=2019-08-24T10:00:00Z")
    open_tab(page, "Bilan")

    body = page.locator("#afterwards-body")
    expect(body).to_contain_text("Mises en place")
    expect(body).to_contain_text("Alerte → sur les lieux")
    expect(body).to_contain_text("inventés")
    page.locator("#afterwards-body .told", has_text="SMUR Bayonne 2").first.click()
    expect(page.locator("#instant")).to_contain_text("17:18")
    expect(page.locator(".opsmap-card")).to_contain_text("Bayonne 2")


def test_last_years_plan_offers_its_weekday_and_says_what_does_not_come(visit):
    page = visit("?operation=eurovolley-nantes-2019")
    page.locator("#open").click()
    page.locator("#open-starts").fill("2027-09-14T10:00")
    page.locator("#open-model").click()
    page.get_by_role("option", name=re.compile("EuroVolley|Volley")).first.click()

    copy = page.locator("#open-copy")
    expect(copy).to_contain_text("Affectations 6")
    expect(copy).to_contain_text("notes de la main courante")
    copy.get_by_role("button").click()
    expect(page.locator("#open-starts")).to_have_value(re.compile(r"2027-09-1[0-9]T"))
