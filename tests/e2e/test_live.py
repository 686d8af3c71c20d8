"""What is recorded anywhere is on every screen at once, and after the link was cut as well."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.demonstration import BY_KEY
from dashboard.clock import instant, now
from dashboard.journal import Draft, Noted, Opened
from tests.e2e.page import ROUEN, entry, until
from tests.relay import Relay

AFTERWARDS = ROUEN + "&at=2019-09-27T18:00:00Z"
BEFORE = instant("2019-09-27T17:55:00Z")
OURS = BY_KEY["regulator"].actor.organisation


@pytest.fixture
def write(served):
    def write(text):
        said = {"author": "ada", "organisation": OURS, "occurred_at": BEFORE, "text": text}
        served.desk.journal.append("lubrizol-2019", Draft(**said, fact=Noted()))

    return write


def streams(page):
    """Count the streams a page asks for from now on."""
    asked = []
    page.on("request", lambda r: asked.append(r.url) if "/api/stream" in r.url else None)
    return asked


def opened(page, address):
    page.goto(address)
    page.wait_for_selector(".ag-row")
    until(page, "document.getElementById('map')?.opsmap?.reel()")


def test_two_tabs_share_one_stream_and_one_takes_over(visit, served, write):
    one = visit(AFTERWARDS)
    until(one, "document.getElementById('connection').textContent === 'à jour'")
    other = one.context.new_page()
    theirs = streams(other)
    opened(other, served.address + "/" + AFTERWARDS)
    expect(other.locator("#connection")).to_have_text("à jour")

    write("Convoi arrivé")

    for page in (one, other):
        expect(entry(page, "Convoi arrivé")).to_be_visible()
    assert theirs == []
    one.close()
    write("Convoi reparti")
    expect(entry(other, "Convoi reparti")).to_be_visible()
    until(other, "navigator.locks")
    assert len(theirs) >= 1


def test_where_the_stream_does_not_come_through_the_page_asks(visit, served, write):
    page = visit("?operation=none")
    page.route("**/api/stream**", lambda route: route.abort())
    opened(page, served.address + "/" + AFTERWARDS)

    write("Par la relève")

    expect(entry(page, "Par la relève")).to_be_visible()
    expect(page.locator("#connection")).to_have_text("à jour")


def test_a_link_that_was_cut_brings_what_was_missed(visit, served, write):
    page, cable = visit("?operation=none"), Relay(served.port)
    opened(page, cable.address + "/" + AFTERWARDS)
    expect(page.locator("#connection")).to_have_text("à jour")
    cable.cut()
    write("Pendant la coupure")
    expect(page.locator("#connection")).to_contain_text("En retard de")
    assert entry(page, "Pendant la coupure").count() == 0

    cable.mend()

    expect(entry(page, "Pendant la coupure")).to_be_visible()
    expect(page.locator("#connection")).to_have_text("à jour")


def test_a_workstation_with_a_wrong_clock_goes_by_the_server_and_says_so(visit, served):
    served.desk.journal.append("exercice-direct", told(Opened(name="Exercice direct", **around())))
    page = visit("?operation=none")
    page.context.add_init_script("""(() => {
        const right = Date.now;
        Date.now = () => right() - 120_000;
    })()""")

    opened(page, served.address + "/?operation=exercice-direct")
    expect(page.locator("#skew")).to_have_text(re.compile("Horloge de ce poste en retard de 2 min"))
    served.desk.journal.append("exercice-direct", told(Noted(), text="Ambulance arrivée"))

    expect(entry(page, "Ambulance arrivée")).to_be_visible()
    expect(page.locator("#live")).to_have_class(re.compile(r"\bon\b"))
    shown = page.locator("#instant").get_attribute("datetime")
    assert abs(instant(shown) - now()) < timedelta(seconds=30)


def told(fact, **more):
    return Draft(author="ada", organisation=OURS, occurred_at=now(), fact=fact, **more)


def around():
    return {"starts_at": now() - timedelta(hours=1), "ends_at": now() + timedelta(hours=3)}
