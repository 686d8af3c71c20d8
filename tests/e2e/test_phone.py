"""A team's telephone, from the link to the map: agreed to, on, through a tunnel, reloaded, off."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dashboard.access.passwords import hash_password
from dashboard.app import desk_from
from dashboard.clock import now
from dashboard.journal import Draft, Opened, Placed, Transitioned
from dashboard.settings import Settings
from tests.e2e.axe import AXE, faults
from tests.e2e.conftest import Served
from tests.e2e.page import comes, until

PASSWORD = "trois chevaux sur le quai"
HOUSE = "SAMU 76A"
PHONE = {"width": 390, "height": 844}
PLACE = "document.getElementById('map').opsmap.drawn().find(({id}) => id === 'smur1')?.place"

MEASURED = """() => new Promise((tell, fail) =>
  navigator.geolocation.getCurrentPosition(({ coords }) => tell(coords.longitude), fail))"""
"""Asks the telephone itself where it is: then whoever still watched was told as well."""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A Vigie where one signs in, an operation that goes on, a team, and who hands out."""
    store = tmp_path_factory.mktemp("house") / "vigie.gpkg"
    desk = desk_from(Settings(store=f"sqlite:///{store}", _env_file=None))
    at = now() - timedelta(hours=1)
    facts = (
        Opened(name="Ce soir", starts_at=at, ends_at=at + timedelta(hours=6)),
        Placed(
            object_id="smur1",
            kind="team",
            status="available",
            geometry={"type": "Point", "coordinates": [1.06, 49.44]},
            values={"name": "SMUR 1"},
        ),
    )
    for fact in facts:
        draft = Draft(author="ada", organisation=HOUSE, occurred_at=at, fact=fact)
        desk.journal.append("soir", draft)
    person = desk.accounts.add(
        login="anne", name="Dr Anne C.", organisation=HOUSE, role="coordinator"
    )
    desk.accounts.set_password(person.id, hash_password(PASSWORD))
    served = Served(desk)
    yield served
    served.stop()


@pytest.fixture
def open_page(chromium, house):
    """Open an address in a browser of its own; fails on any error the browser tells."""
    told, contexts = [], []

    def open_page(address, *, lang="fr-FR", scheme="light", size=PHONE, **more):
        context = chromium.new_context(locale=lang, color_scheme=scheme, viewport=size, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(40_000)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(address if "://" in address else house.address + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


def sign_in(page):
    page.locator("#login").fill("anne")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".ag-row")


def link_for_the_team(page, house):
    """Make a link as a coordinator does; return what the telephone reads off the screen."""
    page.goto(f"{house.address}/trackers#phone")
    page.locator("#phone-team").select_option("soir/smur1")
    page.get_by_role("button", name="Créer le lien").click()
    expect(page.locator(".qr svg")).to_be_visible()
    return page.locator("code.secret").inner_text()


def moves(phone, lon, lat):
    phone.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 6})


def kept(house):
    """The positions the house has, by their time."""
    tracks = house.desk.tracks
    devices = [device.id for device in tracks.devices(HOUSE)]
    news = tracks.since(0, devices, 10_000)
    return sorted(
        (int(at), lon / 1e7)
        for track in news.tracks.values()
        for at, lon in zip(track.at_ms, track.lon, strict=True)
    )


def statuses(house):
    return [
        entry.fact.status
        for entry in house.desk.journal.entries("soir")
        if isinstance(entry.fact, Transitioned)
    ]


def cross_a_tunnel(phone, house):
    """Without a network: five positions and a status, and a page that is reloaded; then out."""
    before = len(kept(house))
    phone.context.set_offline(True)
    for step in range(1, 6):
        moves(phone, 1.07 + step / 500, 49.45)
        comes(phone, lambda step=step: f"positions {step}" in phone.locator("#told").inner_text())
    phone.get_by_role("button", name="Partie").click()
    expect(phone.locator("#pressed-said")).to_contain_text("« Partie » à")
    expect(phone.locator("#state-title")).to_have_text("Pas de réseau")
    phone.reload()
    expect(phone.locator("#told")).to_contain_text("états 1")
    assert (len(kept(house)), statuses(house)) == (before, [])

    out_at_ms = int(now().timestamp() * 1000)
    phone.context.set_offline(False)
    comes(phone, lambda: statuses(house) == ["en_route"])
    told = kept(house)
    # Each once, at the time it was measured and not at that of its coming.
    in_the_tunnel = {round(lon, 4) for at_ms, lon in told if at_ms < out_at_ms}
    assert {round(1.07 + step / 500, 4) for step in range(1, 6)} <= in_the_tunnel
    assert len({at_ms for at_ms, _ in told}) == len(told)


def test_a_team_shares_its_way_through_a_tunnel_and_stops_when_it_wants(open_page, house):
    cell = open_page("/sign-in", size={"width": 1366, "height": 768})
    sign_in(cell)
    link = link_for_the_team(cell, house)
    cell.goto(f"{house.address}/?operation=soir")
    until(cell, "document.getElementById('map')?.opsmap?.reel()")

    phone = open_page(link, has_touch=True, is_mobile=True)
    context = phone.context
    context.grant_permissions(["geolocation"])
    moves(phone, 1.07, 49.45)

    # Nothing before it was agreed to; the token is not in the address any more.
    expect(phone.locator("#team")).to_have_text("SMUR 1")
    assert phone.url == f"{house.address}/me"
    expect(phone.locator("#state-title")).to_have_text("Rien n'est partagé")
    phone.locator("#switch").click()
    expect(phone.locator("#consent-said")).to_contain_text(f"« Ce soir » de : {HOUSE}")
    assert faults(phone) == [] if AXE.exists() else True
    assert kept(house) == []
    phone.locator("#agree").click()

    # On: the cell sees it.
    expect(phone.locator("#state-title")).to_have_text("Position partagée")
    until(cell, f"{PLACE} && Math.abs({PLACE}[0] - 1.07) < 1e-4")

    cross_a_tunnel(phone, house)
    until(cell, f"Math.abs({PLACE}[0] - 1.08) < 1e-4")

    # A status by its digit, and taken back.
    expect(phone.locator("#steps [data-status=en_route]")).to_have_attribute("aria-pressed", "true")
    phone.keyboard.press("4")
    comes(phone, lambda: statuses(house) == ["en_route", "on_scene"])
    phone.locator("#undo").click()
    expect(phone.locator("#steps [data-status=en_route]")).to_have_attribute("aria-pressed", "true")

    # Off is off: where the telephone was meanwhile is never told, not even once it is on again.
    phone.locator("#switch").click()
    expect(phone.locator("#state-title")).to_have_text("Rien n'est partagé")
    moves(phone, 1.2, 49.5)
    assert phone.evaluate(MEASURED) == pytest.approx(1.2)
    moves(phone, 1.09, 49.45)
    assert phone.evaluate(MEASURED) == pytest.approx(1.09)
    phone.locator("#switch").click()
    comes(phone, lambda: max(lon for _, lon in kept(house)) > 1.085)
    expect(phone.locator("#told")).not_to_contain_text("positions")
    assert max(lon for _, lon in kept(house)) == pytest.approx(1.09)


@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("fr-FR", "light", 320), ("en-GB", "dark", 390)]
)
def test_whoever_has_no_link_is_told_what_to_do(open_page, lang, scheme, width):
    phone = open_page("/me", lang=lang, scheme=scheme, size={"width": width, "height": 844})

    title = "Ce téléphone n'est pas admis" if lang == "fr-FR" else "This phone is not let in"
    expect(phone.locator("#state-title")).to_have_text(title)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(phone) == [] if AXE.exists() else True
