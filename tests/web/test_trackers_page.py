"""The trackers of an organisation: handed to a team, taken back, told of; files handed in."""

import html
import re
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.access.audit import Asked
from dashboard.app import create_app
from dashboard.journal import FixesErased, Granted, Phased, Tracked
from dashboard.text import LOCALES
from dashboard.tracks.track import milliseconds
from dashboard.tracks.track_file import read
from dashboard.web.handing_in import LARGEST
from tests.conftest import at
from tests.web.conftest import AWAY, HOUSE, TEAM, client_of, proof_of, submit
from tests.web.listening.conftest import free_port
from tests.web.listening.conftest import told as told_ways
from tests.web.test_feeds import TRACKS, seen, send, told

SAMPLES = Path(__file__).parents[1] / "samples"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def heard(client, team):
    """A tracker that told where it was at 18:07 and at 18:09, and that nobody has."""
    send(client, told(minute=7, lat=47.22))
    send(client, told(minute=9, lat=47.23))


def hand_out(browser, **said):
    return submit(browser, "/trackers", **({"device": 1, "team": "nantes/smur1"} | said))


def facts(desk):
    return [
        entry.fact for entry in desk.journal.entries("nantes") if isinstance(entry.fact, Tracked)
    ]


def upload(browser, name, content, **said):
    """Hand in a file as the form of the page does: its proof first."""
    return browser.post(
        "/trackers/files",
        data={"csrf_token": proof_of(browser)} | said,
        files={"file": (name, content)},
    )


def words(answer):
    """What a page says, without its marks."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", answer.text))
    return re.sub(r"\s+", " ", text)


# Who has which -----------------------------------------------------------------------------------


def test_a_tracker_nobody_has_is_handed_out_with_all_it_told_before(client, nurse, desk, heard):
    before = words(nurse.get("/trackers"))

    answer = hand_out(nurse)

    assert "À confier 1" in before
    assert "Rien de ce qu'elles envoient n'est perdu" in before
    assert answer.status_code == 303
    after = words(nurse.get(answer.headers["location"]))
    assert "Balise confiée ; c'est inscrit à la main courante." in after
    assert "toutes les balises entendues sont avec une équipe" in after
    assert "VLM250 Traccar Client, OsmAnd SMUR 1 Nantes 21/06/2026 20:07" in after
    assert seen(client) == [("smur1", -1.55, 47.22), ("smur1", -1.55, 47.23)]
    (fact,) = facts(desk)
    assert (fact.starts_at, fact.ends_at) == (at("18:07"), None)
    (entry,) = [e for e in desk.journal.entries("nantes") if e.fact == fact]
    assert (entry.author, entry.organisation, entry.occurred_at) == (
        "coordinator", HOUSE, at("18:07"),
    )  # fmt: skip


def test_what_is_taken_back_is_to_be_handed_out_again_and_what_was_told_stays(
    client, nurse, desk, clock, heard
):
    hand_out(nurse)
    clock.now = at("18:12")
    send(client, told(minute=11, lat=47.24))

    answer = back(nurse, until="now")
    clock.now = at("18:20")
    send(client, told(minute=19, lat=47.25))

    assert answer.headers["location"] == "/trackers?told=now"
    assert "À confier 1" in words(nurse.get("/trackers"))
    assert facts(desk)[-1].ends_at == at("18:12")
    answer = client.get("/api/operations/nantes/tracks")
    assert [lat for _, _, lat in seen(client)][:3] == [47.22, 47.23, 47.24]
    assert answer.status_code == 200


def test_handed_to_the_next_a_tracker_leaves_what_it_told_with_the_first(
    client, nurse, clock, record, heard
):
    record(replace(TEAM, object_id="smur2", values={"name": "SMUR 2"}))
    hand_out(nurse)
    clock.now = at("18:12")
    back(nurse, until="now")
    clock.now = at("18:20")
    send(client, told(minute=15, lat=47.25))

    hand_out(nurse, team="nantes/smur2")

    page = words(nurse.get("/trackers"))
    assert "VLM250 Traccar Client, OsmAnd SMUR 2 Nantes 21/06/2026 20:15" in page
    _, chunks = read(client.get(TRACKS).content)
    assert {part.team: part.from_ms for part in chunks} == {
        "smur1": milliseconds(at("18:07")),
        "smur2": milliseconds(at("18:15")),
    }


def test_a_mistake_is_undone_as_if_it_had_never_been(client, nurse, desk, heard, record):
    record(replace(TEAM, object_id="smur2", values={"name": "SMUR 2"}))
    hand_out(nurse)
    hand_out(nurse, team="nantes/smur2", starts_at="2026-06-21T20:08")

    answer = back(nurse, until="never", object="smur2")

    assert answer.headers["location"] == "/trackers?told=never"
    assert {team for team, *_ in seen(client)} == {"smur1"}
    assert "SMUR 1 Nantes" in words(nurse.get("/trackers"))


def back(browser, **said):
    given = {"operation": "nantes", "object": "smur1", "device": "VLM250"}
    return submit(browser, "/trackers/back", **(given | said))


def test_times_are_those_of_the_operation_and_may_be_told(nurse, desk, heard):
    hand_out(nurse, starts_at="2026-06-21T20:08", ends_at="2026-06-21T23:30")

    (fact,) = facts(desk)
    assert (fact.starts_at, fact.ends_at) == (at("18:08"), at("21:30"))
    assert "jusqu'au 21/06/2026 23:30" in words(nurse.get("/trackers"))


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"device": ""}, 422, "Choisir une balise"),
        ({"device": 99}, 422, "Choisir une balise"),
        ({"team": ""}, 422, "Choisir une équipe"),
        ({"team": "nantes/personne"}, 422, "le placer d'abord"),
        ({"team": "nulle-part/smur1"}, 404, "nulle-part"),
        ({"starts_at": "midi"}, 422, "n'est pas une heure lisible"),
        ({"starts_at": "2026-06-21T20:08", "ends_at": "2026-06-21T20:00"}, 422, "rendue avant"),
    ],
)
def test_what_cannot_be_is_told_on_the_page_and_records_nothing(nurse, desk, said, status, why):
    answer = hand_out(nurse, **said)

    assert answer.status_code == status
    assert why in words(answer)
    assert facts(desk) == []


def test_what_looks_like_a_slip_is_asked_and_may_be_insisted_on(nurse, desk, heard):
    said = {"starts_at": "2025-06-21T20:08"}

    doubted = hand_out(nurse, **said)

    assert doubted.status_code == 409
    assert "l'heure des faits est-elle juste" in words(doubted)
    assert re.search('name="confirmed" type="checkbox" value="before_start"', doubted.text)
    assert 'value="2025-06-21T20:08"' in doubted.text
    assert facts(desk) == []
    assert hand_out(nurse, **said, confirmed="before_start").status_code == 303
    assert len(facts(desk)) == 1


def test_an_old_page_takes_nothing_back_twice(nurse, desk, heard):
    hand_out(nurse)
    back(nurse, until="now")

    answer = back(nurse, until="now")

    assert answer.status_code == 422
    assert "la page était ancienne" in words(answer)
    assert len(facts(desk)) == 2


def test_a_tracker_that_was_promised_and_never_heard_is_told_of(nurse, record, team):
    record(Tracked(object_id="smur1", device="TEL 9", starts_at=at("19:00")))

    page = words(nurse.get("/trackers"))

    assert "TEL 9 SMUR 1 Nantes à partir du 21/06/2026 21:00 jamais entendue" in page


# Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_who_may_not_hand_out_sees_the_trackers_without_the_forms(
    browser, desk, audited, heard, role
):
    person = browser(role)

    page = person.get("/trackers")
    handed = hand_out(person)

    assert page.status_code == 200
    assert "VLM250" in page.text
    assert "demande au moins le rôle « coordinateur »" in words(page)
    assert 'action="/trackers"' not in page.text
    assert handed.status_code == 403
    assert back(person).status_code == 422
    assert facts(desk) == []
    assert audited()[0] == "refused"


def test_who_only_reads_hands_in_no_file(browser, desk):
    person = browser("reader")

    page, answer = person.get("/trackers"), upload(person, "a.gpx", b"<gpx/>")

    assert 'action="/trackers/files"' not in page.text
    assert answer.status_code == 403
    assert desk.reception.days(HOUSE) == []


def test_another_organisation_sees_and_touches_none_of_it(browser, desk, heard, nurse, record):
    hand_out(nurse)
    record(Granted(organisation="SDIS 44", level="contribute", reason="renfort"))
    firemen = browser(organisation="SDIS 44")

    page = firemen.get("/trackers").text

    assert "VLM250" not in page
    assert "Aucune balise n&#39;a encore été entendue" in page
    assert hand_out(firemen).status_code == 422
    assert back(firemen).status_code == 422
    assert len(facts(desk)) == 1


def test_whoever_is_not_shared_the_operation_does_not_learn_that_it_is_there(browser, heard):
    stranger = browser(organisation="SDIS 44")

    there, nowhere = (back(stranger, operation=name) for name in ("nantes", "nulle-part"))

    assert [there.status_code, nowhere.status_code] == [404, 404]
    assert "SMUR 1" not in stranger.get("/trackers").text


def test_an_archived_operation_hands_out_no_more(nurse, desk, record, heard):
    record(Phased(phase="closed"))
    record(Phased(phase="archived"))

    assert "SMUR 1" not in nurse.get("/trackers").text
    assert hand_out(nurse).status_code == 403


def test_a_stranger_gets_neither_the_page_nor_its_forms(guarded):
    stranger = client_of(guarded, client=AWAY)

    answers = [
        stranger.get("/trackers"),
        *(stranger.post(f"/trackers{path}") for path in ("", "/back", "/files")),
    ]

    assert {answer.status_code for answer in answers} == {401}


def test_every_form_needs_the_proof_of_a_page_of_ours(nurse, desk, heard):
    file = {"file": ("a.csv", b"x")}
    answers = [
        nurse.post("/trackers", data={"device": 1, "team": "nantes/smur1"}),
        nurse.post("/trackers/back", data={"operation": "nantes"}),
        nurse.post("/trackers/files", data={"device": "x"}, files=file),
        nurse.post("/trackers/files", data={"csrf_token": "x"}, files=file),
        nurse.post(
            "/trackers/files", data={"device": "x", "csrf_token": proof_of(nurse)}, files=file
        ),
        nurse.post("/trackers/files", data={"device": "x" * 70_000}, files=file),
        nurse.post("/trackers/files", content=b"", headers={"Content-Type": "multipart/form-data"}),
    ]

    assert {answer.json()["error"]["code"] for answer in answers} == {"unproved"}
    assert facts(desk) == []
    assert desk.reception.refused(HOUSE, "csv") == []


# What came ---------------------------------------------------------------------------------------


def test_what_devices_call_themselves_and_what_was_refused_is_text(client, nurse, team):
    send(client, told(device=SCRIPT))
    send(client, f"id={SCRIPT}&lat=<img src=x>&lon=1")
    send(client, b"\x00\xff\x00" * 9)
    hand_out(nurse)

    page = nurse.get("/trackers").text

    assert page.count("&lt;script&gt;") > 2
    assert "<img" not in page
    assert "<script" not in page
    assert "00 ff 00 00" in page


def test_what_came_is_counted_by_day_and_feed_and_refusals_tell_why(client, nurse):
    send(client, told(minute=8))
    send(client, told(minute=8))
    send(client, told(lat=0.0002, lon=0.0001))

    page, english = (words(nurse.get(f"/trackers?lang={locale}")) for locale in LOCALES)

    assert "aujourd'hui Traccar Client, OsmAnd 3 1 1 0 1" in page
    assert "ne savait pas encore où il était" in page
    assert "today Traccar Client, OsmAnd 3 1 1 0 1" in english
    assert "did not know yet where it was" in english


def test_an_original_is_shown_as_far_as_it_can_be_read_and_no_further(client, nurse):
    send(client, "nonsense \u202e\n" * 500, feed="csv")

    page = nurse.get("/trackers").text
    (shown,) = re.findall(r"<pre[^>]*>(nonsense[^<]*)</pre>", page)

    assert "\\u202e" in shown
    assert len(shown.splitlines()) == 13


def test_how_to_connect_is_told_with_the_address_the_page_was_asked_at(nurse):
    page = nurse.get("/trackers").text

    assert "http://vigie.example/feeds/JETON/osmand" in page
    assert "http://vigie.example/api/feeds/geo_pos" in page
    assert "envoyer des positions, rien d&#39;autre" in page
    for other in ("/account", "/trackers"):
        assert 'href="/trackers"' in nurse.get(other).text


@pytest.mark.parametrize("lang", LOCALES)
def test_the_page_speaks_both_languages(nurse, heard, lang):
    page = nurse.get(f"/trackers?lang={lang}")

    assert {"fr": "À confier", "en": "To be handed out"}[lang] in page.text
    assert {"fr": "il y a 10 min", "en": "10 min ago"}[lang] not in page.text
    assert "{" not in words(page)


# A file ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gpx/garmin.gpx", {}),
        ("csv/tracker.csv", {}),
        ("csv/tableur.csv", {}),
        ("geojson/points.geojson", {"device": "binome-9"}),
        ("nmea/receiver.nmea", {"device": "GPS 3"}),
        ("nmea/gateway.nmea", {}),
    ],
)
def test_a_file_of_each_format_is_taken_in(nurse, desk, name, said):
    path = SAMPLES / name
    answer = upload(nurse, path.name, path.read_bytes(), **said)
    again = upload(nurse, path.name, path.read_bytes(), **said)

    kept = int(re.search(r"positions gardées : (\d+)", words(answer))[1])
    assert answer.status_code == 200
    assert kept > 0
    assert f"positions gardées : 0 ; déjà reçues : {kept}" in words(again)
    assert desk.tracks.devices(HOUSE)
    noted = desk.audit.records(Asked(deeds=("positions_handed_in",)))[-1]
    assert (noted.detail["file"], noted.detail["kept"]) == (path.name, kept)


def test_a_file_may_be_years_older_than_what_is_live(client, nurse, desk):
    send(client, told())
    track = "device,time,lat,lon\n" + "".join(
        f"VLM250,2019-06-21T18:0{minute}:00Z,{lat},-1.55\n"
        for minute, lat in enumerate((47.21, 47.211, 48.9, 47.212))
    )

    answer = words(upload(nurse, "2019.csv", track.encode()))

    assert "positions gardées : 4 ; déjà reçues : 0 ; refusées : 0" in answer
    assert "En doute (1) : trop loin de la position précédente" in answer
    assert "En doute (3) : reçue longtemps après" in answer


def test_what_is_refused_of_a_file_is_told_and_stops_nothing(nurse):
    track = "device,time,lat,lon\na,2026-06-21T18:00:00Z,47.2,-1.5\na,hier,47.2,-1.5\n"

    answer = words(upload(nurse, "a.csv", track.encode()))

    assert "positions gardées : 1 ; déjà reçues : 0 ; refusées : 1" in answer
    assert "N° 3 :" in answer


@pytest.mark.parametrize(
    ("name", "content", "status", "why"),
    [
        ("", b"", 422, "Choisir un fichier"),
        ("vide.gpx", b"", 422, "Choisir un fichier"),
        ("trace.fit", b"x", 422, "ne dit pas son format"),
        ("trop.gpx", b"x" * (LARGEST + 1), 413, "dépasse 8 Mo"),
        ("trop.gpx", b"x" * (LARGEST + 100_000), 413, "dépasse 8 Mo"),
    ],
    ids=["none", "empty", "unknown", "too long", "much too long"],
)
def test_a_file_that_is_none_gets_its_sentence(nurse, name, content, status, why):
    answer = upload(nurse, name, content)

    assert answer.status_code == status
    assert why in words(answer)


def test_the_format_may_be_said_where_the_name_does_not(nurse):
    path = SAMPLES / "gpx" / "garmin.gpx"

    answer = upload(nurse, "trace", path.read_bytes(), format="gpx")

    assert "positions gardées" in words(answer)


# The other ways in --------------------------------------------------------------------------------


@pytest.fixture
def open_ways(desk):
    """A Vigie that listens for real, and a browser of each organisation."""
    port = free_port()
    ways = {"cot_tcp": f"{port}", "nmea_tcp": f"0.0.0.0:{free_port()}", "nmea_secret": "chevaux"}
    with client_of(create_app(told_ways(desk, **ways))) as browser:
        until_shown(browser, f"127.0.0.1:{port}")
        yield browser, port


def until_shown(browser, text):
    """Ask for the page until it says ``text``, and return it."""
    for _ in range(300):
        page = browser.get("/trackers?lang=en")
        if text in page.text:
            return page
        time.sleep(0.05)
    raise AssertionError(words(page))


def test_the_page_tells_how_each_way_in_is_and_how_to_use_it(open_ways):
    browser, port = open_ways

    said = words(until_shown(browser, "listening, since"))

    assert f"TAK by TCP 127.0.0.1:{port} listening" in said
    assert f"127.0.0.1:{port} (from this machine only), protocol TCP" in said
    assert "names the tracker, after the secret and a blank" in said
    assert "chevaux" not in said


def test_what_came_by_a_way_in_is_counted_with_its_reasons(open_ways):
    browser, port = open_ways
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(b"<event uid='<b>'></event><event uid='a' type='b-t-f'></event>")

    page = until_shown(browser, "no position")

    assert "today TAK by TCP" in words(page)
    assert "1 refused — This XML is damaged or was cut: …" in words(page)
    assert "<b>" not in page.text


def test_addresses_are_for_those_the_positions_belong_to(open_ways):
    browser, port = open_ways
    browser.cookies.set("vigie_person", "officer")

    said = words(browser.get("/trackers?lang=en"))

    assert "By HTTP alone" in said
    assert str(port) not in said


# Erasing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LOCALES)
def test_before_a_track_is_erased_the_page_says_what_goes_and_what_stays(browser, heard, lang):
    boss = browser("administrator")

    said = words(boss.get(f"/trackers/erase?device=1&lang={lang}"))

    assert "2 positions" in said
    assert "VLM250" in said
    assert ("empreintes" if lang == "fr" else "digests") in said
    assert "/trackers/erase?device=1" in boss.get("/trackers").text


def test_a_track_is_erased_everywhere_and_it_is_told(browser, client, desk, heard):
    boss = browser("administrator")
    hand_out(boss)
    send(client, told(lat="0.0001", lon="0.0001"))

    unsure = submit(boss, "/trackers/erase", device=1)
    answer = submit(boss, "/trackers/erase", device=1, sure="yes")

    assert (unsure.status_code, "Cocher la case" in words(unsure)) == (422, True)
    assert answer.headers["location"] == "/trackers?told=erased"
    assert seen(client) == []
    assert desk.reception.refused(HOUSE, "osmand") == []
    (erased,) = (
        entry.fact
        for entry in desk.journal.entries("nantes")
        if isinstance(entry.fact, FixesErased)
    )
    assert erased.count == 2
    (noted,) = desk.audit.records(Asked(deeds=("track_erased",)))
    assert (noted.name, noted.detail["positions"], noted.detail["refused"]) == (
        "administrator",
        2,
        1,
    )


def test_who_may_not_erase_is_told_who_could(browser, heard):
    nurse = browser()

    assert "/trackers/erase" not in nurse.get("/trackers").text
    for answer in (
        nurse.get("/trackers/erase?device=1"),
        submit(nurse, "/trackers/erase", device=1, sure="yes"),
    ):
        assert answer.status_code == 403
        assert "administrateur" in words(answer)


def test_another_organisation_erases_nothing_of_ours(browser, client, heard):
    stranger = browser("administrator", "ARS")

    answer = submit(stranger, "/trackers/erase", device=1, sure="yes")

    assert (answer.status_code, "Choisir une balise" in words(answer)) == (422, True)
