"""The planner's question: who is reached over the day, who is not, where to put a post; adopted."""

import random
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import now
from dashboard.journal import Draft, Opened, Placed
from tests.e2e.axe import AXE, faults
from tests.e2e.page import comes, until

OURS = BY_KEY["regulator"].actor.organisation
CROWDS = {"place": (-1.56, 400), "quai": (-1.52, 900)}
HUNDRED_THOUSAND = 100_000
LONG_MS = 120_000
"""What is computed may have to wait for a busy machine."""


@pytest.fixture
def fete(served):
    """A day to come: two crowds four kilometres apart, with a planned post beside the smaller."""
    journal = served.desk.journal
    at = now().replace(minute=0, second=0, microsecond=0)
    name = f"fete-{len(journal.operations())}"

    def record(fact):
        said = {"author": "ada", "organisation": OURS, "occurred_at": at}
        journal.append(name, Draft(**said, fact=fact))

    ends_at = at + timedelta(hours=6)
    window = {"planned_from": at, "planned_to": ends_at}
    record(Opened(name="Fête", starts_at=at, ends_at=ends_at))
    for key, (lon, people) in CROWDS.items():
        point = {"type": "Point", "coordinates": [lon, 47.21]}
        values = {"name": key.title(), "expected": people, "crowd@mairie": people + 100}
        record(
            Placed(
                object_id=key,
                kind="gathering",
                status="planned",
                geometry=point,
                values=values,
                **window,
            )
        )
    record(
        Placed(
            object_id="pma",
            kind="medical_post",
            status="planned",
            geometry={"type": "Point", "coordinates": [-1.561, 47.21]},
            values={"name": "Place"},
            **window,
        )
    )
    return name


def test_a_gap_is_found_closed_by_a_proposed_post_and_the_post_adopted(visit, served, fete):
    page = visit(f"?operation={fete}&object=quai&view=-1.54,47.21,13", lang="en-GB")
    until(page, "document.getElementById('map')?.opsmap?.reel()")
    tab = page.locator("#places-body")

    # The day: one crowd of two is reached, on foot.
    page.locator("#plan").click()
    page.get_by_role("tab", name="Places").click()
    tab.get_by_label("In time, in minutes").fill("5")
    tab.get_by_role("button", name="Compute the day's cover").click()
    expect(tab.locator("#places-day")).to_contain_text("Not reached in time (1)", timeout=LONG_MS)
    expect(tab.locator("#places-day")).to_contain_text("500 of 1,500 people in time (33.3%)")
    expect(tab.locator("#places-day .curve .main-svg").first).to_be_visible()
    tab.get_by_role("button", name="Quai").click()
    expect(page.locator(".opsmap-tag")).to_contain_text("Quai · 1,000")

    # Another figure counts, by the name of who gives it.
    tab.get_by_label("Of several figures, count").select_option(label="that of: expected crowd")
    tab.get_by_role("button", name="Compute the day's cover").click()
    expect(tab.locator("#places-day")).to_contain_text("400 of 1,300 people", timeout=LONG_MS)

    # A place for one post more: proposed on the map, found, and proved to be the best.
    tab.locator("summary", has_text="Where to put what is missing").click()
    tab.get_by_role("button", name="Propose the chosen object").click()
    tab.get_by_label("How many places").fill("1")
    tab.get_by_role("button", name="Look for the best places").click()
    found = tab.locator("#places-found")
    expect(found).to_contain_text("1,300 people of 1,300 (100%)", timeout=LONG_MS)
    expect(found).to_contain_text("Optimal: it is proved")
    expect(found.get_by_role("button", name="1 · Quai")).to_be_visible()
    expect(found).to_contain_text("Quai (900)")
    assert faults(page) == [] if AXE.exists() else True

    # Adopted in one gesture, it is planned, over the period that was asked about.
    found.get_by_role("button", name="Adopt", exact=True).click()
    expect(found).to_contain_text("Recorded, no. 5.")

    def placed():
        facts = [entry.fact for entry in served.desk.journal.entries(fete)]
        return [fact for fact in facts if isinstance(fact, Placed)]

    comes(page, lambda: len(placed()) == 4)
    post = placed()[-1]
    assert (post.kind, post.status, post.values["name"]) == ("medical_post", "planned", "Post 1")
    assert post.planned_to - post.planned_from == timedelta(hours=6)
    expect(tab.locator("#places-day")).to_contain_text("The log has changed")
    tab.get_by_role("button", name="Compute the day's cover").click()
    expect(tab.locator("#places-day")).to_contain_text("All are reached in time", timeout=LONG_MS)


def test_what_cannot_be_computed_is_said_where_it_was_asked(visit, fete):
    page = visit(f"?operation={fete}", lang="fr-FR")
    until(page, "document.getElementById('map')?.opsmap?.reel()")
    tab = page.locator("#places-body")
    page.keyboard.press("p")
    page.get_by_role("tab", name="Emplacements").click()

    tab.locator("summary", has_text="Où placer ce qui manque").click()
    tab.get_by_role("button", name="Chercher les meilleurs emplacements").click()

    expect(tab.get_by_role("alert")).to_contain_text("Aucun emplacement possible", timeout=LONG_MS)


@pytest.fixture
def town(served, fete):
    """A file of a hundred thousand places where people live, thick in the middle as a town is."""
    rng = random.Random(2026)  # noqa: S311  people of no consequence
    spots = ((rng.gauss(-1.54, 0.05), rng.gauss(47.21, 0.03)) for _ in range(HUNDRED_THOUSAND))
    rows = (f"{lon:.5f},{lat:.5f},{rng.randint(1, 40)}" for lon, lat in spots)
    return "\n".join(("lon,lat,population", *rows)).encode()


@pytest.mark.timeout(420)
def test_a_hundred_thousand_places_are_searched_while_one_goes_on_and_stops_it(visit, fete, town):
    page = visit(f"?operation={fete}&view=-1.54,47.21,12", lang="en-GB")
    page.locator("#documents").click()
    file = {"name": "town.csv", "mimeType": "text/csv", "buffer": town}
    page.locator("#documents-field input[type=file]").set_input_files(file)
    expect(page.locator("#documents-list tr", has_text="town.csv")).to_be_visible(timeout=LONG_MS)
    page.keyboard.press("Escape")
    expect(page.locator("#documents-list")).to_be_hidden()
    page.keyboard.press("p")
    page.get_by_role("tab", name="Places").click()
    tab = page.locator("#places-body")
    tab.get_by_label("Population of an attached document").select_option(label="town.csv")

    # Where posts may stand: an area, drawn on the map; the longest question there is.
    tab.locator("summary", has_text="Where to put what is missing").click()
    tab.get_by_label("Aim").select_option(label="the shortest mean time")
    tab.get_by_label("How many places").fill("12")
    tab.get_by_label("Look for at most (s)").fill("300")
    tab.get_by_label("one every (m)").fill("500")
    tab.get_by_role("button", name="Draw where a post may stand").click()
    box = page.locator("#map canvas.maplibregl-canvas").bounding_box()
    corners = ((0.25, 0.3), (0.75, 0.3), (0.75, 0.7), (0.25, 0.7))
    for right, down in corners:
        page.mouse.click(box["x"] + right * box["width"], box["y"] + down * box["height"])
        page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(tab.locator("#places-where")).to_contain_text("area drawn")
    tab.get_by_role("button", name="Look for the best places").click()

    # It says how far it is, further and further.
    job = tab.locator("#places-found .job")
    expect(job.get_by_role("status")).to_contain_text("looking for the best", timeout=LONG_MS)
    bar = job.get_by_role("progressbar")
    far = bar.evaluate("(bar) => bar.value")
    comes(page, lambda: bar.evaluate("(bar) => bar.value") > far, seconds=LONG_MS / 1000)

    # The slider moves meanwhile, and the search goes on.
    page.locator("#time-slider").focus()
    before = page.locator("#instant").inner_text()
    page.keyboard.press("Home")
    expect(page.locator("#instant")).not_to_have_text(before)
    expect(bar).to_be_visible()

    job.get_by_role("button").click()
    expect(tab.locator("#places-found")).to_contain_text("Stopped", timeout=LONG_MS)
    expect(bar).to_have_count(0)

    # Nothing is left behind: the slider moves, and what is asked next is answered.
    before = page.locator("#instant").inner_text()
    page.locator("#time-slider").focus()
    page.keyboard.press("End")
    expect(page.locator("#instant")).not_to_have_text(before)
    tab.get_by_label("Population of an attached document").select_option(label="none")
    tab.get_by_role("button", name="Compute the day's cover").click()
    expect(tab.locator("#places-day tr", has_text="Quai")).to_be_visible(timeout=LONG_MS)
